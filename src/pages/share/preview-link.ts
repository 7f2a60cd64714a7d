import type { App } from '../../state'
import { previewOf } from '../../view/preview'
import { viewLink } from '../view-link'

/** The link of what the page shows by way of a page whose title, finding and picture are just that; null where there is none. */
export async function previewLink(app: App): Promise<string | null> {
  const [link, { release, catalogue, view }] = [viewLink(app), app]
  if (link === null || !release || !catalogue.some(({ identity }) => identity === release.identity)) return null
  const page = previewOf(view, release)
  const written = await (app.opener.previews?.() ?? Promise.resolve([])).catch((): string[] => [])
  if (!page || !written.includes(page.id)) return null
  const [base, fragment = ''] = link.split('#')
  return `${new URL(`p/${page.id}/`, base).href}#${fragment}`
}
