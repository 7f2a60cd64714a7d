import type { Interval, LimitPoint } from './answer'

/** What can be asked beside the values: each takes the question's own selection as its start. */
export const STUDIES = ['spread', 'split', 'rules', 'inequality', 'trend', 'process', 'space', 'peers'] as const
export type StudyId = (typeof STUDIES)[number]

/** One figure of a study. */
export interface StudyFigure {
  /** Short lower-case words, the same in every release. */
  id: string
  label: string
  /** As read aloud after the number; empty for one without a unit. */
  unit: string
  /** Null where none can be given; `note` says why. Infinite where it is. */
  value: number | null
  interval95: Interval | null
  /** Probability of at least this from chance alone; null where there is no such test. */
  p: number | null
  note: string | null
}

/** A column of what a study says of each area. */
export interface StudyColumn {
  id: string
  label: string
  unit: string
}

export interface StudyRow {
  /** Area code. */
  area: string
  name: string
  /** As the columns; null where there is none. */
  cells: readonly (number | string | null)[]
}

/** What a study says of one area in one period. */
export interface StudyPoint extends StudyRow {
  /** Code of the period, and its label. */
  period: string
  label: string
}

/** What a study found, as figures and as a table of areas. Plain data: it crosses workers and files as it is. */
export interface Study {
  id: StudyId
  label: string
  figures: readonly StudyFigure[]
  columns: readonly StudyColumn[]
  rows: readonly StudyRow[]
  /** The same of each area’s periods in their order, the comparator first; absent where it says nothing of them. */
  points?: { columns: readonly StudyColumn[]; rows: readonly StudyPoint[] }
  methods: readonly { name: string; source: string }[]
  /** In whole sentences. */
  notes: readonly string[]
  /** Why there is nothing to give, in plain words; null where there is. */
  why: string | null
  /** Control limits around the comparator that allow for how much areas usually differ, in rising size; absent where it draws none. */
  limits?: readonly LimitPoint[]
  /** Seed and number of the draws behind intervals; null where nothing was drawn. */
  draws: { seed: number; number: number } | null
}
