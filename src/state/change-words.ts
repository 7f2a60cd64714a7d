import type { Release } from '../domain'
import { areaName } from './names'
import type { Change } from './past'

const WORDS: Readonly<Record<Exclude<keyof Change['after'], 'areas' | 'period'>, string>> = {
  sex: 'choosing women, men or both',
  ages: 'choosing ages',
  category: 'choosing people',
  by: 'choosing what to divide by',
  against: 'changing the comparison',
  rule: 'changing the rule',
  map: 'changing the map',
  shows: 'changing the colours',
  sure: 'showing how sure values are',
  zoom: 'zooming',
  limits: 'changing the limits',
  studies: 'asking for more',
  groups: 'changing your groups',
  peers: 'choosing similar areas',
  find: 'filtering rows',
  sql: 'changing the query',
  part: 'going to a section',
  of: 'changing the profile',
  and: 'changing the second indicator',
  cells: 'changing the colours',
  sort: 'sorting',
  embed: 'the frame',
}

/** What an adjustment did: `marking Salford`, `showing 2021`, `choosing ages`. */
export function changeWords(change: Change, release: Release): string {
  if (change.after.areas) return markingWords(change, release)
  const parts = Object.keys(change.after) as (keyof Change['after'])[]
  const { period } = change.after
  if (period) return `showing ${release.dimensions.periods.find(({ code }) => code === period)?.label ?? period}`
  const [first] = parts.flatMap((part) => (part === 'areas' || part === 'period' ? [] : [WORDS[part]]))
  return first ?? 'changing the period'
}

function markingWords({ before, after }: Change, release: Release): string {
  const [were, are] = [before.areas ?? [], after.areas ?? []]
  const added = are.filter((code) => !were.includes(code))
  const gone = were.filter((code) => !are.includes(code))
  if (added.length > 0 && gone.length > 0) return 'changing the marked areas'
  const few = (codes: readonly string[]) =>
    codes.length === 1 ? areaName(codes[0] ?? '', release) : `${codes.length} areas`
  return added.length > 0 ? `marking ${few(added)}` : `no longer marking ${few(gone)}`
}
