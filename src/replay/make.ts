import type { Asked } from '../analysis/ask'
import type { Release } from '../domain'
import type { Replay, ReplayRelease } from '../exports/replay'
import { canonicalView, formatView, type View } from '../view'
import { figuresOf } from './figures-of'
import versions from './versions.json'

/** As much of an identity as a link holds to name an edition. */
const PIN = 8

/** Version of each method as this code has it; written by `tests/methods/generate.ts`. */
export const METHODS: Readonly<Record<string, string>> = versions

/**
 * What a view shows of a release, to be worked out again later; `address` is where it can be seen, null where nowhere. Rejects with
 * `QuestionError` where the release cannot answer, or the page shows no figures.
 */
export async function makeReplay(view: View, asked: Asked, address: string | null): Promise<Replay> {
  const { release } = asked
  const pinned = canonicalView({ ...view, release: release.id, pin: release.identity.slice(0, PIN) })
  const figures = await figuresOf(pinned, asked)
  return { view: formatView(pinned), release: editionOf(release, address), methods: METHODS, figures }
}

/** What names the edition of a release, and each of its files. */
export function editionOf(release: Release, address: string | null): ReplayRelease {
  const { id, title, date, identity, synthetic, facilities } = release
  return { id, title, date, identity, synthetic, facilities, address, files: filesOf(release) }
}

function filesOf({ tables, boundaries, layout, summary }: Release): Record<string, string> {
  const held = [...tables.map(({ id, path }) => [id, path] as const), ['boundaries', boundaries], ['layout', layout], ['summary', summary]] as const // prettier-ignore
  return Object.fromEntries(held.flatMap(([name, path]) => (path ? [[name, hashIn(path)]] : [])))
}

/** A file's name holds how its hash begins; all of the name where a writer named it otherwise. */
const hashIn = (path: string) => /\.([0-9a-f]{16})\.\w+$/.exec(path)?.[1] ?? path
