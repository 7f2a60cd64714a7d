import type { AreaType, CategoryType, Dimensions, Release } from '../domain'
import { differenceOf } from './difference'
import type { Difference } from './difference'
import { grouped, keyOf } from './parts'
import type { Part } from './parts'

/** New codes of what a part means otherwise than others, by the old. */
export interface Renaming {
  periods: Map<string, string>
  sexes: Map<string, string>
  ages: Map<string, string>
  categories: Map<string, string>
}

type Named = 'periods' | 'sexes' | 'ages' | 'categories'
type MemberOf<K extends Named> = Dimensions[K][number]

interface Kind<K extends Named> {
  name: K
  of: Difference['of']
  /** Code or id. */
  code(member: MemberOf<K>): string
  /** What has to be the same for counts to mean the same. */
  means(member: MemberOf<K>): unknown
  /** In words. */
  says(member: MemberOf<K>): string
}

const PERIODS: Kind<'periods'> = {
  name: 'periods',
  of: 'period',
  code: ({ code }) => code,
  means: ({ start, end, kind }) => [start, end, kind],
  says: ({ start, end, kind }) => `${start} to ${end}, ${kind}`,
}
const SEXES: Kind<'sexes'> = {
  name: 'sexes',
  of: 'sex',
  code: ({ code }) => code,
  means: () => '',
  says: ({ label }) => label,
}
const AGES: Kind<'ages'> = {
  name: 'ages',
  of: 'age',
  code: ({ code }) => code,
  means: ({ start, end }) => [start, end],
  says: ({ start, end }) => `${start} to ${end ?? 'the end of life'}`,
}
const CATEGORIES: Kind<'categories'> = {
  name: 'categories',
  of: 'category',
  code: ({ id }) => id,
  means: ({ source, members }) => [source, members.map(({ code, unranked = false }) => [code, unranked])],
  says: ({ source, members }) => `${members.map(({ code }) => code).join(', ')} of ${source || 'no named list'}`,
}

/** What the parts of one release mean by their periods, sexes, ages and categories, and how they differ. */
export function compareDimensions(parts: readonly Part[]): { renaming: Renaming[]; differences: Difference[] } {
  const found = [of(parts, PERIODS), of(parts, SEXES), of(parts, AGES), of(parts, CATEGORIES)] as const
  const renaming = parts.map((_, at): Renaming => ({
    periods: found[0].renaming[at]!,
    sexes: found[1].renaming[at]!,
    ages: found[2].renaming[at]!,
    categories: found[3].renaming[at]!,
  }))
  return { renaming, differences: [...found.flatMap(({ differences }) => differences), ...areaTypes(parts)] }
}

interface Holder<T> {
  at: number
  part: Part
  member: T
}

function of<K extends Named>(parts: readonly Part[], kind: Kind<K>) {
  const renaming = parts.map(() => new Map<string, string>())
  const differences: Difference[] = []
  const holders = parts.flatMap((part, at) =>
    (part.release.dimensions[kind.name] as readonly MemberOf<K>[]).map((member): Holder<MemberOf<K>> => ({
      at,
      part,
      member,
    })),
  )
  for (const same of grouped(holders, ({ member }) => kind.code(member))) {
    const id = kind.code(same[0]!.member)
    const name = (same[0]!.member as { label: string }).label
    const groups = grouped(same, ({ member }) => keyOf(kind.means(member)))
    const most = groups.reduce((best, group) => (group.length > best.length ? group : best), groups[0]!)
    for (const group of groups)
      if (group !== most) for (const { at } of group) renaming[at]!.set(id, `${id}-${group[0]!.part.word}`)
    differences.push(
      ...differenceOf(
        { of: kind.of, id, name, what: 'meaning', severity: 'apart', so: 'They stand side by side.' },
        same.map(({ part, member }) => ({ part, value: kind.means(member), says: kind.says(member) })),
      ),
      ...differenceOf(
        { of: kind.of, id, name, what: 'label', severity: 'note', so: 'The first label is used.' },
        same.map(({ part, member }) => ({ part, value: labelsOf(member) })),
      ),
    )
  }
  return { renaming, differences }
}

const labelsOf = (member: { label: string; members?: readonly { label: string }[] }) =>
  [member.label, ...(member.members ?? []).map(({ label }) => label)].join(', ')

/** Which people an area type takes in must be the same; which type words it includes may differ. */
function areaTypes(parts: readonly Part[]): Difference[] {
  const holders = parts.flatMap((part) => part.release.dimensions.areaTypes.map((member) => ({ part, member })))
  return grouped(holders, ({ member }) => member.id).flatMap((same) => {
    const { id, label } = same[0]!.member
    const compare = (what: string, severity: Difference['severity'], so: string, value: (type: AreaType) => unknown) =>
      differenceOf(
        { of: 'area type', id, name: label.many, what, severity, so },
        same.map(({ part, member }) => ({ part, value: value(member) })),
      )
    return [
      ...compare('whose people are counted', 'apart', 'Indicators for these areas are kept apart.', (one) => one.means),
      ...compare('kinds of areas', 'note', 'All of them are taken in.', ({ includes }) => [...includes].sort()),
      ...compare('label', 'note', 'The first label is used.', (one) => `${one.label.one}, ${one.label.many}`),
    ]
  })
}

/** The part's release with new codes wherever it means something else than others. */
export function renamed({ release, name }: Part, { periods, sexes, ages, categories }: Renaming): Release {
  if (periods.size + sexes.size + ages.size + categories.size === 0) return release
  const to = (map: Map<string, string>) => (code: string) => map.get(code) ?? code
  const byAxis: Record<string, (code: string) => string> = { period: to(periods), sex: to(sexes), age: to(ages) }
  const members = (axis: string, codes: readonly string[]) => codes.map(byAxis[axis] ?? ((code) => code))
  const axisName = to(categories)
  const relabel = <T extends { code: string; label: string }>(map: Map<string, string>, list: readonly T[]) =>
    list.map((one) => (map.has(one.code) ? { ...one, code: map.get(one.code)!, label: `${one.label} (${name})` } : one))
  const { dimensions } = release
  return {
    ...release,
    dimensions: {
      ...dimensions,
      periods: relabel(periods, dimensions.periods),
      sexes: relabel(sexes, dimensions.sexes),
      ages: relabel(ages, dimensions.ages),
      categories: dimensions.categories.map((one) =>
        categories.has(one.id) ? { ...one, id: axisName(one.id), label: `${one.label} (${name})` } : one,
      ),
    },
    indicators: release.indicators.map((one) => ({
      ...one,
      breaks: one.breaks.map((each) => ({ ...each, period: to(periods)(each.period) })),
    })),
    tables: release.tables.map((table) => ({
      ...table,
      axes: table.axes.map((axis) => ({ name: axisName(axis.name), members: members(axis.name, axis.members) })),
      additive: table.additive.map(axisName),
      sums: table.sums?.map(axisName),
      kept: table.kept.map(axisName),
      limits: mapped(table.limits, axisName, members),
      populationAges:
        table.populationAges && mapped(table.populationAges, to(ages), (_, codes) => members('age', codes)),
    })),
  }
}

function mapped(
  lists: Readonly<Record<string, readonly string[]>>,
  key: (name: string) => string,
  members: (name: string, codes: readonly string[]) => string[],
): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([name, codes]) => [key(name), members(name, codes)]))
}

/** Every member of every part once: periods by day, ages by year, the others as first met. */
export function mergedDimensions(releases: readonly Release[]): Dimensions {
  const all = <T>(pick: (dimensions: Dimensions) => readonly T[], code: (one: T) => string) =>
    grouped(
      releases.flatMap(({ dimensions }) => pick(dimensions)),
      code,
    ).map((same) => same[0]!)
  const byCode = (one: { code: string }) => one.code
  return {
    periods: all((one) => one.periods, byCode).sort((a, b) => compare(a.start, b.start) || compare(a.end, b.end)),
    sexes: all((one) => one.sexes, byCode),
    ages: all((one) => one.ages, byCode).sort((a, b) => a.start - b.start || (a.end ?? 999) - (b.end ?? 999)),
    categories: all<CategoryType>(
      (one) => one.categories,
      ({ id }) => id,
    ),
    areaTypes: grouped(
      releases.flatMap(({ dimensions }) => dimensions.areaTypes),
      ({ id }) => id,
    ).map((same) => ({ ...same[0]!, includes: [...new Set(same.flatMap(({ includes }) => includes))] })),
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
