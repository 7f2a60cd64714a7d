import { carriedFamily } from '../charts/theme'
import { definitions, source, sureness } from './back'
import { closely } from './close'
import { findings, glance, head, titleOf } from './front'
import type { Brief } from './gather'
import { text } from './html'
import { styleOf } from './style'
import { longDate } from '../words/dates'

/** Where and when a brief is made. */
export interface Made {
  /** Public address of the app; null where none is known, and then nothing is linked. */
  base: string | null
  /** ISO date. */
  on: string
}

/** A brief as the parts of a page: title, style sheet, and what stands in its body. Pure. */
export interface BriefPage {
  title: string
  style: string
  body: string
}

/** Puts all that was gathered on two to four pages of A4. */
export function briefPage(brief: Brief, { base, on }: Made): BriefPage {
  const { release } = brief
  const title = titleOf(brief)
  const style = styleOf({ left: title, right: release.synthetic ? 'SYNTHETIC' : '', foot: `${release.title}, ${longDate(release.date)}, edition ${release.identity.slice(0, 8)}` }) // prettier-ignore
  const body = [head(brief), findings(brief, base), glance(brief), closely(brief, base), definitions(brief), sureness(brief), source(brief, base, on)] // prettier-ignore
  return { title: `${release.synthetic ? 'SYNTHETIC: ' : ''}${title}`, style, body: `<main>${body.join('\n')}</main>` }
}

/**
 * The page as one file that fetches nothing. `font`: the charts' font as the `data:` address of a WOFF2 file, carried within; null:
 * whatever is installed.
 */
export function briefHtml({ title, style, body }: BriefPage, font: string | null): string {
  const face = font === null ? '' : `@font-face { font-family: '${carriedFamily}'; src: url(${font}) format('woff2'); font-weight: 200 800; }` // prettier-ignore
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<title>${text(title)}</title>
<style>${face}${style}</style>
</head>
<body>
${body}
</body>
</html>
`
}
