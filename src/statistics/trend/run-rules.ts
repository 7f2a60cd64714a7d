import { CalculationError } from '../../domain/errors'
import type { ProcessLimits } from './process-limits'

/** A set of rules for telling signals from chance. */
export interface RuleSet {
  /** Which published set it is. */
  name: string
  /** Points in a row on one side of the mean; null: not looked at. */
  shift: number | null
  /** Points in a row that each lie higher (lower) than the one before, the first included; null: not looked at. */
  trend: number | null
  /** At least `least` out of `of` points in a row more than `sigmas` standard deviations out, on one side. */
  zones: readonly { least: number; of: number; sigmas: number }[]
}

/**
 * Published sets of run rules; each has, first of all, a single point beyond the process limits.
 * Sources: NHS England, Making Data Count (seven on one side, seven rising or falling, two of three in the outer third); Western
 * Electric (1956), Statistical Quality Control Handbook; Nelson (1984), J. Qual. Technol. 16, 237–239.
 */
export const RULE_SETS = {
  makingDataCount: { name: 'Making Data Count', shift: 7, trend: 7, zones: [{ least: 2, of: 3, sigmas: 2 }] },
  westernElectric: {
    name: 'Western Electric',
    shift: 8,
    trend: null,
    zones: [
      { least: 2, of: 3, sigmas: 2 },
      { least: 4, of: 5, sigmas: 1 },
    ],
  },
  nelson: {
    name: 'Nelson',
    shift: 9,
    trend: 6,
    zones: [
      { least: 2, of: 3, sigmas: 2 },
      { least: 4, of: 5, sigmas: 1 },
    ],
  },
} as const satisfies Record<string, RuleSet>

/** Points that chance alone would rarely put so. */
export interface ProcessSignal {
  rule: 'outside' | 'shift' | 'trend' | 'zone'
  /** First and last point, both included. */
  from: number
  to: number
  /** Above (rising) or below (falling). */
  side: 'above' | 'below'
  /** In words, for the reader: `7 in a row above the mean`. */
  what: string
}

/**
 * Signals of special-cause variation: points beyond the process limits, runs on one side of the mean, runs that rise or fall,
 * and points that crowd the limits (zones of 1 or 2 standard deviations). A point is
 * beyond where `|x − x̄| > 3σ`, in a zone where `|x − x̄| > kσ`. Each run is told once, at its full length. Points on
 * the mean (of rounded values: within half a step of it), equal neighbours and gaps (NaN) end a run. In order of their first point.
 * Sources: Shewhart (1931), Economic Control of Quality of Manufactured Product; NHS England, Making Data Count; Western Electric (1956),
 * Statistical Quality Control Handbook; Nelson (1984), J. Qual. Technol. 16, 237–239.
 * Errors: CalculationError for a rule over fewer than two points or one that asks for more points than it looks at.
 */
export function processSignals(
  values: ArrayLike<number>,
  limits: ProcessLimits,
  rules: RuleSet = RULE_SETS.makingDataCount,
): ProcessSignal[] {
  checkRules(rules)
  const { mean, sigma, lower, upper, step } = limits
  const signals: ProcessSignal[] = []
  const point = (i: number) => signals.push({ rule: 'outside', from: i, to: i, ...outside(values[i]! > upper) })
  for (let i = 0; i < values.length; i++) if (values[i]! > upper || values[i]! < lower) point(i)
  // The same rules below the mean as above it, with the signs turned round.
  for (const sign of [1, -1] as const) {
    const out = Float64Array.from(values, (value) => sign * (value - mean))
    const side = sign > 0 ? 'above' : 'below'
    if (rules.shift)
      for (const run of runs(out, (i) => out[i]! > step / 2, rules.shift, 0))
        signals.push({ rule: 'shift', ...run, side, what: `${length(run)} in a row ${side} the mean` })
    if (rules.trend)
      for (const run of runs(out, (i) => out[i]! > out[i - 1]!, rules.trend, 1))
        signals.push({
          rule: 'trend',
          ...run,
          side,
          what: `${length(run)} in a row ${sign > 0 ? 'rising' : 'falling'}`,
        })
    for (const zone of rules.zones)
      for (const run of crowds(out, zone, sigma))
        signals.push({ rule: 'zone', ...run, side, what: crowded(zone, side) })
  }
  return signals.sort((one, other) => one.from - other.from || one.to - other.to)
}

const length = ({ from, to }: { from: number; to: number }) => to - from + 1

const outside = (above: boolean) =>
  ({ side: above ? 'above' : 'below', what: `${above ? 'above the upper' : 'below the lower'} process limit` }) as const

const crowded = ({ least, of, sigmas }: RuleSet['zones'][number], side: string) =>
  `at least ${least} of ${of} in a row more than ${sigmas} standard deviations ${side} the mean`

/** Longest runs of points that hold, of at least `least`; `lead` points before the first belong to it. */
function runs(out: Float64Array, holds: (i: number) => boolean, least: number, lead: number) {
  const found: { from: number; to: number }[] = []
  for (let i = lead; i < out.length; i++) {
    if (!holds(i)) continue
    const from = i - lead
    while (i + 1 < out.length && holds(i + 1)) i++
    if (i - from + 1 >= least) found.push({ from, to: i })
  }
  return found
}

/** Windows with enough points far out, joined where they overlap, and cut to their outermost points; none over a gap. */
function crowds(out: Float64Array, { least, of, sigmas }: RuleSet['zones'][number], sigma: number) {
  const far = (i: number) => out[i]! > sigmas * sigma && out[i]! > 0
  const found: { from: number; to: number }[] = []
  for (let start = 0; start + of <= out.length; start++) {
    const window = Array.from({ length: of }, (_, at) => start + at)
    const there = window.filter(far)
    if (there.length < least || window.some((i) => Number.isNaN(out[i]))) continue
    const [from, to] = [there[0]!, there.at(-1)!]
    const last = found.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else found.push({ from, to })
  }
  return found
}

function checkRules({ name, shift, trend, zones }: RuleSet): void {
  for (const count of [shift, trend])
    if (count !== null && !(count >= 2))
      throw new CalculationError(`processSignals: ${name} looks at ${count} points in a row; expected at least two`)
  for (const { least, of, sigmas } of zones)
    if (!(least >= 1 && of >= least && sigmas > 0))
      throw new CalculationError(
        `processSignals: ${name} asks for ${least} of ${of} beyond ${sigmas}; expected no more`,
      )
}
