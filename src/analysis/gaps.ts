import type { Contrast, DivisionKind, Estimate } from '../domain'
import { groupDifference, groupRatio, meanOfGroups, type Limited } from '../statistics/inequality'
import { heterogeneity } from '../statistics/heterogeneity'
import { errorOf } from './studies/evaluated'

/** One ranked group of one place. */
export interface Group {
  code: string
  label: string
  estimate: Estimate | null
}

const MOVER = {
  name: 'Groups held against each other: difference and ratio from the groups’ own intervals',
  source: 'Newcombe (1998), Stat. Med. 17, 873–890; Zou & Donner (2008), Stat. Med. 27, 1693–1702',
}
const Q = {
  name: 'Whether groups differ by more than chance: Cochran’s test',
  source: 'Cochran (1954), Biometrics 10, 101–129',
}
const REST = {
  name: 'Most deprived fifth against the rest: the other groups’ mean, weighted by people',
  source: 'NHS England, Core20PLUS5',
}

/** How each kind of division is held together. */
export const GAP_METHODS: Readonly<Record<DivisionKind, readonly { name: string; source: string }[]>> = {
  deprivation: [MOVER, REST],
  sex: [MOVER],
  age: [Q],
  groups: [Q],
}

const limited = ({ value, interval95 }: Estimate): Limited => ({ value: value!, lower: interval95?.lower ?? NaN, upper: interval95?.upper ?? NaN }) // prettier-ignore

/** The most against the least deprived group, or men against women; null for other divisions, and where a value is lacking. */
export function endsOf(groups: readonly Group[], kind: DivisionKind): Contrast | null {
  const [first, last] = [groups[0], groups.at(-1)]
  if (!first || !last || groups.length < 2 || (kind !== 'deprivation' && kind !== 'sex')) return null
  return kind === 'deprivation' ? contrast([first], [last]) : contrast([last], [first])
}

/** The most deprived fifth of all groups (of tenths: two of them) against the others. */
export function restOf(groups: readonly Group[]): Contrast | null {
  const fifth = groups.length % 5 === 0 ? groups.length / 5 : 1
  return groups.length < 3 ? null : contrast(groups.slice(0, fifth), groups.slice(fifth))
}

/** Groups held against each other; those of one side are taken together by their people. Null where a value is lacking. */
export function contrast(one: readonly Group[], other: readonly Group[]): Contrast | null {
  const [a, b] = [together(one), together(other)]
  if (!a || !b) return null
  const difference = groupDifference(a, b)
  const ratio = groupRatio(a, b)
  const given = ({ value, lower, upper }: Limited) => ({ value, interval95: Number.isFinite(lower) && Number.isFinite(upper) ? { lower, upper } : null }) // prettier-ignore
  const { lower, upper } = difference
  const verdict = Number.isNaN(lower) || Number.isNaN(upper) ? 'none' : lower > 0 ? 'higher' : upper < 0 ? 'lower' : 'similar' // prettier-ignore
  const codes = (groups: readonly Group[]) => groups.map(({ code }) => code)
  return { one: codes(one), other: codes(other), ratio: ratio && given(ratio), difference: given(difference), verdict }
}

/** Groups taken together by their people; one alone needs no people. */
function together(groups: readonly Group[]): Limited | null {
  if (groups.some(({ estimate }) => estimate?.value == null)) return null
  const limits = groups.map(({ estimate }) => limited(estimate!))
  if (limits.length === 1) return limits[0]!
  const people = groups.map(({ estimate }) => estimate!.population ?? 0)
  return people.every((many) => many > 0) ? meanOfGroups(limits, people) : null
}

/** Probability of values so different from chance alone; null where fewer than two groups have values with errors. */
export function togetherBy(groups: readonly Group[]): number | null {
  const held = groups.flatMap(({ estimate }) => {
    const error = estimate?.value == null ? null : errorOf(estimate.interval95)
    return error !== null && error > 0 ? [{ value: estimate!.value!, variance: error * error }] : []
  })
  if (held.length < 2) return null
  return heterogeneity({ values: held.map(({ value }) => value), variances: held.map(({ variance }) => variance) }).p
}
