import type { Area, Indicator } from '../domain'
import { alreadyPublic, type AlreadyPublic, type DraftTable, type ReleaseDraft } from '../release/draft'
import { collectAreas } from './fingertips/areas'
import { draftOf, orderOf, type ImportOptions } from './fingertips/draft'
import { countRepeatedKeys, settleDuplicates, type Conflict, type Duplicates } from './fingertips/duplicates'
import { describeIndicator } from './fingertips/indicator'
import type { Ledger } from './fingertips/ledger'
import { readAreaList, readIndicatorList } from './fingertips/metadata'
import { sayMultiplier } from './fingertips/multiplier'
import { placeRows, type Lists, type Placed } from './fingertips/place'
import { isResidentPopulation, populationFault, populationTable } from './fingertips/population'
import { tellQuartersApart } from './fingertips/quarters'
import { ranges, type ImportReport, type IndicatorReport } from './fingertips/report'
import { readRows, type SourceRow } from './fingertips/rows'
import { isDeprivationScore, scoreNameOf, withScores } from './fingertips/scores'
import { tablesOf, type Order } from './fingertips/tables'
import { groupBy, settleVersions, type GroupingReport } from './fingertips/versions'

export interface FingertipsFiles {
  /** Text of a Fingertips CSV download. */
  csv: string
  /** List of areas with their parents; derived from the download if not given. */
  areas?: string
  /** List of indicators with value type, polarity and period type; what it would say is left open if not given. */
  indicators?: string
  /** TopoJSON, as text or object. */
  boundaries?: unknown
}

export interface Imported {
  draft: AlreadyPublic<ReleaseDraft>
  report: ImportReport
}

/**
 * Turns a Fingertips download into an already-public release of as-published indicators, with a report in which every
 * row of the file is accounted for. Pure: the same files give the same draft. Throws ReleaseError where a file is not
 * what it should be or holds nothing to compare.
 */
export function importFingertips(files: FingertipsFiles, options: ImportOptions = {}): Imported {
  const lists: Lists = {
    areas: files.areas === undefined ? new Map() : readAreaList(files.areas),
    indicators: files.indicators === undefined ? new Map() : readIndicatorList(files.indicators),
  }
  const { rows, ledger, notCarried } = readRows(files.csv)
  const decided = decide(rows, lists, ledger)
  const made = make(decided, lists, ledger)
  const notes = [...made.notes, ...duplicateNotes(decided.duplicates)]
  const { draft, withFigures, without } = draftOf({ ...decided, ...made, boundaries: files.boundaries, notes }, options)
  const { kept, setAside, flags } = ledger.close()
  const accounts = ledger.byIndicator()
  const report: ImportReport = {
    release: draft.id,
    rows: {
      in: ledger.rowsIn,
      kept,
      setAside: ledger.rowsIn - kept,
      withBlankValue: rows.filter((row) => Number.isNaN(row.value)).length,
    },
    setAside,
    lines: Object.fromEntries([...ledger.lines].map(([why, lines]) => [why, ranges(lines)])),
    flags,
    duplicates: decided.duplicates,
    conflicts: [...decided.conflicts.values()],
    groupings: decided.groupings,
    indicators: completeIndicators(made.reports, accounts, rows),
    areas: {
      byType: countBy(draft.areas.map((area) => area.type)),
      withoutFigures: draft.areas.filter((area) => !withFigures.has(area.code)).map((area) => area.code),
      withoutBoundary: without,
    },
    columnsNotCarried: notCarried,
    notes: [...draft.notes],
  }
  return { draft: alreadyPublic(draft, 'OHID Fingertips'), report }
}

interface Decided {
  placed: Placed[]
  order: Order
  areas: Area[]
  /** By line of the row that is kept. */
  conflicts: Map<number, Conflict>
  duplicates: Duplicates
  groupings: GroupingReport[]
  /** Source ids of indicators whose rows were told apart as quarters. */
  quarterly: Set<string>
}

/** The stated rules, one after another: quarters, places, duplicates, versions of groupings. */
function decide(rows: readonly SourceRow[], lists: Lists, ledger: Ledger): Decided {
  const keys = countRepeatedKeys(rows)
  const quarters = tellQuartersApart(rows, lists.indicators, ledger)
  const places = placeRows(quarters.rows, lists, ledger)
  const { kept, conflicts, counts } = settleDuplicates(places, ledger)
  const { kept: placed, groupings } = settleVersions(kept, ledger)
  return {
    placed,
    order: orderOf(placed),
    areas: collectAreas(placed.map((place) => place.row), lists.areas), // prettier-ignore
    conflicts,
    duplicates: { keys, ...counts, quarters: quarters.keys },
    groupings,
    quarterly: quarters.indicators,
  }
}

interface Made {
  areas: Area[]
  indicators: Indicator[]
  tables: DraftTable[]
  scoreName: string | null
  reports: Omit<IndicatorReport, 'rows' | 'kept' | 'setAside' | 'recentTrend'>[]
  notes: string[]
}

/** Population table, deprivation scores, and an indicator with its tables for each of the rest. */
function make(decided: Decided, lists: Lists, ledger: Ledger): Made {
  const made: Made = { areas: decided.areas, indicators: [], tables: [], scoreName: null, reports: [], notes: [] }
  for (const placed of groupBy(decided.placed, (place) => place.row.indicator)) {
    const sourceId = placed[0]?.row.indicator ?? ''
    const name = lists.indicators.get(sourceId)?.name || (placed[0]?.row.indicatorName ?? '')
    const fault = isResidentPopulation(placed) ? populationFault(placed) : null
    if (isResidentPopulation(placed) && fault === null) makePopulation(sourceId, name, placed, decided, made, ledger)
    else if (isDeprivationScore(placed, made.scoreName)) makeScores(sourceId, name, placed, made, ledger)
    else makeIndicator(sourceId, name, placed, fault, { decided, lists, made, ledger })
  }
  return made
}

function makePopulation(
  sourceId: string,
  name: string,
  placed: Placed[],
  decided: Decided,
  made: Made,
  ledger: Ledger,
) {
  made.tables.push(populationTable(placed, made.areas, decided.order, ledger))
  made.notes.push(`Indicator ${sourceId} (${name}) is the release’s population table; totals were checked and dropped.`)
  made.reports.push({ sourceId, name, became: 'population table', id: null, tables: ['population'], multiplier: '' })
}

function makeScores(sourceId: string, name: string, placed: Placed[], made: Made, ledger: Ledger) {
  made.areas = withScores(made.areas, placed, ledger)
  made.scoreName = scoreNameOf(name)
  made.notes.push(`Indicator ${sourceId} (${name}) gives the areas their deprivation score.`)
  made.reports.push({ sourceId, name, became: 'deprivation score of areas', id: null, tables: [], multiplier: '' })
}

interface Workshop {
  decided: Decided
  lists: Lists
  made: Made
  ledger: Ledger
}

function makeIndicator(sourceId: string, name: string, placed: Placed[], fault: string | null, shop: Workshop) {
  const { decided, lists, made, ledger } = shop
  const caveats = caveatsFrom(sourceId, decided)
  const facts = describeIndicator(sourceId, placed, lists.indicators.get(sourceId), caveats)
  const { order, conflicts } = decided
  const making = { areas: made.areas, order, conflicts, share: facts.share, ledger }
  const tables = tablesOf(facts.indicator.id, placed, making)
  made.indicators.push({ ...facts.indicator, tables: tables.map((table) => table.id) })
  made.tables.push(...tables)
  const doubtful = facts.indicator.caveats.find((caveat) => caveat.includes('doubtful'))
  if (doubtful) made.notes.push(`${facts.indicator.shortName}: ${doubtful}`)
  const became = fault ? `indicator, not the population table: ${fault}` : 'indicator'
  const multiplier = sayMultiplier(facts.multiplier)
  made.reports.push({
    sourceId,
    name,
    became,
    id: facts.indicator.id,
    tables: tables.map((table) => table.id),
    multiplier,
  })
}

/** What the rules did to one indicator, for its readers. */
function caveatsFrom(sourceId: string, { conflicts, groupings, quarterly }: Decided): string[] {
  const twice = [...conflicts.values()].filter((conflict) => conflict.key.startsWith(`${sourceId} |`)).length
  const versions = groupings.flatMap((grouping) => {
    const first = (entry: [string, Record<string, string[]>]) => entry[1][sourceId]?.[0] ?? ''
    const used = Object.entries(grouping.versions)
      .filter((entry) => entry[1][sourceId])
      .sort((a, b) => (first(a) < first(b) ? -1 : 1))
    const said = used.map(([name, indicators]) => `${indicators[sourceId]?.join(', ')} by “${name}”`)
    return used.length > 1 ? [`${grouping.label}: ${said.join('; ')}. Groups may differ between them.`] : []
  })
  return [
    ...(quarterly.has(sourceId) ? ['The source labels quarters with their year alone; they are numbered in the order in which its file lists them.'] : []),
    ...(twice > 0 ? [`The source publishes two different values for ${twice} of its cells; the first in its file is shown, the other stands in the note.`] : []),
    ...versions,
  ] // prettier-ignore
}

function duplicateNotes(duplicates: Duplicates): string[] {
  const { keys, identical, conflicting } = duplicates
  if (keys === 0) return []
  return [
    `${keys.toLocaleString('en-GB')} keys (indicator, area, sex, age, group, period) appeared more than once; ${identical.toLocaleString('en-GB')} with identical figures were collapsed.`,
    ...(conflicting > 0 ? [`For ${conflicting} keys the source publishes different values: the first in its file is shown, the others stand in the cell’s note.`] : []),
  ] // prettier-ignore
}

/** Every indicator of the file, also those of which no row was kept. */
function completeIndicators(
  reports: Made['reports'],
  accounts: ReturnType<Ledger['byIndicator']>,
  rows: readonly SourceRow[],
): IndicatorReport[] {
  const bySource = new Map(groupBy(rows, (row) => row.indicator).map((own) => [own[0]?.indicator, own]))
  return [...accounts].map(([sourceId, account]) => {
    const own = bySource.get(sourceId) ?? []
    const nothing = { sourceId, name: own[0]?.indicatorName ?? '', became: 'nothing: no row was kept', id: null, tables: [], multiplier: '' } // prettier-ignore
    const report = reports.find((entry) => entry.sourceId === sourceId) ?? nothing
    return { ...report, ...account, recentTrend: countBy(own.map((row) => row.trend).filter(Boolean)) }
  })
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
