import type { CatalogueEntry } from '../../domain'
import type { Replay } from '../../exports/replay'
import { pinOf, type App } from '../../state'
import { parseView, type View } from '../../view'

type Known = Pick<App, 'release' | 'fromFiles' | 'catalogue' | 'view'>

/** The change that leads to a replay's view, in whatever edition is at hand; null where none is. Parts that it does not name are taken away. */
export function viewOf(replay: Replay, app: Known): Partial<View> | null {
  const { view } = parseView(replay.view)
  const own = app.release?.id === replay.release.id && app.fromFiles ? app.release.identity : null
  const entry = app.catalogue.find(({ id }) => id === replay.release.id)
  if (!own && !entry) return null
  const blank = Object.fromEntries(Object.keys(app.view).map((part) => [part, undefined]))
  return { ...blank, ...view, pin: own ? pinOf(own) : pinFor(view, entry) }
}

/** A link names an edition only where that very one is listed: else another is shown, and the replay tells the difference. */
const pinFor = ({ pin }: View, entry: CatalogueEntry | undefined) =>
  pin && entry?.identity.startsWith(pin) ? pin : undefined
