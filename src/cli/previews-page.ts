import { CARD } from '../charts/card'
import { formatView } from '../view'
import { stopped } from '../words/grammar'
import type { ToldPage } from './previews-told'

/** Beside every page: what opens the app, how the page looks where nothing does. */
export const OPENER = 'open.js'
export const LOOK = 'page.css'
/** A page's own picture. */
export const PICTURE = 'picture.png'

/** Goes to the app in place of the page, so that Back leads to where the link stood; the link's own view wins over the page's. */
export const openerScript = `const link = document.querySelector('a.opens')
const [app, view] = link.href.split('#')
location.replace(app + '#' + (location.hash.slice(1) || view))
`

export const lookOfPage = `:root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
h1 { text-wrap: balance; line-height: 1.2 }
img { max-width: 100%; height: auto }
`

/**
 * A page that tells one indicator or area without a script, and opens the app where there is one. `address`: https address of the
 * app, with a slash at its end; null where none is known, and previews then have to resolve relative addresses.
 */
export function previewHtml({ page, title, alone, detail, card }: ToldPage, address: string | null): string {
  const own = address === null ? null : `${address}p/${page.id}/`
  const picture = `${own ?? './'}${PICTURE}`
  const name = `${card.synthetic ? 'SYNTHETIC: ' : ''}${title}`
  const told = `${card.synthetic ? 'SYNTHETIC: every number is made up. ' : ''}${stopped(alone)}`
  const meta = (key: 'name' | 'property', of: string, content: string) => `<meta ${key}="${of}" content="${escaped(content)}" />` // prettier-ignore
  return `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'" />
    <title>${escaped(`${name} · Cairn`)}</title>
    ${[
      meta('name', 'description', told),
      meta('property', 'og:type', 'website'),
      meta('property', 'og:site_name', 'Cairn'),
      meta('property', 'og:locale', 'en_GB'),
      meta('property', 'og:title', name),
      meta('property', 'og:description', told),
      meta('property', 'og:image', picture),
      meta('property', 'og:image:type', 'image/png'),
      meta('property', 'og:image:width', String(CARD.width)),
      meta('property', 'og:image:height', String(CARD.height)),
      meta('property', 'og:image:alt', alternative(card)),
      ...(own === null ? [] : [meta('property', 'og:url', own)]),
      meta('name', 'twitter:card', 'summary_large_image'),
    ].join('\n    ')}
    <link rel="canonical" href="${escaped(own ?? './')}" />
    <link rel="icon" href="../../icons/any-192.png" />
    <link rel="stylesheet" href="../${LOOK}" />
    <script src="../${OPENER}" defer></script>
  </head>
  <body>
    <main>
      <p>${escaped(name)}</p>
      <h1>${escaped(card.finding)}</h1>
      <p>${escaped(detail)}</p>
      <img src="${PICTURE}" width="${CARD.width}" height="${CARD.height}" alt="${escaped(alternative(card))}" />
      <p>${escaped(stopped(card.source))}</p>
      <p><a class="opens" href="../../#${escaped(formatView(page.view))}">Open it in Cairn</a></p>
    </main>
  </body>
</html>
`
}

/** What the picture tells those who cannot see it. */
const alternative = ({ scene, synthetic }: ToldPage['card']) =>
  `${synthetic && !scene.description.includes('SYNTHETIC') ? 'SYNTHETIC. ' : ''}${stopped(scene.description)}`

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(/[&"<>]/g, (sign) => SIGNS[sign] ?? sign)
