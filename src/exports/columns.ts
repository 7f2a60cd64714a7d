import type { WriteColumn } from '../release/arrow-columns'
import type { Listing } from './file'

/** The columns of a listing for Arrow and Parquet: of figures as doubles, any other as text; what is not there is null. */
export function columnsOf({ columns, rows }: Listing): WriteColumn[] {
  return columns.map((name, at) => {
    const cells = rows.map((row) => row[at] ?? null)
    const figures =
      cells.some((cell) => cell !== null) && cells.every((cell) => cell === null || typeof cell === 'number')
    return figures
      ? { name, kind: 'number', values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) }
      : { name, kind: 'text', values: cells.map((cell) => (cell === null ? null : String(cell))) }
  })
}
