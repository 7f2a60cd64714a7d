import { pinOf, type App } from '../state'
import { formatView } from '../view'

/** What stands behind the # of a link to what the page shows, with the very edition of the release. */
export const viewFragment = (app: App): string =>
  formatView(app.with(app.release ? { pin: pinOf(app.release.identity) } : {}))

/** The public address of what the page shows; null where none leads there: on a disk that knows none, and for a reader's own release. */
export function viewLink(app: App): string | null {
  const base = publicBase(app)
  return base === null ? null : `${base}#${viewFragment(app)}`
}

/** The public address without a view; null as `viewLink`. */
export function publicBase(app: App): string | null {
  const here = app.link.address()
  return app.unlisted ? null : (app.opener.publicAddress ?? (here.startsWith('file:') ? null : here))
}
