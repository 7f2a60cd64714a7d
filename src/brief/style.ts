import { systemFont, themes } from '../charts/theme'

const { ink, muted, rule, sheet, outline, cat1 } = themes.light

/** The chosen yellow, pale enough for a row of a table. */
const MARKED = '#fff2b0'
const runningLook = `font: 8pt ${systemFont}; color: ${muted};`

/** A text in a style sheet: quotes, backslashes and what could end the sheet are written as escapes. */
const quoted = (raw: string) => `"${raw.replace(/["\\<\n\r]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`

/** The brief's look, on paper first: light always. `running` stands at the head and foot of each page. */
export const styleOf = (running: { left: string; right: string; foot: string }): string => `
@page { size: A4; margin: 14mm 14mm 13mm;
  @top-left { content: ${quoted(running.left)}; ${runningLook} }
  @top-right { content: ${quoted(running.right)}; ${runningLook} font-weight: 700; }
  @bottom-left { content: ${quoted(running.foot)}; ${runningLook} }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); ${runningLook} } }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 182mm; margin: 0 auto; background: ${sheet}; color: ${ink}; font: 9.5pt/1.36 ${systemFont}; font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1, h2, h3 { margin: 0; line-height: 1.2; text-wrap: balance; break-after: avoid; }
h1 { font-size: 22pt; }
h2 { margin-top: 4mm; padding-top: 1.6mm; border-top: 1.5pt solid ${ink}; font-size: 14pt; }
h3 { margin-top: 3mm; font-size: 11pt; }
p, ul, ol, dl { margin: 1.3mm 0 0; orphans: 3; widows: 3; }
ul, ol { padding-left: 5mm; }
li { margin-top: 0.8mm; break-inside: avoid; }
.about { color: ${muted}; font-size: 8.5pt; }
.synthetic { margin-top: 2.5mm; padding: 1.5mm 3mm; border: 1.5pt solid ${ink}; }
.finding { font-size: 14pt; line-height: 1.25; font-weight: 650; text-wrap: balance; break-after: avoid; }
.lead { font-size: 10.5pt; font-weight: 650; break-after: avoid; }
.small, .link, #sure, #source, #definitions { font-size: 8pt; line-height: 1.3; }
#sure h2, #source h2, #definitions h2 { font-size: 12pt; }
#definitions h3 { margin-top: 2mm; font-size: 9pt; }
.small { color: ${muted}; }
.others { list-style: none; padding: 0; }
a { color: ${cat1}; }
.link { break-before: avoid; }
section > :nth-child(2) { break-before: avoid; }
#peers, .together { break-inside: avoid; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 5mm; break-inside: avoid; }
figure { margin: 2mm 0 0; border: 0.75pt solid ${rule}; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
table { width: 100%; margin-top: 2mm; border-collapse: collapse; font-size: 8pt; line-height: 1.25; break-inside: avoid; }
caption { padding-bottom: 1mm; text-align: left; color: ${muted}; break-after: avoid; }
th, td { padding: 0.48mm 2mm 0.48mm 0; border-bottom: 0.5pt solid ${rule}; text-align: left; vertical-align: top; font-weight: 400; }
thead th { border-bottom: 1pt solid ${outline}; font-weight: 700; vertical-align: bottom; }
tr { break-inside: avoid; }
.end, .keep { white-space: nowrap; }
.end { text-align: right; }
td.end + td:not(.end), th.end + th:not(.end) { padding-left: 2mm; }
.chosen > * { background: ${MARKED}; }
.chosen th { font-weight: 700; padding-left: 1mm; }
dl > div { display: grid; grid-template-columns: 26mm 1fr; gap: 3mm; margin-top: 0.8mm; break-inside: avoid; }
dt { font-weight: 700; }
dd { margin: 0; overflow-wrap: anywhere; }
.columns { columns: 2; column-gap: 6mm; }
.columns > div { display: block; }
.columns :is(dt, dd) { display: inline; }
.columns dt::after { content: ": "; }
#sure ul { columns: 2; column-gap: 6mm; padding-left: 4mm; }
@media screen { body { padding: 8mm 6mm 16mm; } }
@media screen and (max-width: 40em) { .pair { grid-template-columns: minmax(0, 1fr); } .columns, #sure ul { columns: 1; } dl > div { grid-template-columns: 1fr; gap: 0; } table { display: block; overflow-x: auto; } }
`
