import Papa from 'papaparse'
import { ReleaseError } from '../../domain'
import { decodeTable, type Encoding } from './bytes'

const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** A table as it stands in a file: texts, trimmed, and what stood around it. */
export interface PlainTable {
  name: string
  encoding: Encoding
  delimiter: Delimiter
  /** What stood above the header, a line each. */
  preamble: readonly string[]
  header: readonly string[]
  /** As many fields each as the header has. */
  rows: readonly (readonly string[])[]
  /** Number of each row in the file, from 1; a row that spans lines counts once. */
  lines: readonly number[]
  /** Rows below the header that hold no figures: blank ones, and notes in one field. */
  blank: readonly number[]
  notes: readonly { line: number; text: string }[]
  /** Rows with more fields than there are columns: which field is which cannot be told. */
  ragged: readonly number[]
}

/** A table with more columns than this is refused. */
export const MOST_COLUMNS = 10_000

/** Rows that are looked at to find the delimiter and the header. */
const HEAD = 60

/** Reads a table from the bytes of a file. Throws ReleaseError where it is no text, or no table. */
export function readTable(name: string, bytes: Uint8Array): PlainTable {
  const { text, encoding } = decodeTable(name, bytes)
  const delimiter = delimiterOf(text)
  const all = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false }).data.map((row) => row.map(tidy))
  const at = headerAt(all.slice(0, HEAD))
  if (at < 0)
    throw new ReleaseError(`${name} is not a table that can be read`, {
      found:
        all.length < 2
          ? 'a single line of text'
          : `no names of columns in its first ${Math.min(all.length, HEAD)} lines`,
      expected: 'a row of column names, and rows of figures below it',
      todo: 'Save the sheet that holds the figures as CSV, with one row of column names, and drop that.',
    })
  const header = namesOf(all, at)
  if (header.length >= MOST_COLUMNS)
    throw new ReleaseError(`${name} has too many columns`, {
      found: `${header.length}`,
      expected: `fewer than ${MOST_COLUMNS}`,
    })
  return { name, encoding, delimiter, preamble: said(all.slice(0, at)), header, ...bodyOf(all, at, header.length) }
}

const tidy = (text: string) => text.replace(/[\u00a0\s]+/g, ' ').trim()
const filled = (row: readonly string[]) => row.reduce((count, text) => count + (text ? 1 : 0), 0)
const said = (rows: readonly (readonly string[])[]) => rows.map((row) => row.filter(Boolean).join(', ')).filter(Boolean)

/** The one that divides most of the first rows into the same number of fields, two at least. */
function delimiterOf(text: string): Delimiter {
  const named = /^sep=(.)\r?\n/.exec(text)?.[1]
  const known = delimiters.find((one) => one === named)
  if (known) return known
  const score = (delimiter: Delimiter) => {
    const widths = Papa.parse<string[]>(text, { delimiter, preview: HEAD, skipEmptyLines: true }).data.map((row) => row.length) // prettier-ignore
    const usual = mode(widths.filter((width) => width > 1))
    return usual * widths.filter((width) => width === usual).length
  }
  return delimiters.reduce((best, next) => (score(next) > score(best) ? next : best), ',' as Delimiter)
}

function mode(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

const isNumber = (text: string) => /^[-+]?[\d.,\s]+%?$/.test(text)
const isYear = (text: string) => /^(19|20)\d\d$/.test(text)

/** The first row that is about as full as the rows below it and holds names (or years), not figures; -1 where there is none. */
function headerAt(rows: readonly (readonly string[])[]): number {
  const usual = mode(rows.map(filled).filter((count) => count > 1))
  if (usual === 0) return -1
  const isHeader = (row: readonly string[]) => {
    const names = row.filter(Boolean)
    return names.length >= Math.max(2, 0.6 * usual) && !/^sep=/.test(names[0] ?? '') && names.every((name) => !isNumber(name) || isYear(name)) && !names.every(isYear) // prettier-ignore
  }
  const at = rows.findIndex(isHeader)
  return rows.slice(at + 1).some((row) => filled(row) > 1) ? at : -1
}

/** Every column has a name of its own: blank ones their number, repeated ones theirs behind. Its first rows may have columns that the header lacks. */
function namesOf(all: readonly (readonly string[])[], at: number): string[] {
  const given = all[at] ?? []
  const width = Math.max(...all.slice(at, at + HEAD).map(lastFilled)) + 1
  const seen = new Map<string, number>()
  return Array.from({ length: width }, (_, i) => {
    const name = given[i] || `Column ${i + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times > 1 ? repeated(name, times) : name
  })
}

const repeated = (name: string, times: number) => `${name} (${times})`
/** Names that several columns have. */
export const namedTwice = (header: readonly string[]): string[] =>
  header.filter((name) => header.includes(repeated(name, 2)))

const lastFilled = (row: readonly string[]) => row.findLastIndex(Boolean)

function bodyOf(all: readonly (readonly string[])[], at: number, width: number) {
  const rows: string[][] = []
  const [lines, blank, ragged]: [number[], number[], number[]] = [[], [], []]
  const notes: { line: number; text: string }[] = []
  for (let i = at + 1; i < all.length; i++) {
    const row = all[i] ?? []
    const count = filled(row)
    if (count === 0) {
      // The end of the last line makes no row.
      if (i < all.length - 1) blank.push(i + 1)
    } else if (lastFilled(row) >= width) ragged.push(i + 1)
    else if (count === 1 && width > 2) notes.push({ line: i + 1, text: row.find(Boolean) ?? '' })
    else {
      rows.push(Array.from({ length: width }, (_, j) => row[j] ?? ''))
      lines.push(i + 1)
    }
  }
  return { rows, lines, blank, notes, ragged }
}
