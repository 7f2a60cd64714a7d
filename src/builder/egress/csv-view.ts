import type { Area, SummaryRow, Table } from '../../domain'
import type { DecodedTable, OpenRelease } from '../../release'
import { AREA_COLUMNS, SUMMARY_COLUMNS, columnsOf, measuresOf } from '../../release/columns'
import { places, sizesOf } from './cells'
import { csvParts, type Field } from './csv'

/**
 * `csv/…NN.csv`: all areas, populations, tables and stored answers of a release, column by column as they stand in its Parquet files.
 * A number stands where the status is 0 (shown) or 1 (rounded); none where it is 2 (hidden) or 3 (not collected).
 */
export async function csvView(open: OpenRelease): Promise<Map<string, Uint8Array>> {
  const { release } = open
  const files = csvParts('csv/areas.NN.csv', namesOf(AREA_COLUMNS), release.areas.map(areaRow))
  const add = (more: Map<string, Uint8Array>) => more.forEach((bytes, path) => files.set(path, bytes))
  for (const table of release.tables) {
    const notes = table.shape === 'published' ? await open.cellNotes(table.id) : null
    add(csvParts(viewPath(table.id), namesOf(columnsOf(table)), tableRows(table, await open.table(table.id), notes)))
  }
  const summary = await open.summary()
  if (summary) add(csvParts('csv/summary.NN.csv', namesOf(SUMMARY_COLUMNS), summary.map(summaryRow)))
  return files
}

export const viewPath = (table: string) => `csv/${table}.NN.csv`

const namesOf = (columns: readonly { name: string }[]) => columns.map(({ name }) => name)
const listed = (codes: readonly string[]) => (codes.length > 0 ? codes.join(';') : null)

/** In the order of `AREA_COLUMNS`. */
export const areaRow = (area: Area): Field[] => [
  area.code,
  area.name,
  area.type,
  listed(area.parents),
  area.facility,
  area.x,
  area.y,
  area.score,
  area.validFrom,
  area.validTo,
  listed(area.successors),
]

/** In the order of `SUMMARY_COLUMNS`. */
export const summaryRow = (row: SummaryRow): Field[] => [
  row.indicator,
  row.areaType,
  row.area,
  row.period,
  row.count,
  row.population,
  row.value,
  row.lower95,
  row.upper95,
  row.lower998,
  row.upper998,
  row.status,
]

/** In the order of `columnsOf`: codes, then each measure with its status, or one status for all. */
function* tableRows(
  table: Table,
  { measures }: DecodedTable,
  notes: readonly (string | null)[] | null,
): Generator<Field[]> {
  const specs = measuresOf(table)
  const number = (name: string, row: number): Field => {
    const value = measures[name]?.values[row] ?? NaN
    return (measures[name]?.status?.[row] ?? 0) > 1 || Number.isNaN(value) ? null : value
  }
  const status = (name: string, row: number): number => measures[name]?.status?.[row] ?? 0
  let row = -1
  for (const at of places(sizesOf(table.axes))) {
    row++
    const here = row
    const keys = at.map((member, axis) => table.axes[axis]?.members[member] ?? '')
    if (table.shape !== 'published') {
      yield [...keys, ...specs.flatMap(({ name }) => [number(name, here), status(name, here)])]
      continue
    }
    yield [...keys, ...specs.map(({ name }) => number(name, here)), status('value', here), notes?.[here] ?? null]
  }
}
