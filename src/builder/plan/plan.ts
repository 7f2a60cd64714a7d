import type { TableAxis } from '../../domain'
import type { Expression } from '../sql/expression'

/**
 * What is to be summed, as plain data: printed as DuckDB SQL or Spark SQL, it gives the same rows. Every cell of every table
 * has one number; a row of the result is a cell with what was counted in it.
 */
export interface Plan {
  /** SHA-256 of everything that decides what a cell means, first 16 hex digits: aggregates of another plan are refused. */
  identity: string
  records: readonly RecordsPlan[]
  tables: readonly PlannedTable[]
  /** True where each cell also gets the sum of its records' keys. */
  keyed: boolean
}

/** A table or a margin of it: cells `first` to `first + size − 1`, in the order of its axes, last axis fastest. */
export interface PlannedTable {
  /** `indicator.table` */
  id: string
  indicator: string
  axes: readonly TableAxis[]
  /** Axes of the table that are summed over; none for the table itself. */
  over: readonly string[]
  first: number
  size: number
  /** Whether its denominator is counted from records too. */
  ownDenominator: boolean
}

/** One set of records: columns → typed → looked up → judged → cells → sums by person → sums. */
export interface RecordsPlan {
  id: string
  files: readonly string[]
  format: 'csv' | 'parquet'
  delimiter: string
  encoding: 'utf-8' | 'latin-1' | 'utf-16'
  /** What is read; everything else in the files is never touched. Text is trimmed, blank is null. */
  columns: readonly { name: string; source: string; native: boolean }[]
  typed: readonly Named[]
  lookups: readonly Lookup[]
  placed: readonly Named[]
  /** Records equal in these are one; the first by `order` is kept. */
  duplicates: { by: readonly string[]; order: readonly string[] } | null
  /** Position + 1 in `reasons` for records that are left out, 0 for others: the first that holds decides. */
  verdicts: readonly { reason: ReasonId; when: Expression }[]
  /** What was done to records that are counted. */
  notes: readonly { note: NoteId; when: Expression }[]
  members: readonly IndicatorPlan[]
  /** Whether no record can count for two indicators. */
  exclusive: boolean
  /** One grouping set each: the number of the cell, null where the record has none there. */
  slots: readonly Expression[]
  /** Share of records that may be left out for dirt. */
  most: number
}

export interface Named {
  name: string
  value: Expression
}

/** A small table that records are joined to: the first column is matched with `key`. */
export interface Lookup {
  name: string
  /** A column of text or whole numbers. */
  key: string
  kind: 'text' | 'whole'
  gives: readonly string[]
  rows: readonly { key: string | number; values: readonly (number | null)[] }[]
}

export interface IndicatorPlan {
  indicator: string
  /** Records that concern it. */
  concerns: Expression
  /** Of these, who counts in the numerator, and in a denominator from records. */
  counts: Expression | null
  outOf: Expression | null
}

/** Why a record is left out. `dirt` is what should not have been in the files; the rest was not asked for. */
export interface Reason {
  words: string
  dirt: boolean
}

export const REASONS = {
  duplicate: { words: 'The same as another record', dirt: true },
  'blank-date': { words: 'No date', dirt: true },
  'unreadable-date': { words: 'A date that cannot be read', dirt: true },
  'future-date': { words: 'A date after the last possible day', dirt: true },
  'blank-person': { words: 'No number of a person', dirt: true },
  'blank-area': { words: 'No area', dirt: true },
  'unknown-area': { words: 'An area that is not in the area table', dirt: true },
  'split-area': { words: 'An area in whose place came several', dirt: true },
  'ended-area': { words: 'An area that others took the place of', dirt: true },
  'area-out-of-time': { words: 'An area that did not exist on the day', dirt: true },
  'blank-birth': { words: 'No date of birth', dirt: true },
  'unreadable-birth': { words: 'A date of birth that cannot be read', dirt: true },
  'born-after': { words: 'A date before birth', dirt: true },
  'blank-age': { words: 'No age', dirt: true },
  'unreadable-age': { words: 'An age that is not a whole number', dirt: true },
  'impossible-age': { words: 'An impossible age', dirt: true },
  'blank-sex': { words: 'No sex', dirt: true },
  'unlisted-sex': { words: 'A code of sex that the recipe does not list', dirt: true },
  'blank-category': { words: 'A blank code of a category', dirt: true },
  'unlisted-category': { words: 'A code of a category that the recipe does not list', dirt: true },
  'elsewhere': { words: 'An area outside those that are published', dirt: false },
  'other-period': { words: 'A day outside all periods', dirt: false },
  'not-asked': { words: 'Of no indicator', dirt: false },
  'no-cell': { words: 'Outside the ages, sexes and categories of the indicator’s tables', dirt: false },
} as const satisfies Record<string, Reason> // prettier-ignore
export type ReasonId = keyof typeof REASONS

/** What was done to records that are counted. */
export const NOTES = {
  successor: 'Counted for the area that took the place of their own',
  'area-out-of-time': 'Code of an area that did not exist on the day, counted as it stands',
  'sex-unknown': 'Sex blank or not listed, counted as not known',
  'category-unknown': 'A category blank or not listed, counted as not known',
  'person-together': 'No number of a person, counted together as one person',
} as const
export type NoteId = keyof typeof NOTES
