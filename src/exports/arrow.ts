import { Table, tableToIPC, Utf8, vectorFromArray, Float64, type Vector } from 'apache-arrow'
import type { Export } from './file'
import { metadataOf } from './metadata'

/** A column of figures as doubles, any other as text; what is not there is null. */
function columnOf(cells: readonly (string | number | null)[]): Vector {
  const figures =
    cells.every((cell) => cell === null || typeof cell === 'number') && cells.some((cell) => cell !== null)
  return vectorFromArray(figures ? cells : cells.map((cell) => (cell === null ? null : String(cell))), figures ? new Float64() : new Utf8()) // prettier-ignore
}

/** Arrow's file format (IPC), as R and Python read it; doubles to their last bit. */
export const arrow: Export = {
  id: 'arrow',
  label: 'Arrow',
  extension: 'arrow',
  type: 'application/vnd.apache.arrow.file',
  write(listing) {
    const columns = listing.columns.map((name, at) => [name, columnOf(listing.rows.map((row) => row[at] ?? null))])
    const table = new Table(Object.fromEntries(columns) as Record<string, Vector>)
    for (const [key, value] of metadataOf(listing)) table.schema.metadata.set(key, value)
    return tableToIPC(table, 'file')
  },
}
