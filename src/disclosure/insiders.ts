import { Propagation, propagate } from './bounds'
import type { Ranges } from './bounds'
import type { System } from './system'

/** Two persons, each alone in a cell of one equation, and what they learn together. */
export interface InsiderPair {
  pair: readonly [number, number]
  /** Cells that become exact to the two together but to neither alone, with their counts. */
  learned: readonly { cell: number; value: number }[]
}

export interface InsiderPairs {
  found: InsiderPair[]
  /** Pairs that were supposed; the others cannot make any cell of their equation exact. */
  tried: number
  /** Pairs left out because `most` was reached: 0 where the answer is complete. */
  left: number
}

export interface InsiderPairOptions {
  /** Cells in which one person may be alone, such as all small ones. */
  candidates: readonly number[]
  /** Cells that must not be learned. */
  guarded: (cell: number) => boolean
  /** Suppositions, at most (default 100,000). */
  most?: number
}

/** In equations with no more open cells than this every pair is tried. */
const FEW = 6

/**
 * Pairs of insiders pool what they know. Two cells of an equation fixed at 1 make a third exact there only where it is the
 * last one open, or where nothing is left between the sum and its bound; only such pairs, and all pairs of short
 * equations, are supposed and propagated. Counts up to 2 are not told: they are the insiders themselves in a larger sum.
 * @param outer what is known after propagation.
 */
export function insiderPairs(system: System, outer: Ranges, options: InsiderPairOptions): InsiderPairs {
  const { candidates, guarded, most = 100_000 } = options
  const could = new Uint8Array(system.cells)
  for (const cell of candidates)
    if (isOpen(outer, cell) && outer.low[cell]! <= 1 && outer.high[cell]! >= 1) could[cell] = 1
  const propagation = new Propagation(system, { low: outer.low.slice(), high: outer.high.slice() })
  const alone = new Map<number, ReadonlySet<number>>()
  const seen = new Set<number>()
  const result: InsiderPairs = { found: [], tried: 0, left: 0 }
  for (let row = 0; row < system.rows; row++)
    for (const [one, other] of tellingPairs(system, outer, could, row)) {
      const key = one * system.cells + other
      if (seen.has(key)) continue
      if (result.tried >= most) {
        result.left++
        continue
      }
      seen.add(key)
      result.tried++
      const together = learnedBy(propagation, [one, other], guarded)
      if (together.length === 0) continue
      for (const cell of [one, other])
        if (!alone.has(cell)) alone.set(cell, new Set(learnedBy(propagation, [cell], guarded).map((each) => each.cell)))
      const learned = together.filter(({ cell }) => !alone.get(one)!.has(cell) && !alone.get(other)!.has(cell))
      if (learned.length > 0) result.found.push({ pair: [one, other], learned })
    }
  return result
}

const isOpen = ({ low, high }: Ranges, cell: number) => low[cell] !== high[cell]

function learnedBy(propagation: Propagation, cells: readonly number[], guarded: (cell: number) => boolean) {
  propagation.supposeAll(
    cells.map((cell) => [cell, 1]),
    1_000,
  )
  return [...propagation.learned]
    .filter(([cell, value]) => value > cells.length && !cells.includes(cell) && guarded(cell))
    .map(([cell, value]) => ({ cell, value }))
}

/** Pairs of one equation that can make a third cell of it exact; see `insiderPairs`. */
function* tellingPairs(system: System, ranges: Ranges, could: Uint8Array, row: number): Generator<[number, number]> {
  const { rowStart, rowCell } = system
  const open: number[] = []
  for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) if (isOpen(ranges, rowCell[k]!)) open.push(k)
  const own = open.filter((k) => could[rowCell[k]!])
  if (open.length < 3 || own.length < 2) return
  const slack = slackOf(system, ranges, row)
  for (let a = 0; a < own.length; a++)
    for (let b = a + 1; b < own.length; b++) {
      const [below, above] = [0, 1].map(
        (side) => takes(system, ranges, own[a]!, side) + takes(system, ranges, own[b]!, side),
      )
      if (open.length > FEW && slack.below !== below && slack.above !== above) continue
      const [one, other] = [rowCell[own[a]!]!, rowCell[own[b]!]!]
      yield one < other ? [one, other] : [other, one]
    }
}

/** How far the signed sum of an equation can go below and above 0. */
function slackOf({ rowStart, rowCell, rowSign }: System, { low, high }: Ranges, row: number) {
  let [below, above] = [0, 0]
  for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) {
    const cell = rowCell[k]!
    below -= rowSign[k]! > 0 ? low[cell]! : -high[cell]!
    above += rowSign[k]! > 0 ? high[cell]! : -low[cell]!
  }
  return { below, above }
}

/** How much of that slack goes once the cell at a place is known to be 1. Side 0: below, 1: above. */
function takes({ rowCell, rowSign }: System, { low, high }: Ranges, k: number, side: number): number {
  const cell = rowCell[k]!
  return rowSign[k]! > 0 === (side === 0) ? 1 - low[cell]! : high[cell]! - 1
}

/** Pairs of insiders that are supposed when a table is protected, at most. */
const MOST_PAIRS = 1_000_000

/**
 * Small counts that somebody would learn exactly who knows to be alone in a cell, with that cell; where there are none, those that two
 * would learn who truly are alone in theirs. Cells that nobody publishes count too, such as those who did not have the outcome.
 * Whoever protects knows the records, so pairs of which one is not alone need no guard; from outside nobody can tell them apart.
 */
export function toldToInsiders(
  system: System,
  counts: Int32Array,
  known: Ranges,
  small: number,
): Map<number, readonly number[]> {
  const propagation = new Propagation(system, propagate(system, known))
  const outer = propagation.ranges
  const guarded = (cell: number) => outer.low[cell]! < small
  const told = new Map<number, readonly number[]>()
  for (let cell = 0; cell < system.cells; cell++) {
    if (!isOpen(outer, cell) || outer.low[cell]! > 1 || outer.high[cell]! < 1) continue
    propagation.suppose(cell, 1)
    for (const [other, value] of propagation.learned)
      if (value > 1 && guarded(other) && !told.has(other)) told.set(other, [cell])
  }
  if (told.size > 0) return told
  const candidates = [...counts.keys()].filter((cell) => counts[cell] === 1)
  for (const { pair, learned } of insiderPairs(system, outer, { candidates, guarded, most: MOST_PAIRS }).found)
    for (const { cell } of learned) told.set(cell, pair)
  return told
}
