import { kindOf, type Prepared } from '.'

/** Pieces `from` to `to` − 1 of what a study can have done apart. */
export interface Range {
  from: number
  to: number
}

/** How a study's work is shared out; empty where it is done in one. The same whatever the number of workers. */
export function rangesOf({ study, input, why }: Prepared): Range[] {
  const shared = why === null ? kindOf(study).ranges?.of(input) : null
  if (!shared) return []
  const { pieces, each } = shared
  return Array.from({ length: Math.ceil(pieces / each) }, (_, at) => ({
    from: at * each,
    to: Math.min(pieces, (at + 1) * each),
  }))
}

/** Does one range of what `rangesOf` gave: plain data, for `computeStudy` as `done`. */
export function workRange({ study, seed, input }: Prepared, { from, to }: Range): unknown {
  return kindOf(study).ranges!.work(input, seed, from, to)
}
