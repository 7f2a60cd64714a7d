import { ReleaseError } from '../domain'
import type { Check, Release, Signing, Table } from '../domain'
import { columnsOf } from './columns'
import { DESCRIPTOR, validateDescriptor } from './descriptor'
import type { Descriptor } from './descriptor'
import { checkBytes } from './files'
import { parseJson } from './json'
import type { OpenOptions } from './open-release'
import { resourceOf } from './outline'
import { openParquet } from './parquet-read'
import type { ParquetFile } from './parquet-read'
import { openRelease } from './read'
import { refuseRecords, SAMPLE } from './records'
import type { Source } from './source'

export type VerifyOptions = Pick<OpenOptions, 'expectIdentity' | 'expectId' | 'signatures'>

/** What a whole check of a release found. */
export interface Verification {
  /** Null where the release cannot even be opened. */
  release: Release | null
  /** Who signed it; null where that could not be settled. */
  signing: Signing | null
  /** In the order in which they were made; nothing stops at the first failure. */
  checks: Check[]
}

/**
 * Reads every file of a release to its last row, the keys included, which `openRelease` leaves to position.
 * For the command line and tests; a browser does not need it. Failures come as checks, not as errors. `asked` may be the
 * identity alone.
 */
export async function verifyRelease(source: Source, asked: VerifyOptions | string = {}): Promise<Verification> {
  const options = typeof asked === 'string' ? { expectIdentity: asked } : asked
  const checks: Check[] = []
  const opened = await attempt(checks, 'Description', () => openRelease(source, options))
  const descriptor = await attempt(checks, null, async () =>
    validateDescriptor(parseJson(await source.read(DESCRIPTOR), DESCRIPTOR)),
  )
  if (!opened || !descriptor) return { release: null, signing: null, checks }
  checks.push(...opened.checks.filter(({ name }) => name !== 'Files' && name !== 'Signature'))
  for (const resource of descriptor.resources)
    await attempt(
      checks,
      resource.path,
      async () => checkBytes(resource, await source.read(resource.path)),
      'length and SHA-256 as described',
    )
  for (const table of opened.release.tables)
    await attempt(
      checks,
      `Table ${table.id}`,
      () => verifyTable(source, descriptor, table, () => opened.table(table.id)),
      'every row where it should be',
    )
  await attempt(checks, null, () => opened.boundaries(), 'Boundaries')
  await attempt(checks, null, () => opened.layout(), 'Hexagons')
  await attempt(checks, null, () => opened.summary(), 'Front page')
  checks.push(...opened.checks.filter(({ name }) => name === 'Boundaries' || name === 'Hexagons'))
  const signing = await attempt(checks, null, () => opened.verify(), 'Signature')
  if (signing) checks.push(...opened.checks.filter(({ name }) => name === 'Signature'))
  return { release: opened.release, signing, checks }
}

async function verifyTable(
  source: Source,
  descriptor: Descriptor,
  table: Table,
  decode: () => Promise<unknown>,
): Promise<void> {
  await decode()
  const written = descriptor.cairn.tables.find(({ id }) => id === table.id)
  const { path } = resourceOf(descriptor, written?.resource ?? table.id)
  const file = openParquet(await source.read(path), path)
  verifyKeys(table, file)
  refuseSample(table, file)
}

/** Position is the key: the key columns have to say the same. */
function verifyKeys(table: Table, file: ParquetFile): void {
  const keys = table.axes.map(({ name }) => name)
  file.read(keys, (column, values, from) => {
    const at = keys.indexOf(column)
    const { members } = table.axes[at] as Table['axes'][number]
    const step = table.axes.slice(at + 1).reduce((product, axis) => product * axis.members.length, 1)
    for (let i = 0; i < values.length; i++) {
      const expected = members[Math.floor((from + i) / step) % members.length] as string
      if (values[i] !== expected) throw outOfOrder(table, column, from + i, String(values[i]), expected)
    }
  })
}

function refuseSample(table: Table, file: ParquetFile): void {
  const columns = columnsOf(table).map(({ name }) => name)
  const rows: unknown[][] = []
  file.read(columns, (column, values, from) => {
    for (let i = 0; i < values.length && from + i < SAMPLE; i++)
      (rows[from + i] ??= [])[columns.indexOf(column)] = values[i]
  })
  refuseRecords(table.path, columns, rows, { places: table.axes.map(({ name }) => name) })
}

/** Runs a check and notes how it went; null where it failed. A check without a name is noted only when it fails. */
async function attempt<T>(
  checks: Check[],
  name: string | null,
  run: () => Promise<T>,
  passed = 'as it should be',
): Promise<T | null> {
  try {
    const result = await run()
    if (name) checks.push({ name, outcome: 'passed', detail: passed })
    return result
  } catch (cause) {
    if (!(cause instanceof ReleaseError)) throw cause
    checks.push({ name: name ?? passed, outcome: 'failed', detail: inFull(cause) })
    return null
  }
}

/** A failure in one line. */
export function inFull({ message, details: { where, found, expected } }: ReleaseError): string {
  const parts = [where && `where: ${where}`, found && `found: ${found}`, expected && `expected: ${expected}`].filter(
    Boolean,
  )
  return parts.length ? `${message} (${parts.join('; ')})` : message
}

function outOfOrder({ id, path }: Table, column: string, row: number, found: string, expected: string): ReleaseError {
  return new ReleaseError(`Table ${id} is not in its order: column ${column}, row ${row + 1}.`, {
    where: path,
    found,
    expected,
    todo: 'Make the release again.',
  })
}
