import type { Ledger } from './ledger'
import type { Placed } from './place'
import { figureNames, type SourceRow } from './rows'
import { groupBy } from './versions'

/** A key with two values, both published; the first of the file is in the release. */
export interface Conflict {
  key: string
  kept: Record<string, string>
  others: Record<string, string>[]
}

export interface Duplicates {
  /** Keys, in the source's own words, that more than one row has. */
  keys: number
  /** Of those, by what became of them; a key with several kinds counts under the gravest. */
  identical: number
  sameToRounding: number
  blankBesideValue: number
  conflicting: number
  quarters: number
}

/** How many keys appear more than once, before anything is decided. */
export function countRepeatedKeys(rows: readonly SourceRow[]): number {
  const seen = new Map<string, number>()
  for (const row of rows) seen.set(row.key, (seen.get(row.key) ?? 0) + 1)
  return [...seen.values()].filter((count) => count > 1).length
}

/**
 * One row a key: the others are set aside in the ledger by the rule that decided. The key is made of what the words
 * mean (`Persons` and a blank sex are one), so that no two rows can meet in one cell later.
 */
export function settleDuplicates(placed: readonly Placed[], ledger: Ledger) {
  const conflicts = new Map<number, Conflict>()
  const counts = { identical: 0, sameToRounding: 0, blankBesideValue: 0, conflicting: 0 }
  const kept = groupBy(placed, meaningOf).flatMap((group) => {
    const rows = group.map((place) => place.row)
    const best = settle(rows, ledger, conflicts, counts)
    return group.filter((place) => place.row === best)
  })
  return { kept, conflicts, counts }
}

const meaningOf = ({ row, period, sex, age, member }: Placed) =>
  [row.indicator, row.area, sex.code, age.code, row.categoryType, member?.code, period.code].join(' | ')

function settle(
  group: readonly SourceRow[],
  ledger: Ledger,
  conflicts: Map<number, Conflict>,
  counts: Omit<Duplicates, 'keys' | 'quarters'>,
): SourceRow {
  const first = group.find((row) => !Number.isNaN(row.value)) ?? (group[0] as SourceRow)
  if (group.length === 1) return first
  // Rounded twins of the first give way to the one with most digits; rows that truly differ do not.
  const kept = group
    .filter((row) => sameToRounding(row, first))
    .reduce((a, b) => (digits(b) > digits(a) ? b : a), first)
  const others = group.filter((row) => row !== kept)
  const why = others.map((row) => compareRows(row, kept))
  others.forEach((row, i) => ledger.setAside(row.line, why[i] ?? 'identical row', row.indicator, row.key))
  if (why.includes('another value published')) {
    counts.conflicting++
    const differing = others.filter((_, i) => why[i] === 'another value published')
    conflicts.set(kept.line, { key: kept.key, kept: say(kept), others: differing.map(say) })
  } else if (why.includes('blank beside a value')) counts.blankBesideValue++
  else if (why.includes('same to rounding')) counts.sameToRounding++
  else counts.identical++
  return kept
}

function compareRows(row: SourceRow, kept: SourceRow) {
  if (row.written.every((text, i) => text === kept.written[i]) && row.note === kept.note && row.trend === kept.trend)
    return 'identical row'
  if (Number.isNaN(row.value) && !Number.isNaN(kept.value)) return 'blank beside a value'
  return sameToRounding(row, kept) ? 'same to rounding' : 'another value published'
}

const digits = (row: SourceRow) => row.written.join('').length + (row.trend ? 1 : 0)

/** Every figure is the same, or one is the other rounded, or they differ by less than 1e-9 of their size. */
function sameToRounding(a: SourceRow, b: SourceRow): boolean {
  return figureNames.every((_, i) => sameFigure(a.written[i] ?? '', b.written[i] ?? ''))
}

export function sameFigure(a: string, b: string): boolean {
  if (a === b) return true
  if (a === '' || b === '') return false
  const [x, y] = [Number(a), Number(b)]
  if (Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y))) return true
  const places = Math.min(decimals(a), decimals(b))
  // A whole number beside one with decimals is a coarser figure, not the same one: three places at least.
  return places >= 3 && Math.abs(x - y) <= 0.5000001 * 10 ** -places
}

const decimals = (text: string) => (/e/i.test(text) ? 0 : (text.split('.')[1]?.length ?? 0))

/** The row's figures as they were written, blanks left out, with its line. */
function say(row: SourceRow): Record<string, string> {
  const written = figureNames.flatMap((name, i) => (row.written[i] ? [[name, row.written[i]] as const] : []))
  return { line: String(row.line), ...Object.fromEntries(written) }
}
