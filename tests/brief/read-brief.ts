/** Rows of one part's table, by their key: words of every cell, the row's header first. */
export function rowsIn(html: string, part: string): Map<string, string[]> {
  const rows = [...partOf(html, part).matchAll(/<tr data-key="([^"]*)"[^>]*>(.*?)<\/tr>/gs)]
  return new Map(rows.map(([, key = '', cells = '']) => [key, [...cells.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => plain(cell))])) // prettier-ignore
}

/** The words of one part, as they are read. */
export const wordsOf = (html: string, part: string): string => plain(partOf(html, part).replace(/<svg.*?<\/svg>/gs, ''))

/** What stands between the beginning of a part and its end; its parts of a lower level are within. */
export function partOf(html: string, part: string): string {
  const from = html.indexOf(`<section id="${part}"`)
  if (from < 0) throw new Error(`the brief has no part ${part}`)
  let [at, depth] = [from, 0]
  for (const { 0: tag, index } of html.slice(from).matchAll(/<\/?section\b/g)) {
    depth += tag === '<section' ? 1 : -1
    at = from + index
    if (depth === 0) break
  }
  return html.slice(from, at)
}

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
