import type { StudyId } from './study'

/** What the areas are held against. `chosen`: the chosen areas taken together. */
export type Comparator = { kind: 'area'; code: string } | { kind: 'chosen' }

/** `overlap`: the comparator's value against the area's interval. `limits`: control limits around the comparator. */
export type RuleId = 'overlap' | 'limits'

export interface CategoryChoice {
  /** Id of a category type. */
  type: string
  /** Code of its member. */
  member: string
}

/** What is asked of a release about one indicator. Everything in it is a code, nothing is a default. */
export interface Question {
  release: string
  indicator: string
  /** Id of an area type. */
  areaType: string
  /** Code of the area whose parts are compared; null is all there are. */
  within: string | null
  period: string
  /** `persons`, `female` or `male`. */
  sex: string
  /** Codes of the age bands of the indicator's table; empty is all of them. */
  ages: readonly string[]
  category: CategoryChoice | null
  comparator: Comparator
  rule: RuleId
  /** Codes of the areas that the reader follows. */
  chosen: readonly string[]
  /** What else is asked, in this order; absent or empty: values alone. */
  studies?: readonly StudyId[]
}

/** What is asked about all indicators at once: each by its own latest period, whole selection. */
export interface OverviewQuestion {
  release: string
  areaType: string
  within: string | null
  comparator: Comparator
  chosen: readonly string[]
}
