import { answerLater } from '../analysis/answer'
import { lazyEngine } from '../analysis/lazy'
import { QuestionError, ReleaseError, type Answer, type HexLayout, type Topology } from '../domain'
import { columnsEngine } from '../engine/columns'
import { readCatalogue } from '../release/catalogue'
import { openRelease, type OpenRelease } from '../release/read'
import { httpSource, within, type Source } from '../release/source'
import { resolveView } from '../view/resolve'
import type { Page, View } from '../view/view'
import { EmbedError } from './errors'
import type { ReadLink } from './link'

/** What a chart is drawn from. */
export interface Asked {
  answer: Answer
  view: View
  boundaries: Topology | null
  layout: HexLayout | null
}

/** Views of one answer that are a single picture. */
export const DRAWN: readonly Page[] = ['map', 'compare', 'variation']

/** The answer of a link’s view, worked out here by the app’s own code. `release`: address of a release’s folder, instead of the app’s. Rejects with `EmbedError`. */
export async function ask({ app, view }: ReadLink, release: string | null): Promise<Asked> {
  if (!DRAWN.includes(view.page) || view.shows === 'cluster' || view.shows === 'smoothed')
    throw new EmbedError('view', 'The module draws no chart of this view; a frame can hold it.', { found: view.shows ?? view.page, expected: DRAWN.join(', ') }) // prettier-ignore
  try {
    const open = await opened(app, view, release)
    const { question, problems } = resolveView(view, open.release)
    if (problems.length > 0) throw new EmbedError('question', 'The release does not hold what the link asks for.', { found: problems.join('. ') }) // prettier-ignore
    const tables = new Set(open.release.tables.map(({ id }) => id))
    const engine = lazyEngine(columnsEngine(), (id) => open.table(id), (id) => tables.has(id)) // prettier-ignore
    const shapes = view.page === 'map' ? [open.boundaries(), open.layout()] as const : [null, null] as const // prettier-ignore
    const [answer, boundaries, layout] = await Promise.all([answerLater(question, open.release, engine), ...shapes])
    return { answer, view, boundaries, layout }
  } catch (cause) {
    throw explained(cause)
  }
}

/** The edition that the link names, or the listed one; every file held against its hash. */
async function opened(app: string, view: View, folder: string | null): Promise<OpenRelease> {
  const { source, expectId, expectIdentity } = folder === null ? await listed(app, view) : { source: httpSource(folder.replace(/\/*$/, '/')) } as Listed // prettier-ignore
  const open = await openRelease(source, { expectId, expectIdentity })
  const { identity } = open.release
  if (view.pin && !identity.startsWith(view.pin))
    throw new EmbedError('release', 'The link is to another edition of the release.', { found: identity.slice(0, 8), expected: view.pin }) // prettier-ignore
  return open
}

interface Listed {
  source: Source
  expectId?: string
  expectIdentity?: string
}

async function listed(app: string, view: View): Promise<Listed> {
  const releases = httpSource(`${app}releases/`)
  const entries = await readCatalogue(releases)
  const entry = view.release ? entries.find(({ id }) => id === view.release) : entries[0]
  if (!entry)
    throw new EmbedError('release', 'The app of the link does not list its release.', { found: entries.map(({ id }) => id).join(', '), expected: view.release }) // prettier-ignore
  return { source: within(releases, entry.path), expectId: entry.id, expectIdentity: entry.identity }
}

/** Every failure with its reason; what nobody foresaw as it is. */
function explained(cause: unknown): unknown {
  const said = cause instanceof ReleaseError ? 'release' : cause instanceof QuestionError ? 'question' : null
  if (said === null || !(cause instanceof Error)) return cause
  const { found, expected } = (cause as ReleaseError).details
  return new EmbedError(said, cause.message, { found, expected }, { cause })
}
