import type { Release } from '../domain'
import type { Listing } from './file'

/** What a reader's query gave, as plain data. */
export interface QueryRows {
  columns: readonly { name: string }[]
  rows: Listing['rows']
  /** Rows in the file, and whether the query has more. */
  kept: number
  more: boolean
}

/** A query's result for a file, with the query itself; `link`: the address that runs it again. */
export function resultListing(release: Release, sql: string, result: QueryRows, link: string | null): Listing {
  return {
    title: `Result of a query on ${release.title}`,
    columns: result.columns.map(({ name }) => name),
    rows: result.rows,
    release,
    link,
    notes: notesOf(release, sql, result),
  }
}

function notesOf({ id, date, identity }: Release, sql: string, { kept, more }: QueryRows): string[] {
  const rows = kept.toLocaleString('en-GB')
  return [
    `Release ${id} of ${date}, identity ${identity}`,
    `Query: ${sql.trim().replace(/\s+/g, ' ')}`,
    more ? `The query has more rows; these are the first ${rows}` : `${rows} ${kept === 1 ? 'row' : 'rows'}`,
    'Counts that are too few to show safely are blank; so are those not collected. The status beside a count says which. Sums leave them out',
  ]
}
