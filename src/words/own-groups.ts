import type { AreaGroup } from '../domain'
import { listed } from './grammar'
import type { MoreColumn } from './more-columns'

/** The reader’s groups that an area is in, as a map and its table say it: `in “Coast” and “Hills”`; empty where it is in none. */
export function inGroupsWords(area: string, groups: readonly AreaGroup[]): string {
  const names = groups.filter(({ codes }) => codes.includes(area)).map(({ name }) => `“${name}”`)
  return names.length === 0 ? '' : `in ${listed(names)}`
}

/** The same for the answer’s table; none where there are no groups. */
export const groupColumns = (groups: readonly AreaGroup[]): MoreColumn[] =>
  groups.some(({ codes }) => codes.length > 0)
    ? [{ id: 'groups', header: 'Your groups', cell: ({ area }) => inGroupsWords(area, groups) }]
    : []
