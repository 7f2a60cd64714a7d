import type { Estimate, OverviewRow } from './answer'

/** One area over all indicators. */
export interface Standing {
  /** Area code. */
  area: string
  name: string
  /** As the overview's rows; null where the indicator's period does not know the area. */
  estimates: readonly (Estimate | null)[]
  /** As the overview's rows: fifth of the areas by value, 1 for the lowest; null without a value. Equal values share a fifth. */
  fifths: readonly (number | null)[]
  /** On how many indicators it is held against the comparator, and on how many of those the rule tells it apart. */
  compared: number
  higher: number
  lower: number
  /** How many of those compared the rule would flag if only chance were at work. */
  byChance: number
  /** Probability that chance alone flags so many or more, adjusted for all areas; null where nothing is compared. */
  p: number | null
}

/** Every area over all indicators of an overview. */
export interface Standings {
  /** Indicators in the order of the cells: by topic, as the release has them. */
  rows: readonly OverviewRow[]
  /** In the release's order. */
  areas: readonly Standing[]
  methods: readonly { name: string; source: string }[]
}
