import type { ReleaseDraft } from '../../release/draft'
import type { Conflict } from '../fingertips/duplicates'
import type { Ledger, Tally } from '../fingertips/ledger'
import { ranges } from '../fingertips/report'
import type { How, MatchedArea } from './areas'
import { lineOf, type EntryReader } from './entries'
import type { PlainTable } from './table'

/** Everything that was decided about a table. `file.rows` = `blank` + `notes` + `withFigures` + the lines of `ragged`, which have more fields than there are columns; `entries.in` = `kept` + all of `setAside`. */
export interface PlainReport {
  release: string
  file: { name: string; encoding: string; delimiter: string; preamble: readonly string[]; rows: number; blank: number; ragged: string; notes: readonly string[]; withFigures: number } // prettier-ignore
  /** Figures: as many as rows, or several a row where each of several columns is a period or an indicator. */
  entries: { in: number; kept: number; setAside: number }
  setAside: Record<string, { entries: number; rule: string; lines: string }>
  flags: Record<string, Tally>
  conflicts: Conflict[]
  areas: Record<How, string[]>
  /** Texts that are neither number nor mark, and periods that were not understood, with how often each stands there. */
  notUnderstood: { figures: Record<string, number>; periods: Record<string, number> }
  /** By area type, areas that no boundary was found for; null where no boundaries were given. */
  withoutBoundary: Record<string, string[]> | null
  notes: string[]
}

interface Reporting {
  table: PlainTable
  reader: EntryReader
  matched: readonly MatchedArea[]
  ledger: Ledger
  conflicts: ReadonlyMap<number, Conflict>
  draft: ReleaseDraft
  without: Record<string, string[]> | null
}

/** Throws CalculationError where an entry is unaccounted for. */
export function reportOf({ table, reader, matched, ledger, conflicts, draft, without }: Reporting): PlainReport {
  const { kept, setAside, flags } = ledger.close()
  const { name, encoding, delimiter, preamble, rows, blank, notes, ragged } = table
  const linesOf = (why: string) =>
    ranges([...new Set([...ledger.lines].flatMap(([reason, lines]) => (reason === why ? lines : [])).map((line) => lineOf(line, reader.columns.wide)))]) // prettier-ignore
  const told = Object.entries(setAside).map(([why, { rows: entries, rule }]) => [why, { entries, rule, lines: linesOf(why) }] as const) // prettier-ignore
  const report: PlainReport = {
    release: draft.id,
    file: { name, encoding, delimiter, preamble, rows: rows.length + blank.length + notes.length + ragged.length, blank: blank.length, ragged: ranges(ragged), notes: notes.map(({ text }) => text), withFigures: rows.length }, // prettier-ignore
    entries: { in: ledger.rowsIn, kept, setAside: ledger.rowsIn - kept },
    setAside: Object.fromEntries(told),
    flags: inLines(flags, reader.columns.wide),
    conflicts: [...conflicts.values()].map((conflict) => conflictInLines(conflict, reader.columns.wide)),
    areas: byHow(matched),
    notUnderstood: { figures: Object.fromEntries(reader.strange), periods: reader.unreadPeriods() },
    withoutBoundary: without,
    notes: [],
  }
  return { ...report, notes: notesFor(report) }
}

/** Examples name lines of the file, not entries. */
const inLines = (flags: Record<string, Tally>, wide: boolean): Record<string, Tally> =>
  Object.fromEntries(Object.entries(flags).map(([flag, tally]) => [flag, { ...tally, examples: tally.examples.map((text) => text.replace(/^line (-?\d+)/, (_, entry) => `line ${lineOf(Number(entry), wide)}`)) }])) // prettier-ignore

function conflictInLines({ key, kept, others }: Conflict, wide: boolean): Conflict {
  const told = (figures: Record<string, string>) => ({
    ...figures,
    line: String(lineOf(Number(figures['line']), wide)),
  })
  return { key, kept: told(kept), others: others.map(told) }
}

function byHow(matched: readonly MatchedArea[]): Record<How, string[]> {
  const found: Record<How, string[]> = {
    code: [],
    name: [],
    reader: [],
    own: [],
    whole: [],
    ambiguous: [],
    unmatched: [],
    left: [],
  }
  for (const { how, key, name } of matched) found[how].push(key === name ? name : `${key} ${name}`)
  return found
}

const n = (value: number) => value.toLocaleString('en-GB')

/** What stands in the release for its readers. */
function notesFor({ file, entries, setAside, areas, withoutBoundary }: PlainReport): string[] {
  const lost = [...areas.unmatched, ...areas.ambiguous]
  const some = (names: readonly string[]) => names.slice(0, 12).join(', ') + (names.length > 12 ? ` and ${n(names.length - 12)} more` : '') // prettier-ignore
  return [
    `${n(file.withFigures)} rows of the file gave ${n(entries.in)} figures: ${n(entries.kept)} are here, ${n(entries.setAside)} were set aside.`,
    ...Object.entries(setAside).map(([why, { entries: count, rule }]) => `${n(count)} set aside, ${why}: ${rule}.`),
    ...(areas.name.length > 0 ? [`${n(areas.name.length)} areas were recognised by their names alone.`] : []),
    ...(lost.length > 0 ? [`Areas that were not recognised: ${some(lost)}.`] : []),
    ...(file.ragged ? [`Rows with more fields than there are columns were left out: line ${file.ragged}.`] : []),
    ...(areas.left.length > 0 ? [`Areas that were left out: ${some(areas.left)}.`] : []),
    ...(withoutBoundary === null ? ['No boundaries were given, so there is no map of areas.'] : []),
    ...Object.values(withoutBoundary ?? {}).map(
      (codes) => `No boundary was found for ${n(codes.length)} ${codes.length === 1 ? 'area' : 'areas'}.`,
    ),
  ]
}

/** The report in a few lines, for a terminal. */
export function sayPlain({ file, entries, areas, notUnderstood, notes }: PlainReport): string {
  const odd = (what: string, found: Record<string, number>) =>
    Object.entries(found).map(([text, times]) => `  ${what} not understood: “${text}” (${n(times)} times)`)
  return [
    `${file.name}: ${file.encoding}, fields divided by ${file.delimiter === '\t' ? 'tabs' : `“${file.delimiter}”`}; ${n(file.rows)} rows, ${n(file.blank)} blank, ${n(file.notes.length)} notes.`, // prettier-ignore
    `${n(entries.in)} figures came in: ${n(entries.kept)} are in the release, ${n(entries.setAside)} set aside.`,
    `Areas: ${areas.code.length} by code, ${areas.name.length} by name, ${areas.reader.length} as the mapping says, ${areas.own.length} of the file’s own, ${areas.unmatched.length + areas.ambiguous.length} not recognised.`, // prettier-ignore
    ...odd('Period', notUnderstood.periods),
    ...odd('Figure', notUnderstood.figures),
    ...notes.slice(1).map((note) => `  ${note}`),
  ].join('\n')
}
