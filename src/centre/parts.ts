import type { Release } from '../domain'
import { ReleaseError } from '../domain'

/** A region's release with the words by which the centre speaks of it. */
export interface Part {
  release: Release
  /** Short word for ids, such as `gm`. */
  word: string
  /** The region's name. */
  name: string
}

/**
 * The releases of several regions, each with a word and a name of its own.
 * @throws ReleaseError where fewer than two are given, two share an id, or one was brought together already.
 */
export function partsOf(releases: readonly Release[]): Part[] {
  if (releases.length < 2) throw refused('Only several releases can be brought together.', `${releases.length}`, '2')
  const ids = releases.map(({ id }) => id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined) throw refused(`Two of the releases are called ${twice}.`, twice, 'an id for each')
  const whole = releases.find(({ parts }) => parts.length > 0)
  if (whole)
    throw refused(`${whole.title} was brought together already.`, whole.id, 'the releases that its regions made')
  const words = wordsOf(ids)
  const names = releases.map(nameOf)
  const clear = new Set(names).size === names.length
  return releases.map((release, at) => ({ release, word: words[at]!, name: clear ? names[at]! : release.title }))
}

/** What is left of ids when the words that all begin with are taken off. */
function wordsOf(ids: readonly string[]): string[] {
  const split = ids.map((id) => id.split('-'))
  let shared = 0
  while (split.every((words) => words.length > shared + 1 && words[shared] === split[0]![shared])) shared++
  return split.map((words) => words.slice(shared).join('-'))
}

/** The area that a region's release compares with is the region. */
function nameOf({ areas, comparators, facilities, title }: Release): string {
  return areas.find(({ code }) => code === comparators[0])?.name ?? facilities[0] ?? title
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Parts by what they say, in the order in which it is first said. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}

/** The same in any order of properties; texts alike but for spaces and capitals. */
export function keyOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.trim().replace(/\s+/g, ' ').toLowerCase())
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'none'
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${name}:${keyOf(one)}`)
    .join()}}`
}

export function refused(message: string, found: string, expected: string, todo?: string): ReleaseError {
  return new ReleaseError(message, { found, expected, todo })
}
