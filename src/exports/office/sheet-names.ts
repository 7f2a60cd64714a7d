import { storable } from './xml'

/** Longest name of a sheet, and of a table's column, that Excel takes. */
const LONGEST_SHEET = 31
const LONGEST_HEADER = 255

/** One line without what no file may hold. */
export const oneLine = (text: string): string => storable(text).replace(/\s+/g, ' ').trim()

/** Text cut at the end of a word; never within a letter made of two. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const short = text.slice(0, length + 1)
  const space = short.lastIndexOf(' ')
  return storable(space > length / 2 ? short.slice(0, space) : short.slice(0, length)).replace(/[\s,;:.–-]+$/, '')
}

/** As `names`, each once whatever its capitals: those that came before get a number. */
function each(names: readonly string[], longest: number, taken: readonly string[] = []): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  return names.map((name) => {
    let free = name
    for (let n = 2; used.has(free.toLowerCase()); n++) free = `${cut(name, longest - `${n}`.length - 1)} ${n}`
    used.add(free.toLowerCase())
    return free
  })
}

/** What a title is about in as few characters as a sheet's name may have; none of those that Excel refuses. */
function sheetName(title: string): string {
  const plain = oneLine(title).replace(/[[\]:*?/\\]/g, ' ').replace(/\s+/g, ' ').trim() // prettier-ignore
  // Whole parts between commas, as many as there is room for.
  const parts = plain.split(', ')
  const whole = parts.map((_, n) => parts.slice(0, parts.length - n).join(', ')).find((text) => text.length <= LONGEST_SHEET) // prettier-ignore
  return (whole ?? cut(plain, LONGEST_SHEET)).replace(/^'+|'+$/g, '').trim()
}

/** Names for sheets of these titles; `taken` are the book's other sheets. */
export function sheetNames(titles: readonly string[], taken: readonly string[]): string[] {
  const names = titles.map((title) => sheetName(title.replace(/^SYNTHETIC[:.]\s*/, '')) || 'Figures')
  // Excel keeps a name for itself.
  return each(names, LONGEST_SHEET, [...taken, 'History'])
}

/** Headers that a table can have: one line, never empty, each once. */
export function headers(columns: readonly string[]): string[] {
  return each(
    columns.map((column, at) => cut(oneLine(column), LONGEST_HEADER) || `Column ${at + 1}`),
    LONGEST_HEADER,
  )
}

/** `Data_COPD_admissions`: a table's name for formulas and screen readers. */
export function tableName(prefix: string, sheet: string): string {
  const word = sheet.normalize('NFD').replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '') // prettier-ignore
  return word ? `${prefix}_${word}` : prefix
}
