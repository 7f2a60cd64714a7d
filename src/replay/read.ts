import * as v from 'valibot'
import { ReleaseError } from '../domain'
import type { Figure } from '../exports/figures'
import { REPLAY_FORMAT, REPLAY_VERSION, type Replay } from '../exports/replay'

/** A file larger than this is no replay file; the largest of the demo has a tenth of it. */
const LARGEST = 20_000_000

const text = v.pipe(v.string(), v.nonEmpty('a text that is not empty'))
/** A row: its key, then figures. Told by hand, since there are thousands. */
const row = v.custom<[string, ...Figure[]]>(
  (given) => Array.isArray(given) && typeof given[0] === 'string' && given.every((cell) => typeof cell !== 'object' || cell === null), // prettier-ignore
  'a key and figures',
)
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, '64 hex digits'))

const schema = v.object({
  format: v.literal(REPLAY_FORMAT),
  version: v.literal(REPLAY_VERSION),
  view: text,
  release: v.object({
    id: text,
    title: v.string(),
    date: v.string(),
    identity: hex,
    synthetic: v.boolean(),
    facilities: v.array(v.string()),
    address: v.nullable(v.string()),
    files: v.record(v.string(), v.string()),
  }),
  methods: v.record(v.string(), v.string()),
  figures: v.array(
    v.object({
      name: text,
      columns: v.array(v.string()),
      rows: v.array(row),
    }),
  ),
})

/** Reads the bytes of a `.cairn.json`; `name` is the file's, for messages. Throws `ReleaseError` where it is none. */
export function readReplay(bytes: Uint8Array, name: string): Replay {
  if (bytes.length > LARGEST) throw refused(name, `${bytes.length.toLocaleString('en-GB')} bytes`, 'a small file')
  const json = parsed(bytes, name)
  const newer = versionIn(json)
  if (newer !== null && newer > REPLAY_VERSION)
    throw refused(name, `version ${newer}`, `version ${REPLAY_VERSION}`, 'A newer Cairn made it: open it there.')
  const result = v.safeParse(schema, json)
  if (!result.success) {
    const [issue]: v.BaseIssue<unknown>[] = result.issues
    const where = issue?.path?.map(({ key }) => String(key)).join('.') ?? 'the file'
    const expected = issue?.type === 'custom' ? issue.message : issue?.expected
    throw refused(name, `${where}: ${issue?.received}`, expected ?? 'a replay file')
  }
  const odd = result.output.figures.find(({ columns, rows }) => rows.some((row) => row.length !== columns.length + 1))
  if (odd) throw refused(name, `${odd.name}: a row of another length than its columns`, 'a cell for each column')
  return result.output
}

function parsed(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw refused(name, 'something other than JSON', `a file that “Download replay file” made`)
  }
}

function versionIn(json: unknown): number | null {
  if (typeof json !== 'object' || json === null || !('version' in json)) return null
  return 'format' in json && json.format === REPLAY_FORMAT && typeof json.version === 'number' ? json.version : null
}

const refused = (
  name: string,
  found: string,
  expected: string,
  todo = 'Ask whoever gave it to you for a whole copy.',
) => new ReleaseError(`${name} is no replay file that can be read here.`, { where: name, found, expected, todo })
