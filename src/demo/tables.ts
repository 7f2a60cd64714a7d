import type { AgeBand, Table, TableAxis } from '../domain'
import { bands, quinaryAges, quinaryWithin } from './ages'
import { MONTHS, YEARS } from './calendar'
import { deprivationFifths } from './deprivation'
import { ethnicGroups } from './ethnicity'
import { places } from './places'
import type { Topic } from './topic'
import { topics } from './topics'

/** What a table keeps apart beside period, age and area. */
export type TableKind = 'main' | 'deprivation' | 'ethnicity'

export interface TablePlan {
  topic: Topic
  kind: TableKind
  ages: readonly AgeBand[]
  table: Omit<Table, 'path'>
}

const area: TableAxis = { name: 'area', members: places.map(({ code }) => code) }
const years: TableAxis = { name: 'period', members: YEARS.map(String) }
const months: TableAxis = { name: 'period', members: MONTHS.map(({ code }) => code) }

/** Every table of the demo's indicators, in the order of topics, `main` first. */
export const tablePlans: readonly TablePlan[] = topics.flatMap((topic) =>
  (['main', 'deprivation', 'ethnicity'] as const).flatMap((kind) => {
    const codes = topic.tables[kind]
    return codes ? [planTable(topic, kind, codes)] : []
  }),
)

export const populationPlan: Omit<Table, 'path'> = {
  id: 'population',
  shape: 'population',
  axes: [
    years,
    { name: 'sex', members: ['female', 'male'] },
    { name: 'age', members: quinaryAges.map(({ code }) => code) },
    area,
  ],
  ownPopulation: false,
  additive: ['period', 'sex', 'age', 'area'],
  populationAges: null,
  kept: [],
  limits: {},
}

function planTable(topic: Topic, kind: TableKind, codes: readonly string[]): TablePlan {
  const ages = bands(...codes)
  const own = kind !== 'main' || topic.monthly === true || topic.model.outcome !== undefined
  const inner = topic.monthly ? [] : [...splitBy(topic, kind), { name: 'age', members: codes }, ...categoryOf(kind)]
  const parts = [topic.monthly ? months : years, ...inner, area]
  const table: TablePlan['table'] = {
    id: `${topic.indicator.id}.${kind}`,
    shape: 'counts',
    axes: parts,
    ownPopulation: own,
    additive: parts.map(({ name }) => name).filter((name) => name !== 'ethnicity'),
    populationAges: own ? null : populationAges(ages),
    kept: [],
    limits: {},
  }
  return { topic, kind, ages, table }
}

/** Where only one sex can occur, the sexes are not kept apart. */
function splitBy({ sexes }: Topic, kind: TableKind): TableAxis[] {
  return kind === 'main' && sexes.length > 1 ? [{ name: 'sex', members: sexes }] : []
}

function categoryOf(kind: TableKind): TableAxis[] {
  const type = kind === 'deprivation' ? deprivationFifths : kind === 'ethnicity' ? ethnicGroups : null
  return type ? [{ name: type.id, members: type.members.map(({ code }) => code) }] : []
}

function populationAges(ages: readonly AgeBand[]): Record<string, string[]> {
  return Object.fromEntries(
    ages.map((age) => [age.code, quinaryWithin(age).map((at) => quinaryAges[at]?.code ?? '')] as const),
  )
}
