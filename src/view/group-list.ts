import type { AreaGroup } from '../domain'
import { formatAreas, parseAreas } from './area-list'

/** So many groups of the reader's own, so that a chart and a link stay readable. */
export const MOST_GROUPS = 4
/** Characters of a group's name. */
export const LONGEST_NAME = 40

/** Letters of any script; no control characters, none that turn the writing round, no gaps at the ends, not too long. */
export function groupName(text: string): string {
  const seen = text
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
  return [...seen.trim()].slice(0, LONGEST_NAME).join('').trim()
}

/** Groups in their one form: names as above, each once; areas sorted, each once; no more than there is room for. */
export function canonicalGroups(groups: readonly AreaGroup[]): AreaGroup[] {
  const named = groups.map(({ name, codes }) => ({ name: groupName(name), codes: [...new Set(codes)].sort() }))
  const first = named.filter(({ name }, at) => name !== '' && named.findIndex((other) => other.name === name) === at)
  return first.slice(0, MOST_GROUPS)
}

const quoted = (name: string) => encodeURIComponent(name).replaceAll('~', '%7E')

/** `Coast~E06000009.E07000121,Hills~E07000118`: a comma and the first `~` are never part of a name. */
export function formatGroups(groups: readonly AreaGroup[]): string {
  return groups.map(({ name, codes }) => `${quoted(name)}~${formatAreas(codes)}`).join(',')
}

/** Reads what `formatGroups` wrote; `broken` names what makes no sense. */
export function parseGroups(text: string): { groups: AreaGroup[]; broken: string[] } {
  const broken: string[] = []
  const groups = text
    .split(',')
    .filter(Boolean)
    .flatMap((part): AreaGroup[] => {
      const [name = '', ...rest] = part.split('~')
      const areas = parseAreas(rest.join('~'))
      broken.push(...areas.broken)
      try {
        return [{ name: decodeURIComponent(name), codes: areas.codes }]
      } catch {
        broken.push(name)
        return []
      }
    })
  return { groups, broken }
}
