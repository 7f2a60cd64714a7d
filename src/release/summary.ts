import type { SummaryRow } from '../domain'
import { SUMMARY_COLUMNS } from './columns'
import { openParquet, readNumbers, readTexts } from './parquet-read'
import { refuseRecords } from './records'

/** Reads `summary.<hash>.parquet`. Throws `ReleaseError` where a column is missing or damaged. */
export function readSummary(bytes: Uint8Array, name: string): SummaryRow[] {
  const file = openParquet(bytes, name)
  refuseRecords(name, file.columns, [])
  const named = (wanted: string) => SUMMARY_COLUMNS.filter(({ kind }) => kind === wanted).map((column) => column.name)
  const texts = readTexts(file, named('key'))
  const numbers = readNumbers(file, named('number'))
  const word = (column: string, row: number) => texts[column]?.[row] ?? ''
  const figure = (column: string, row: number) => {
    const value = numbers[column]?.[row] ?? NaN
    return Number.isNaN(value) ? null : value
  }
  return Array.from({ length: file.rows }, (_, row) => ({
    indicator: word('indicator', row),
    areaType: word('area_type', row),
    area: word('area', row),
    period: word('period', row),
    count: figure('count', row),
    population: figure('population', row),
    value: figure('value', row),
    lower95: figure('lower95', row),
    upper95: figure('upper95', row),
    lower998: figure('lower998', row),
    upper998: figure('upper998', row),
    status: word('status', row) as SummaryRow['status'],
  }))
}
