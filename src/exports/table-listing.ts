import type { Listing } from './file'

/** What a table shows: all of its rows, or those that are left after somebody looked for something. */
export interface ShownTable {
  caption: string
  /** `parts`: headers of what stands in a file in the place of a column that holds several figures. */
  columns: readonly { id: string; header: string; parts?: readonly string[] }[]
  /** `code` where the key is no code by itself; `parts` by id of the column. */
  rows: readonly {
    key: string
    code?: string
    raw: Listing['rows'][number]
    parts?: Readonly<Record<string, Listing['rows'][number]>>
  }[]
}

/** A table's figures for a file, as calculated: the code of each row first, a column for each figure, each name once. */
export function tableListing(
  table: ShownTable,
  about: Omit<Listing, 'title' | 'columns' | 'rows'>,
  code = 'Area code',
): Listing {
  // prettier-ignore
  const { columns } = table
  const wide = columns.map((column) => column.parts ?? [column.header])
  return {
    ...about,
    title: table.caption,
    columns: eachOnce([code, ...wide.flat()]),
    rows: table.rows.map((row) => [
      row.code ?? row.key,
      ...columns.flatMap((column, at) => (column.parts && row.parts?.[column.id]) ?? padded(row.raw[at] ?? null, wide[at]!.length)), // prettier-ignore
    ]),
  }
}

const padded = (cell: string | number | null, length: number) => [cell, ...new Array<null>(length - 1).fill(null)]

/** Names of columns as they are; one that stood before gets a number, since R, Python and Arrow know columns by name. */
function eachOnce(names: readonly string[]): string[] {
  const met = new Map<string, number>()
  return names.map((name) => {
    const many = (met.get(name) ?? 0) + 1
    met.set(name, many)
    return many === 1 ? name : `${name} (${many})`
  })
}
