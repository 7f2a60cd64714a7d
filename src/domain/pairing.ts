import type { Estimate, Interval, Overview, OverviewRow } from './answer'
import type { OverviewQuestion } from './question'

/** Where the rule puts an area by both indicators: flagged by each (`higher-lower`: higher on the first, lower on the second), or `unclear`. */
export type Corner = 'higher-lower' | 'lower-higher' | 'higher-higher' | 'lower-lower' | 'unclear'

/** One area by two indicators. */
export interface Pair {
  /** Area code. */
  area: string
  name: string
  need: Estimate
  care: Estimate
  corner: Corner
}

/** One indicator held against another, area by area. */
export interface Pairing {
  context: Overview['context']
  question: OverviewQuestion
  need: OverviewRow
  care: OverviewRow
  /** Areas that both indicators know, in the release's order; those without a value too. */
  pairs: readonly Pair[]
  /** Spearman's rank correlation over the areas with both values; null with the reason where none can be given. */
  correlation: { value: number; interval95: Interval; areas: number } | null
  why: string | null
  /** How many areas would be higher on the first and lower on the second if the two had nothing to do with each other. */
  ifUnrelated: number
  methods: readonly { name: string; source: string }[]
}
