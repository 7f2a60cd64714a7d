import type { StudyId } from './study'

/** A named set of areas of the reader's own, taken together. */
export interface AreaGroup {
  name: string
  /** Codes of its areas: sorted, each once. */
  codes: readonly string[]
}

/** What the areas are held against. `chosen`: the chosen areas taken together; `group`: a group of the reader's own. */
export type Comparator = { kind: 'area'; code: string } | { kind: 'chosen' } | ({ kind: 'group' } & AreaGroup)

/** What stands for a group where others have an area's code. */
export const groupCode = ({ name }: Pick<AreaGroup, 'name'>) => `group:${name}`

/** The code under which a comparator's own estimate goes. */
export const comparatorCode = (comparator: Comparator): string =>
  comparator.kind === 'area' ? comparator.code : comparator.kind === 'group' ? groupCode(comparator) : 'chosen'

/** Codes of the areas that a comparator is: itself, or those taken together. */
export const codesCompared = ({ comparator, chosen }: Pick<Question, 'comparator' | 'chosen'>): readonly string[] =>
  comparator.kind === 'area' ? [comparator.code] : comparator.kind === 'group' ? comparator.codes : chosen

/** Whom an area is held against instead of those most like it: named areas, or those that share its parent of one type (a word of `Area.type`). */
export type Peers = { kind: 'areas'; codes: readonly string[]; name?: string } | { kind: 'within'; type: string }

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
  /** Absent: the areas most like each. */
  peers?: Peers
  /** What else is asked, in this order; absent or empty: values alone. */
  studies?: readonly StudyId[]
}

/** What is asked about all indicators at once: each by its own latest period, whole selection. */
export interface OverviewQuestion {
  release: string
  areaType: string
  within: string | null
  comparator: Comparator
  rule: RuleId
  chosen: readonly string[]
}
