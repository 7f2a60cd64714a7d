import type { Estimate, EstimateStatus } from './answer'
import type { Contrast } from './division'
import type { AreaGroup, Question } from './question'

/** A group of the reader's own with its value: its areas' counts added up. */
export interface GroupValue {
  group: AreaGroup
  /** Its area is the group's code (`groupCode`). */
  estimate: Estimate
  /** Areas of it that have no value of their own, and why; told where the group therefore has none. */
  without: readonly { name: string; status: EstimateStatus }[]
  /** Those of its areas that the question does not compare, such as areas of another kind: names, or codes unknown here. */
  strangers: readonly string[]
}

/** Two groups held against each other. */
export interface GroupContrast {
  /** Names. */
  one: string
  other: string
  /** Names of the areas that both have: then they are not apart, and nothing is compared. */
  shared: readonly string[]
  /** Null where a value is lacking or areas are shared. */
  contrast: Contrast | null
}

/** The reader's groups beside a question's areas. */
export interface OwnGroups {
  question: Question
  values: readonly GroupValue[]
  /** Every pair, in the groups' order. */
  contrasts: readonly GroupContrast[]
  methods: readonly { name: string; source: string }[]
  /** In whole sentences. */
  notes: readonly string[]
}
