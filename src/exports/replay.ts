import type { Release } from '../domain'
import { twelveDigits } from './digits'
import type { FigureTable } from './figures'

/** Version of the replay file that this code writes and reads. */
export const REPLAY_VERSION = 1
export const REPLAY_FORMAT = 'cairn-replay'
export const REPLAY_EXTENSION = 'cairn.json'

/** The edition of a release that figures were made from. */
export interface ReplayRelease extends Pick<
  Release,
  'id' | 'title' | 'date' | 'identity' | 'synthetic' | 'facilities'
> {
  /** https address of the Cairn that showed it; null where none was known. */
  address: string | null
  /** The first 16 hex digits of each file's SHA-256, as in its name, by what it holds. */
  files: Readonly<Record<string, string>>
}

/** All that it takes to work a view out again and to tell whether it came out the same. */
export interface Replay {
  /** Fragment of the view's link, canonical, without `#`. */
  view: string
  release: ReplayRelease
  /** Version of each method by where its code stands. */
  methods: Readonly<Record<string, string>>
  figures: readonly FigureTable[]
}

/** The bytes of a `.cairn.json`: figures to 12 significant digits, a line each area. Same replay, same bytes. */
export function writeReplay(replay: Replay): Uint8Array {
  const { view, release, methods, figures } = twelveDigits(replay) as Replay
  const head = JSON.stringify({ format: REPLAY_FORMAT, version: REPLAY_VERSION, view, release, methods }, null, 1)
  const tables = figures.map(({ name, columns, rows }) => {
    const lines = rows.map((row) => `   ${JSON.stringify(row)}`).join(',\n')
    return `  {"name": ${JSON.stringify(name)}, "columns": ${JSON.stringify(columns)}, "rows": [\n${lines}\n  ]}`
  })
  return new TextEncoder().encode(`${head.slice(0, -2)},\n "figures": [\n${tables.join(',\n')}\n ]\n}\n`)
}
