import { Expectations } from './expected'
import type { CellInterval } from './interval'
import { likelihoodOf } from './likelihood'
import type { HidingOdds, Likelihood } from './likelihood'
import { HIDDEN, ROUNDED, SHOWN } from './ranges'
import type { Scene } from './scene'

/** What an attacker takes each of some values in a row for: odds that add up to 1. */
export interface Belief {
  low: number
  odds: Float64Array
}

/**
 * Fits of the model, each followed by one exchange along all equations. Set, as is the caution below, by what gave the truth behind
 * the demo's four regions the best odds on the whole; with many more the same news is counted twice.
 */
const ROUNDS = 7
/** How much wider than said a neighbour is taken: equations in a circle would count the same news twice. Set by calibration. */
const CAUTION = 1.5
/** Variance of an equation itself, so that none is believed without bounds. */
const SLACK = 0.05
/** Counts up to so many thresholds are taken for those that might have been hidden to protect others: the rest seldom are. */
const NEAR = 2
/** What is taken for granted before anything is seen: that few are hidden that need not be. */
const SELDOM = { shown: { zero: 10, large: 10 }, hidden: { zero: 0.5, large: 0.5 } }
/** Values looked at of one cell, about where it is believed to be. */
const WINDOW = 512

/**
 * A statistician's guess of every cell from all that is published: what a model of the tables expects (see `Expectations`), what
 * the rules make likely, the values that attack 1 leaves, and what each equation says of a cell given all others, exchanged until
 * they agree (expectation propagation with fractional messages; Minka 2001, 2004). What is published before and after the release
 * is compared as predictive distributions: Duncan & Lambert (1986), J. Am. Stat. Assoc. 81, 10–18.
 */
export class Beliefs {
  private readonly low: Int32Array
  private readonly high: Int32Array
  private readonly expected: Expectations
  private readonly likelihood: Likelihood[] = []
  /** Mean and variance of each cell. */
  private readonly mean: Float64Array
  private readonly variance: Float64Array
  /** Message of each entry of the rows to its cell, as a normal law: precision, and precision times mean. */
  private readonly precision: Float64Array
  private readonly pull: Float64Array
  private readonly entryOf: Int32Array
  private readonly hiding: HidingOdds[]

  constructor(
    private readonly scene: Scene,
    intervals: readonly CellInterval[],
  ) {
    const { system, outer } = scene
    this.low = outer.low.slice()
    this.high = outer.high.slice()
    for (const { cell, low, high } of intervals) [this.low[cell], this.high[cell]] = [low, high]
    this.expected = new Expectations(scene)
    this.mean = Float64Array.from(this.low, (_, cell) => this.start(cell))
    this.variance = Float64Array.from(this.low, (low, cell) => spreadOf(low, this.high[cell]!))
    this.precision = new Float64Array(system.rowCell.length)
    this.pull = new Float64Array(system.rowCell.length)
    this.entryOf = entriesByCell(system)
    this.hiding = scene.rules.map(() => ({ zero: 0.1, large: 0.1 }))
    for (let round = 0; round < ROUNDS; round++) this.round()
    this.look()
  }

  of(cell: number): Belief {
    const { low, size } = this.windowOf(cell)
    const odds = this.weights(cell, low, size)
    const total = odds.reduce((sum, weight) => sum + weight, 0)
    return { low, odds: odds.map((weight) => (total > 0 ? weight / total : 1 / size)) }
  }

  /** As published where that is possible; a little more than none of what may be none; else the middle. */
  private start(cell: number): number {
    const [low, high, value] = [this.low[cell]!, this.high[cell]!, this.scene.values[cell]!]
    if (low === high) return low
    const status = this.scene.status[cell]
    if ((status === SHOWN || status === ROUNDED) && value >= low && value <= high) return Math.max(1, value)
    const { hideTo } = this.scene.rules[this.scene.ruleAt[cell]!]!
    // What is hidden for being small most likely is.
    if (status === HIDDEN && hideTo !== null) return Math.min(high, Math.max(low, (hideTo + 1) / 2))
    return high > 1e6 ? low + 1 : (low + high) / 2
  }

  private round(): void {
    this.expected.fit(this.mean)
    this.learnHiding()
    this.look()
    this.exchange()
  }

  /** Mean and variance of every cell that is open. */
  private look(): void {
    this.low.forEach((least, cell) => {
      if (least === this.high[cell]) {
        this.mean[cell] = least
        this.variance[cell] = 0
        return
      }
      const { low, size } = this.windowOf(cell)
      const odds = this.weights(cell, low, size)
      let [total, first, second] = [0, 0, 0]
      odds.forEach((weight, at) => {
        total += weight
        first += weight * at
        second += weight * at * at
      })
      if (total === 0) return
      this.mean[cell] = low + first / total
      this.variance[cell] = Math.max(1e-4, second / total - (first / total) ** 2)
    })
  }

  /** The values to look at: all of them, or as many as can be about where model and equations together point. */
  private windowOf(cell: number): { low: number; size: number } {
    const [low, high] = [this.low[cell]!, this.high[cell]!]
    const size = Math.min(WINDOW, high - low + 1)
    if (size < WINDOW) return { low, size }
    const { precision, pull } = this.news(cell)
    const [mean, spread] = [this.expected.mean[cell]!, this.expected.size[cell]!]
    const sure = Number.isNaN(mean) ? 1e-9 : 1 / (mean + (mean * mean) / spread)
    const middle = (pull + sure * (Number.isNaN(mean) ? low : mean)) / (precision + sure)
    return { low: Math.max(low, Math.min(Math.floor(middle - WINDOW / 2), high - size + 1)), size }
  }

  /** What all equations say of a cell, taken together. */
  private news(cell: number): { precision: number; pull: number } {
    const { cellStart } = this.scene.system
    let [precision, pull] = [0, 0]
    for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) {
      precision += this.precision[this.entryOf[k]!]!
      pull += this.pull[this.entryOf[k]!]!
    }
    return { precision, pull }
  }

  /** Odds of `size` values from `low` on, but for a factor. */
  private weights(cell: number, low: number, size: number): Float64Array {
    const { precision, pull } = this.news(cell)
    const [mean, spread] = [this.expected.mean[cell]!, this.expected.size[cell]!]
    const likelihood = this.likelihood[cell]!
    const logs = new Float64Array(size)
    let [model, most] = [0, -Infinity]
    for (let at = 0; at < size; at++) {
      const count = low + at
      // The odds of a negative binomial from one value to the next.
      if (at > 0 && !Number.isNaN(mean)) model += Math.log(((spread + count - 1) / count) * (mean / (mean + spread)))
      logs[at] = model + Math.log(likelihood(count)) - (precision * count * count) / 2 + pull * count
      if (logs[at]! > most) most = logs[at]!
    }
    return most === -Infinity ? logs.fill(0) : logs.map((log) => Math.exp(log - most))
  }

  /** What each equation says of each of its cells, given what is believed of the others without this equation. */
  private exchange(): void {
    const { system } = this.scene
    const [means, variances] = [new Float64Array(system.rowCell.length), new Float64Array(system.rowCell.length)]
    for (let row = 0; row < system.rows; row++) {
      const [from, to] = [system.rowStart[row]!, system.rowStart[row + 1]!]
      let [sum, variance] = [0, 0]
      for (let k = from; k < to; k++) {
        this.without(k, means, variances)
        sum += system.rowSign[k]! * means[k]!
        variance += variances[k]!
      }
      for (let k = from; k < to; k++) {
        if (variances[k] === 0) continue
        const sign = system.rowSign[k]!
        const precision = 1 / (CAUTION * (variance - variances[k]!) + SLACK)
        const implied = means[k]! - sign * sum
        // Half of the old and half of the new, so that circles settle.
        this.precision[k] = (this.precision[k]! + precision) / 2
        this.pull[k] = (this.pull[k]! + precision * implied) / 2
      }
    }
  }

  /** Mean and variance of an entry's cell, were its row not known. */
  private without(k: number, means: Float64Array, variances: Float64Array): void {
    const cell = this.scene.system.rowCell[k]!
    const [mean, variance] = [this.mean[cell]!, this.variance[cell]!]
    means[k] = mean
    variances[k] = variance
    if (variance === 0 || this.precision[k] === 0) return
    const widest = spreadOf(this.low[cell]!, this.high[cell]!)
    const left = 1 / variance - this.precision[k]!
    if (left <= 1 / widest) variances[k] = widest
    else {
      variances[k] = 1 / left
      means[k] = (mean / variance - this.pull[k]!) / left
    }
  }

  /** How often what need not be hidden seems to be, from those that are shown and what the hidden are believed to be. */
  private learnHiding(): void {
    const { rules, ruleAt, status, values } = this.scene
    rules.forEach(({ hideTo }, rule) => {
      if (hideTo === null) return
      const [shown, hidden] = [{ ...SELDOM.shown }, { ...SELDOM.hidden }]
      status.forEach((one, cell) => {
        if (ruleAt[cell] !== rule) return
        if (one === HIDDEN && this.likelihood[cell]) this.addHidden(cell, hideTo, hidden)
        else if (one < HIDDEN && values[cell]! <= NEAR * hideTo) shown[values[cell] === 0 ? 'zero' : 'large']++
      })
      const share = (name: keyof HidingOdds) => hidden[name] / (hidden[name] + shown[name])
      this.hiding[rule] = { zero: share('zero'), large: share('large') }
    })
    status.forEach((one, cell) => {
      const rule = ruleAt[cell]!
      if (one === HIDDEN || !this.likelihood[cell])
        this.likelihood[cell] = likelihoodOf(rules[rule]!, one, values[cell]!, this.hiding[rule]!)
    })
  }

  private addHidden(cell: number, hideTo: number, sums: HidingOdds): void {
    const { low, odds } = this.of(cell)
    odds.forEach((part, at) => {
      if (low + at === 0) sums.zero += part
      else if (low + at > hideTo) sums.large += part
    })
  }
}

/** Variance of any value from low to high; of what has no end, that of a wide guess. */
const spreadOf = (low: number, high: number) => Math.min(1e6, ((high - low + 1) ** 2 - 1) / 12)

/** Entries of the rows in the order of their cells, as `cellStart` counts them. */
function entriesByCell({ rowCell, cellStart }: Scene['system']): Int32Array {
  const next = cellStart.slice()
  const entries = new Int32Array(rowCell.length)
  rowCell.forEach((cell, k) => (entries[next[cell]!++] = k))
  return entries
}
