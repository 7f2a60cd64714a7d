import { AMONG, type CountTable, type ProtectedTable } from '../../disclosure'
import type { Area } from '../../domain'
import type { DraftTable } from '../../release'
import type { BuiltIndicator } from '../build'
import { codesOf, places, sizesOf } from './cells'
import { csvParts, type Field } from './csv'

export const STATUS_WORDS = ['shown', 'rounded', 'hidden', 'not collected'] as const

interface Setting {
  /** Tables of the release by id. */
  tables: ReadonlyMap<string, DraftTable>
  areas: ReadonlyMap<string, Area>
}

/**
 * `before-and-after/<table>.NN.csv`: for each cell of the release, and each sum that was rounded with its parts, the true count, what is
 * published, and how they differ. True counts: this never leaves the facility.
 */
export function beforeAndAfter(
  indicators: readonly BuiltIndicator[],
  tables: readonly DraftTable[],
  areas: readonly Area[],
): Map<string, Uint8Array> {
  const setting: Setting = {
    tables: new Map(tables.map((table) => [table.id, table])),
    areas: new Map(areas.map((area) => [area.code, area])),
  }
  const files = new Map<string, Uint8Array>()
  for (const { before, after } of indicators)
    before.forEach((table, at) => {
      const made = after.tables[at] as ProtectedTable
      const path = `before-and-after/${table.id}.NN.csv`
      for (const [name, bytes] of csvParts(path, headerOf(table), rowsOf(table, made, setting))) files.set(name, bytes)
    })
  return files
}

const headerOf = ({ axes }: CountTable) => [
  ...axes.map(({ name }) => name),
  'area_name',
  'stands_for',
  'true_count',
  'persons',
  'largest_contribution',
  'published',
  'status',
  'difference',
]

function* rowsOf(table: CountTable, made: ProtectedTable, { tables, areas }: Setting): Generator<Field[]> {
  const codes = codesOf(table)
  const stored = storedMembers(table, tables.get(table.id))
  const areaAxis = table.axes.findIndex(({ name }) => name === 'area')
  let cell = -1
  for (const at of places(sizesOf(table.axes))) {
    cell++
    if (at.some((member, axis) => table.axes[axis]?.members[member]?.unpublished)) continue
    const row = at.map((member, axis) => codes[axis]?.[member] ?? '')
    const isStored = at.every((member, axis) => stored[axis]?.has(codes[axis]?.[member] ?? ''))
    yield [
      ...row,
      areas.get(row[areaAxis] ?? '')?.name ?? null,
      isStored ? 'cell of the release' : 'sum of cells',
      ...figures(table, made, cell),
    ]
  }
}

/** Members that the release stores on each axis; the others are sums that a reader can make. */
function storedMembers({ axes }: CountTable, draft: DraftTable | undefined): ReadonlySet<string>[] {
  const own = new Map(draft?.axes.map(({ name, members }) => [name, new Set(members)] as const))
  return axes.map(({ name }) => (name === AMONG ? new Set(['counted', 'all']) : (own.get(name) ?? new Set<string>())))
}

function figures(table: CountTable, { values, status }: ProtectedTable, cell: number): Field[] {
  const mark = status[cell] ?? 0
  const count = table.counts[cell] ?? 0
  const published = mark < 2 ? (values[cell] ?? 0) : null
  return [
    mark === 3 ? null : count,
    table.persons?.[cell] ?? null,
    table.largest?.[cell] ?? null,
    published,
    STATUS_WORDS[mark] ?? 'hidden',
    published === null ? null : published - count,
  ]
}
