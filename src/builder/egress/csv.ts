import { ReleaseError } from '../../domain'

/** What many airlocks take of one file. */
const MOST_ROWS = 5_000
const MOST_BYTES = 16 * 1024 * 1024

export type Field = string | number | null

/** What a spreadsheet would run as a formula, also behind blanks or written full-width (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/
const QUOTED = /[",\r\n]|^\s|\s$/

/**
 * A number as it is; a text behind an apostrophe where a spreadsheet would run it (or where it begins with one, so that reading
 * back can tell). Null is an empty cell; an empty text is quoted.
 */
function written(field: Field): string {
  if (field === null) return ''
  if (typeof field === 'number') return String(field)
  const safe = FORMULA.test(field) || field.startsWith("'") ? `'${field}` : field
  return safe === '' || QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as CSV files (RFC 4180, UTF-8), each with the header, none longer than airlocks take. `NN` in the path becomes the number of
 * the part, from 01. At least one part, though it has no rows.
 */
export function csvParts(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly Field[]>,
): Map<string, Uint8Array> {
  const head = lineOf(header)
  const parts: string[][] = [[head]]
  let bytes = head.length * 3
  for (const row of rows) {
    const line = lineOf(row)
    const last = parts.at(-1) as string[]
    // Three bytes a character at most: never too much, and no need to encode twice.
    if (last.length > MOST_ROWS || bytes + line.length * 3 > MOST_BYTES) {
      parts.push([head, line])
      bytes = (head.length + line.length) * 3
      continue
    }
    last.push(line)
    bytes += line.length * 3
  }
  const digits = Math.max(2, String(parts.length).length)
  const encoder = new TextEncoder()
  return new Map(
    parts.map((lines, at) => [
      path.replace('NN', String(at + 1).padStart(digits, '0')),
      encoder.encode(lines.join('')),
    ]),
  )
}

const lineOf = (fields: readonly Field[]) => `${fields.map(written).join(',')}\r\n`

/** The rows of a CSV text, header first. Null: an empty cell that was not quoted. Throws `ReleaseError` where a quote stays open. */
export function readCsv(bytes: Uint8Array, file: string): (string | null)[][] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  const rows: (string | null)[][] = []
  let row: (string | null)[] = []
  for (let at = 0; at < text.length;) {
    const { field, next } = text[at] === '"' ? quotedField(text, at, file) : bareField(text, at)
    row.push(field)
    if (text[next] === ',') {
      at = next + 1
      continue
    }
    rows.push(row)
    row = []
    at = text.startsWith('\r\n', next) ? next + 2 : next + 1
  }
  return rows
}

function bareField(text: string, from: number): { field: string | null; next: number } {
  let next = from
  while (next < text.length && text[next] !== ',' && text[next] !== '\r' && text[next] !== '\n') next++
  const field = text.slice(from, next)
  return { field: field === '' ? null : bared(field), next }
}

function quotedField(text: string, from: number, file: string): { field: string; next: number } {
  let field = ''
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at)
    if (quote < 0)
      throw new ReleaseError(`${file} is not whole CSV.`, { where: file, found: 'a quote that stays open' })
    field += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { field: bared(field), next: quote + 1 }
    field += '"'
    at = quote + 2
  }
}

const bared = (field: string) => (field.startsWith("'") ? field.slice(1) : field)
