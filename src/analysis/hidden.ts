import type { StratumCells, RowNoise } from '../indicators'
import { hiddenVariance } from '../statistics'
import type { RowRules } from './protection'

/** What is known of the rows read before their hidden cells are estimated. By stratum, then by row. */
export interface HiddenCells {
  strata: readonly StratumCells[]
  hidden: readonly Int32Array[]
  /** All cells, hidden ones among them. */
  cells: readonly Int32Array[]
  rounded: readonly Int32Array[]
  rules: RowRules
  /** Released totals of whole rows with the variance of their rounding; NaN where there is none. */
  totals: { count: Float64Array; variance: Float64Array } | null
  /** Whether every row's strata are to add up to its total, even where no cell is hidden. */
  fit: boolean
}

/** The same counts with an estimate for each hidden cell, and how uncertain that leaves them. */
export function fillHidden(known: HiddenCells): { strata: StratumCells[]; rows: RowNoise } {
  const { strata, hidden, rounded, rules } = known
  const places = rules.noise.length
  const columns = () => strata.map(() => new Float64Array(places))
  const rows: RowNoise = {
    loose: columns(),
    guess: columns(),
    hidden: strata.map(() => new Int32Array(places)),
    spread: new Float64Array(places),
    total: new Float64Array(places).fill(NaN),
  }
  const filled = strata.map((stratum) => ({ ...stratum, count: stratum.count.slice(0, places) }))
  const rates = strata.map((stratum, s) => shownRate(stratum, hidden[s]!, places))
  for (let row = 0; row < places; row++) {
    const rule = rules.noise[row]
    if (!rule) continue
    if (!rule.tied) for (let s = 0; s < strata.length; s++) rows.loose[s]![row] = rule.variance * rounded[s]![row]!
    fillRow(known, filled, rows, rates, row)
  }
  return { strata: filled, rows }
}

/** Events per person of all rows that hide nothing in a stratum; 0 where nobody is there. */
function shownRate({ count, population }: StratumCells, hidden: Int32Array, places: number): number {
  let [events, people] = [0, 0]
  for (let row = 0; row < places; row++) {
    if (hidden[row]! > 0) continue
    events += count[row]!
    people += population[row]!
  }
  return people > 0 ? events / people : 0
}

function fillRow(
  { strata, hidden, cells, rules, totals, fit }: HiddenCells,
  filled: StratumCells[],
  rows: RowNoise,
  rates: readonly number[],
  row: number,
): void {
  const { hideTo, hideFrom } = rules.noise[row]!
  let [shown, many, expected] = [0, 0, 0]
  const expect = (s: number) =>
    (rates[s]! * strata[s]!.population[row]! * hidden[s]![row]!) / Math.max(1, cells[s]![row]!)
  for (let s = 0; s < strata.length; s++) {
    shown += strata[s]!.count[row]!
    many += hidden[s]![row]!
    expected += expect(s)
  }
  const total = totals?.count[row] ?? NaN
  const totalKnown = !Number.isNaN(total)
  if (many === 0) {
    if (!totalKnown || !fit || rules.noise[row]!.tied) return
    rows.total[row] = totals!.variance[row]!
    addToLargest(filled, row, total - shown)
    return
  }
  if (hideTo === 0 && !totalKnown) return
  rows.spread[row] = hiddenVariance({ hideTo, hideFrom })
  if (totalKnown) rows.total[row] = totals!.variance[row]!
  const left = totalKnown ? Math.max(total - shown, many * hideFrom) : (many * (hideFrom + hideTo)) / 2
  for (let s = 0; s < strata.length; s++) {
    const here = hidden[s]![row]!
    const share = totalKnown && expected > 0 ? expect(s) / expected : here / many
    // A count that only needs its total is no estimate where that was released.
    if (!fit || !totalKnown) {
      rows.hidden[s]![row] = here
      rows.guess[s]![row] = left * share
    }
    filled[s]!.count[row]! += left * share
  }
}

/** What rounding each cell by itself leaves of a total is put where it changes least. */
function addToLargest(strata: readonly StratumCells[], row: number, rest: number): void {
  const largest = strata.reduce((most, one) => (one.count[row]! > most.count[row]! ? one : most))
  largest.count[row] = Math.max(0, largest.count[row]! + rest)
}
