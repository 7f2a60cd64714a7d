/** Attributes of an element; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** What XML 1.0 refuses even as a reference: control characters but tab and line ends, lone surrogates, U+FFFE and U+FFFF. */
const REFUSED = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

/** Text without the characters that no XML file may hold. */
export const storable = (text: string): string => text.replace(REFUSED, '')

/** Text as the content of an element. */
export function escaped(text: string): string {
  return storable(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;')
}

function quoted(value: string | number): string {
  return escaped(String(value)).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')
}

/** An element of finished children; `element('a:t', {}, escaped(name))` where a child is text. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${quoted(value)}"`],
  )
  const inner = children.join('')
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`
}

/** A whole document. */
export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`

/**
 * Text in a spreadsheet's or a chart's string (ECMA-376 part 1, 22.9.2.19, ST_Xstring): what looks like one of its escapes,
 * `_x0041_`, is escaped itself, else Excel would read a letter of it.
 */
export const spreadsheetText = (text: string): string => storable(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
