import { tablesFor } from '../../src/analysis/answer'
import type { Question, Release, Table } from '../../src/domain'
import { columnsOf, measuresOf } from '../../src/release/columns'
import { DESCRIPTOR } from '../../src/release/descriptor'
import { sha256 } from '../../src/release/hash'
import { encodeParquet, type WriteColumn } from '../../src/release/parquet-write'
import { openRelease, type DecodedTable, type OpenRelease } from '../../src/release/read'
import { memorySource, type Source } from '../../src/release/source'

interface Described {
  resources: { name: string; path: string; bytes: number; hash: string }[]
  cairn: { tables: { id: string; resource: string }[] }
}

/** A whole copy of a release in which one count is another, hashes and descriptor made to fit: what a corrected edition is. */
export async function withOneCount(source: Source, open: OpenRelease, id: string, cell: number): Promise<OpenRelease> {
  const table = open.release.tables.find((one) => one.id === id)!
  const bytes = await encodeParquet(columnsWith(table, await open.table(id), cell))
  const descriptor = JSON.parse(new TextDecoder().decode(await source.read(DESCRIPTOR))) as Described
  const name = descriptor.cairn.tables.find((one) => one.id === id)!.resource
  const resource = descriptor.resources.find((one) => one.name === name)!
  const hash = await sha256(bytes)
  const path = resource.path.replace(/[0-9a-f]{16}(?=\.parquet$)/, hash.slice(0, 16))
  Object.assign(resource, { path, bytes: bytes.length, hash: `sha256:${hash}` })
  const changed = memorySource(new Map([[path, bytes], [DESCRIPTOR, new TextEncoder().encode(JSON.stringify(descriptor))]]), 'a copy') // prettier-ignore
  return openRelease({
    label: 'an altered copy',
    read: (file) => (file === path || file === DESCRIPTOR ? changed.read(file) : source.read(file)),
  })
}

/** The columns of a table’s file, keys and all, with one count one more. */
function columnsWith(table: Table, { measures }: DecodedTable, cell: number): WriteColumn[] {
  const kept = new Map(measuresOf(table).map(({ name, status }) => [status, name]))
  return columnsOf(table).map(({ name }): WriteColumn => {
    const axis = table.axes.findIndex((one) => one.name === name)
    if (axis >= 0) return { name, kind: 'key', members: table.axes[axis]!.members, index: indexOf(table, axis) }
    const of = kept.get(name)
    const status = measures[of ?? name]!.status ?? new Uint8Array(measures[of ?? name]!.values.length)
    if (of) return { name, kind: 'status', values: status }
    const values = Int32Array.from(measures[name]!.values)
    if (name === 'count') values[cell] = values[cell]! + 1
    return { name, kind: 'count', values, nulls: status.map((one) => (one > 1 ? 1 : 0)) }
  })
}

/** Which member of an axis each row is of: the last axis is the fastest. */
function indexOf({ axes }: Table, axis: number): Int32Array {
  const sizes = axes.map(({ members }) => members.length)
  const product = (list: readonly number[]) => list.reduce((all, size) => all * size, 1)
  const [after, size] = [product(sizes.slice(axis + 1)), sizes[axis]!]
  return Int32Array.from({ length: product(sizes) }, (_, row) => Math.floor(row / after) % size)
}

/** Cells of a table whose count is told, of one period. */
export async function toldCells(open: OpenRelease, id: string, period: string): Promise<number[]> {
  const table = open.release.tables.find((one) => one.id === id)!
  const axis = table.axes.findIndex(({ name }) => name === 'period')
  const [of, wanted] = [indexOf(table, axis), table.axes[axis]!.members.indexOf(period)]
  const { values, status } = (await open.table(id)).measures.count!
  return [...values.keys()].filter((cell) => of[cell] === wanted && (!status || status[cell]! < 2))
}

/** Tables of counts that a question reads, else those of its indicator. */
export function countTables(question: Question, release: Release): string[] {
  const counts = release.tables.filter(({ shape, axes, id }) => shape === 'counts' && id.startsWith(question.indicator) && axes.find(({ name }) => name === 'period')?.members.includes(question.period)) // prettier-ignore
  const read = tablesFor(question, release)
  const both = counts.filter(({ id }) => read.includes(id))
  return (both.length > 0 ? both : counts).map(({ id }) => id)
}
