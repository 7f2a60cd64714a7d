import * as v from 'valibot'
import type { NamedLink } from '../domain'
import type { ColumnKind, ColumnSpec } from './columns'
import { cairnSchema, descriptorSchema, FORMAT, wrongProperty } from './descriptor'
import type { CairnPart } from './descriptor'
import type { ReleaseDraft } from './draft'
import { toWrittenAxis } from './outline'

/** A file of the release, with what the descriptor says of it. */
export interface WrittenFile {
  /** Name of the resource: `areas`, `population`, the table's id, `summary`, `boundaries`, `layout`. */
  name: string
  path: string
  title: string
  bytes: number
  /** SHA-256, hex. */
  hash: string
  format: 'parquet' | 'topojson' | 'hexjson'
  /** Null where the file is no table. */
  columns: readonly ColumnSpec[] | null
}

const MEDIA = {
  parquet: 'application/vnd.apache.parquet',
  topojson: 'application/json',
  hexjson: 'application/json',
} as const

const TYPES: Readonly<Record<ColumnKind, string>> = {
  key: 'string',
  text: 'string',
  count: 'integer',
  status: 'integer',
  number: 'number',
}

/** The whole of `datapackage.json`, as a Data Package v2. Throws `ReleaseError` where the draft's own words do not fit. */
export function describe(draft: ReleaseDraft, files: readonly WrittenFile[]): Record<string, unknown> {
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: draft.id,
    title: draft.title,
    description: draft.description,
    created: `${draft.date}T00:00:00Z`,
    ...listed('licenses', draft.licences.map(licence)),
    ...listed('sources', draft.sources.map(named)),
    ...listed('contributors', draft.contributors.map(named)),
    resources: files.map(resource),
    cairn: cairnPart(draft, files),
  }
  // The parsed result is thrown away: the reader's own schema only has to accept what is written.
  const result = v.safeParse(descriptorSchema, descriptor)
  if (!result.success) throw wrongProperty(`the draft of ${draft.id}`, result.issues)
  return descriptor
}

/** Only properties that the format knows: whatever else the maker's objects carry is left out. */
function cairnPart(draft: ReleaseDraft, files: readonly WrittenFile[]): CairnPart {
  const file = (name: string) => (files.some((written) => written.name === name) ? name : null)
  const result = v.safeParse(cairnSchema, {
    ...draft,
    format: FORMAT,
    tables: draft.tables.map((table) => ({
      ...table,
      resource: table.id,
      axes: table.axes.map((axis) => toWrittenAxis(axis, draft.areas)),
    })),
    areas: 'areas',
    boundaries: file('boundaries'),
    layout: file('layout'),
    summary: file('summary'),
  })
  if (result.success) return result.output
  throw wrongProperty(`the draft of ${draft.id}`, result.issues)
}

function resource({ name, path, title, bytes, hash, format, columns }: WrittenFile): Record<string, unknown> {
  return {
    name,
    ...(columns ? { type: 'table' } : {}),
    path,
    title,
    format,
    mediatype: MEDIA[format],
    bytes,
    hash: `sha256:${hash}`,
    ...(columns ? { schema: tableSchema(columns) } : {}),
  }
}

function tableSchema(columns: readonly ColumnSpec[]): Record<string, unknown> {
  const keys = columns.filter(({ kind }) => kind === 'key').map(({ name }) => name)
  const primaryKey = columns[0]?.name === 'code' ? ['code'] : keys
  return {
    fields: columns.map(({ name, kind, description }) => ({ name, type: TYPES[kind], description })),
    // Parquet has nulls of its own; this is what stands for them where the table is written as text.
    missingValues: [''],
    primaryKey,
  }
}

/** A Data Package forbids empty lists. */
function listed(name: string, entries: readonly unknown[]): Record<string, unknown> {
  return entries.length ? { [name]: entries } : {}
}

/** A licence needs a path or a name without spaces. */
function licence({ title, path }: NamedLink): Record<string, string> {
  return path ? { title, path } : { name: title.replace(/[^-a-zA-Z0-9._]+/g, '-'), title }
}

function named({ title, path }: NamedLink): Record<string, string> {
  return path ? { title, path } : { title }
}
