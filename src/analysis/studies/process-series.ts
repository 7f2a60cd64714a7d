import type { Target } from '../../domain'
import { assuranceOf, pointsMeeting, processLimits, processSignals } from '../../statistics/trend'
import type { Assurance, ProcessLimits, ProcessOptions, ProcessSignal } from '../../statistics/trend'
import { attempted } from './study'

/** One place's values by moment; NaN where there is none. */
export interface ProcessSeries {
  area: string
  name: string
  values: readonly number[]
  /** Why a moment has no value; null where it has one. */
  why: readonly (string | null)[]
  /** Standard deviation that protection adds to a value; null where it adds none. */
  rounding: number | null
  /** What values are rounded to, in their unit; 0 where they are not. */
  step: number
  /** Whether periods are hidden for their small counts, so that those shown are too high on average. */
  smallHidden: boolean
}

export interface ProcessInput {
  /** What a period is called. */
  names: { one: string; many: string }
  /** Periods in their order; null stands for those between that the release does not have. */
  moments: readonly ({ code: string; label: string } | null)[]
  unit: string
  /** Which way is better; null where the indicator does not say. */
  better: 'higher' | 'lower' | null
  target: Target | null
  bounds: NonNullable<ProcessOptions['bounds']>
  comparator: ProcessSeries
  areas: readonly ProcessSeries[]
  /** Label of the first period that compares, where earlier ones are left out; else null. */
  brokenBefore: string | null
}

/** What is said of limits in the table of a study, and read from it. */
export const LIMITS = {
  firm: 'firm',
  few: 'provisional: they rest on fewer than 12 values',
  hidden: 'provisional: small values are hidden, so mean and limits are too high',
} as const

/** How far limits can be relied on. */
export const standingOf = ({ series, limits }: ProcessOf): string | null =>
  limits && (series.smallHidden ? LIMITS.hidden : limits.provisional ? LIMITS.few : LIMITS.firm)

/** What is found of one place; without limits nothing is, and `why` says so. */
export interface ProcessOf {
  series: ProcessSeries
  limits: ProcessLimits | null
  signals: readonly ProcessSignal[]
  /** Null without a target, or without a side that is better. */
  assurance: Assurance | null
  /** How many values meet the target. */
  met: number | null
  why: string | null
}

export function processOf(series: ProcessSeries, { names, target, better, bounds }: ProcessInput): ProcessOf {
  const limits = attempted(() => processLimits(series.values, { bounds, step: series.step }))
  if (!limits || limits.coarse) {
    const why = limits ? 'counts are too small for limits once rounded' : `no two ${names.many} in a row have a value`
    return { series, limits: null, signals: [], assurance: null, met: null, why }
  }
  const aimed = target && better
  return {
    series,
    limits,
    signals: processSignals(series.values, limits),
    assurance: aimed ? assuranceOf(limits, target.value, better) : null,
    met: aimed ? pointsMeeting(series.values, target.value, better).meeting : null,
    why: null,
  }
}

/** `8 in a row above the mean, March 2024 to October 2024; …`; empty where no rule fires. */
export function signalsText({ signals }: ProcessOf, { moments }: ProcessInput): string {
  const label = (at: number) => moments[at]?.label ?? ''
  return signals
    .map(({ what, from, to }) => `${what}, ${from === to ? label(from) : `${label(from)} to ${label(to)}`}`)
    .join('; ')
}

/** What more than chance makes of one value, and by which rules; null where none fires there. Where it lies comes before where it goes. */
export function markAt(
  { signals }: ProcessOf,
  at: number,
): { word: 'high' | 'low' | 'rising' | 'falling'; rules: string } | null {
  const there = signals.filter(({ from, to }) => from <= at && at <= to)
  const [first] = [...there].sort((one, other) => Number(one.rule === 'trend') - Number(other.rule === 'trend'))
  if (!first) return null
  const [above, below] = first.rule === 'trend' ? (['rising', 'falling'] as const) : (['high', 'low'] as const)
  return { word: first.side === 'above' ? above : below, rules: there.map(({ what }) => what).join('; ') }
}

const ASSURANCE: Readonly<Record<Assurance, string>> = {
  'meets': 'can be relied on to meet it',
  'hit or miss': 'meets it or misses it by chance',
  'misses': 'cannot meet it as it is',
} // prettier-ignore

export const assuranceWord = (assurance: Assurance | null): string | null => assurance && ASSURANCE[assurance]
