import type { Indicator } from '../domain'

/** What a topic's indicator says of itself; the rest is worked out when the release is made. */
export type TopicIndicator = Omit<
  Indicator,
  'dispersion' | 'disclosure' | 'tables' | 'periodType' | 'breaks' | 'recompute' | 'source'
>

/** How the made-up world behaves for one topic. Rates and multipliers are true ones: chance is added when records are drawn. */
export interface TopicModel {
  /** New persons per 100,000 women and girls a year in each five-year age band from 0-4 to 90+. */
  female: readonly number[]
  /** The same for men and boys. */
  male: readonly number[]
  /** Multiplier for neighbourhoods of each deprivation fifth, most deprived first. */
  gradient: readonly number[]
  /** Standard deviation between authorities of the logarithm of their own multiplier. */
  spread: number
  /** How much of that spread neighbours have in common, 0 to 1. */
  shared: number
  /** Multiplier of each year from 2015 to 2024. */
  years: readonly number[]
  /** Persons in a hundred with 1, 2, 3, … events in the year. */
  events: readonly number[]
  /** Relative weight of each month. */
  months: readonly number[]
  /** Relative risk of the white, mixed, Asian, black and other group. */
  groups: readonly number[]
  /** Days of the year (`month-day`) on which alone events are recorded; absent where all are. */
  auditDays?: readonly string[]
  /** For proportions: who of the persons drawn counts in the numerator. */
  outcome?: OutcomeModel
}

export interface OutcomeModel {
  /** Share of women and girls in each five-year age band. */
  female: readonly number[]
  male: readonly number[]
  /** Multipliers, as for persons. */
  gradient: readonly number[]
  spread: number
  shared: number
  years: readonly number[]
  groups: readonly number[]
}

/** Which tables a topic's indicator has, by the age bands that each keeps apart. */
export interface TopicTables {
  main: readonly string[]
  deprivation?: readonly string[]
  ethnicity?: readonly string[]
}

export interface Topic {
  indicator: TopicIndicator
  tables: TopicTables
  /** Sexes that can occur. */
  sexes: readonly ('female' | 'male')[]
  /** Counted by month, whole: nothing but months and areas is told apart, and no year’s sum is published. Absent: by year. */
  monthly?: true
  model: TopicModel
}

/** Even months, no season. */
export const NO_SEASON: readonly number[] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
/** Winter has more. */
export const WINTER: readonly number[] = [1.3, 1.15, 1.05, 0.95, 0.9, 0.85, 0.8, 0.8, 0.9, 1.0, 1.1, 1.3]
/** Summer has a few more. */
export const SUMMER: readonly number[] = [0.96, 0.95, 0.97, 0.98, 1, 1.04, 1.07, 1.07, 1.04, 1, 0.97, 0.95]
/** Every group alike. */
export const ALIKE: readonly number[] = [1, 1, 1, 1, 1]
export const FLAT_GRADIENT: readonly number[] = [1, 1, 1, 1, 1]
export const STEADY: readonly number[] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
/** Records begin in 2022. */
export const SINCE_2022: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]

/** Nineteen five-year values from `[first age, value]` steps: each holds until the next begins. */
export function byAge(...steps: readonly (readonly [number, number])[]): number[] {
  return Array.from({ length: 19 }, (_, band) => {
    const reached = steps.filter(([from]) => from <= band * 5)
    return reached.at(-1)?.[1] ?? 0
  })
}
