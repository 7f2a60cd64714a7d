import type { CategoryType } from '../domain'

/** The five groups of the census and those whose group is not known, in the order of every table. */
export const ethnicGroups: CategoryType = {
  id: 'ethnicity',
  label: 'Ethnic group',
  source: 'Five groups of the 2021 census of England and Wales; records are coded by the NHS Data Dictionary',
  members: [
    { code: 'white', label: 'White' },
    { code: 'mixed', label: 'Mixed or multiple' },
    { code: 'asian', label: 'Asian or Asian British' },
    { code: 'black', label: 'Black, Black British, Caribbean or African' },
    { code: 'other', label: 'Other ethnic group', unranked: true },
    { code: 'unknown', label: 'Not known', unranked: true },
  ],
}

export const UNKNOWN_GROUP = 5

/** Categories of the NHS Data Dictionary in each of the five groups, with how common each is in it. */
const CATEGORIES: readonly (readonly [string, number][])[] = [
  [['A', 92], ['B', 2], ['C', 6]],
  [['D', 30], ['E', 20], ['F', 25], ['G', 25]],
  [['H', 25], ['J', 45], ['K', 10], ['L', 12], ['R', 8]],
  [['M', 20], ['N', 65], ['P', 15]],
  [['S', 100]],
] // prettier-ignore

/** For each group its categories and their cumulative weights. */
export const categoriesOf = CATEGORIES.map((list) => ({
  codes: list.map(([code]) => code),
  cumulative: list.map((_, at) => list.slice(0, at + 1).reduce((sum, [, weight]) => sum + weight, 0)),
}))

const groupOfCategory: ReadonlyMap<string, number> = new Map(
  CATEGORIES.flatMap((list, group) => list.map(([code]) => [code, group] as const)),
)

/** Position in `ethnicGroups` of a recorded category; blank, not stated and unheard-of codes are not known. */
export function groupOf(category: string): number {
  return groupOfCategory.get(category) ?? UNKNOWN_GROUP
}
