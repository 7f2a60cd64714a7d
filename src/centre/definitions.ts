import type { Indicator, Release, Table } from '../domain'
import { differenceOf } from './difference'
import type { Difference, Voice } from './difference'
import { grouped, keyOf, listed } from './parts'
import type { Part } from './parts'

/** A part whose codes mean the same as everybody's. */
export interface Harmonised extends Part {
  /** Place of its table of people among those of other shapes; −1 without one. */
  people: number
}

/** An indicator in one part. */
export interface Version {
  part: Harmonised
  indicator: Indicator
}

/** How the versions of one indicator go together. */
export interface IndicatorAgreement {
  id: string
  name: string
  outcome: 'merge' | 'note' | 'apart'
  /** Ids of the releases whose versions mean the same, group by group. */
  groups: readonly (readonly string[])[]
  /** Ids of releases that do not have it. */
  missing: readonly string[]
}

/** Properties that say what is counted and how it is reckoned. */
const MEANING: readonly [keyof Indicator, string][] = [
  ['definition', 'definition'],
  ['numerator', 'numerator'],
  ['denominator', 'denominator'],
  ['counts', 'what is counted'],
  ['among', 'among whom it is counted'],
  ['method', 'method'],
  ['kind', 'kind of value'],
  ['recompute', 'how published values can be checked'],
  ['unit', 'unit'],
  ['multiplier', 'multiplier'],
  ['standard', 'standard population'],
  ['repeats', 'persons or events'],
  ['periodType', 'kind of period'],
]

/** Properties that do not change what the counts mean. */
const REMARKS: readonly [keyof Indicator, string, string][] = [
  ['name', 'name', 'The first name is used.'],
  ['shortName', 'short name', 'The first name is used.'],
  ['topic', 'topic', 'The first is used.'],
  ['polarity', 'whether more is good', 'Nothing is called better or worse.'],
  ['rationale', 'rationale', 'All are told.'],
  ['source', 'source', 'All are told.'],
  ['disclosure', 'rules that made it safe', 'All are told.'],
  ['caveats', 'caveats', 'All are told.'],
  ['breaks', 'breaks', 'All are told.'],
  ['target', 'target', 'None is used.'],
  ['dispersion', 'how much wider events scatter', 'The largest is used.'],
]

/** The versions of one indicator in groups that mean the same, and every difference among them. */
export function compareVersions(versions: readonly Version[], parts: readonly Part[]) {
  const { id, shortName } = versions[0]!.indicator
  const apart = versions.length > 1 ? [...meaning(versions), ...tableMeaning(versions)] : []
  const remarks = REMARKS.flatMap(([property, what, so]) =>
    differenceOf(
      { of: 'indicator', id, name: shortName, what, severity: 'note', so },
      versions.map(({ part, indicator }) => ({ part, value: indicator[property] })),
    ),
  )
  const spans = versions.length > 1 ? tableRemarks(versions) : []
  const missing = parts.filter(({ release }) => !release.indicators.some((one) => one.id === id))
  const differences = [...apart, ...remarks, ...spans, ...notEverywhere(versions, missing)]
  const agreement: IndicatorAgreement = {
    id,
    name: shortName,
    outcome: apart.length > 0 ? 'apart' : differences.length > 0 ? 'note' : 'merge',
    groups: groupsOf(versions).map((group) => group.map(({ part }) => part.release.id)),
    missing: missing.map(({ release }) => release.id),
  }
  return { agreement, differences }
}

/** Each version joins the first group with all of whose members it agrees. */
function groupsOf(versions: readonly Version[]): Version[][] {
  const groups: Version[][] = []
  const agree = (a: Version, b: Version) => [...meaning([a, b]), ...tableMeaning([a, b])].length === 0
  for (const version of versions) {
    const group = groups.find((members) => members.every((other) => agree(other, version)))
    if (group) group.push(version)
    else groups.push([version])
  }
  return groups
}

const APART = { of: 'indicator', severity: 'apart', so: 'They are kept apart.' } as const

function meaning(versions: readonly Version[]): Difference[] {
  const { id, shortName: name } = versions[0]!.indicator
  return MEANING.flatMap(([property, what]) =>
    differenceOf(
      { ...APART, id, name, what },
      versions.map(({ part, indicator }) => ({ part, value: indicator[property] })),
    ),
  )
}

/** Who is in the tables that several have: shape, sexes, ages, limits, people, and whose people an area's are. */
function tableMeaning(versions: readonly Version[]): Difference[] {
  const { id, shortName: name } = versions[0]!.indicator
  return sharedTables(versions).flatMap(({ table, held }) => {
    const compare = (what: string, value: (one: Table, part: Harmonised) => unknown, says?: (one: Table) => string) =>
      differenceOf(
        { ...APART, id, name, what: `${what} in table ${table}` },
        held.map(({ part, own }): Voice => ({ part, value: value(own, part), says: says?.(own) })),
      )
    return [
      ...compare('shape', ({ shape }) => shape),
      ...compare('sexes', (own) => membersOf(own, 'sex')),
      ...compare('ages', (own) => membersOf(own, 'age')),
      ...compare('whom it is limited to', ({ limits }) => sorted(limits), limitsInWords),
      ...compare('where its denominators stand', ({ ownPopulation }) => (ownPopulation ? 'in it' : 'beside it')),
      ...compare('ages of its denominators', ({ populationAges }) => populationAges),
      ...compare('people', (own, part) => (own.shape === 'counts' && !own.ownPopulation ? part.people : 0), () => 'another table of people'), // prettier-ignore
      ...compare('whose people are counted', (own, { release }) => meansOf(own, release)),
    ]
  })
}

const sorted = (limits: Table['limits']) =>
  Object.fromEntries(Object.entries(limits).map(([axis, codes]) => [axis, [...codes].sort()]))

const limitsInWords = ({ limits }: Table) =>
  Object.entries(limits)
    .map(([axis, codes]) => `${axis} ${codes.join(', ')}`)
    .join('; ') || 'all'

const membersOf = ({ axes }: Table, axis: string) => axes.find(({ name }) => name === axis)?.members ?? []

/** Area types of a table's areas, with whose people each counts. */
function meansOf(table: Table, { areas, dimensions }: Release): Record<string, string> {
  const codes = new Set(membersOf(table, 'area'))
  const types = new Set(areas.filter(({ code }) => codes.has(code)).map(({ type }) => type))
  const used = dimensions.areaTypes.filter(({ includes }) => includes.some((type) => types.has(type)))
  return Object.fromEntries(used.map(({ id, means }) => [id, means]))
}

/** Periods, categories and sums may differ: what is missing is missing, and other categories get tables of their own. */
function tableRemarks(versions: readonly Version[]): Difference[] {
  const { id, shortName: name } = versions[0]!.indicator
  return sharedTables(versions).flatMap(({ table, held }) => {
    const compare = (what: string, so: string, value: (one: Table) => unknown) =>
      differenceOf(
        { of: 'indicator', id, name, what: `${what} of table ${table}`, severity: 'note', so },
        held.map(({ part, own }) => ({ part, value: value(own) })),
      )
    return [
      ...compare('periods', 'What a region does not have is marked as not collected.', (own) => membersOf(own, 'period')), // prettier-ignore
      ...compare('axes', 'Tables that differ stand side by side.', laidOut),
      ...compare('axes that add up', 'Only what adds up everywhere is added up.', ({ additive }) => [...additive].sort()), // prettier-ignore
    ]
  })
}

/** What has to be the same for tables to stand in one, apart from periods and areas. */
export const laidOut = ({ axes }: Table) =>
  axes.map(({ name, members }) => (['period', 'area'].includes(name) ? name : `${name}: ${members.join(', ')}`))

function sharedTables(versions: readonly Version[]) {
  const all = versions.flatMap(({ part, indicator }) =>
    part.release.tables.filter(({ id }) => indicator.tables.includes(id)).map((own) => ({ part, own })),
  )
  return grouped(all, ({ own }) => own.id).flatMap((held) =>
    held.length > 1 ? [{ table: held[0]!.own.id, held }] : [],
  )
}

function notEverywhere(versions: readonly Version[], missing: readonly Part[]): Difference[] {
  if (missing.length === 0) return []
  const { id, shortName: name } = versions[0]!.indicator
  const says = [
    { regions: versions.map(({ part }) => part.name), says: 'released' },
    { regions: missing.map((part) => part.name), says: 'not released' },
  ]
  const so = `It is shown for ${listed(versions.map(({ part }) => part.name))} alone.`
  return [{ of: 'indicator', id, name, what: 'release', severity: 'note', says, so }]
}

/** Marks which parts share one shape of the table of people: the same axes, sexes and ages. */
export function withPeople(parts: readonly Part[]): Harmonised[] {
  const shapes: string[] = []
  return parts.map((part) => {
    const table = part.release.tables.find(({ shape }) => shape === 'population')
    if (!table) return { ...part, people: -1 }
    const key = keyOf(laidOut(table))
    if (!shapes.includes(key)) shapes.push(key)
    return { ...part, people: shapes.indexOf(key) }
  })
}
