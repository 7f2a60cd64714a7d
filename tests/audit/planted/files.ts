import type { Descriptor } from '../../../src/release/descriptor'
import { sha256, shortHash } from '../../../src/release/hash'
import { encodeParquet } from '../../../src/release/parquet-write'
import type { WriteColumn } from '../../../src/release/parquet-write'
import { descriptorOf, withDescriptor } from '../../release/fixture'

type Files = ReadonlyMap<string, Uint8Array>

/** A flaw of the files: the same numbers, with more beside them, or changed on their way. */
export interface FileKind {
  name: string
  caughtBy: readonly string[]
  plant(files: Files, seed: number): Promise<Map<string, Uint8Array>>
}

/** Sets a property somewhere in the part of the descriptor that is Cairn's. */
const beside = (name: string, change: (cairn: Record<string, never>, seed: number) => void) => ({
  name,
  plant: async (files: Files, seed: number) =>
    withDescriptor(files, (descriptor) => change(descriptor.cairn as unknown as Record<string, never>, seed)),
})

type Loose = Record<string, unknown>
const first = (cairn: Loose, name: string) => (cairn[name] as Loose[])[0]!
const rules = (cairn: Loose) => ((cairn['protection'] as Loose)['rules'] as Loose[])[0]!

const cellsOf = (descriptor: Descriptor) => descriptor.resources.find(({ path }) => path.startsWith('cells/'))!

function flipped(files: Files, pick: (path: string) => boolean, seed: number): Map<string, Uint8Array> {
  const [path, bytes] = [...files].find(([name]) => pick(name))!
  const changed = bytes.slice()
  changed[(seed * 131) % changed.length]! ^= 1
  return new Map([...files, [path, changed]])
}

/** The table of counts written anew by somebody who knows how hashes are made. */
async function rewritten(files: Files, columns: (rows: number) => WriteColumn[]): Promise<Map<string, Uint8Array>> {
  const resource = cellsOf(descriptorOf(files))
  const rows = 48
  const bytes = await encodeParquet(columns(rows))
  const hash = await sha256(bytes)
  const path = `cells/copd.main.${shortHash(hash)}.parquet`
  const others = [...files].filter(([name]) => name !== resource.path)
  return withDescriptor(new Map([...others, [path, bytes]]), (descriptor) =>
    Object.assign(cellsOf(descriptor), { path, bytes: bytes.length, hash: `sha256:${hash}` }),
  )
}

const AXES = {
  period: ['2020', '2021'],
  sex: ['female', 'male'],
  age: ['0-17', '18-64', '65+'],
  area: ['D1', 'D2', 'D3', 'D4'],
}

function columns(rows: number, seed: number, turned: boolean, more: WriteColumn[]): WriteColumn[] {
  const names = Object.keys(AXES) as (keyof typeof AXES)[]
  const keys = names.map((name, at): WriteColumn => {
    const step = names.slice(at + 1).reduce((size, one) => size * AXES[one].length, 1)
    const place = (row: number) => Math.floor((turned ? rows - 1 - row : row) / step) % AXES[name].length
    return { name, kind: 'key', members: AXES[name], index: Int32Array.from({ length: rows }, (_, row) => place(row)) }
  })
  const values = Int32Array.from({ length: rows }, (_, row) => 5 * ((row * 7 + seed) % 9))
  return [
    ...keys,
    { name: 'count', kind: 'count', values, nulls: new Uint8Array(rows) },
    { name: 'count_status', kind: 'status', values: new Uint8Array(rows).fill(1) },
    ...more,
  ]
}

export const FILE_KINDS: readonly FileKind[] = [
  {
    caughtBy: ['9'],
    ...beside(
      'a greatest count in the description',
      (cairn, seed) => (first(cairn, 'indicators')['maximum'] = 10 + seed),
    ),
  },
  {
    caughtBy: ['9'],
    ...beside('a median in the description', (cairn, seed) => (first(cairn, 'tables')['median'] = seed)),
  },
  {
    caughtBy: ['9'],
    ...beside(
      'a rate hidden in a target',
      (cairn, seed) => (first(cairn, 'indicators')['target'] = { value: 60, label: 'set', rate: seed / 7 }),
    ),
  },
  { caughtBy: ['12'], ...beside('the seed in the rules', (cairn, seed) => (rules(cairn)['seed'] = seed)) },
  {
    caughtBy: ['12'],
    ...beside('dominance in the rules', (cairn, seed) => (rules(cairn)['dominance'] = { share: seed / 10 })),
  },
  {
    name: 'a column of rates beside the counts',
    caughtBy: ['9'],
    plant: (files, seed) =>
      rewritten(files, (rows) =>
        columns(rows, seed, false, [
          { name: 'rate', kind: 'number', values: Float64Array.from({ length: rows }, (_, row) => row / 7) },
        ]),
      ),
  },
  {
    name: 'rows in another order',
    caughtBy: ['14'],
    plant: (files, seed) => rewritten(files, (rows) => columns(rows, seed, true, [])),
  },
  {
    name: 'a changed byte of the counts',
    caughtBy: ['14'],
    plant: async (files, seed) => flipped(files, (path) => path.startsWith('cells/'), seed),
  },
  {
    name: 'a changed byte of the areas',
    caughtBy: ['14'],
    plant: async (files, seed) => flipped(files, (path) => path.startsWith('areas'), seed),
  },
  {
    name: 'counts left out of the folder',
    caughtBy: ['14'],
    plant: async (files) => new Map([...files].filter(([path]) => !path.startsWith('cells/'))),
  },
]
