import { byRole, linesOf, said, type Heard } from './heard'

/** Where in the accessibility tree an answer is looked for: by roles and names alone. Gives all that is said there. */
export type Reading = (page: Heard) => string[]

/** The finding on top of a view, and what stands right under it. */
export const finding: Reading = (page) => {
  const lines = linesOf(page)
  const [top] = byRole(page, 'heading').filter(({ level }) => level === 1)
  const at = lines.findIndex(({ within }) => within.at(-1) === top?.element)
  return at < 0 ? [] : lines.slice(at, at + 2).map(({ text }) => text)
}

/** All under a heading, smaller headings with what stands under them. */
export const under = (heading: string): Reading => (page) => {
  const headings = byRole(page, 'heading')
  const at = headings.findIndex(({ name }) => name === heading)
  const own = headings[at]
  const next = headings.slice(at + 1).find(({ level }) => (level ?? 0) <= (own?.level ?? 0))
  return own ? between(page, own, next) : []
} // prettier-ignore

/** What a list of facts says of a term. */
export const fact = (term: string): Reading => (page) => {
  const terms = byRole(page, 'term')
  const at = terms.findIndex((node) => written(node) === term)
  return terms[at] ? between(page, terms[at], terms[at + 1]) : []
} // prettier-ignore

/** A node’s text without what explains it. */
const written = (node: Heard): string => byRole(node, 'StaticText').map(({ name }) => name).join(' ') // prettier-ignore

/** So many lines after a button. */
export const after = (button: string, number: number): Reading => (page) => {
  const [own] = byRole(page, 'button').filter(({ name }) => name === button)
  return own ? between(page, own).slice(0, number) : []
} // prettier-ignore

function between(page: Heard, one: Heard, other?: Heard): string[] {
  const lines = linesOf(page)
  const first = lines.findIndex(({ within }) => within.includes(one.element))
  const last = other ? lines.findIndex(({ within }) => within.includes(other.element)) : lines.length
  return lines.slice(first + 1, last).map(({ text }) => text)
}

/** Both, or all, one after the other. */
export const each = (...readings: Reading[]): Reading => (page) => readings.flatMap((reading) => reading(page)) // prettier-ignore

/** Names of all options of the page’s charts that match. */
export const options = (like: RegExp): Reading => (page) =>
  byRole(page, 'option').map(said).filter((name) => like.test(name)) // prettier-ignore

/** Items of a named list that match. */
export const items = (list: string, like: RegExp): Reading => (page) =>
  byRole(page, 'list').filter(({ name }) => name === list).flatMap((node) => byRole(node, 'listitem')).map(said).filter((text) => like.test(text)) // prettier-ignore

/** Rows of tables and grids: cells that match, after the name of their row. */
export const cells = (row: RegExp, cell: RegExp = /./): Reading => (page) =>
  byRole(page, 'row').flatMap((node) => {
    const name = byRole(node, 'rowheader').map(said).join(' ')
    if (!row.test(name)) return []
    const found = [...byRole(node, 'cell'), ...byRole(node, 'gridcell')].map(said).filter((text) => cell.test(text))
    return found.length > 0 ? [[name, ...found].join(' ')] : []
  }) // prettier-ignore

/** What a field of that name holds. */
export const field = (name: string): Reading => (page) =>
  byRole(page, 'textbox').filter((node) => node.name === name).map(({ value }) => value) // prettier-ignore
