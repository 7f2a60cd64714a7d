/** How counts become a value. `published` means that the values came as they are. */
export type IndicatorKind = 'proportion' | 'rate' | 'dsr' | 'ratio' | 'mean' | 'life-expectancy' | 'published'

/** Whether more is good. Better and worse are said only where there is a polarity. */
export type Polarity = 'high-is-good' | 'low-is-good' | 'neither'

/** A period from which figures do not compare with those before it. */
export interface SeriesBreak {
  /** Code of the first period after the break. */
  period: string
  why: string
}

/** A value that somebody has set to be reached. */
export interface Target {
  /** In the indicator's printed unit (multiplier applied). */
  value: number
  /** What it is called and who set it: `NHS England’s target for 2024`. */
  label: string
}

export interface Indicator {
  /** Short lower-case words, used in links and file names. */
  id: string
  name: string
  shortName: string
  /** What is counted, as a plural noun: `admissions`, `people with diabetes`. */
  counts: string
  /** Among whom, as a plural noun: `people`, `pregnant women`. */
  among: string
  /** Condition group, for lists. */
  topic: string
  kind: IndicatorKind
  /** For `published`: the kind by which counts and denominators can check what was published; null where none can. */
  recompute: 'proportion' | 'rate' | 'ratio' | null
  /** As read aloud after a number: `per 100,000 people`, `%`. */
  unit: string
  /** What a proportion or rate is multiplied by when printed: 100, 1,000, 100,000. */
  multiplier: number
  polarity: Polarity
  /** Code of the standard population; null where none is used. */
  standard: 'ESP2013' | null
  /** Whether one person can be counted more than once. */
  repeats: 'persons' | 'events'
  /** Σ f² x_f ∕ Σ f x_f: how much wider counts of events scatter than counts of persons; 1 for persons. */
  dispersion: number
  definition: string
  rationale: string
  source: string
  method: string
  numerator: string
  denominator: string
  caveats: readonly string[]
  /** Which disclosure policy made its counts safe, with its version, in words. */
  disclosure: string
  periodType: string
  /** Ids of the tables that hold it, smallest first. */
  tables: readonly string[]
  breaks: readonly SeriesBreak[]
  /** Absent where none was set. */
  target?: Target | undefined
}
