import type { SummaryRow } from '../domain'
import { areaColumns, keyColumn } from './areas'
import { checkDraftTable, NUMBERLESS, rowsOf } from './check-draft'
import { AREA_COLUMNS, columnsOf, measuresOf, SUMMARY_COLUMNS } from './columns'
import type { ColumnSpec } from './columns'
import { checkConsistent } from './consistent'
import { describe } from './describe'
import type { WrittenFile } from './describe'
import { DESCRIPTOR } from './descriptor'
import { mustBeSafe } from './draft'
import type { DecodedMeasure, DraftTable, ReleaseDraft, SafeDraft } from './draft'
import { parseBoundaries, parseLayout } from './geometry'
import { sha256, shortHash } from './hash'
import { encodeParquet } from './parquet-write'
import type { WriteColumn } from './parquet-write'

export type { AlreadyPublic, DraftTable, ReleaseDraft, SafeDraft } from './draft'

/**
 * All files of a release by path. The same draft gives the same bytes on every machine.
 * Throws `ReleaseError` where the draft was not made safe, contradicts itself, or keeps a number in a hidden cell.
 */
export async function writeRelease(draft: SafeDraft): Promise<Map<string, Uint8Array>> {
  mustBeSafe(draft)
  checkConsistent(draft)
  const files = new Map<string, Uint8Array>()
  const written: WrittenFile[] = []
  for await (const { stem, ending, bytes, ...file } of contents(draft)) {
    const hash = await sha256(bytes)
    const path = `${stem}.${shortHash(hash)}.${ending}`
    files.set(path, bytes)
    written.push({ ...file, path, bytes: bytes.length, hash, format: ending })
  }
  return new Map([[DESCRIPTOR, json(describe(draft, written), 1)], ...files])
}

interface Content {
  name: string
  stem: string
  ending: WrittenFile['format']
  title: string
  bytes: Uint8Array
  columns: readonly ColumnSpec[] | null
}

async function* contents(draft: ReleaseDraft): AsyncGenerator<Content> {
  yield parquet('areas', 'areas', 'Areas', AREA_COLUMNS, await encodeParquet(areaColumns(draft.areas)))
  for (const table of draft.tables) {
    checkDraftTable(table)
    const stem = table.shape === 'population' ? table.id : `cells/${table.id}`
    yield parquet(table.id, stem, titleOf(table, draft), columnsOf(table), await encodeParquet(tableColumns(table)))
  }
  const { summary, boundaries, layout } = draft
  if (summary?.length)
    yield parquet('summary', 'summary', 'Front page', SUMMARY_COLUMNS, await encodeParquet(summaryColumns(summary)))
  if (boundaries) yield shapes('boundaries', 'topojson', 'Boundaries', parseBoundaries(boundaries, 'boundaries'))
  if (layout) yield shapes('layout', 'hexjson', 'Hexagons', parseLayout(layout, 'layout'))
}

function parquet(
  name: string,
  stem: string,
  title: string,
  columns: readonly ColumnSpec[],
  bytes: Uint8Array,
): Content {
  return { name, stem, ending: 'parquet', title, bytes, columns }
}

function shapes(name: string, ending: 'topojson' | 'hexjson', title: string, content: unknown): Content {
  return { name, stem: name, ending, title, bytes: json(content, 0), columns: null }
}

/** `COPD admissions`; shown while the file is loading. */
function titleOf({ id, shape }: DraftTable, { indicators }: ReleaseDraft): string {
  if (shape === 'population') return 'Populations'
  return indicators.find(({ tables }) => tables.includes(id))?.shortName ?? id
}

/** All columns of a table, keys first. Position gives the keys. */
function tableColumns(table: DraftTable): WriteColumn[] {
  const measures = new Map(measuresOf(table).map((spec) => [spec.name, table.measures[spec.name] as DecodedMeasure]))
  const rows = rowsOf(table)
  const statusOf = (name: string) =>
    [...measures].find(([measure]) => name === 'status' || name === `${measure}_status`)
  return columnsOf(table).map(({ name, kind }, at): WriteColumn => {
    if (kind === 'key') return axisColumn(table, at, rows)
    if (kind === 'status') return { name, kind, values: statusOf(name)?.[1].status ?? new Uint8Array(rows) }
    if (kind === 'text') return keyColumn(name, table.cellNotes ?? new Array<null>(rows).fill(null))
    return measureColumn(name, measures.get(name) as DecodedMeasure)
  })
}

function axisColumn({ axes }: DraftTable, at: number, rows: number): WriteColumn {
  const { name, members } = axes[at] as DraftTable['axes'][number]
  const step = axes.slice(at + 1).reduce((product, axis) => product * axis.members.length, 1)
  const index = new Int32Array(rows)
  for (let row = 0; row < rows; row++) index[row] = Math.floor(row / step) % members.length
  return { name, kind: 'key', members, index }
}

function measureColumn(name: string, { values, status }: DecodedMeasure): WriteColumn {
  if (values instanceof Float64Array) {
    const shown = status ? values.map((value, row) => ((status[row] as number) >= NUMBERLESS ? NaN : value)) : values
    return { name, kind: 'number', values: shown }
  }
  const nulls = new Uint8Array(values.length)
  status?.forEach((mark, row) => (nulls[row] = mark >= NUMBERLESS ? 1 : 0))
  return { name, kind: 'count', values, nulls }
}

function summaryColumns(rows: readonly SummaryRow[]): WriteColumn[] {
  const from: Readonly<Record<string, keyof SummaryRow>> = { area_type: 'areaType' }
  return SUMMARY_COLUMNS.map(({ name, kind }): WriteColumn => {
    const values = rows.map((row) => row[from[name] ?? (name as keyof SummaryRow)])
    if (kind === 'key') return keyColumn(name, values as (string | null)[])
    return {
      name,
      kind: 'number',
      values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN)),
    }
  })
}

/** Newline at the end, as text files have. */
function json(content: unknown, indent: number): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(content, null, indent)}\n`)
}
