import type { IndicatorMetadata } from './metadata'
import type { Ledger } from './ledger'
import type { SourceRow } from './rows'
import { groupBy } from './versions'

/**
 * Some quarterly indicators come with the year alone as their time period, so that one key has a row a quarter.
 * Where every key of the indicator and year has equally many rows (two to four), they are the quarters in the order of
 * the file; where not, the source does not say which quarter is missing and the rows are set aside.
 * Returns the rows that stay, `quarter` filled in, and how many keys were told apart so.
 */
export function tellQuartersApart(
  rows: readonly SourceRow[],
  metadata: ReadonlyMap<string, IndicatorMetadata>,
  ledger: Ledger,
): { rows: SourceRow[]; keys: number; indicators: Set<string> } {
  const result = rows.filter((row) => !isQuarterly(row, metadata))
  const quarterly = rows.filter((row) => isQuarterly(row, metadata))
  let keys = 0
  const indicators = new Set<string>()
  for (const year of groupBy(quarterly, (row) => `${row.indicator} ${row.periodLabel}`)) {
    const told = tellYearApart(year, ledger)
    keys += told.keys
    if (told.keys > 0) for (const row of told.rows) indicators.add(row.indicator)
    result.push(...told.rows)
  }
  return { rows: result.sort((a, b) => a.line - b.line), keys, indicators }
}

const isQuarterly = (row: SourceRow, metadata: ReadonlyMap<string, IndicatorMetadata>) =>
  /^\d{4}(\/\d{2})?$/.test(row.periodLabel) &&
  (/^quarterly$/i.test(metadata.get(row.indicator)?.frequency ?? '') || /\bin the quarter\b/i.test(row.indicatorName))

function tellYearApart(rows: readonly SourceRow[], ledger: Ledger): { rows: SourceRow[]; keys: number } {
  const groups = groupBy(rows, (row) => row.key)
  const sizes = new Set(groups.map((group) => group.length))
  const [size = 1] = sizes
  if (sizes.size === 1 && size === 1) return { rows: [...rows], keys: 0 }
  if (sizes.size === 1 && size <= 4) {
    const told = groups.flatMap((group) => group.map((row, i) => ({ ...row, quarter: i + 1 })))
    for (const row of told) ledger.flag(row, 'rows of one key taken as quarters')
    return { rows: told, keys: groups.length }
  }
  for (const row of rows) ledger.setAside(row.line, 'quarter cannot be told', row.indicator, row.key)
  return { rows: [], keys: 0 }
}
