import { ReleaseError } from '../domain'
import type { Dimensions, Release, Table } from '../domain'
import { RESERVED } from './columns'
import { refuseRecords, SAMPLE } from './records'

/** What can be checked of a release before any number of it is read. */
export type Outline = Pick<Release, 'dimensions' | 'areas' | 'indicators' | 'comparators' | 'defaultAreaType'> & {
  tables: readonly Omit<Table, 'path'>[]
}

/** Throws `ReleaseError` where one part of a release speaks of another that is not there. */
export function checkConsistent(outline: Outline): void {
  const { areas, indicators, tables, dimensions } = outline
  if (!areas.length)
    throw fault('The release holds no areas, so there is nothing to compare.', 'areas', 'none', 'one area or more')
  if (!indicators.length)
    throw fault(
      'The release holds no indicators, so there is nothing to show.',
      'cairn.indicators',
      'none',
      'one or more',
    )
  once(
    indicators.map(({ id }) => id),
    'cairn.indicators',
  )
  once(
    tables.map(({ id }) => id),
    'cairn.tables',
  )
  checkDimensions(dimensions)
  checkDefaults(outline)
  const known = knownMembers(outline)
  for (const table of tables) checkTable(table, known, tables)
  const ids = new Set(tables.map(({ id }) => id))
  for (const { id, tables: used } of indicators) {
    if (!used.length) throw fault(`No table holds ${id}.`, `indicator ${id}`, 'no tables', 'one table or more')
    for (const table of used) if (!ids.has(table)) throw unknown(`indicator ${id}`, 'table', table)
  }
}

function checkDimensions({ periods, sexes, ages, categories, areaTypes }: Dimensions): void {
  const codes = (members: readonly { code: string }[]) => members.map(({ code }) => code)
  once(codes(periods), 'cairn.dimensions.periods')
  once(codes(sexes), 'cairn.dimensions.sexes')
  once(codes(ages), 'cairn.dimensions.ages')
  once(
    areaTypes.map(({ id }) => id),
    'cairn.dimensions.areaTypes',
  )
  once(
    categories.map(({ id }) => id),
    'cairn.dimensions.categories',
  )
  for (const { id, members } of categories) {
    if (RESERVED.includes(id))
      throw fault(`A category cannot be called ${id}.`, 'cairn.dimensions.categories', id, 'another name')
    once(codes(members), `cairn.dimensions.categories, ${id}`)
  }
}

function checkDefaults({ areas, dimensions, comparators, defaultAreaType }: Outline): void {
  const codes = new Set(areas.map(({ code }) => code))
  for (const code of comparators) if (!codes.has(code)) throw unknown('cairn.comparators', 'area', code)
  const shown = dimensions.areaTypes.find(({ id }) => id === defaultAreaType)
  if (!shown) throw unknown('cairn.defaultAreaType', 'area type', defaultAreaType)
}

/** Members that an axis may have, by the axis's name. */
function knownMembers({ dimensions, areas }: Outline): Map<string, Set<string>> {
  const codes = (members: readonly { code: string }[]) => new Set(members.map(({ code }) => code))
  return new Map([
    ['period', codes(dimensions.periods)],
    // `all` is a stored margin, where parts do not add up to it.
    ['sex', codes(dimensions.sexes).add('all')],
    ['age', codes(dimensions.ages).add('all')],
    ...dimensions.categories.map(({ id, members }): [string, Set<string>] => [id, codes(members).add('all')]),
    ['area', codes(areas)],
  ])
}

function checkTable(
  table: Omit<Table, 'path'>,
  known: Map<string, Set<string>>,
  tables: readonly Omit<Table, 'path'>[],
): void {
  const where = `table ${table.id}`
  const names = table.axes.map(({ name }) => name)
  once(names, where)
  if (names.at(-1) !== 'area')
    throw fault(`${where} does not end with the areas.`, where, names.join(', '), 'area as the last axis')
  if ((table.shape === 'population') !== (table.id === 'population'))
    throw fault(
      'Shared populations stand in one table called population.',
      where,
      `${table.id}: ${table.shape}`,
      'population: population',
    )
  for (const { name, members } of table.axes) {
    const allowed = known.get(name)
    if (!allowed) throw unknown(where, 'axis', name)
    once(members, `${where}, ${name}`)
    if (!members.length)
      throw fault(`${where} has an axis without members.`, `${where}, ${name}`, 'none', 'one or more')
    for (const member of members) if (!allowed.has(member)) throw unknown(`${where}, ${name}`, name, member)
    refuseRecords(
      where,
      [name],
      members.slice(0, SAMPLE).map((member) => [member]),
      { places: [name] },
    )
  }
  for (const name of table.additive) if (!names.includes(name)) throw unknown(`${where}, additive`, 'axis', name)
  checkPopulationAges(table, where, tables)
}

function checkPopulationAges(
  { axes, populationAges }: Omit<Table, 'path'>,
  where: string,
  tables: readonly Omit<Table, 'path'>[],
): void {
  if (!populationAges) return
  const population = tables.find(({ shape }) => shape === 'population')
  if (!population) throw unknown(`${where}, populationAges`, 'table', 'population')
  const ages = new Set(population.axes.find(({ name }) => name === 'age')?.members)
  const own = new Set(axes.find(({ name }) => name === 'age')?.members ?? ['all'])
  for (const [age, takesIn] of Object.entries(populationAges)) {
    if (!own.has(age)) throw unknown(`${where}, populationAges`, 'age', age)
    for (const part of takesIn)
      if (!ages.has(part)) throw unknown(`${where}, populationAges, ${age}`, 'age of the population', part)
  }
}

function once(codes: readonly string[], where: string): void {
  const seen = new Set<string>()
  for (const code of codes) {
    if (seen.has(code)) throw fault(`${where} names ${code} twice.`, where, `${code} twice`, 'each once')
    seen.add(code)
  }
}

function unknown(where: string, what: string, found: string): ReleaseError {
  return fault(
    `${where} names an ${what} that the release does not hold: ${found}.`.replace(/\ban (?=[^aeiou])/, 'a '),
    where,
    found,
    `a known ${what}`,
  )
}

function fault(message: string, where: string, found: string, expected: string): ReleaseError {
  return new ReleaseError(message, {
    where,
    found,
    expected,
    todo: 'Ask whoever made the release to correct it and make it again.',
  })
}
