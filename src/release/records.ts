import { ReleaseError } from '../domain'

/** A few hundred rows are enough to know a column by. */
export const SAMPLE = 200
/** Fewer rows than this say nothing about people by their pattern alone. */
const ENOUGH = 20

type Row = readonly unknown[]

/**
 * Refuses what looks like records of patients: NHS numbers, postcodes, dates of birth, names that say so, a row a person.
 * `rows` are all or a sample, in the order of `columns`. `places` are columns that name a place a row, and may.
 * Throws `ReleaseError` that names the file and the column, never a value.
 */
export function refuseRecords(
  file: string,
  columns: readonly string[],
  rows: readonly Row[],
  { places = [] }: { places?: readonly string[] } = {},
): void {
  columns.forEach((column, at) => {
    const values = rows.map((row) => row[at]).filter(filled)
    const why = byName(column) ?? byValues(values)
    if (why) throw refusal(file, column, why)
  })
  const person = personColumn(columns, rows, places)
  if (person) throw refusal(file, person, 'a different value in every row and nothing counted: a row a person')
}

/** Whether ten digits carry the check digit of an NHS number (modulus 11). */
export function isNhsNumber(value: unknown): boolean {
  const digits = String(value).replace(/[ -]/g, '')
  if (!/^\d{10}$/.test(digits)) return false
  // Ten equal digits pass the sum, and are fillers.
  if (/^(\d)\1{9}$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i)
  return (11 - (sum % 11)) % 11 === Number(digits[9])
}

/** Ten digits that stand alone, alone or in a text, together or in threes and four. */
const TEN_DIGITS = /(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.])/g

/**
 * Refuses a column of texts in which NHS numbers or postcodes stand, wherever they stand and however few beside the
 * rest: for whole columns, where `refuseRecords` judges a sample. Throws `ReleaseError`, never with a value.
 */
export function refusePersonal(file: string, column: string, values: readonly unknown[]): void {
  const why = personal(values)
  if (why) throw refusal(file, column, why)
}

function personal(values: readonly unknown[]): string | null {
  let [numbers, valid, postcodes] = [0, 0, 0]
  for (const value of values) {
    const text = typeof value === 'string' ? value : typeof value === 'number' && value >= 1e9 ? String(value) : ''
    if (text.length < 5) continue
    if (isPostcode(text)) postcodes += 1
    for (const [digits] of text.length < 10 ? [] : text.matchAll(TEN_DIGITS)) {
      numbers += 1
      if (isNhsNumber(digits)) valid += 1
    }
  }
  // One number in eleven has the right check digit by chance, so half of them having it is none.
  if (valid >= 2 && valid * 2 >= numbers) return 'values like NHS numbers'
  return postcodes >= 3 ? 'values like postcodes' : null
}

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i
const isPostcode = (value: unknown): boolean => typeof value === 'string' && POSTCODE.test(value.trim())

const NAMES: readonly [RegExp, string][] = [
  [/nhs_?(no|num|number|id)(_|$)/, 'a name for NHS numbers'],
  [/(^|_)(date_of_birth|birth_?date|dob|d_o_b)(_|$)/, 'a name for dates of birth'],
  [/(^|_)(post_?code|postal_code|pcds?)(_|$)/, 'a name for postcodes'],
  [/(^|_)(patient|person|client|subject|pseudo(nym)?)_?(id|key|no|num|number|identifier)(_|$)/, 'a name for persons'],
  [/(^|_)(mrn|chi_?number|hospital_?(no|num|number)|spell_?id|hes_?id)(_|$)/, 'a name for persons or their stays'],
  [/(^|_)(surname|forename|first_name|last_name|family_name|given_names?)(_|$)/, 'a name for people’s names'],
]

function byName(column: string): string | null {
  const name = column
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

function byValues(values: readonly unknown[]): string | null {
  if (mostly(values, isNhsNumber)) return 'values like NHS numbers'
  if (mostly(values, isPostcode)) return 'values like postcodes'
  if (areBirths(values)) return 'values like dates of birth'
  return personal(values)
}

/** Half or more, and two or more, since one number in eleven passes by chance. */
function mostly(values: readonly unknown[], is: (value: unknown) => boolean): boolean {
  const hits = values.filter(is).length
  return (
    hits * 2 >= values.length && (hits >= 2 || (hits === 1 && values.length === 1 && typeof values[0] === 'string'))
  )
}

/** Dates nearly all different, over forty years and more. Dates of areas, periods and releases are few or near together. */
function areBirths(values: readonly unknown[]): boolean {
  if (values.length < ENOUGH) return false
  const years = values.map(yearOf)
  if (years.some((year) => year === null)) return false
  const [first, last] = (years as number[]).reduce(
    ([a, b], year) => [Math.min(a, year), Math.max(b, year)],
    [Infinity, -Infinity],
  ) as [number, number]
  const span = last - first
  return span >= 40 && new Set(values.map(String)).size * 2 > values.length
}

function yearOf(value: unknown): number | null {
  if (value instanceof Date) return value.getUTCFullYear()
  const text = String(value)
  const year = /^(\d{4})-\d{2}-\d{2}([T ]|$)/.exec(text)?.[1] ?? /^\d{1,2}[/.-]\d{1,2}[/.-](\d{4})$/.exec(text)?.[1]
  return year ? Number(year) : null
}

const COUNTED = /count|value|numerator|denominator|population|rate|total|(^|_)n(_|$)|number/i

/** A column with a different code in each row, where nothing is counted or each row counts one. */
function personColumn(columns: readonly string[], rows: readonly Row[], places: readonly string[]): string | null {
  if (rows.length < ENOUGH) return null
  const measured = columns.some(
    (column, at) => COUNTED.test(column) && rows.some((row) => filled(row[at]) && !isOne(row[at])),
  )
  if (measured) return null
  return columns.find((column, at) => !places.includes(column) && !COUNTED.test(column) && identifies(rows, at)) ?? null
}

function identifies(rows: readonly Row[], at: number): boolean {
  const values = rows.map((row) => row[at])
  return (
    values.every((value) => filled(value) && !isFraction(value)) && new Set(values.map(String)).size === rows.length
  )
}

const filled = (value: unknown): boolean => value !== null && value !== undefined && value !== ''
const isOne = (value: unknown): boolean => Number(value) === 1
const isFraction = (value: unknown): boolean => typeof value === 'number' && !Number.isInteger(value)

function refusal(file: string, column: string, why: string): ReleaseError {
  return new ReleaseError(`${file} looks like records of patients, so it is not opened: column ${column}.`, {
    where: `${file}, column ${column}`,
    found: why,
    expected: 'counts of groups, never a row a person',
    todo: 'Keep this file inside your organisation. Cairn opens only releases, which hold counts of groups.',
  })
}
