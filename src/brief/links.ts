import { formatView, type View } from '../view'
import { viewOf, type Brief } from './gather'
import { text } from './html'

/** As much of a release's identity as a link holds to name an edition. */
const PIN = 8

/** What stands behind the # of a link to one of the brief's views, with the very edition. */
export const fragmentOf = (brief: Brief, page: View['page'], indicator?: string): string =>
  formatView({ ...viewOf(brief, page, indicator), pin: brief.release.identity.slice(0, PIN) })

/** Where the same can be seen, under few words; nothing where no public address is known. */
export function link(brief: Brief, base: string | null, page: View['page'], words: string, indicator?: string): string {
  if (base === null) return ''
  const address = `${base}#${fragmentOf(brief, page, indicator)}`
  return `<p class="link"><a href="${text(address)}">${text(words)}</a></p>`
}
