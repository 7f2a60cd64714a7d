import { sourceLine } from '../words'
import { rounded } from './digits'
import type { Export, Listing } from './file'

/** Byte order mark: without it Excel takes UTF-8 for the local code page. */
const BOM = '\ufeff'

/** What a spreadsheet would run as a formula, also behind a tab or a full-width sign (OWASP, CSV injection). */
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠]/

/** A number written out, because no double holds it. */
const DIGITS = /^-?\d+(\.\d+)?$/

/** A number as it was calculated; text so that no spreadsheet runs it. Numbers are safe: `-3` stays a number. */
function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(rounded(value))
  const safe = FORMULA.test(value) && !DIGITS.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A line of a CSV file, without its end. */
export const csvLine = (fields: readonly (string | number | null)[]): string => fields.map(field).join(',')

/** Above the header row: title, source, link, notes, one cell each, as in files of the Office for National Statistics. */
function preamble({ title, release, link, notes }: Listing): string[] {
  const lines = [
    release.synthetic && !title.startsWith('SYNTHETIC') ? `SYNTHETIC: ${title}` : title,
    sourceLine(release),
    release.protection.label,
  ]
  if (link) lines.push(`Link: ${link}`)
  return [...new Set([...lines, ...notes])].map((text) => csvLine([text]))
}

/** Comma-separated values as RFC 4180 has them (CRLF, quotes doubled), in UTF-8 with a byte order mark. */
export const csv = {
  id: 'csv',
  label: 'CSV',
  extension: 'csv',
  type: 'text/csv;charset=utf-8',
  write(listing: Listing) {
    const lines = [...preamble(listing), '', csvLine(listing.columns), ...listing.rows.map(csvLine)]
    return new TextEncoder().encode(`${BOM}${lines.join('\r\n')}\r\n`)
  },
} satisfies Export
