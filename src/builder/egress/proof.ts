import { ReleaseError, type Table } from '../../domain'
import type { DecodedTable, OpenRelease } from '../../release'
import { AREA_COLUMNS, SUMMARY_COLUMNS, columnsOf, measuresOf } from '../../release/columns'
import { places, sizesOf } from './cells'
import { readCsv, type Field } from './csv'
import { areaRow, summaryRow, viewPath } from './csv-view'

/** What was compared when the CSV view was held against the release. */
export interface Proof {
  files: number
  tables: number
  rows: number
  /** Cells of CSV, codes and statuses among them, each found equal. */
  cells: number
}

/**
 * Reads the CSV view of a pack back and holds it against the opened release, cell by cell.
 * @throws ReleaseError at the first cell that differs, and where the view has a row, a column or a file too many or too few.
 */
export async function provenEqual(pack: ReadonlyMap<string, Uint8Array>, open: OpenRelease): Promise<Proof> {
  const { release } = open
  const proof: Proof = { files: 0, tables: 0, rows: 0, cells: 0 }
  const view = new Set([...pack.keys()].filter((path) => path.startsWith('csv/')))
  const compare = (path: string, header: readonly string[], expected: Iterable<readonly Field[]>) =>
    compareFile({ pack, view, proof }, path, header, expected)
  compare('csv/areas.NN.csv', names(AREA_COLUMNS), release.areas.map(areaRow))
  for (const table of release.tables) {
    const notes = table.shape === 'published' ? await open.cellNotes(table.id) : null
    compare(viewPath(table.id), names(columnsOf(table)), expectedRows(table, await open.table(table.id), notes))
    proof.tables++
  }
  const summary = await open.summary()
  if (summary) compare('csv/summary.NN.csv', names(SUMMARY_COLUMNS), summary.map(summaryRow))
  const strange = [...view][0]
  if (strange !== undefined) throw unequal(strange, 'a file', 'no such table in the release')
  return proof
}

const names = (columns: readonly { name: string }[]) => columns.map(({ name }) => name)

interface Comparing {
  pack: ReadonlyMap<string, Uint8Array>
  /** Files of the view that nothing has been held against yet. */
  view: Set<string>
  proof: Proof
}

function compareFile(
  { pack, view, proof }: Comparing,
  path: string,
  header: readonly string[],
  expected: Iterable<readonly Field[]>,
): void {
  const [before = '', after = ''] = path.split('NN')
  const parts = [...view].filter(
    (name) => name.startsWith(before) && /^\d+$/.test(name.slice(before.length, -after.length)),
  )
  if (parts.length === 0) throw unequal(path, 'no file', 'a CSV file')
  const found = rowsOf(pack, parts, header)
  for (const row of expected) {
    const next = found.next()
    if (next.done) throw unequal(path, `${proof.rows} rows`, 'more rows')
    const { cells, where } = next.value
    if (cells.length !== row.length) throw unequal(where, `${cells.length} columns`, `${row.length}`)
    row.forEach((field, at) => {
      if (!same(cells[at] ?? null, field)) throw unequal(`${where}, ${header[at]}`, `${cells[at]}`, `${field}`)
    })
    proof.rows++
    proof.cells += row.length
  }
  if (!found.next().done) throw unequal(path, 'more rows', 'as many as the release has')
  for (const part of parts) view.delete(part)
  proof.files += parts.length
}

function* rowsOf(pack: Comparing['pack'], parts: readonly string[], header: readonly string[]) {
  for (const part of [...parts].sort()) {
    const [head, ...rows] = readCsv(pack.get(part) ?? new Uint8Array(), part)
    if (head?.join('|') !== header.join('|')) throw unequal(part, head?.join(', ') ?? 'nothing', header.join(', '))
    for (const [at, cells] of rows.entries()) yield { cells, where: `${part}, line ${at + 2}` }
  }
}

const same = (text: string | null, field: Field) =>
  field === null || text === null
    ? field === text
    : typeof field === 'number'
      ? text !== '' && Number(text) === field
      : text === field

/** What the release itself says, read measure by measure; written apart from the view, so that a fault in one shows in the other. */
function* expectedRows(table: Table, { measures }: DecodedTable, notes: readonly (string | null)[] | null) {
  const columns = columnsOf(table)
  const specs = measuresOf(table)
  let row = 0
  for (const at of places(sizesOf(table.axes))) {
    const fields = columns.map(({ name, kind }): Field => {
      if (kind === 'key') {
        const axis = table.axes.findIndex((one) => one.name === name)
        return table.axes[axis]?.members[at[axis] ?? -1] ?? null
      }
      if (kind === 'text') return notes?.[row] ?? null
      const spec = specs.find((one) => (kind === 'status' ? one.status : one.name) === name)
      const measure = measures[spec?.name ?? '']
      const status = measure?.status?.[row] ?? 0
      if (kind === 'status') return status
      const value = measure?.values[row]
      return value === undefined || status >= 2 || Number.isNaN(value) ? null : value
    })
    yield fields
    row++
  }
}

function unequal(where: string, found: string, expected: string): ReleaseError {
  return new ReleaseError('The CSV view is not equal to the release, so no pack is made.', {
    where,
    found,
    expected,
    todo: 'Make the pack again from the release as it was written; if it stays so, tell whoever maintains Cairn.',
  })
}
