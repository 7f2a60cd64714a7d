import type { Interval } from './answer'
import type { Question } from './question'
import type { Series, SeriesOffer, SeriesOver } from './series'

/** A figure with its interval; null limits where there are none. */
export interface Compared {
  value: number
  interval95: Interval | null
}

/** Two groups of one place held against each other: `one` over, and minus, `other`. */
export interface Contrast {
  /** Codes of the members on each side; several are taken together, weighted by people. */
  one: readonly string[]
  other: readonly string[]
  /** Null where a value is 0. */
  ratio: Compared | null
  /** In the indicator's unit. */
  difference: Compared
  /** How `one` stands to `other` by the interval of the difference; `none` where there is no interval. */
  verdict: 'higher' | 'similar' | 'lower' | 'none'
}

/** How far apart the groups of one place are. */
export interface PlaceGaps {
  /** Area code. */
  area: string
  /** As in running text: `Salford`, `the North`. */
  name: string
  /** The most against the least deprived, or men against women; null for other divisions, and where a value is lacking. */
  ends: Contrast | null
  /** The most deprived fifth against all others; null where not divided by deprivation. */
  rest: Contrast | null
  /** Probability of groups at least so different (ranked ones) from chance alone; null where fewer than two have values. */
  p: number | null
  /** Share of those counted (of a proportion: of those among whom is counted) whose group is not known, 0 to 1; null where not told. */
  unknown: number | null
  /** Why values or gaps are lacking, in plain words; null where they are not. */
  why: string | null
}

export type DivisionKind = 'deprivation' | 'sex' | 'age' | 'groups'

/** A question taken apart by one axis: values of every group, and how far apart the groups of the comparator and of each marked area are. */
export interface Division {
  question: Question
  /** How else it can be taken apart. */
  offers: readonly SeriesOffer[]
  over: SeriesOver | null
  kind: DivisionKind
  /** Groups in their own order, the most deprived first; those that are never ranked last. Null with a reason in `why`. */
  series: Series | null
  /** The comparator first, then marked areas in the question's order. */
  places: readonly PlaceGaps[]
  /** Share of unknown groups above which no values are given, 0 to 1. */
  mostUnknown: number
  why: string | null
  methods: readonly { name: string; source: string }[]
}
