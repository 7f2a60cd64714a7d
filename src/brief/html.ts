import { keepTogether } from '../words'

/** Text for HTML: nothing in it is markup, and `12 %` stays on one line. */
export const text = (raw: string): string =>
  keepTogether(raw).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

export const paragraph = (raw: string, kind = ''): string =>
  raw === '' ? '' : `<p${kind && ` class="${kind}"`}>${text(raw)}</p>`

export const list = (items: readonly string[], kind = ''): string =>
  items.length === 0 ? '' : `<ul${kind && ` class="${kind}"`}>${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>` // prettier-ignore

/** Names with what is said of them; those without a word are left out. */
export const facts = (pairs: readonly (readonly [name: string, said: string])[]): string =>
  `<dl>${pairs.flatMap(([name, said]) => (said ? [`<div><dt>${text(name)}</dt><dd>${text(said)}</dd></div>`] : [])).join('')}</dl>` // prettier-ignore

/** The same in two columns, each name in the line of its text. */
export const columns = (pairs: Parameters<typeof facts>[0]): string =>
  facts(pairs).replace('<dl>', '<dl class="columns">')

/** What a table holds: headers of its columns (`end`: figures; `keep`: words on one line), and rows whose first cell heads them. */
export interface Rows {
  caption: string
  columns: readonly { header: string; align?: 'end' | 'keep' }[]
  rows: readonly { key: string; cells: readonly string[]; chosen?: boolean }[]
}

/** A real table: caption, headers with their scopes, the first cell of each row its header. */
export function table({ caption, columns, rows }: Rows): string {
  const kind = (at: number) => (columns[at]?.align ? ` class="${columns[at].align}"` : '')
  const head = columns.map(({ header }, at) => `<th scope="col"${kind(at)}>${text(header)}</th>`)
  const body = rows.map(({ key, cells, chosen }) => {
    const [first = '', ...rest] = cells
    const data = rest.map((cell, at) => `<td${kind(at + 1)}>${text(cell)}</td>`)
    return `<tr data-key="${text(key)}"${chosen ? ' class="chosen"' : ''}><th scope="row">${text(first)}</th>${data.join('')}</tr>`
  })
  return `<table><caption>${text(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>` // prettier-ignore
}

/** A part under its heading, by which it is named. */
export const section = (id: string, level: 2 | 3, heading: string, parts: readonly string[]): string =>
  `<section id="${id}" aria-labelledby="${id}-title"><h${level} id="${id}-title">${text(heading)}</h${level}>${parts.join('')}</section>` // prettier-ignore

/** Two parts side by side, on one page. */
export const pair = (one: string, other: string): string => `<div class="pair">${one}${other}</div>`

/** What one page must hold. */
export const together = (...parts: readonly string[]): string => `<div class="together">${parts.join('')}</div>`
