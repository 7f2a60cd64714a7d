import { blurOdds, noiseOf } from './cellkey'
import type { NoiseTable } from './cellkey'
import { ROUNDED, SHOWN } from './ranges'
import { notApplicable, ran } from './results'
import type { AttackResult } from './results'
import type { Scene } from './scene'
import type { System } from './system'

/** Recovery may exceed what a cell's own blurred value tells by this share of cells, as the design for privacy has it. */
export const GAIN_LIMIT = 0.01

/** Shares of cells whose count the attacker's best guess hits. */
export interface AveragingGain {
  cells: number
  /** From the cell's own published value and the spread of counts alone: the prior. */
  alone: number
  /** With all releases of the cell and every sum that it stands in. */
  together: number
  /** together − alone; attack 11 passes at `GAIN_LIMIT` or less. */
  gain: number
}

/**
 * What an attacker gains who knows the noise and averages: over releases of the same cells, and over sums (a margin less its
 * other parts is the cell with the noise of all of them, taken as normal). The same value again is taken for the same
 * key's noise, which tells nothing new. `counts`: the truth, to score guesses. Cells of 0 stay 0 and are not scored.
 */
export function averagingGain(
  system: System,
  counts: Int32Array,
  releases: readonly Int32Array[],
  table: NoiseTable,
): AveragingGain {
  const prior = priorOf(counts)
  const margins = marginGuesses(system, releases[0]!, table)
  const scored = [...counts.keys()].filter((cell) => counts[cell]! > 0)
  const hits = (guessed: (cell: number) => Guess) =>
    scored.reduce((sum, cell) => sum + (guessed(cell).count === counts[cell] ? 1 : 0), 0)
  return gainOf(
    scored.length,
    hits((cell) => bestGuess([releases[0]![cell]!], [], prior, table)),
    hits((cell) => bestGuess([...new Set(releases.map((release) => release[cell]!))], margins[cell]!, prior, table)),
  )
}

/**
 * The same without the truth, as anybody can work it out: how often an attacker should be right by their own odds, the spread of
 * counts taken from the published values. `told`: 1 for published cells; sums with others in them tell nothing here.
 */
export function expectedGain(system: System, values: Int32Array, told: Uint8Array, table: NoiseTable): AveragingGain {
  const prior = priorOf(values)
  const margins = marginGuesses(system, values, table, told)
  const scored = [...values.keys()].filter((cell) => told[cell] && values[cell]! > 0)
  const odds = (others: (cell: number) => readonly NormalGuess[]) =>
    scored.reduce((sum, cell) => sum + bestGuess([values[cell]!], others(cell), prior, table).odds, 0)
  return gainOf(
    scored.length,
    odds(() => []),
    odds((cell) => margins[cell]!),
  )
}

const gainOf = (cells: number, alone: number, together: number): AveragingGain => {
  const share = (part: number) => (cells > 0 ? part / cells : 0)
  return { cells, alone: share(alone), together: share(together), gain: share(together - alone) }
}

/** Attack 11 on what is published: what sums of blurred cells, blurred apart, tell beyond each cell's own value. */
export function averaging({ system, rules, ruleAt, status, values }: Scene): AttackResult {
  const keyed = rules.findIndex(({ method }) => method === 'cell-key')
  if (keyed < 0) return notApplicable('11', 'No rules here use cell keys.')
  const told = status.map((one, cell) => (ruleAt[cell] === keyed && (one === ROUNDED || one === SHOWN) ? 1 : 0))
  const { cells, alone, together, gain } = expectedGain(system, values, told, noiseOf(rules[keyed]!))
  const figures = { cells, alone: alone * cells, together: together * cells }
  return ran('11', gain > GAIN_LIMIT, figures)
}

interface NormalGuess {
  value: number
  variance: number
}

/** How often each count occurs, smoothed by one so that none is impossible. */
function priorOf(counts: Int32Array): (count: number) => number {
  const times = new Map<number, number>()
  for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
  return (count) => (times.get(count) ?? 0) + 1
}

function marginGuesses(system: System, values: Int32Array, table: NoiseTable, told?: Uint8Array): NormalGuess[][] {
  const result = Array.from({ length: system.cells }, (): NormalGuess[] => [])
  const variance = varianceOf(table)
  for (let row = 0; row < system.rows; row++) {
    const [from, to] = [system.rowStart[row]!, system.rowStart[row + 1]!]
    let [sum, blurred, whole] = [0, 0, true]
    for (let k = from; k < to; k++) {
      const cell = system.rowCell[k]!
      sum += system.rowSign[k]! * values[cell]!
      if (values[cell] !== 0) blurred++
      if (told && !told[cell]) whole = false
    }
    for (let k = from; whole && k < to; k++) {
      const cell = system.rowCell[k]!
      const value = values[cell]! - system.rowSign[k]! * sum
      result[cell]!.push({ value, variance: Math.max(1, blurred - 1) * variance })
    }
  }
  return result
}

function varianceOf({ cumulative, largest }: NoiseTable): number {
  const odds = cumulative[largest]!
  return odds.reduce((sum, limit, at) => sum + (limit - (odds[at - 1] ?? 0)) * (at - largest) ** 2, 0)
}

interface Guess {
  count: number
  /** How likely it is by the attacker's own lights. */
  odds: number
}

function bestGuess(
  values: readonly number[],
  margins: readonly NormalGuess[],
  prior: (count: number) => number,
  table: NoiseTable,
): Guess {
  const least = Math.max(1, Math.min(...values) - table.largest)
  const scores: number[] = []
  for (let count = least; count <= Math.max(...values) + table.largest; count++) {
    let score = Math.log(prior(count))
    for (const value of values) score += Math.log(blurOdds(table, count, value))
    for (const { value, variance } of margins) score -= (value - count) ** 2 / (2 * variance)
    scores.push(score)
  }
  const most = Math.max(...scores)
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0)
  return { count: most === -Infinity ? -1 : least + scores.indexOf(most), odds: most === -Infinity ? 0 : 1 / total }
}
