import type { AgeBand, CategoryMember, Period, Sex } from '../../domain'
import { areaTypeOf } from './areas'
import { readGrouping, readMember, type Grouping } from './categories'
import type { Ledger } from './ledger'
import type { AreaMetadata, IndicatorMetadata } from './metadata'
import { readAge, readSex } from './people'
import { readPeriod } from './periods'
import type { SourceRow } from './rows'

/** A row of the source with its place in a release worked out. */
export interface Placed {
  row: SourceRow
  period: Period
  sex: Sex
  age: AgeBand
  /** Null for rows about everybody. */
  grouping: Grouping | null
  member: CategoryMember | null
}

export interface Lists {
  areas: ReadonlyMap<string, AreaMetadata>
  indicators: ReadonlyMap<string, IndicatorMetadata>
}

/** Works out period, sex, age and group of each row; rows whose place cannot be told are set aside. */
export function placeRows(rows: readonly SourceRow[], lists: Lists, ledger: Ledger): Placed[] {
  const groupings = new Map<string, Grouping>()
  const placed: Placed[] = []
  for (const row of rows) {
    const place = placeRow(row, lists, ledger, groupings)
    if (place) placed.push(place)
  }
  return placed
}

function placeRow(row: SourceRow, lists: Lists, ledger: Ledger, groupings: Map<string, Grouping>): Placed | null {
  const period = readPeriod(row.periodLabel, lists.indicators.get(row.indicator)?.periodType ?? '', row.quarter)
  if (!period) return leave(row, 'period not understood', ledger)
  const typeName = row.areaType || (lists.areas.get(row.area)?.type ?? '')
  if (!areaTypeOf(row.area, typeName)) return leave(row, 'unknown area', ledger)
  if (lists.areas.size > 0 && !lists.areas.has(row.area)) ledger.flag(row, 'area not in the list of areas')
  const { band, understood } = readAge(row.age)
  if (!understood) ledger.flag(row, 'age not understood')
  const place = { row, period, sex: readSex(row.sex), age: band }
  if (!row.categoryType) return { ...place, grouping: null, member: null }
  const grouping = groupings.get(row.categoryType) ?? readGrouping(row.categoryType)
  groupings.set(row.categoryType, grouping)
  return { ...place, grouping, member: readMember(row.category) }
}

function leave(row: SourceRow, why: 'period not understood' | 'unknown area', ledger: Ledger): null {
  ledger.setAside(row.line, why, row.indicator, row.key)
  return null
}
