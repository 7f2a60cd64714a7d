import type { Gazetteer } from './areas'
import { typeByCode } from './areas'
import { decimalOf, readFigure, usualMeaning, type Decimal, type Meaning } from './figures'
import type { PlainMapping, Role } from './mapping'
import { guessMeasure } from './measure'
import { ageWord, sexWord } from './people'
import { dashesIn, periodWithin, readPlainPeriod, USUAL } from './periods'
import type { PlainTable } from './table'

/** A guess about one column, with what it rests on. */
export interface ColumnGuess {
  role: Role
  why: string
}

export interface Guess {
  mapping: PlainMapping
  /** By column. */
  columns: readonly ColumnGuess[]
}

/** Rows from which columns are judged. */
const SAMPLE = 400

interface Column {
  name: string
  /** The name in lower-case words. */
  words: string
  /** Texts of the sample that are not blank. */
  texts: readonly string[]
}

/** What a table means, as far as names and contents of its columns tell. */
export function guessMapping(table: PlainTable, gazetteer: Gazetteer): Guess {
  const columns = table.header.map((name, at) => columnAt(table, name, at))
  const decimal = decimalOf(
    columns.flatMap(({ texts }) => texts),
    table.delimiter,
  )
  const first = settle(columns.map((column) => guessColumn(column, gazetteer, decimal)), columns, decimal) // prettier-ignore
  const guesses = completed(first, table, decimal)
  const roles = guesses.map(({ role }) => role)
  const values = roles.flatMap((role, at) => (role === 'value' ? [at] : []))
  const headings = values.length > 1 && values.every((at) => periodWithin(table.header[at]!)) ? 'periods' : 'indicators'
  const periods = roles.includes('period') ? columns[roles.indexOf('period')]!.texts : table.header
  const titles = [...table.preamble].filter((line) => line.length <= 160)
  const title = titles[0] ?? sentenceOf(table.name)
  const alone = values.length === 1 ? table.header[values[0]!]! : ''
  const mapping: PlainMapping = {
    columns: roles,
    headings,
    period: periodIn([alone, ...table.preamble, table.name]) ?? '',
    dashes: dashesIn(periods),
    namedYear: USUAL.namedYear,
    decimal,
    marks: marksIn(table, roles, decimal),
    ...guessMeasure(table, roles, decimal),
    polarity: 'neither',
    indicator: isPlainName(alone) ? title : alone,
    counts: 'those counted',
    among: 'people',
    areas: {},
    places: { one: 'place', many: 'places' },
    title,
    source: sourceIn(table),
    licence: '',
  }
  return { mapping, columns: guesses }
}

/** What follows from columns that the reader corrected: marks that stand in them, and how their values came about. */
export function guessAgain(table: PlainTable, { marks, decimal }: PlainMapping, columns: readonly Role[]) {
  return { marks: { ...marksIn(table, columns, decimal), ...marks }, ...guessMeasure(table, columns, decimal) }
}

function columnAt({ rows }: PlainTable, name: string, at: number): Column {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replace(/[_\s]+/g, ' ').trim() // prettier-ignore
  return { name, words, texts: rows.slice(0, SAMPLE).flatMap((row) => row[at] || []) }
}

const share = (texts: readonly string[], is: (text: string) => boolean) =>
  texts.length === 0 ? 0 : texts.filter(is).length / texts.length
const percent = (part: number) => `${Math.round(part * 100)} % of its fields`

/** First what the contents say, then what the name says, then both. */
function guessColumn(column: Column, gazetteer: Gazetteer, decimal: Decimal): ColumnGuess {
  const { words, texts } = column
  if (texts.length === 0) return { role: 'ignore', why: 'the column is empty' }
  // Marks stand among numbers; a column of letters alone is none of figures.
  const numbers = share(texts, (text) => !Number.isNaN(readFigure(text, decimal).number))
  const figures = numbers < 0.1 ? 0 : share(texts, (text) => readFigure(text, decimal).understood)
  return (
    byPlace(column, gazetteer) ??
    byPeople(column) ??
    byPeriod(column, figures) ??
    (figures > 0.7 ? byFigures(words) : byWords(words)) ?? { role: 'ignore', why: 'nothing that Cairn needs' }
  )
}

const isPlaceWord = /\b(area|geography|geog|local authority|authority|council|district|county|region|ward|icb|ccg|pcn|place|locality|neighbourhood|organisation|practice|lad?|utla|ltla|msoa|lsoa|lad\d\d|ons|gss|trust)\b|areacd|areanm|^(lad|la|utla|ltla|ctyua|rgn|wd|msoa|lsoa)\d\d(cd|nm)$/ // prettier-ignore

function byPlace({ words, texts }: Column, gazetteer: Gazetteer): ColumnGuess | null {
  const wordly = isPlaceWord.test(words)
  if (/\b(parent|type)\b/.test(words)) return { role: 'ignore', why: 'about the area above, or its kind' }
  const codes = share(texts, (text) => typeByCode(text) !== null || gazetteer.byCode(text) !== null)
  if (codes >= 0.6) return { role: 'area-code', why: `${percent(codes)} are codes of areas` }
  const names = share(texts, (text) => gazetteer.byName(text).length > 0)
  if (names >= 0.5 || (wordly && names >= 0.2))
    return { role: 'area-name', why: `${percent(names)} are names of areas` }
  if (!wordly || share(texts, (text) => /^[\d.,%]+$/.test(text)) > 0.5) return null
  const short = share(texts, (text) => /^[A-Z0-9_-]{2,12}$/i.test(text) && /\d/.test(text))
  return /\b(code|cd|id)\b|cd$/.test(words) || short > 0.8
    ? { role: 'area-code', why: `its name, “${words}”` }
    : { role: 'area-name', why: `its name, “${words}”` }
}

function byPeople({ words, texts }: Column): ColumnGuess | null {
  const sexes = share(texts, (text) => sexWord(text) !== null)
  if ((/\b(sex|gender)\b/.test(words) && sexes > 0.4) || (sexes === 1 && texts.some((text) => /male/i.test(text))))
    return { role: 'sex', why: `${percent(sexes)} are sexes` }
  const ages = share(texts, (text) => ageWord(text) !== null)
  return /\bage(s|d)?\b|age ?(group|band)/.test(words) && ages > 0.4
    ? { role: 'age', why: `${percent(ages)} are ages` }
    : null
}

function byPeriod({ words, texts }: Column, figures: number): ColumnGuess | null {
  const reading = { ...USUAL, dashes: dashesIn(texts) }
  const read = share(texts, (text) => readPlainPeriod(text, reading) !== null)
  const named = /\b(period|year|date|month|quarter|time|fy)\b/.test(words)
  // Counts about two thousand look like years.
  return read >= 0.8 && (named || figures < 0.2 || texts.every((text) => /^(19|20)[0-4]\d$/.test(text)))
    ? { role: 'period', why: `${percent(read)} are periods` }
    : named && read >= 0.3
      ? { role: 'period', why: `its name, and ${percent(read)} are periods` }
      : null
}

const figureWords: readonly (readonly [RegExp, Role])[] = [
  [/\blower\b|\blcl\b|\blci\b|\bll\b|\blow(er)? ?(ci|95)|\bci ?low|2\.5 ?(%|th)|^from$|(95|ci|limit|interval).*\bfrom$/, 'lower'],
  [/\bupper\b|\bucl\b|\buci\b|\bul\b|\b(upp|high)(er)? ?(ci|95)|\bci ?(upp|high)|97\.5 ?(%|th)|^to$|(95|ci|limit|interval).*\bto$/, 'upper'],
  [/\b(row|rank|order|sort|sortable|index|fid|objectid)\b|^(id|no|#)$/, 'ignore'],
  [/\b(std|standard error|se|variance|p.?value|change|difference)\b/, 'ignore'],
  [/\b(rate|value|per ?cent(age)?|proportion|prevalence|ratio|score|uptake|coverage|mean|median|average|obs value)\b|%|\bper (\d|thousand|head|100)/, 'value'],
  [/\b(denominator|population|eligible|list size|base|at risk|expected|residents|denom|pop|people in|total (people|persons))\b/, 'denominator'],
  [/\b(count|numerator|number|observed|cases|deaths|births|admissions|attendances|events|spells|episodes|patients|registered|total|n|num)\b/, 'count'],
] // prettier-ignore

function byFigures(words: string): ColumnGuess | null {
  const role = figureWords.find(([form]) => form.test(words))?.[1]
  return role ? { role, why: `its name, “${words}”` } : { role: 'value', why: 'it holds figures' }
}

const textWords: readonly (readonly [RegExp, Role])[] = [
  [/\b(indicator|measure|metric|statistic|variable)\b(?!.*\b(id|code|type)\b)/, 'indicator'],
  [/^units?\b|\bunit of measure\b/, 'unit'],
  [/\b(note|notes|flag|marker|footnote|comment|status|suppression)\b/, 'note'],
  [/\b(ethnic|deprivation|quintile|decile|imd|group|category|breakdown)\b/, 'group'],
]

function byWords(words: string): ColumnGuess | null {
  const role = textWords.find(([form]) => form.test(words))?.[1]
  return role ? { role, why: `its name, “${words}”` } : null
}

/**
 * One column a role: the first; of areas the one with most of them, since a region may stand beside each area. Columns headed by periods are
 * values of those; columns that only hold figures are values where no column says so.
 */
function settle(guesses: readonly ColumnGuess[], columns: readonly Column[], decimal: Decimal): ColumnGuess[] {
  const headed = headedByPeriods(columns, decimal)
  const wide = headed.size > 0
  const finest = {
    'area-code': finestOf('area-code', guesses, columns),
    'area-name': finestOf('area-name', guesses, columns),
  }
  const told = guesses.some(({ why }, at) => guesses[at]!.role === 'value' && why !== 'it holds figures')
  const counted = guesses.some(({ role }) => role === 'count' || role === 'denominator')
  const counting = told ? -1 : countBeside(guesses, columns, decimal)
  const seen = new Set<Role>()
  return guesses.map((guess, at) => {
    const { role, why } = guess
    if (at === counting) return { role: 'count', why: 'whole numbers beside a denominator' }
    if (headed.has(at)) return { role: 'value', why: `its heading is the period ${periodWithin(columns[at]!.name)}` } // prettier-ignore
    if (wide && role === 'value') return { role: 'ignore', why: 'values have their periods as headings' }
    if (role === 'value' && why === 'it holds figures' && (told || counted)) return { role: 'ignore', why: 'another column holds the values' } // prettier-ignore
    if (role === 'ignore' || role === 'value') return guess
    if ((role === 'area-code' || role === 'area-name') && at !== finest[role]) return { role: 'ignore', why: 'another column tells more areas apart' } // prettier-ignore
    if (seen.has(role)) return { role: 'ignore', why: `another column is taken for it` }
    seen.add(role)
    return guess
  })
}

/** Beside a denominator and no count, the first column of whole numbers; -1 where there is none. */
function countBeside(guesses: readonly ColumnGuess[], columns: readonly Column[], decimal: Decimal): number {
  const has = (role: Role) => guesses.some((guess) => guess.role === role)
  const isWhole = (text: string) => {
    const { number, understood } = readFigure(text, decimal)
    return understood && (Number.isNaN(number) || Number.isInteger(number))
  }
  if (has('count') || !has('denominator')) return -1
  return guesses.findIndex(({ why }, at) => why === 'it holds figures' && columns[at]!.texts.every(isWhole))
}

/** The column of a role that has most different fields. */
function finestOf(role: Role, guesses: readonly ColumnGuess[], columns: readonly Column[]): number {
  const sizes = guesses.map((guess, at) => (guess.role === role ? new Set(columns[at]!.texts).size : -1))
  return sizes.indexOf(Math.max(...sizes))
}

/**
 * Columns of figures whose headings are different periods of one thing. Where several things stand beside each other for each period
 * (`Count 2021`, `Rate 2021`, `Count 2022`, …), those of one thing: the values, else the first.
 */
function headedByPeriods(columns: readonly Column[], decimal: Decimal): ReadonlySet<number> {
  const headed = columns.flatMap(({ name, words, texts }, at) => {
    const period = periodWithin(name)
    if (!period || share(texts, (text) => readFigure(text, decimal).understood) <= 0.7) return []
    const stem = name.replace(period, '').trim().toLowerCase()
    return [{ at, period, stem, role: byFigures(words)?.role }]
  })
  const differ = (some: typeof headed) =>
    some.length > 1 && new Set(some.map(({ period }) => period)).size === some.length
  const stems = [...new Set(headed.map(({ stem }) => stem))].map((stem) => headed.filter((one) => one.stem === stem))
  const series = differ(headed) ? [headed] : stems.filter(differ)
  const best = series.find(([first]) => first?.role === 'value') ?? series[0] ?? []
  return new Set(best.map(({ at }) => at))
}

/** With value and one of its two parts known, the other is the column that gives the value with it. */
function completed(guesses: ColumnGuess[], { header, rows }: PlainTable, decimal: Decimal): ColumnGuess[] {
  const at = (role: Role) => guesses.findIndex((guess) => guess.role === role)
  const [value, count, denominator] = [at('value'), at('count'), at('denominator')]
  if (value < 0 || guesses.filter(({ role }) => role === 'value').length > 1 || count >= 0 === denominator >= 0) return guesses // prettier-ignore
  const sample = rows.slice(0, SAMPLE)
  const number = (row: readonly string[], column: number) => readFigure(row[column] ?? '', decimal).number
  const fits = (column: number) => {
    const parts = sample.map((row) => (count >= 0 ? [number(row, count), number(row, column)] : [number(row, column), number(row, denominator)])) // prettier-ignore
    const ratios = parts.map(([x, n], i) => (number(sample[i]!, value) * n!) / x!).filter((one) => one > 0 && one < Infinity) // prettier-ignore
    const middle = [...ratios].sort((a, b) => a - b)[ratios.length >> 1] ?? NaN
    const power = 10 ** Math.round(Math.log10(middle))
    return ratios.length > 1 && ratios.filter((one) => Math.abs(one / power - 1) < 0.05).length > 0.8 * ratios.length
  }
  const found = guesses.findIndex(({ role }, column) => (role === 'ignore' || role === 'count' || role === 'denominator') && column !== count && column !== denominator && fits(column)) // prettier-ignore
  if (found < 0) return guesses
  const role = count >= 0 ? 'denominator' : 'count'
  const why = count >= 0 ? `“${header[count]}” divided by it gives the values` : `divided by “${header[denominator]}” it gives the values` // prettier-ignore
  return guesses.map((guess, column) => (column === found ? { role, why } : guess))
}

function marksIn({ rows }: PlainTable, roles: readonly Role[], decimal: Decimal): Record<string, Meaning> {
  const columns = roles.flatMap((role, at) => (isFigure(role) ? [at] : []))
  const marks = new Set<string>()
  for (const row of rows)
    for (const at of columns) {
      const text = row[at]!
      const last = text.charCodeAt(text.length - 1)
      // Most fields are plain numbers, which no mark ends.
      if (text !== '' && (last < 48 || last > 57 || !/^[\d.,-]/.test(text) || text.length < 2)) {
        const { mark } = readFigure(text, decimal)
        if (mark) marks.add(mark)
      }
    }
  return Object.fromEntries([...marks].sort().map((mark) => [mark, usualMeaning(mark)]))
}

export const isFigure = (role: Role | undefined): boolean =>
  role === 'value' || role === 'count' || role === 'denominator' || role === 'lower' || role === 'upper'

/** The first period that a heading, a title or the file's name says. */
function periodIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const found = periodWithin(text.replace(/_/g, ' '))
    if (found && readPlainPeriod(found, USUAL)) return found
  }
  return null
}

const isPlainName = (name: string) =>
  /^(values?|(crude |standardised )?rate|prevalence|proportion|share|percent(age)?|%|obs.?value|figure|number|count|v4_\d|column \d+|\d{4}.*|)$/i.test(
    name.replace(/ ?\((%|per [^)]*)\)$|,? per [\d,]+.*$/i, '').trim(),
  )

function sentenceOf(file: string): string {
  const words = file.replace(/\.(csv|tsv|txt)?(\.gz)?$/i, '').replace(/[_-]+/g, ' ').trim() // prettier-ignore
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What notes around the table name as their source. */
function sourceIn({ preamble, notes }: PlainTable): string {
  const lines = [...preamble, ...notes.map(({ text }) => text)]
  const found = lines.map((line) => /^source:? (.+)$/i.exec(line)?.[1]).find(Boolean)
  return found ?? ''
}
