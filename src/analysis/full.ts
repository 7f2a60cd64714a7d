import type { Indicator, Release, Table } from '../domain'
import type { Selection } from './holding'
import { categoryAxes, hold, tablesOf } from './holding'
import { areasWithFigures } from './made-of'
import { agesOn, positionsOn } from './axes'
import { byEnd } from './held-periods'

/**
 * The widest selection of an indicator that its tables hold for an area type: the latest period on file, women and men
 * together and all ages where they can be, no category. Null where none is held.
 */
export function fullSelection(
  release: Release,
  indicator: Indicator,
  where: Pick<Selection, 'areaType' | 'within'>,
): Selection | null {
  const tables = tablesOf(indicator, release).filter((table) => isCandidate(table, release, where.areaType))
  if (tables.length === 0) return null
  const onFile = (axis: string) => new Set(tables.flatMap((table) => [...positionsOn(table, axis).keys()]))
  const periods = release.dimensions.periods.filter(({ code }) => onFile('period').has(code)).sort(byEnd)
  const sexes = ['persons', ...[...onFile('sex')].filter((sex) => sex !== 'persons')]
  const ages = [[], ...tables.flatMap((table) => agesOn(table, release).map(({ code }) => [code]))]
  const within = { ...indicator, tables: tables.map(({ id }) => id) }
  for (const { code: period } of periods.reverse())
    for (const age of ages)
      for (const sex of sexes) {
        const selection: Selection = { ...where, period, sex, ages: age, category: null }
        if ('table' in hold(release, within, selection)) return selection
      }
  return null
}

/** Whether a table could serve without a category, and holds an area of the type in any period. */
function isCandidate(table: Table, release: Release, areaType: string): boolean {
  const includes = release.dimensions.areaTypes.find(({ id }) => id === areaType)?.includes ?? []
  const held = positionsOn(table, 'area')
  const ofType = release.areas.filter(({ type }) => includes.includes(type))
  const inPeriod = (period: string) => areasWithFigures(table, release, { areaType, within: null, period }).length > 0
  return (
    categoryAxes(table).every((axis) => table.additive.includes(axis)) &&
    (ofType.some(({ code }) => held.has(code)) || [...positionsOn(table, 'period').keys()].some(inPeriod))
  )
}
