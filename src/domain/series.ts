import type { Answer } from './answer'
import type { Question } from './question'

/** What a series goes over: `period`, `sex`, `age`, or the id of a category type. */
export type SeriesOver = string

/** A way to take a question apart that the release's tables allow. */
export interface SeriesOffer {
  over: SeriesOver
  /** As at the head of a list: `Year`, `Sex`, `Age`, `Deprivation fifth`. */
  label: string
  /** Codes in their order. */
  members: readonly string[]
}

/** One member's answer to the same question. */
export interface SeriesPoint {
  code: string
  label: string
  /** For periods: days since 1970 of their middle; else null. */
  middle: number | null
  /** Never ranked: a mixed bag such as `Other`, or unknown. */
  unranked: boolean
  answer: Answer | null
  /** Why there is no answer, in plain words. */
  why: string | null
}

/** The same question asked for one member of an axis after another: every period, every fifth of deprivation. */
export interface Series extends SeriesOffer {
  question: Question
  points: readonly SeriesPoint[]
}
