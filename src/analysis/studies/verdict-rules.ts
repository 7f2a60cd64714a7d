import type { LimitPoint, Target, Verdict } from '../../domain'
import { shrunkTo, wilsonLimits, zOf } from '../../statistics'
import { benjaminiHochberg, fifths } from '../../statistics/comparison'
import { limitPoints } from '../funnel'
import { judge, type Yardstick } from '../yardstick'
import { chanceProbabilities, lawfulFunnel, type Judged, type LawfulFunnel } from './chance-scores'
import { overDispersed, type OverDispersed } from './over-dispersed'
import { attempted } from './study'

/** What one rule says of every area, in their order. */
export interface RuleVerdicts {
  /** Short lower-case words. */
  id: string
  label: string
  verdicts: readonly Verdict[]
  note: string | null
}

export interface AllRules {
  rules: RuleVerdicts[]
  fifths: Float64Array
  /** Two-sided probabilities by chance, as they are and adjusted for the false discovery rate; NaN where there is none. */
  p: number[]
  adjusted: Float64Array
  /** The over-dispersed limits as a funnel draws them; empty where there are none. */
  limits: LimitPoint[]
}

/** Share of false alarms among the areas told apart that is allowed on average. */
const FALSE_DISCOVERIES = 0.05
/** Fewer values than these have no fifths. */
const FEWEST_FOR_FIFTHS = 5

/** Every rule that this indicator allows, at both coverages where it has them. */
export function allRules(areas: readonly Judged[], yard: Yardstick): AllRules {
  const funnel = lawfulFunnel(areas, yard)
  const dispersed = funnel && dispersedOf(funnel)
  const p = chanceProbabilities(areas, yard, funnel)
  const adjusted = benjaminiHochberg(p)
  const groups = fifths(areas.map(({ value }) => value ?? NaN))
  return {
    rules: [
      ...byInterval(areas, yard),
      ...(yard.law ? byLimits(areas, yard) : []),
      ...(yard.law === 'binomial' ? byWilsonLimits(areas, yard) : []),
      ...(funnel ? byOverDispersion(funnel, dispersed) : []),
      byFifths(areas, groups),
      byFalseDiscovery(areas, yard, adjusted),
    ],
    fifths: groups,
    p,
    adjusted,
    limits: funnel && dispersed ? dispersedLimits(areas, funnel, dispersed) : [],
  }
}

function byInterval(areas: readonly Judged[], yard: Yardstick): RuleVerdicts[] {
  const judged = areas.map((area) => judge(area, yard, 'overlap'))
  const label = (coverage: string) => `Comparator’s value against the area’s ${coverage} interval`
  return [
    { id: 'overlap95', label: label('95 %'), verdicts: judged.map(({ verdict }) => verdict), note: null },
    { id: 'overlap998', label: label('99.8 %'), verdicts: judged.map(({ verdict998 }) => verdict998), note: null },
  ]
}

function byLimits(areas: readonly Judged[], yard: Yardstick): RuleVerdicts[] {
  const judged = areas.map((area) => judge(area, yard, 'limits'))
  const form = yard.law === 'binomial' ? 'P ± z√(P(1 − P)∕n)' : 'exact Poisson'
  const label = (coverage: string) => `Control limits at ${coverage}, ${form}`
  return [
    { id: 'limits95', label: label('95 %'), verdicts: judged.map(({ verdict }) => verdict), note: null },
    { id: 'limits998', label: label('99.8 %'), verdicts: judged.map(({ verdict998 }) => verdict998), note: null },
  ]
}

/** Where areas stand to a value that was set, not measured: only their own intervals are uncertain. Another question than the rules'. */
export function byTarget(areas: readonly Judged[], yard: Yardstick, { value, label }: Target): RuleVerdicts[] {
  const judged = areas.map((area) => judge(area, { ...yard, target: value, error: 0 }, 'overlap'))
  const plain = areas.map(({ value: own }): Verdict => (own === null ? 'none' : own > value ? 'higher' : own < value ? 'lower' : 'similar')) // prettier-ignore
  const against = (coverage: string) => `Target against the area’s ${coverage} interval`
  return [
    { id: 'target95', label: against('95 %'), verdicts: judged.map(({ verdict }) => verdict), note: label },
    { id: 'target998', label: against('99.8 %'), verdicts: judged.map(({ verdict998 }) => verdict998), note: label },
    { id: 'target', label: 'Value against the target, whatever chance does', verdicts: plain, note: label },
  ]
}

/** The other official form of limits for proportions. */
function byWilsonLimits(areas: readonly Judged[], yard: Yardstick): RuleVerdicts[] {
  const at = (coverage: number) => areas.map((area) => wilsonVerdict(area, yard, coverage))
  const label = (coverage: string) => `Control limits at ${coverage}, Wilson’s interval of the comparator’s value`
  return [
    { id: 'wilson-limits95', label: label('95 %'), verdicts: at(0.95), note: null },
    { id: 'wilson-limits998', label: label('99.8 %'), verdicts: at(0.998), note: null },
  ]
}

function wilsonVerdict({ value, size, protection }: Judged, yard: Yardstick, coverage: number): Verdict {
  const { target, multiplier, dispersion, error } = yard
  if (value === null || !size || target === null || !(target >= 0 && target <= multiplier)) return 'none'
  const reach = zOf(coverage) * Math.hypot(protection?.error ?? 0, error)
  const share = shrunkTo(target, value, reach) / multiplier
  const { lower, upper } = wilsonLimits(target / multiplier, size, coverage, dispersion)
  return share > upper ? 'higher' : share < lower ? 'lower' : 'similar'
}

const heldIn = ({ points }: LawfulFunnel) => points.flatMap((point) => (point ? [point] : []))

/** Null where these areas cannot tell how much they usually differ. */
const dispersedOf = (funnel: LawfulFunnel): OverDispersed | null =>
  attempted(() => overDispersed(heldIn(funnel), funnel.law === 'poisson' ? 'root ratio' : 'arcsine proportion', funnel.target)) // prettier-ignore

/** The limits that the verdicts are given by, in the printed unit. */
function dispersedLimits(areas: readonly Judged[], { unit, plainSize }: LawfulFunnel, { limits }: OverDispersed) {
  return limitPoints(areas, (size, coverage, error) => {
    const { lower, upper } = limits(plainSize(size, error), coverage)
    return { lower: lower * unit, upper: upper * unit }
  })
}

function byOverDispersion(funnel: LawfulFunnel, found: OverDispersed | null): RuleVerdicts[] {
  const { points } = funnel
  const place = new Map(heldIn(funnel).map((point, at) => [point, at]))
  const spreadOut = (verdicts: readonly Verdict[] | undefined) =>
    points.map((point): Verdict => (point && verdicts ? verdicts[place.get(point)!]! : 'none'))
  const note = found ? `φ ${found.phi.toPrecision(3)}, τ ${Math.sqrt(found.tau2).toPrecision(3)}` : 'needs two areas or more' // prettier-ignore
  const label = (coverage: string) => `Over-dispersed limits at ${coverage}`
  return [
    { id: 'over-dispersed95', label: label('95 %'), verdicts: spreadOut(found?.verdicts), note },
    { id: 'over-dispersed998', label: label('99.8 %'), verdicts: spreadOut(found?.verdicts998), note },
  ]
}

function byFifths(areas: readonly Judged[], groups: Float64Array): RuleVerdicts {
  const values = areas.flatMap(({ value }) => (value === null ? [] : [value]))
  const few = values.length < FEWEST_FOR_FIFTHS
  // All in the first fifth: nobody is lower than anybody.
  const alike = values.every((value) => value === values[0])
  const verdicts = Array.from(groups, (group): Verdict => {
    if (Number.isNaN(group) || few) return 'none'
    return alike ? 'similar' : group === 5 ? 'higher' : group === 1 ? 'lower' : 'similar'
  })
  const note = few ? `needs ${FEWEST_FOR_FIFTHS} values or more` : 'ranks alone: a fifth is highest even where all differ by chance alone' // prettier-ignore
  return { id: 'fifths', label: 'Highest and lowest fifth of areas', verdicts, note }
}

function byFalseDiscovery(areas: readonly Judged[], { target }: Yardstick, adjusted: Float64Array): RuleVerdicts {
  const verdicts = areas.map(({ value }, i): Verdict => {
    if (value === null || target === null || Number.isNaN(adjusted[i])) return 'none'
    if (adjusted[i]! > FALSE_DISCOVERIES) return 'similar'
    return value > target ? 'higher' : 'lower'
  })
  return { id: 'false-discovery', label: 'False discovery rate of 5 %', verdicts, note: null }
}
