import type { Indicator } from './indicator'
import type { Protection } from './release'
import type { OverviewQuestion, Question, RuleId } from './question'
import type { Study } from './study'

/** Lower and upper limit, in the unit of the value they belong to. */
export interface Interval {
  lower: number
  upper: number
}

/** How an area stands to the comparator. `none`: no verdict can be given. */
export type Verdict = 'higher' | 'similar' | 'lower' | 'none'

/** `shown` exactly, `rounded`, `hidden` (too few to show safely), `missing` (not collected), `unreliable` (too few events to give a value). */
export type EstimateStatus = 'shown' | 'rounded' | 'hidden' | 'missing' | 'unreliable'

/** Why a value is hidden: there are too few in its `count`; or the count is told, but too many of the `groups` that the value weighs are hidden. */
export type HiddenReason = 'count' | 'groups'

/** What protecting people did to the cells behind a value. */
export interface ProtectedCells {
  /** How many cells lie behind it, how many of them are rounded, and how many were hidden and are estimated. */
  cells: number
  rounded: number
  estimated: number
  /** Share of the count that is an estimate; at most a third, else no value is given. */
  share: number
  /** Whether what is estimated adds up to a total that was released. */
  fromTotal: boolean
  /** Standard deviation that all this adds to the value, in its unit; intervals and verdicts count it. */
  error: number
}

/** One area's value. A hidden one has its count and people where those were released. All values and limits are in the indicator's printed unit (multiplier applied). */
export interface Estimate {
  /** Area code. */
  area: string
  name: string
  count: number | null
  /** The denominator: people, or whatever the indicator counts among; for ratios, the expected count. */
  population: number | null
  value: number | null
  interval95: Interval | null
  interval998: Interval | null
  status: EstimateStatus
  /** Why there is no value, in plain words; null where there is one. */
  why: string | null
  /** Set where and only where `status` is `hidden`. */
  hidden?: HiddenReason
  /** Whose counts it is made of, where the release comes from several facilities; absent where it comes from one. */
  facilities?: readonly string[]
  /** By each rule; the Question's own rule speaks first. */
  verdicts: Record<RuleId, Verdict>
  /** By the Question's rule at 95 %. */
  verdict: Verdict
  /** By the Question's rule at 99.8 %. */
  verdict998: Verdict
  /** For as-published indicators: what count and denominator give by the named method; else null. */
  recomputed: { value: number; interval95: Interval; interval998: Interval; method: string } | null
  /** Effective denominator on the funnel's axis; null where it cannot be had. */
  size: number | null
  /** Absent where nothing behind the value was rounded or hidden. */
  protection?: ProtectedCells
}

/** Control limits at one size, in the value's unit. */
export interface LimitPoint {
  size: number
  lower95: number
  upper95: number
  lower998: number
  upper998: number
}

/** Spread of the areas' underlying values once chance is taken off. */
export interface VariationSummary {
  /** Areas with a value. */
  areas: number
  /** Standard deviation of the underlying values ∕ comparator's value (0.12 is 12 %). */
  beyondChance: number
  /** 95 % interval of `beyondChance`. */
  interval95: Interval
  /** Probability of a spread at least this wide from chance alone. */
  p: number
  /** The same where many indicators are looked at at once: adjusted by Holm's method, so that no search makes a finding. */
  pAmongMany?: number
  highest: { area: string; name: string; value: number } | null
  lowest: { area: string; name: string; value: number } | null
}

/** What stands beside every answer so that it can be read on its own. */
export interface AnswerContext {
  release: {
    id: string
    title: string
    date: string
    synthetic: boolean
    protection: Protection
    facilities: readonly string[]
  }
  /** `authorities` */
  areaTypeLabel: { one: string; many: string }
  /** `the North West`, `the North`: where the areas lie. */
  placeLabel: string
  periodLabel: string
  /** `women and men`, `women`, `men`, `people` */
  sexLabel: string
  /** `all ages`, `aged 65 to 84` */
  ageLabel: string
  /** `most deprived tenth`; empty where no category is chosen. */
  categoryLabel: string
  /** `the North`, `the 3 chosen areas` */
  comparatorLabel: string
}

export interface Answer {
  question: Question
  indicator: Indicator
  context: AnswerContext
  /** One per area asked about, in the release's order. */
  estimates: readonly Estimate[]
  comparator: Estimate
  counts: Record<Verdict, number>
  /** How many areas the rule would flag at 95 % if only chance were at work. */
  flaggedByChance: number
  variation: VariationSummary | null
  /** Control limits for the funnel, in rising size; empty where none can be drawn. */
  limits: readonly LimitPoint[]
  /** What the funnel's horizontal axis measures, in words. */
  sizeLabel: string
  /** How it was calculated: named methods with their sources. */
  methods: readonly { name: string; source: string }[]
  /** What the reader has to know about this answer (breaks, rounding, intervals as published, …). */
  notes: readonly string[]
  /** Where no area has a figure: labels of the periods for which the same question has some. */
  heldFor?: readonly string[]
  /** Where published intervals and recomputed ones differ. */
  agreement: { compared: number; agree: number; largest: number; method: string } | null
  /** One for each that the question asks for; absent where it asks for none, and until they are worked out. */
  studies?: readonly Study[]
  /** Which engine summed. */
  engine: string
}

/** What protecting people costs one indicator: its latest period, whole, in the release's default kind of area. */
export interface ProtectionCost {
  indicator: Indicator
  areaTypeLabel: AnswerContext['areaTypeLabel']
  /** How many areas there are; of those, whose values are hidden, and whose are partly estimated. */
  areas: number
  hidden: number
  estimated: number
  /** Width of the middle area's 95 % interval over what it would be without the error of rounding; null without intervals. */
  width: number | null
}

export interface OverviewRow {
  indicator: Indicator
  periodLabel: string
  selectionLabel: string
  comparator: Estimate
  estimates: readonly Estimate[]
  /** How many areas the rule would flag at 95 % if only chance were at work; absent where none is compared. */
  flaggedByChance?: number
  variation: VariationSummary | null
  /** Why there is no variation to rank, in plain words. */
  why: string | null
}

export interface Overview {
  question: OverviewQuestion
  context: Pick<AnswerContext, 'release' | 'areaTypeLabel' | 'placeLabel' | 'comparatorLabel'>
  /** Widest variation beyond chance first; those without a figure last. */
  rows: readonly OverviewRow[]
  engine: string
}
