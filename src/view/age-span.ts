import type { AgeBand } from '../domain'

const SPAN = /^(\d+)(?:-(\d+)|(\+))$/

/**
 * The bands that a list of bands or spans (`65-84`, `90+`) stands for, in order; null where a span does not fall on
 * the edges of bands, so that nothing near to it is shown in its place.
 */
export function ageSelection(spans: readonly string[], bands: readonly AgeBand[]): string[] | null {
  const chosen = new Set<string>()
  for (const span of spans) {
    const codes = bands.some((band) => band.code === span) ? [span] : tiled(span, bands)
    if (!codes) return null
    for (const code of codes) chosen.add(code)
  }
  return bands.map((band) => band.code).filter((code) => chosen.has(code))
}

function tiled(span: string, bands: readonly AgeBand[]): string[] | null {
  const match = SPAN.exec(span)
  if (!match) return null
  const start = Number(match[1])
  const end = match[3] ? Infinity : Number(match[2])
  const inside = bands.filter((band) => band.start >= start && (band.end ?? Infinity) <= end)
  let next = start
  for (const band of inside) {
    if (band.start !== next) return null
    next = (band.end ?? Infinity) + 1
  }
  return inside.length > 0 && next === end + 1 ? inside.map((band) => band.code) : null
}

/** The shortest way to write some of these bands: runs of neighbouring ones as one span each. */
export function ageSpans(codes: readonly string[], bands: readonly AgeBand[]): string[] {
  const wanted = bands.filter((band) => codes.includes(band.code))
  const runs: { start: number; end: number | null; codes: string[] }[] = []
  for (const band of wanted) {
    const last = runs.at(-1)
    if (last && last.end !== null && band.start === last.end + 1) {
      last.end = band.end
      last.codes.push(band.code)
    } else runs.push({ start: band.start, end: band.end, codes: [band.code] })
  }
  return runs
    .map((run) => {
      const span = run.end === null ? `${run.start}+` : `${run.start}-${run.end}`
      const same = ageSelection([span], bands)?.join() === run.codes.join()
      return run.codes.length === 1 ? run.codes : same ? [span] : run.codes
    })
    .flat()
}
