/**
 * What the first bytes of a file tell before an engine reads it. Nothing that is said of a file ever repeats what stands in it:
 * a file without a header begins with somebody's record.
 */

/** Columns of a CSV's header, or why the file cannot be read. */
export type Header = { columns: readonly string[] } | { refused: string }

/** What is enough to see the header and the kind of a file. */
export const HEAD_BYTES = 65_536
const MOST_COLUMNS = 2_000

/** Header of a CSV from its first bytes. */
export function headerOf(
  head: Uint8Array,
  { encoding, delimiter }: { encoding: 'utf-8' | 'latin-1' | 'utf-16'; delimiter: string },
): Header {
  if (head.length === 0) return { refused: 'the file is empty' }
  const kind = kindOf(head, encoding)
  if (kind) return { refused: kind }
  const text = decode(head, encoding)
  if (text === null) return { refused: `its header is not written in ${encoding}` }
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (line.length === text.length && head.length >= HEAD_BYTES) return { refused: 'its first line has no end' }
  const columns = fieldsOf(line, delimiter)
  if (columns === null) return { refused: 'its header cannot be read: a quotation mark is not closed' }
  if (columns.length > MOST_COLUMNS) return { refused: `it has more than ${MOST_COLUMNS} columns` }
  return { columns }
}

/** Whether the file is of another kind than text in this encoding. */
function kindOf(head: Uint8Array, encoding: string): string | null {
  const starts = (...bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte)
  const wide = starts(0xff, 0xfe) || starts(0xfe, 0xff)
  if (wide && encoding !== 'utf-16') return `it is written in utf-16, the recipe says ${encoding}`
  if (starts(0x50, 0x41, 0x52, 0x31)) return 'it is a Parquet file, the recipe says csv'
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'it is a ZIP or Excel file, not text'
  if (starts(0x1f, 0x8b)) return 'it is compressed'
  if (encoding !== 'utf-16' && head.includes(0)) return 'it is not text'
  return null
}

function decode(head: Uint8Array, encoding: string): string | null {
  const label = encoding === 'latin-1' ? 'latin1' : encoding === 'utf-16' ? (head[0] === 0xfe ? 'utf-16be' : 'utf-16le') : encoding // prettier-ignore
  const end = encoding === 'utf-16' ? head.length : firstLineEnd(head)
  try {
    return new TextDecoder(label, { fatal: true }).decode(head.subarray(0, end))
  } catch {
    return null
  }
}

/** One byte beyond the first line: what comes after it may be in any encoding, and its rows are judged one by one. */
function firstLineEnd(head: Uint8Array): number {
  const end = head.findIndex((byte) => byte === 10 || byte === 13)
  return end < 0 ? head.length : end + 1
}

/** Fields of one line of CSV; null where a quotation mark is not closed. */
function fieldsOf(line: string, delimiter: string): string[] | null {
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (line[at] === '"') {
      const quoted = /^"((?:[^"]|"")*)"/.exec(line.slice(at))
      if (!quoted) return null
      fields.push((quoted[1] ?? '').replaceAll('""', '"').trim())
      at += quoted[0].length
      if (at < line.length && line[at] !== delimiter) return null
    } else {
      const end = line.indexOf(delimiter, at)
      fields.push(line.slice(at, end < 0 ? undefined : end).trim())
      at = end < 0 ? line.length : end
    }
    if (at >= line.length) return fields
    at++
    if (at === line.length) return [...fields, '']
  }
}

/** Why a file with these columns does not do; null where it does. Names the recipe's columns, never the file's. */
export function missingColumns(found: readonly string[], wanted: readonly string[]): string | null {
  const missing = wanted.filter((name) => !found.includes(name))
  const twice = wanted.filter((name) => found.filter((one) => one === name).length > 1)
  if (missing.length > 0)
    return `its header has ${found.length} columns and lacks ${missing.map((name) => `“${name}”`).join(', ')}`
  return twice.length > 0 ? `its header has ${twice.map((name) => `“${name}”`).join(', ')} more than once` : null
}
