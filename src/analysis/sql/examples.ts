import type { Indicator, Release } from '../../domain'
import type { CellTable, SqlTables } from './tables'

/** A query that works on the release at hand. */
export interface SqlExample {
  title: string
  sql: string
}

/** Queries to begin with, about an indicator of the release; all of them run as they are. */
export function sqlExamples(release: Release, tables: SqlTables, indicator: Indicator | undefined): SqlExample[] {
  const own = indicator?.tables.flatMap((id) => tables.cells.filter(({ table }) => table.id === id)) ?? []
  // The most divided tells most; totals alone have nothing to add up.
  const main = [...own].sort((one, other) => other.table.axes.length - one.table.axes.length || one.rows - other.rows)
  const counts = main.filter(({ table }) => table.shape === 'counts')
  const sexAge = counts.find(({ table }) => has(table, 'age') && has(table, 'sex')) ?? counts[0]
  return [
    ...(sexAge && indicator ? countExamples(sexAge, indicator, release) : []),
    ...counts.filter(({ table }) => table.ownPopulation).slice(0, 1).flatMap((one) => rates(one, indicator!, release)), // prettier-ignore
    ...main
      .filter(({ table }) => table.shape === 'published')
      .slice(0, 1)
      .flatMap((one) => published(one, release)),
    ...populationExamples(tables, release),
    {
      title: 'What each indicator counts',
      sql: 'SELECT name, kind, unit, counts, among, tables\nFROM indicators\nORDER BY topic, name',
    },
    { title: 'Every table here', sql: 'SHOW TABLES' },
  ]
}

const has = (table: CellTable['table'], axis: string) => table.axes.some(({ name }) => name === axis)

function countExamples(of: CellTable, { counts }: Indicator, release: Release): SqlExample[] {
  const { name, table } = of
  const [first, last] = ends(of)
  const where = wholes(of, release)
  const examples = [
    {
      title: `${capital(counts)} by year in each area`,
      sql: `SELECT area_name, period, sum(count) AS events,\n  count(*) FILTER (WHERE count_status = 'hidden') AS cells_hidden\nFROM ${name}\n${clause(where)}GROUP BY area_name, period\nORDER BY area_name, period`,
    },
    {
      title: 'Share of cells hidden in each area',
      sql: `SELECT area_name, count(*) AS cells,\n  count(*) FILTER (WHERE count_status = 'hidden') AS hidden,\n  round(100.0 * hidden / cells, 1) AS percent_hidden\nFROM ${name}\n${clause(areasOf(of, release))}GROUP BY area_name\nORDER BY percent_hidden DESC, area_name`,
    },
  ]
  if (first !== last)
    examples.push({
      title: `Largest changes, ${first} to ${last}`,
      sql: `SELECT area_name,\n  sum(count) FILTER (WHERE period = ${quoted(first)}) AS before,\n  sum(count) FILTER (WHERE period = ${quoted(last)}) AS after,\n  after - before AS change,\n  count(*) FILTER (WHERE count_status = 'hidden' AND period IN (${quoted(first)}, ${quoted(last)})) AS cells_hidden\nFROM ${name}\n${clause(where)}GROUP BY area_name\nORDER BY abs(change) DESC`,
    })
  if (has(table, 'age') && table.additive.includes('age'))
    examples.push({
      title: `${capital(counts)} by age`,
      sql: `SELECT label AS age, sum(count) AS events\nFROM ${name} JOIN ages ON ages.code = age\n${clause([...where, `period = ${quoted(last)}`])}GROUP BY label, from_age\nORDER BY from_age`,
    })
  return examples
}

/** Only where people of the very same kind stand beside the counts. */
function rates(of: CellTable, { multiplier, kind }: Indicator, release: Release): SqlExample[] {
  const [, last] = ends(of)
  const per = kind === 'proportion' ? 100 : Math.max(multiplier, 1)
  const where = [...wholes(of, release), `period = ${quoted(last)}`]
  return [
    {
      title: `Crude ${kind === 'proportion' ? 'percentage' : 'rate'} in each area, ${last}`,
      sql: `SELECT area_name, sum(count) AS events,\n  sum(population) FILTER (WHERE count IS NOT NULL) AS people,\n  round(${per}.0 * events / people, 1) AS ${kind === 'proportion' ? 'percent' : `per_${per}`}\nFROM ${of.name}\n${clause(where)}GROUP BY area_name\nORDER BY 4 DESC`,
    },
  ]
}

function published(of: CellTable, release: Release): SqlExample[] {
  const [, last] = ends(of)
  const where = [...wholes(of, release), `period = ${quoted(last)}`]
  return [
    {
      title: `Values as published, ${last}`,
      sql: `SELECT area_name, value, lower95, upper95, count, denominator, status\nFROM ${of.name}\n${clause(where)}ORDER BY value DESC NULLS LAST`,
    },
    {
      title: 'How many values are blank',
      sql: `SELECT period, count(*) AS cells, count(value) AS told, cells - told AS blank\nFROM ${of.name}\nGROUP BY period\nORDER BY period`,
    },
  ]
}

function populationExamples({ cells }: SqlTables, release: Release): SqlExample[] {
  const people = cells.find(({ table }) => table.shape === 'population')
  if (!people) return []
  const [, last] = ends(people)
  const where = [...wholes(people, release), `period = ${quoted(last)}`]
  return [
    {
      title: `Who lives where, ${last}`,
      sql: `SELECT area_name, area_type, sum(population) AS people\nFROM ${people.name}\n${clause(where)}GROUP BY area_name, area_type\nORDER BY people DESC`,
    },
  ]
}

/** Codes of the first and last period. */
function ends({ table }: CellTable): [string, string] {
  const members = table.axes.find(({ name }) => name === 'period')?.members ?? []
  return [members[0] ?? '', members.at(-1) ?? '']
}

/** Only areas of the type that the release shows first: regions stand beside their parts. */
function areasOf({ columns }: CellTable, { dimensions, defaultAreaType }: Release): string[] {
  const here = columns.find(({ name }) => name === 'area_type')?.members?.map(({ code }) => code) ?? []
  const includes = dimensions.areaTypes.find(({ id }) => id === defaultAreaType)?.includes ?? []
  const wanted = here.filter((type) => includes.includes(type))
  if (wanted.length === 0 || wanted.length === here.length) return []
  return [wanted.length === 1 ? `area_type = ${quoted(wanted[0]!)}` : `area_type IN (${wanted.map(quoted).join(', ')})`]
}

/** What must be said so that nobody is counted twice: areas of one type; of an axis that does not add up, one member alone. */
function wholes(of: CellTable, release: Release): string[] {
  const { table, columns } = of
  const single = table.axes
    .filter(({ name }) => !['period', 'area'].includes(name) && !table.additive.includes(name))
    .map(({ name, members }) => {
      const whole = members.find((code) => /^(persons|all|total)$/i.test(code)) ?? widest(name, members, release)
      const column = columns.find((one) => one.members?.some(({ code }) => code === whole) && one.name === name.replace(/[^a-z0-9]+/g, '_')) // prettier-ignore
      return `${column?.name ?? name} = ${quoted(whole)}`
    })
  return [...areasOf(of, release), ...single]
}

/** The age band that spans most years; of anything else the first. */
function widest(axis: string, members: readonly string[], { dimensions }: Release): string {
  if (axis !== 'age') return members[0] ?? ''
  const span = (code: string) => {
    const band = dimensions.ages.find((age) => age.code === code)
    return band ? (band.end ?? 120) - band.start : 0
  }
  return [...members].sort((one, other) => span(other) - span(one))[0] ?? ''
}

const clause = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}\n` : ''

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
