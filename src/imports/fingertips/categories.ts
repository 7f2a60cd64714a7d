import type { CategoryMember } from '../../domain'
import { slug } from './slug'

/** A grouping of the source, and the one category type that its versions become. */
export interface Grouping {
  /** Id of the category type. */
  id: string
  /** Words without the version. */
  label: string
  /** Year of the list of areas behind it, `4/23` → 2304; 0 where the name says none. Later is better. */
  version: number
}

/**
 * Fingertips names a deprivation grouping after the index and after the list of areas that it was made for:
 * `County & UA deprivation deciles in England (IMD2019, 4/21 geography)`. Names that differ only in the list of
 * areas are one grouping; names that differ in the index (IMD2015, IMD2019) are not.
 */
export function readGrouping(name: string): Grouping {
  const bracket = /\s*\(([^()]*)\)\s*$/.exec(name)
  const parts = (bracket?.[1] ?? '').split(',').map((part) => part.trim())
  const version = parts.find((part) => /\d+\/\d{2}|\b(CCGs|ICBs)\b/.test(part))
  if (!bracket || version === undefined) return { id: idOf(name), label: name.replace(/\s+/g, ' '), version: 0 }
  const kept = parts.filter((part) => part !== version)
  const label = name.slice(0, bracket.index) + (kept.length > 0 ? ` (${kept.join(', ')})` : '')
  return { id: idOf(label), label, version: versionOf(version) }
}

/** `4/19 and 4/20 geog.` → 2004; `pre 4/19 geog.` → 1903, before `4/19 geog.`. */
function versionOf(text: string): number {
  const years = [...text.matchAll(/(\d+)\/(\d{2})/g)].map(([, month, year]) => Number(year) * 100 + Number(month))
  return Math.max(0, ...years) - (/^pre\b/.test(text) ? 1 : 0)
}

/** Short, as it stands in links: `county-deciles-imd2019`, `ethnic-groups`. */
function idOf(label: string): string {
  const match = /^(.*?)\s*deprivation (deciles|quintiles)\s*(in England|within area)?\s*\(?([^)]*)\)?$/i.exec(label)
  if (!match) return slug(label)
  const [, who = '', groups = '', where = '', index = ''] = match
  return slug([who.split(' ')[0], groups, /within/i.test(where) ? 'within' : '', index].join(' '))
}

/** A member without the index in brackets, which stands in the grouping's own name. */
export function readMember(label: string): CategoryMember {
  const short = label.replace(/\s*\(IMD ?\d{4}\)\s*$/, '').trim()
  return isUnranked(short) ? { code: slug(short), label: short, unranked: true } : { code: slug(short), label: short }
}

/** Left-over groups are shown, never ranked: they are no group of people. */
const isUnranked = (label: string) =>
  /\bunknown\b|\bnot (known|stated)\b|unclassified|\binvalid\b|^other\b|^any other ethnic group$/i.test(label)

const deprivation = [
  'most deprived', 'second most deprived', 'third more deprived', 'fourth more deprived', 'fifth more deprived',
  'average deprived', 'fifth less deprived', 'fourth less deprived', 'third less deprived', 'second least deprived',
  'least deprived',
] // prettier-ignore

/** Deprivation from most to least; other groups as the source lists them, left-over ones last. */
export function sortMembers(members: readonly CategoryMember[]): CategoryMember[] {
  const rank = (member: CategoryMember) => {
    const step = deprivation.findIndex((words) => member.label.toLowerCase().startsWith(words))
    return step >= 0 ? step : member.unranked ? 200 : 100
  }
  return [...members].sort((a, b) => rank(a) - rank(b))
}
