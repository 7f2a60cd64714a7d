import { alreadyPublic, type AlreadyPublic, type ReleaseDraft } from '../../release/draft'
import { orderOf } from '../fingertips/draft'
import { settleDuplicates, type Conflict } from '../fingertips/duplicates'
import { Ledger } from '../fingertips/ledger'
import type { Placed } from '../fingertips/place'
import { tablesOf } from '../fingertips/tables'
import { groupBy, settleVersions } from '../fingertips/versions'
import { matchAreas, ownTypeOf, type Gazetteer, type MatchedArea } from './areas'
import { areasOf, draftOf, mainType, titleWhole, type Made } from './draft'
import { EntryReader, areaIn, type Entry } from './entries'
import { describePlain, idsFor } from './indicator'
import type { PlainMapping } from './mapping'
import { measureOf, type HowMeasured } from './measure'
import { Placer } from './place'
import { reportOf, type PlainReport } from './report'
import type { Shapes } from './shapes'
import type { PlainTable } from './table'
import { areQuotients, fillIntervals, fillValues, type WorkedOut } from './values'
import { wholeArea, wholeCells } from './whole'

export interface PlainImport {
  draft: AlreadyPublic<ReleaseDraft>
  report: PlainReport
}

export interface PlainContext {
  gazetteer: Gazetteer
  /** Boundaries and hexagons that came with the table. */
  shapes: readonly Shapes[]
  /** Short lower-case words for links. */
  id: string
  /** ISO date of the release; the last day of the latest period if not given. */
  date?: string
  /** Called now and then, so that a page can draw; rows read, of how many. */
  pause?: (done: number, total: number) => Promise<void>
}

/** Rows that are read in one go: some tens of milliseconds. */
const AT_ONCE = 4000

/**
 * Turns a table and what its columns mean into an already-public release of as-published indicators, with a report in which every row
 * of the file is accounted for. The same input gives the same draft. Throws ReleaseError where there is nothing to compare.
 */
export async function importPlain(
  table: PlainTable,
  mapping: PlainMapping,
  { gazetteer, shapes, id, date, pause = async () => {} }: PlainContext,
): Promise<PlainImport> {
  const reader = new EntryReader(table, mapping)
  const entries = await readEntries(reader, pause)
  const matched = matchAreas(table.rows.flatMap((row) => namedIn(row, reader)), gazetteer, mapping) // prettier-ignore
  const ledger = new Ledger(entries.length)
  const placer = new Placer(matched, ledger, reader, ownTypeOf(mapping))
  const places = entries.flatMap((entry) => placer.place(entry) ?? [])
  const settled = settleDuplicates(places, ledger)
  const { kept: placed } = settleVersions(settled.kept, ledger)
  await pause(table.rows.length, table.rows.length)
  const measured = new Map(
    entries.map(({ row, unit }) => [row.indicator, measureOf(row.indicatorName, unit, mapping)] as const),
  )
  const made = make(placed, { mapping, measured, matched, conflicts: settled.conflicts, ledger })
  const { draft, without } = draftOf(made, { mapping, shapes, id, date, table })
  const report = reportOf({ table, reader, matched, ledger, conflicts: settled.conflicts, draft, without })
  const by = mapping.source || 'whoever brought the file'
  return { draft: alreadyPublic({ ...draft, notes: [...draft.notes, ...report.notes] }, by), report }
}

const namedIn = (row: readonly string[], { columns }: EntryReader) => {
  const named = areaIn(row, columns)
  return named.code || named.name ? [named] : []
}

async function readEntries(reader: EntryReader, pause: NonNullable<PlainContext['pause']>): Promise<Entry[]> {
  const { rows } = reader.table
  const entries: Entry[] = []
  for (let at = 0; at < rows.length; at++) {
    entries.push(...reader.entriesOf(at))
    if (at % AT_ONCE === AT_ONCE - 1) await pause(at + 1, rows.length)
  }
  return entries
}

interface Workshop {
  mapping: PlainMapping
  /** By indicator. */
  measured: ReadonlyMap<string, HowMeasured>
  matched: readonly MatchedArea[]
  conflicts: ReadonlyMap<number, Conflict>
  ledger: Ledger
}

/** Areas, indicators and tables; what the file leaves to be worked out is worked out first. */
function make(placed: readonly Placed[], { mapping, measured, matched, conflicts, ledger }: Workshop): Made {
  const worked = new Map(
    groupBy(placed, ({ row }) => row.indicator).map((own): [string, WorkedOut] => {
      const { indicator } = own[0]!.row
      const values = fillValues(own, measured.get(indicator)!)
      return [indicator, { values, intervals: fillIntervals(own, measured.get(indicator)!) }]
    }),
  )
  const quotients = new Map(
    groupBy(placed, ({ row }) => row.indicator)
      .map((own) => ({ own, how: measured.get(own[0]!.row.indicator)! }))
      .flatMap(({ own, how }) => (areQuotients(own, how) ? [[own[0]!.row.indicator, how] as const] : [])),
  )
  const { areas, types, wide } = areasOf(placed, matched)
  const cells = wide ? [] : wholeCells(placed, new Set(mainType(types, areas).includes), quotients)
  const all = [...placed, ...cells]
  const whole = wide ? [] : [wholeArea(titleWhole(types, areas))]
  const everywhere = [...whole, ...areas.map((area) => (wide ? area : { ...area, parents: [whole[0]!.code] }))]
  const order = orderOf(all)
  const ids = idsFor([...new Set(placed.map(({ row }) => row.indicatorName))])
  const made: Made = { areas: everywhere, types, order, indicators: [], tables: [], whole: whole[0] ?? null, added: cells.length } // prettier-ignore
  for (const own of groupBy(all, ({ row }) => row.indicator)) {
    const first = own[0]!.row
    const read = own.filter(({ row }) => row.line >= 0)
    const told = { id: ids.get(first.indicatorName) ?? first.indicator, how: measured.get(first.indicator)!, worked: worked.get(first.indicator)! } // prettier-ignore
    const { indicator, share } = describePlain(read, mapping, told)
    const tables = tablesOf(indicator.id, own, { areas: everywhere, order, conflicts, share, ledger })
    made.indicators.push({ ...indicator, tables: tables.map((one) => one.id) })
    made.tables.push(...tables)
  }
  return made
}
