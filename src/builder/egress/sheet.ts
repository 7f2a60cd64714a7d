/** A page of plain words and tables, before it is Markdown or HTML. */
export interface Sheet {
  title: string
  /** Said above everything else, such as that every number is made up; null where nothing is. */
  banner: string | null
  lead: readonly string[]
  sections: readonly Section[]
}

export interface Section {
  heading: string
  /** Begins a new page when printed. */
  apart?: boolean
  text?: readonly string[]
  /** `whole`: the column whose texts are kept on one line. */
  table?: { head: readonly string[]; rows: readonly (readonly string[])[]; whole?: number }
}

export function toMarkdown({ title, banner, lead, sections }: Sheet): string {
  const blocks = [`# ${plain(title)}`, ...(banner ? [`**${plain(banner)}**`] : []), ...lead.map(plain)]
  for (const { heading, text = [], table } of sections) {
    blocks.push(`## ${plain(heading)}`, ...text.map(plain))
    if (table) blocks.push([row(table.head), row(table.head.map(() => '---')), ...table.rows.map(row)].join('\n'))
  }
  return `${blocks.join('\n\n')}\n`
}

const row = (cells: readonly string[]) => `| ${cells.map((cell) => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`
/** Texts of recipes are shown as they are: what Markdown would take for a link, an image or a tag is not one here. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>]/g, (sign) => `\\${sign}`)

const STYLE = `@page { size: A4; margin: 9mm 10mm }
body { font: 8pt/1.25 system-ui, sans-serif; color: #111; background: #fff; max-width: 190mm; margin: 4mm auto; padding: 0 4mm }
h1 { font-size: 12pt; margin: 0 0 1mm } h2 { font-size: 9pt; margin: 1.6mm 0 .4mm } p { margin: 0 0 .6mm }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; border: .2mm solid #999; padding: 0 .8mm }
th { background: #eee } tr { break-inside: avoid } .long { overflow-wrap: anywhere } .whole { white-space: nowrap } .banner { font-weight: bold; border: .4mm solid #111; padding: 0 1mm }
.empty { height: 5mm } .scroll { overflow-x: auto } p, h1 { overflow-wrap: anywhere } .apart { break-before: page }
@media screen { body { font-size: 15px; max-width: 70rem } h1 { font-size: 20px } h2 { font-size: 16px; margin: 16px 0 4px } th, td { padding: 2px 5px } .whole { white-space: normal; min-width: 9rem } }
@media screen and (max-width: 45em) { table { min-width: 44rem } }
@media print { .scroll { overflow: visible }  body { margin: 0; padding: 0; max-width: none; font-size: 7.5pt } }`

/** One file: no script, no picture, nothing from elsewhere. */
export function toHtml({ title, banner, lead, sections }: Sheet): string {
  const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${escaped(text)}</p>`).join('\n')
  const parts = sections.map(({ heading, apart, text = [], table }) =>
    [
      `<section${apart ? ' class="apart"' : ''}>`,
      `<h2>${escaped(heading)}</h2>`,
      paragraphs(text),
      table ? htmlTable(table, heading) : '',
      '</section>',
    ]
      .filter(Boolean)
      .join('\n'),
  )
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${banner ? `<p class="banner">${escaped(banner)}</p>\n` : ''}${paragraphs(lead)}
${parts.join('\n')}
</main>
</body>
</html>
`
}

function htmlTable({ head, rows, whole }: NonNullable<Section['table']>, heading: string): string {
  const heads = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')
  // Paths and hashes may break anywhere; words and numbers must not. A line to be filled in by hand needs its height.
  const kind = (cell: string, column: number, row: readonly string[]) => {
    if (column === whole) return ' class="whole"'
    if (/\S{28}/.test(cell)) return ' class="long"'
    return cell === '' && row.filter((one) => one === '').length > 2 ? ' class="empty"' : ''
  }
  const lines = rows.map(
    (row) => `<tr>${row.map((cell, at) => `<td${kind(cell, at, row)}>${escaped(cell)}</td>`).join('')}</tr>`,
  )
  // Where it is wider than the screen it is moved by itself, by keyboard too.
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(heading)}"><table>
<thead><tr>${heads}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table></div>`
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
