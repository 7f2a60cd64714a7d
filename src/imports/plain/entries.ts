import type { Period } from '../../domain'
import { slug } from '../fingertips/slug'
import type { SourceRow } from '../fingertips/rows'
import type { KnownArea } from './names'
import { readFigure, sayMark, usualMeaning, type Figure } from './figures'
import { columnOf, columnsWith, type PlainMapping, type Role } from './mapping'
import { ageWord, isEverybody, sexWord } from './people'
import { periodWithin, readPlainPeriod } from './periods'
import { MOST_COLUMNS, type PlainTable } from './table'

/** One figure of the table with all that the mapping says about it. */
export interface Entry {
  row: SourceRow
  /** Key of its area as the file names it. */
  area: { code: string; name: string }
  /** Null where its text is no period. */
  period: Period | null
  /** The unit in its own column, if there is one. */
  unit: string
}

/** Numbers of entries tell row and column: a wide row holds several. */
const entryNumber = (line: number, column: number, wide: boolean) => (wide ? line * MOST_COLUMNS + column : line)
export const lineOf = (entry: number, wide: boolean) => (wide ? Math.floor(entry / MOST_COLUMNS) : entry)

/** The columns of a mapping, looked up once. */
export interface Columns {
  at: Readonly<Record<Exclude<Role, 'ignore' | 'value'>, number>>
  values: readonly number[]
  wide: boolean
}

export function columnsOf(mapping: PlainMapping): Columns {
  const roles = ['area-code', 'area-name', 'period', 'indicator', 'sex', 'age', 'group', 'count', 'denominator', 'lower', 'upper', 'unit', 'note'] as const // prettier-ignore
  const at = Object.fromEntries(roles.map((role) => [role, columnOf(mapping, role)])) as Columns['at']
  const values = columnsWith(mapping, 'value')
  return { at, values, wide: values.length > 1 }
}

/** The area that a row names; both empty where it names none. */
export function areaIn(row: readonly string[], { at }: Pick<Columns, 'at'>): { code: string; name: string } {
  return { code: row[at['area-code']] ?? '', name: row[at['area-name']] ?? '' }
}

/** Reads entries out of a table, period texts once each. */
export class EntryReader {
  readonly columns: Columns
  readonly #periods = new Map<string, Period | null>()
  readonly #unread = new Map<string, number>()
  /** Texts in columns of figures that are neither number nor mark, with how many fields hold them. */
  readonly strange = new Map<string, number>()
  readonly #strangeAt = new Set<number>()

  constructor(
    readonly table: PlainTable,
    readonly mapping: PlainMapping,
  ) {
    this.columns = columnsOf(mapping)
  }

  period(text: string): Period | null {
    const known = this.#periods.get(text)
    if (known !== undefined) return known
    const found = readPlainPeriod(text, this.mapping)
    this.#periods.set(text, found)
    return found
  }

  /** Texts of periods that were asked for and are none, with how many entries have them. */
  unreadPeriods(): Record<string, number> {
    return Object.fromEntries(this.#unread)
  }

  /** Whether a text stands where a figure of this entry should. */
  isStrange(entry: number): boolean {
    return this.#strangeAt.has(entry)
  }

  /** The entries of a row: one, or one for each of several value columns. */
  entriesOf(index: number): Entry[] {
    const { values, wide } = this.columns
    return (values.length > 0 ? values : [-1]).map((column) => this.#entry(index, column, wide))
  }

  #entry(index: number, column: number, wide: boolean): Entry {
    const { at } = this.columns
    const fields = this.table.rows[index]!
    const text = (role: keyof Columns['at']) => fields[at[role]] ?? ''
    const heading = column < 0 ? '' : this.table.header[column]!
    const { headings } = this.mapping
    const periodLabel = wide && headings === 'periods' ? (periodWithin(heading) ?? heading) : text('period') || this.mapping.period // prettier-ignore
    const indicatorName = wide && headings === 'indicators' ? heading : text('indicator') || this.mapping.indicator
    const read = {
      value: this.#read(fields[column] ?? ''),
      // Beside several columns of values, one of counts or limits belongs to none of them.
      count: this.#read(wide ? '' : text('count')),
      denominator: this.#read(wide && headings === 'periods' ? '' : text('denominator')),
      lower95: this.#read(wide ? '' : text('lower')),
      upper95: this.#read(wide ? '' : text('upper')),
    }
    const { numbers, note } = this.#settle(read, text('note'))
    const area = areaIn(fields, this.columns)
    const sex = sexWord(text('sex')) ?? text('sex')
    const age = ageWord(text('age')) ?? text('age')
    const category = at.group >= 0 && !isEverybody(text('group')) ? text('group') : ''
    const written = [numbers.value, numbers.lower95, numbers.upper95, NaN, NaN, numbers.count, numbers.denominator]
    const line = entryNumber(this.table.lines[index]!, column, wide)
    if (Object.values(read).some(({ understood }) => !understood)) this.#strangeAt.add(line)
    const row: SourceRow = {
      line,
      key: [indicatorName, area.code || area.name, sex, age, category, periodLabel].join(' | '),
      quarter: 0,
      written: written.map((number) => (Number.isNaN(number) ? '' : String(number))),
      indicator: slug(indicatorName) || 'indicator',
      indicatorName,
      ...{ parent: '', parentName: '', area: '', areaName: '', areaType: '', trend: '', sortable: '' },
      ...{ sex, age, periodLabel, note },
      categoryType: category ? this.table.header[at.group]! : '',
      category,
      ...{ ...numbers, lower998: NaN, upper998: NaN },
    }
    const period = this.period(periodLabel)
    if (!period) this.#unread.set(periodLabel, (this.#unread.get(periodLabel) ?? 0) + 1)
    return { row, area, period, unit: text('unit') }
  }

  #read(text: string): Figure {
    const figure = readFigure(text, this.mapping.decimal)
    if (!figure.understood) this.strange.set(text, (this.strange.get(text) ?? 0) + 1)
    return figure
  }

  /**
   * Numbers as the marks beside them allow. A value that was suppressed, or is worked out from a count that was, leaves no other figure of
   * its row; a value that was printed beside a suppressed count stays. A nought beside one is a spreadsheet's, and no figure.
   */
  #settle(read: Record<'value' | 'count' | 'denominator' | 'lower95' | 'upper95', Figure>, said: string) {
    const { marks } = this.mapping
    const notes: string[] = said ? [said] : []
    const printed = Math.abs(read.value.number) > 0
    let hidden = false
    for (const figure of [read.value, read.count]) {
      const given = figure.mark ? (marks[figure.mark] ?? usualMeaning(figure.mark)) : null
      if (!given) continue
      // A number that is printed was not suppressed, whatever stands beside it.
      const meaning = Number.isNaN(figure.number) ? given : 'unreliable'
      notes.push(sayMark(figure.mark, meaning))
      if (meaning === 'hidden') hidden = !printed
      if (meaning === 'zero') figure.number = 0
    }
    const numbers = { value: NaN, count: NaN, denominator: NaN, lower95: NaN, upper95: NaN }
    if (!hidden) for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) numbers[name] = read[name].number
    else if (read.denominator.number > 0) notes.push(`Denominator: ${read.denominator.number.toLocaleString('en-GB')}.`)
    return { numbers, note: [...new Set(notes)].join(' ') }
  }
}

/** The area that an entry is about, filled in. */
export function placedAt({ row }: Entry, area: KnownArea): SourceRow {
  return { ...row, area: area.code, areaName: area.name, areaType: area.type }
}
