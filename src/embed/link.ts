import { parseView } from '../view/parse'
import type { View } from '../view/view'
import { EmbedError } from './errors'

/** A link taken apart: where the app stands, with a slash at its end, and what it shows. */
export interface ReadLink {
  app: string
  view: View
}

/** Reads a link as Share gives it, by way of a page for previews or not; relative ones from the page’s own address. Throws `EmbedError`. */
export function readLink(link: string, base: string): ReadLink {
  const url = URL.canParse(link, base) ? new URL(link, base) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw wrong(link, 'an address of the web')
  if (!/^#v=\d/.test(url.hash)) throw wrong(link, 'a link from Share, with #v=1 and more at its end')
  const { view, problems } = parseView(url.hash)
  if (problems.length > 0) throw wrong(problems.join('. '), 'a whole link from Share')
  const folder = url.pathname.replace(/(p\/[^/]+\/)?(index\.html)?$/, '')
  return { app: url.origin + folder.replace(/\/*$/, '/'), view }
}

const wrong = (found: string, expected: string) =>
  new EmbedError('link', 'The link of the chart cannot be read.', { found, expected })
