import type { Random } from '../random'

/** Draws without replacement from 0 … size − 1; one urn may be drawn from many times, each draw starting from it full. */
export interface Urn {
  ids: Uint32Array
  /** Where the last draw swapped, so that it can be undone. */
  swaps: Uint32Array
}

/** An urn of whole numbers below `size` for draws of at most `most` at a time. */
export function urnOf(size: number, most: number): Urn {
  return { ids: Uint32Array.from({ length: size }, (_, id) => id), swaps: new Uint32Array(most) }
}

/**
 * Draws `count` distinct numbers into `into` from place `at` on, each order equally likely: the first steps of a
 * Fisher–Yates shuffle, undone afterwards, so that a draw depends on the stream alone. Source: Knuth (1998), TAOCP 2, 3.4.2 P.
 */
export function drawDistinct({ ids, swaps }: Urn, count: number, chance: Random, into: Uint32Array, at: number): void {
  for (let step = 0; step < count; step++) {
    const other = step + chance.below(ids.length - step)
    swaps[step] = other
    const drawn = ids[other]!
    ids[other] = ids[step]!
    ids[step] = into[at + step] = drawn
  }
  for (let step = count - 1; step >= 0; step--) {
    const other = swaps[step]!
    const drawn = ids[step]!
    ids[step] = ids[other]!
    ids[other] = drawn
  }
}

/** A table of draws, row by row: `rows` times `columns` distinct numbers below `size`. */
export function drawTable(size: number, columns: number, rows: number, chance: Random): Uint32Array {
  const table = new Uint32Array(rows * columns)
  const urn = urnOf(size, columns)
  for (let row = 0; row < rows; row++) drawDistinct(urn, columns, chance, table, row * columns)
  return table
}
