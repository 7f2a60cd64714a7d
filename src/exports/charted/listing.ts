import { sourceLine } from '../../words/title'
import type { Listing } from '../file'
import { madeUp, type ChartData } from './data'

/** Headers of limits: those of Cairn's tables, and the columns' names in a release. */
const LOWER = /^(95 ?% from|lower( ?95 ?%?)?|lower_?95|lower limit)$/i
const UPPER = /^(95 ?% to|upper( ?95 ?%?)?|upper_?95|upper limit)$/i

/** More rows make no picture. */
const MOST_POINTS = 1000

/**
 * Any table's rows as points with their limits, where it has columns of a value and of its 95 % limits; null where it has none,
 * more rows than a chart can show, or rows of several units, which share no axis. Rows are named by the words that stand before the value.
 */
export function listingChart(listing: Listing): ChartData | null {
  const { columns, rows, release, notes, link } = listing
  const found = columnsOf(listing)
  if (!found || rows.length === 0 || rows.length > MOST_POINTS || !ofOneUnit(listing)) return null
  const figures = (at: number) => rows.map((row) => figure(row[at] ?? null))
  const title = listing.title.replace(/^SYNTHETIC[:.]\s*/, '')
  const unit = columns[found.value] ?? 'Value'
  return {
    title,
    subtitle: `${release.synthetic ? 'SYNTHETIC. ' : ''}${rows.length} rows, in the order of their table`,
    reading: [],
    source: sourceLine(release),
    link,
    alt: `${title}: ${unit} with 95 % limits, ${rows.length} rows.${madeUp(release)}`,
    notes: [...notes, release.protection.label],
    release,
    unit,
    across: found.named.map((at) => columns[at]).join(', ') || 'Row',
    format: 'General',
    kind: 'points',
    categories: rows.map((row, at) => nameOf(row, found.named) || `${at + 1}`),
    series: [{ name: unit, values: figures(found.value), lower: figures(found.lower), upper: figures(found.upper) }],
  }
}

const figure = (cell: string | number | null) => (typeof cell === 'number' && Number.isFinite(cell) ? cell : null)

function ofOneUnit({ columns, rows }: Listing): boolean {
  const at = columns.findIndex((column) => /^unit$/i.test(column.trim()))
  return at < 0 || new Set(rows.map((row) => row[at])).size === 1
}

function nameOf(row: Listing['rows'][number], named: readonly number[]): string {
  return named.flatMap((at) => row[at] ?? []).join(', ')
}

/** Where the value stands: the last column of figures before its limits. */
function columnsOf({ columns, rows }: Listing) {
  const lower = columns.findIndex((column) => LOWER.test(column.trim()))
  const upper = columns.findIndex((column) => UPPER.test(column.trim()))
  if (lower < 0 || upper < 0) return null
  const holdsFigures = (at: number) => rows.some((row) => typeof row[at] === 'number')
  const before = [...columns.keys()].slice(0, Math.min(lower, upper))
  const value = before.findLast(holdsFigures)
  if (value === undefined) return null
  const worded = before.filter((at) => !holdsFigures(at) && rows.some((row) => row[at] !== null))
  // A code says nothing that the name beside it does not.
  const named = worded.filter((at) => !/\bcode$/i.test(columns[at] ?? ''))
  return { value, lower, upper, named: named.length > 0 ? named : worded }
}
