import type { Table } from '../../domain'
import type { OpenRelease } from '../../release'
import { placeIn, places, sizesOf, stepsInto } from './cells'

/** An edition that stands in many hands already. */
export interface EarlierEdition {
  release: OpenRelease
}

/** How the published counts of two editions compare, cell by cell; cells are the same where all their codes are. */
export interface EditionDifference {
  id: string
  title: string
  date: string
  identity: string
  same: number
  changed: number
  /** Only in this edition, and only in that one. */
  added: number
  gone: number
}

/** Counts which cells changed since an earlier edition. Throws `ReleaseError` where a table of either cannot be read. */
export async function differenceFrom(now: OpenRelease, { release: then }: EarlierEdition): Promise<EditionDifference> {
  const { id, title, date, identity, tables } = then.release
  const found: EditionDifference = { id, title, date, identity, same: 0, changed: 0, added: 0, gone: 0 }
  const before = new Map(tables.filter(isCounts).map((table) => [table.id, table]))
  for (const table of now.release.tables.filter(isCounts)) {
    const other = before.get(table.id)
    before.delete(table.id)
    const steps = other ? stepsInto(table, other) : null
    if (other && steps) await compare(now, then, { table, other, steps }, found)
    else {
      found.added += cellsOf(table)
      if (other) found.gone += cellsOf(other)
    }
  }
  for (const table of before.values()) found.gone += cellsOf(table)
  return found
}

const isCounts = ({ shape }: Table) => shape === 'counts'
const cellsOf = ({ axes }: Table) => sizesOf(axes).reduce((product, size) => product * size, 1)

async function compare(
  now: OpenRelease,
  then: OpenRelease,
  { table, other, steps }: { table: Table; other: Table; steps: number[][] },
  found: EditionDifference,
): Promise<void> {
  const [mine, theirs] = [(await now.table(table.id)).measures.count, (await then.table(other.id)).measures.count]
  let row = 0
  let met = 0
  for (const at of places(sizesOf(table.axes))) {
    const from = placeIn(steps, at)
    const [status, before] = [mine?.status?.[row] ?? 0, theirs?.status?.[from] ?? 0]
    const equal = status === before && (status > 1 || mine?.values[row] === theirs?.values[from])
    if (Number.isNaN(from)) found.added++
    else if (equal) found.same++
    else found.changed++
    if (!Number.isNaN(from)) met++
    row++
  }
  found.gone += cellsOf(other) - met
}
