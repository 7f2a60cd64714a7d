import { themes, type ThemeName } from '../charts/theme'
import type { Answer } from '../domain'
import { finding } from '../words/finding'
import { tableOf } from '../words/table'
import type { Asked } from './ask'

/** What stands in the chart’s own tree, where neither the page’s styles nor its scripts reach it by chance. */
export interface Frame {
  /** Puts another picture in the place of the last. */
  show(svg: string, theme: ThemeName): void
}

const LOOK = `
:host { display: block; color: var(--ink); background: var(--sheet); font: 1rem/1.45 var(--cairn-font, inherit) }
figure { margin: 0 }
.words { padding: 16px 16px 0; font-size: 1.25em; font-weight: 700; line-height: 1.25; text-wrap: balance }
.chart svg { display: block; max-width: 100%; height: auto }
.foot { padding: 0 16px 16px; font-size: .875em }
.foot a { color: inherit }
table { border-collapse: collapse; margin-top: 8px; font-variant-numeric: tabular-nums }
caption { text-align: start; font-weight: 700 }
th, td { padding: 2px 12px 2px 0; border-bottom: 1px solid var(--rule); text-align: start; font-weight: inherit }
.scroll { overflow-x: auto }
`

/** What the view says in a sentence. */
export const found = ({ answer, view }: Asked): string =>
  finding(answer, view.page === 'variation' ? 'spread' : 'values').headline

/** Finding, picture, its figures as a table, and the way to the app, in a tree of their own under `host`. */
export function frameIn(host: Element, asked: Asked, link: string): Frame {
  const root = host.attachShadow({ mode: 'open' })
  const look = new CSSStyleSheet()
  const paints = new CSSStyleSheet()
  look.replaceSync(LOOK)
  root.adoptedStyleSheets = [paints, look]
  const figure = root.appendChild(made('figure'))
  figure.append(made('figcaption', { className: 'words', textContent: found(asked) }))
  const chart = figure.appendChild(made('div', { className: 'chart' }))
  const foot = figure.appendChild(made('div', { className: 'foot' }))
  foot.append(tablePart(asked.answer), made('a', { href: link, target: '_blank', rel: 'noopener', textContent: 'Open in Cairn' })) // prettier-ignore
  return {
    show(svg, theme) {
      const { ink, sheet, rule } = themes[theme]
      paints.replaceSync(`:host { --ink: ${ink}; --sheet: ${sheet}; --rule: ${rule}; color-scheme: ${theme} }`)
      chart.innerHTML = svg
    },
  }
}

function tablePart(answer: Answer): HTMLElement {
  const { caption, columns, rows } = tableOf(answer)
  const details = made('details')
  const table = made('table')
  const head = table.createTHead().insertRow()
  for (const { header } of columns) head.append(made('th', { scope: 'col', textContent: header }))
  const body = table.createTBody()
  for (const { key, cells } of rows) {
    const row = body.insertRow()
    row.dataset.area = key
    cells.forEach((text, at) => row.append(at === 0 ? made('th', { scope: 'row', textContent: text }) : made('td', { textContent: text }))) // prettier-ignore
  }
  table.prepend(made('caption', { textContent: caption }))
  const scroll = made('div', { className: 'scroll' })
  scroll.append(table)
  details.append(made('summary', { textContent: 'Table of these values' }), scroll)
  return details
}

const made = <K extends keyof HTMLElementTagNameMap>(tag: K, properties: Partial<HTMLElementTagNameMap[K]> = {}) =>
  Object.assign(document.createElement(tag), properties)
