import type { AgeBand, Indicator, Release, Table } from '../domain'
import { ageRuns } from '../domain/dimension'
import { hasAxis, isTotal, positionsOn } from './axes'
import type { Holding, Selection } from './holding'

/**
 * The table that holds the totals of a selection, where a facility hides cells or rounds each by itself; null where none is
 * needed or none is of the same ages, sexes and period.
 */
export function totalOf(release: Release, indicator: Indicator, question: Selection, holding: Holding): Table | null {
  const { protection, tables } = release
  const { table, bands } = holding
  if (protection.kind !== 'protected' || isTotal(table) || table.shape !== 'counts' || question.category) return null
  if (protection.rules.every(({ method }) => method === 'controlled-rounding')) return null
  if (question.sex !== 'persons') return null
  const serves = (one: Table) =>
    indicator.tables.includes(one.id) &&
    isTotal(one) &&
    hasAxis(one, 'area') &&
    positionsOn(one, 'period').has(question.period) &&
    sameAges(one.limits['age'], bands, release) &&
    sameSexes(one, table)
  return tables.find(serves) ?? null
}

function sameAges(limit: readonly string[] | undefined, bands: readonly AgeBand[], { dimensions }: Release): boolean {
  const limits = dimensions.ages.filter(({ code }) => limit?.includes(code))
  const runs = (some: readonly AgeBand[]) => JSON.stringify(ageRuns(some))
  if (bands.length === 0) return true
  return runs(limits.length > 0 ? limits : [{ code: '', label: '', start: 0, end: null }]) === runs(bands)
}

/** A total that is limited to one sex belongs to a table of that sex alone, which then has no such axis. */
function sameSexes({ limits }: Table, table: Table): boolean {
  const sexes = limits['sex']
  return !sexes || !hasAxis(table, 'sex') || [...positionsOn(table, 'sex').keys()].every((sex) => sexes.includes(sex))
}

/** Ids of all tables that a held selection reads. */
export function tableIds(release: Release, indicator: Indicator, selection: Selection, holding: Holding): string[] {
  const tables = [holding.table, holding.population?.table, totalOf(release, indicator, selection, holding)]
  return tables.flatMap((table) => table?.id ?? [])
}
