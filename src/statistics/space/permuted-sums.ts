import type { FoundLag, LagCount } from './permuted-lag'

/** Sums of the first k values of each row of a table of draws. */
export interface SumsOfDegree {
  /** Rising, one for each row. */
  sorted: Float64Array
  /** Sums over rows of the sum, its square and its cube. */
  powers: readonly [number, number, number]
}

/** A table of draws, summed once for all areas. */
export interface PermutedSums {
  columns: number
  /** Running sums along each row, row by row. */
  running: Float64Array
  /** By number of neighbours. */
  ofDegree: ReadonlyMap<number, SumsOfDegree>
  /** Where each number stands in the table, numbers in turn: those of number i from `heldFrom[i]` to `heldFrom[i + 1]`. */
  held: Uint32Array
  heldFrom: Uint32Array
}

/** Sums a table of draws along its rows, and sorts the sums for each number of neighbours that occurs. */
export function permutedSums(
  table: Uint32Array,
  columns: number,
  values: Float64Array,
  degrees: ReadonlySet<number>,
): PermutedSums {
  const running = new Float64Array(table.length)
  for (let at = 0; at < table.length; at++)
    running[at] = values[table[at]!]! + (at % columns === 0 ? 0 : running[at - 1]!)
  const ofDegree = new Map([...degrees].map((degree) => [degree, sumsOf(running, columns, degree)]))
  return { columns, running, ofDegree, ...holders(table, values.length) }
}

function sumsOf(running: Float64Array, columns: number, degree: number): SumsOfDegree {
  const sorted = new Float64Array(running.length / columns)
  let [one, two, three] = [0, 0, 0]
  for (let row = 0; row < sorted.length; row++) {
    const sum = running[row * columns + degree - 1]!
    sorted[row] = sum
    one += sum
    two += sum * sum
    three += sum * sum * sum
  }
  return { sorted: sorted.sort(), powers: [one, two, three] }
}

/** Places in the table by the number that stands there: a counting sort. */
function holders(table: Uint32Array, numbers: number): { held: Uint32Array; heldFrom: Uint32Array } {
  const heldFrom = new Uint32Array(numbers + 1)
  for (let at = 0; at < table.length; at++) heldFrom[table[at]! + 1]!++
  for (let number = 0; number < numbers; number++) heldFrom[number + 1]! += heldFrom[number]!
  const next = heldFrom.slice()
  const held = new Uint32Array(table.length)
  for (let at = 0; at < table.length; at++) held[next[table[at]!]!++] = at
  return { held, heldFrom }
}

/**
 * Counts an area's permuted sums from the sorted ones: two binary searches, then a correction for the rows that hold the
 * area itself, where the last area (which no row holds) stands in. Sums are whole numbers, so nothing is lost on the way,
 * and the counts are those of adding up each row.
 */
export function countSorted(
  sums: PermutedSums,
  values: Float64Array,
  { area, degree, low, high }: FoundLag,
  into: LagCount,
): void {
  const { sorted, powers } = sums.ofDegree.get(degree)!
  into.atLeast = sorted.length - firstAt(sorted, low)
  into.atMost = firstAbove(sorted, high)
  ;[into.sum, into.squares, into.cubes] = powers
  const standIn = values[values.length - 1]! - values[area]!
  for (let at = sums.heldFrom[area]!; at < sums.heldFrom[area + 1]!; at++) {
    const column = sums.held[at]! % sums.columns
    if (column >= degree) continue
    const before = sums.running[sums.held[at]! - column + degree - 1]!
    correct(into, before, before + standIn, low, high)
  }
}

function correct(into: LagCount, before: number, after: number, low: number, high: number): void {
  into.atLeast += Number(after >= low) - Number(before >= low)
  into.atMost += Number(after <= high) - Number(before <= high)
  into.sum += after - before
  into.squares += after * after - before * before
  into.cubes += after * after * after - before * before * before
}

/** Number of values below `bound`. */
function firstAt(sorted: Float64Array, bound: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle]! < bound) from = middle + 1
    else to = middle
  }
  return from
}

/** Number of values not above `bound`. */
function firstAbove(sorted: Float64Array, bound: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle]! <= bound) from = middle + 1
    else to = middle
  }
  return from
}
