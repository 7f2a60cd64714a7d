import { CalculationError } from '../../domain'
import type { SourceRow } from './rows'

/** Why a row of the source is not a cell of the release. The words stand in the report. */
const setAsideRules = {
  malformed: 'the row has another number of columns than the header, or no indicator, area or time period',
  'number not understood': 'a value, limit, count or denominator is not a number; the whole row is set aside',
  'period not understood': 'the time period has none of the forms year, 2018/19, 2018 Q1, Jan 2018, 2016 - 18',
  'unknown area': 'neither the list of areas nor the form of its code says what kind of place it is',
  'identical row': 'every figure and note is the same as in the row that is kept',
  'same to rounding': 'the figures are those of the row that is kept, rounded; the one with more digits is kept',
  'blank beside a value': 'another row of the same key has a value and is kept',
  'another value published':
    'two rows of one key differ: the first in the file is kept, the other stands under conflicts',
  'quarter cannot be told':
    'a quarterly figure whose quarter the source does not say, and whose rows are not four (or equally few) an area',
  'another version of the grouping':
    'the same grouping by an older list of areas; within an indicator and a period one list is kept whole: the one with most values, then the latest',
  'nothing but blanks': 'no row of the indicator by this grouping has a figure, so no table is written',
  'margin of the population table': 'checked: equals the sum of the cells that are kept',
  'area not recognised': 'neither its code nor its name is that of a known area, or its name is that of several',
  'area left out': 'whoever brought the file left this area out',
  'no area': 'the row names no area',
} as const
export type SetAside = keyof typeof setAsideRules

/** What is odd about a row that is kept as it came. */
const flagRules = {
  'no value': 'every figure is blank: the cell is there, marked as not given',
  'hidden by the publisher': 'every figure is blank and the note says that it was withheld: marked hidden',
  'interval does not hold the value': 'kept as published',
  'only one limit given': 'kept as published',
  'count above the denominator': 'kept as published',
  'negative number': 'kept as published',
  'area not in the list of areas': 'name, type and parent taken from the row',
  'age not understood': 'kept under its own words; it cannot be put in order with the other ages',
  'figures without a value':
    'the value is blank and other figures of the row are not: they are kept, the value is marked as not given',
  'rows of one key taken as quarters':
    'the source labels them with the year only; they are numbered in the order of the file',
} as const
export type Flag = keyof typeof flagRules

export interface Tally {
  rows: number
  rule: string
  /** Up to five keys, for looking up. */
  examples: string[]
}

/** Follows every row of the source to where it ends, so that none is lost in silence. */
export class Ledger {
  private readonly ends = new Map<number, { end: SetAside | 'kept'; indicator: string; key: string }>()
  private readonly flags = new Map<Flag, Tally>()
  /** Line numbers by reason; line 1 is the header. */
  readonly lines = new Map<SetAside, number[]>()

  constructor(readonly rowsIn: number) {}

  setAside(line: number, why: SetAside, indicator: string, key: string): void {
    this.end(line, why, indicator, key)
    const lines = this.lines.get(why)
    if (lines) lines.push(line)
    else this.lines.set(why, [line])
  }

  /** Rows with numbers below nought were made by the importer and stand in no file. */
  keep(row: SourceRow): void {
    if (row.line >= 0) this.end(row.line, 'kept', row.indicator, row.key)
  }

  flag(row: SourceRow, flag: Flag): void {
    const tally = this.flags.get(flag) ?? { rows: 0, rule: flagRules[flag], examples: [] }
    tally.rows++
    if (tally.examples.length < 5) tally.examples.push(`line ${row.line}: ${row.key}`)
    this.flags.set(flag, tally)
  }

  private end(line: number, end: SetAside | 'kept', indicator: string, key: string): void {
    const before = this.ends.get(line)
    if (before) throw new CalculationError(`import: line ${line} is both “${before.end}” and “${end}”`)
    this.ends.set(line, { end, indicator, key })
  }

  /** Counts by reason. Throws CalculationError when a row is unaccounted for. */
  close(): { kept: number; setAside: Record<string, Tally>; flags: Record<string, Tally> } {
    if (this.ends.size !== this.rowsIn)
      throw new CalculationError(`import: ${this.rowsIn} rows came in, ${this.ends.size} are accounted for`)
    let kept = 0
    const setAside: Record<string, Tally> = {}
    for (const [line, { end, key }] of this.ends) {
      if (end === 'kept') kept++
      else count(setAside, end, `line ${line}: ${key}`)
    }
    return { kept, setAside, flags: Object.fromEntries(this.flags) }
  }

  /** For one indicator: rows kept, and rows set aside by reason. */
  byIndicator(): Map<string, { rows: number; kept: number; setAside: Record<string, number> }> {
    const result = new Map<string, { rows: number; kept: number; setAside: Record<string, number> }>()
    for (const { end, indicator } of this.ends.values()) {
      const entry = result.get(indicator) ?? { rows: 0, kept: 0, setAside: {} }
      entry.rows++
      if (end === 'kept') entry.kept++
      else entry.setAside[end] = (entry.setAside[end] ?? 0) + 1
      result.set(indicator, entry)
    }
    return result
  }
}

function count(tallies: Record<string, Tally>, why: SetAside, example: string): void {
  const tally = (tallies[why] ??= { rows: 0, rule: setAsideRules[why], examples: [] })
  tally.rows++
  if (tally.examples.length < 5) tally.examples.push(example)
}
