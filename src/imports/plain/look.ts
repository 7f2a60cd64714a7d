import type { Period } from '../../domain'
import { sortPeriods } from '../fingertips/periods'
import { ranges } from '../fingertips/report'
import { matchAreas, type Gazetteer, type MatchedArea } from './areas'
import { areaIn, EntryReader } from './entries'
import { columnsWith, type PlainMapping, type Role } from './mapping'
import { isDashed, isNamedYear } from './periods'
import { namedTwice, type PlainTable } from './table'

/** What a mapping makes of a table, before anything is made of it. */
export interface Look {
  areas: readonly MatchedArea[]
  periods: readonly Period[]
  /** Texts of periods that were not understood, and texts in place of figures, with how many figures each concerns. */
  badPeriods: readonly [string, number][]
  badFigures: readonly [string, number][]
  /** Names of the indicators. */
  indicators: readonly string[]
  figures: number
  /** Whether years stand with dashes (`2023-24`), which mean different things in different files. */
  dashed: boolean
  /** Whether financial years are named by one year (`FY2023`). */
  oneYear: boolean
  /** Why nothing can be made of it yet, in plain words. */
  lacks: readonly string[]
  /** What is unsure though something can be made of it. */
  doubts: readonly string[]
}

/** Goes through all rows by a mapping. Some tens of milliseconds for ten thousand rows. */
export function lookAt(table: PlainTable, mapping: PlainMapping, gazetteer: Gazetteer): Look {
  const keys = new Set<string>()
  let repeats = 0
  const reader = new EntryReader(table, mapping)
  const periods = new Map<string, { period: Period; sortable: string }>()
  const indicators = new Set<string>()
  let figures = 0
  let [dashed, oneYear] = [false, false]
  for (let at = 0; at < table.rows.length; at++)
    for (const { period, row } of reader.entriesOf(at)) {
      figures++
      if (keys.has(row.key)) repeats++
      keys.add(row.key)
      indicators.add(row.indicatorName)
      dashed ||= isDashed(row.periodLabel)
      oneYear ||= isNamedYear(row.periodLabel)
      if (period && !periods.has(period.code)) periods.set(period.code, { period, sortable: '' })
    }
  const named = table.rows.map((row) => areaIn(row, reader.columns)).filter(({ code, name }) => code || name)
  const found = {
    areas: matchAreas(named, gazetteer, mapping),
    periods: sortPeriods(periods),
    badPeriods: mostFirst(Object.entries(reader.unreadPeriods())),
    badFigures: mostFirst([...reader.strange]),
    indicators: [...indicators],
    figures,
    dashed,
    oneYear,
  }
  return {
    ...found,
    lacks: lacksOf(mapping, found),
    doubts: [...doubtsOf(mapping, found), ...oddities(table, found, repeats)],
  }
}

const mostFirst = (counts: [string, number][]) => counts.sort((a, b) => b[1] - a[1])

type Found = Omit<Look, 'lacks' | 'doubts'>

const once: readonly (readonly [Role, string])[] = [
  ['area-code', 'area codes'], ['area-name', 'area names'], ['period', 'periods'], ['indicator', 'indicators'], ['sex', 'sexes'],
  ['age', 'ages'], ['group', 'groups'], ['count', 'counts'], ['denominator', 'denominators'], ['lower', 'lower limits'],
  ['upper', 'upper limits'], ['unit', 'units'], ['note', 'notes'],
] // prettier-ignore

function lacksOf(mapping: PlainMapping, { areas, periods }: Found): string[] {
  const has = (role: Role) => columnsWith(mapping, role).length > 0
  const twice = once.filter(([role]) => columnsWith(mapping, role).length > 1)
  const counted = has('count') && (has('denominator') || mapping.measure === 'count')
  const known = areas.filter(({ area }) => area !== null).length
  return [
    ...twice.map(([, many]) => `Two columns are marked as ${many}; only one can be.`),
    ...(has('area-code') || has('area-name') ? [] : ['No column is marked as area codes or area names.']),
    ...(has('value') || counted ? [] : ['No column is marked as values, and there are no counts and denominators to work them out from.']), // prettier-ignore
    ...(periods.length > 0 ? [] : ['No period is known: mark a column, or type the period that all figures are of.']),
    ...((has('area-code') || has('area-name')) && known < 2 ? [`${known === 1 ? 'Only one area was' : 'No area was'} recognised; two at least are needed.`] : []), // prettier-ignore
  ]
}

/** What of the file would otherwise be passed over in silence. */
function oddities({ header, ragged }: PlainTable, { areas, figures }: Found, repeats: number): string[] {
  const twice = namedTwice(header)
  const shared = sharedAreas(areas)
  return [
    ...(repeats > 0 ? [`${repeats.toLocaleString('en-GB')} of ${figures.toLocaleString('en-GB')} figures speak of the same area, period and group as another; of those only the first is kept. If a column tells them apart, say above what it holds.`] : []), // prettier-ignore
    ...shared.map(([area, names]) => `${names.join(' and ')} are taken for the same area, ${area}.`),
    ...(ragged.length > 0 ? [`${ragged.length} ${ragged.length === 1 ? 'row has' : 'rows have'} more fields than there are columns (line ${ranges(ragged)}) and ${ragged.length === 1 ? 'is' : 'are'} left out.`] : []), // prettier-ignore
    ...(twice.length > 0 ? [`Several columns are called ${twice.map((name) => `“${name}”`).join(', ')}. One row of column names is read; a second one above it is not.`] : []), // prettier-ignore
  ]
}

/** Areas that several of the file's are taken for. */
function sharedAreas(areas: readonly MatchedArea[]): [string, string[]][] {
  const names = new Map<string, string[]>()
  for (const { area, name } of areas) if (area) names.set(area.code, [...(names.get(area.code) ?? []), name])
  const nameOf = (code: string) => areas.find(({ area }) => area?.code === code)?.area?.name ?? code
  return [...names].filter(([, some]) => some.length > 1).map(([code, some]) => [nameOf(code), some])
}

function doubtsOf({ measure }: PlainMapping, { areas, badPeriods, badFigures }: Found): string[] {
  const lost = areas.filter(({ how }) => how === 'unmatched' || how === 'ambiguous')
  const some = lost.slice(0, 5).map(({ name, suggestions: [near] }) => (near ? `${name} (${near.name}?)` : name))
  const more = lost.length > 5 ? ` and ${lost.length - 5} more` : ''
  return [
    ...(lost.length > 0 ? [`${lost.length} ${lost.length === 1 ? 'area was' : 'areas were'} not recognised: ${some.join(', ')}${more}.`] : []), // prettier-ignore
    ...(badPeriods.length > 0 ? [`Periods not understood: ${badPeriods.slice(0, 5).map(([text]) => (text ? `“${text}”` : 'none given')).join(', ')}.`] : []), // prettier-ignore
    ...(badFigures.length > 0 ? [`Neither figures nor known marks: ${badFigures.slice(0, 5).map(([text]) => `“${text}”`).join(', ')}.`] : []), // prettier-ignore
    ...(measure === 'other'
      ? ['How the values came from counts is not known, so nothing is worked out from them.']
      : []),
  ]
}
