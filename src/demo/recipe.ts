import type { RecipeInput } from '../builder'
import { quinaryAges } from './ages'
import { MONTHS, YEARS } from './calendar'
import { demoAreas, demoDimensions } from './dimensions'
import { categoriesOf } from './ethnicity'
import { NORTH, regions, type Region } from './places'
import type { PopulationKind } from './populationCsv'
import type { RECORD_COLUMNS } from './recordsCsv'
import { tablePlans, type TablePlan } from './tables'
import type { Topic } from './topic'
import { topics as allTopics } from './topics'
import { truths } from './truths'
import { policyOf } from './policies'

/** Day of the releases, ISO. Fixed, so that the committed demo can be made again byte for byte. */
export const DEMO_DATE = '2026-03-01'
const REVIEW = '2031-03-01'

/** The four regions together, as the centre releases them. */
export const DEMO_ID = 'demo-north'
export const DEMO_TITLE = 'SYNTHETIC demo: health and care in the North'
export const DEMO_WORDS =
  'Twelve topics by year for the 62 local authorities of the North of England, 2015 to 2024, and one by month from 2022, brought together from the releases of four regions. Names and codes of places are real; every person, event and number is made up by a computer from one seed. Draw no conclusion about any place from it.'

const demoLicences = [
  { title: 'Creative Commons Zero 1.0', path: 'https://creativecommons.org/publicdomain/zero/1.0/' },
]
const demoSources = [{ title: 'Synthetic records made by Cairn’s demo generator; no real record was used' }]
const SCORE = 'Made-up deprivation score, 2023 (rounded, in the manner of the Index of Multiple Deprivation)'

type Column = (typeof RECORD_COLUMNS)[number]
const named = (column: Column): Column => column

/**
 * The recipe for the demo's records as `cairn demo --records` writes them, with the populations beside them: of one region, which
 * publishes its own totals too, or (for tests) of all four together.
 */
export function demoRecipe({
  region,
  topics = allTopics,
}: { region?: Region; topics?: readonly Topic[] } = {}): RecipeInput {
  const { periods, sexes, ages, categories, areaTypes } = demoDimensions()
  return {
    recipe: 1,
    id: region ? `demo-${region.id}` : DEMO_ID,
    title: `SYNTHETIC demo: ${region?.name ?? 'health and care in the North'}`,
    description: `Twelve topics by year for the local authorities of ${region?.name ?? 'the North of England'}, 2015 to 2024, and one by month from 2022. Names and codes of places are real; every person, event and number is made up by a computer from one seed. Draw no conclusion about any place from it.`,
    date: DEMO_DATE,
    review: REVIEW,
    synthetic: true,
    facilities: (region ? [region] : regions).map(({ facility }) => facility),
    licences: demoLicences,
    sources: demoSources,
    contributors: [{ title: 'Cairn' }],
    scoreName: SCORE,
    comparators: region ? [region.code] : [NORTH, ...regions.map(({ code }) => code)],
    defaultAreaType: 'la',
    notes: demoNotes,
    policy: region ? policyOf(region).id : 'controlled-base-5',
    areas: { list: areasOf(region) },
    boundaries: region ? 'boundaries.json' : null,
    layout: region ? 'layout.json' : null,
    dimensions: {
      periods: [...periods],
      sexes: [...sexes],
      ages: [...ages],
      categories: categories.map((type) => ({ ...type, members: [...type.members] })),
      areaTypes: areaTypes.map((type) => ({ ...type, includes: [...type.includes] })),
    },
    records: [records],
    populations: [...(['population', 'deprivation', 'ethnicity'] as const).map(population), monthly],
    indicators: topics.map((topic) => indicator(topic, region)),
  }
}

/** True of every release of the demo. */
const demoNotes = [
  'Admissions and attendances are as many as a population of this size might have; registers and audits are samples, as each indicator says.',
  'Records that carry codes of the districts of Cumbria and North Yorkshire that were merged on 1 April 2023 count for the one authority that took their place, so figures of Cumberland, Westmorland and Furness, and North Yorkshire reach back to 2015 on today’s borders.',
  'Populations are rounded to fifties and are our own approximations; those by deprivation and ethnic group are modelled.',
  'Records without a stated ethnic group stand under “Not known”, which has no population of its own. How many they are differs much between places.',
  'Hexagons were drawn by us: one an authority, placed so that most true neighbours touch.',
]

/** The region, its authorities and the districts that became part of them; of all regions the North too. */
function areasOf(region: Region | undefined) {
  const all = demoAreas()
  const mine = (code: string) => !region || all.some((area) => area.code === code && area.facility === region.facility)
  return all
    .filter(({ code, successors }) => mine(code) || successors.some(mine))
    .map((area) => ({
      ...area,
      parents: area.parents.filter((code) => !region || code !== NORTH),
      successors: [...area.successors],
    }))
}

function population(kind: Exclude<PopulationKind, 'month'>): RecipeInput['populations'][number] {
  return {
    id: kind,
    files: [kind === 'population' ? 'population.csv' : `population-${kind}.csv`],
    format: 'csv',
    area: 'area',
    period: 'period',
    sex: 'sex',
    age: 'age',
    count: 'people',
    categories: kind === 'population' ? undefined : { [kind]: { column: kind } },
    ages: quinaryAges.map(({ code }) => code),
    periods: YEARS.map(String),
    areas: ['la', 'region'],
  }
}

/** People by month: those of the middle of the year, for topics that are counted by month. */
const monthly: RecipeInput['populations'][number] = {
  id: 'month',
  files: ['population-month.csv'],
  format: 'csv',
  area: 'area',
  period: 'period',
  count: 'people',
  periods: MONTHS.map(({ code }) => code),
  areas: ['la', 'region'],
}

const group = (at: number) => [...(categoriesOf[at]?.codes ?? [])]

const records: RecipeInput['records'][number] = {
  id: 'records',
  files: ['records-*.csv'],
  format: 'csv',
  person: { column: named('person'), blank: 'drop' },
  area: { column: named('area'), blank: 'drop', unknown: 'drop', ended: 'successor', outOfTime: 'count' },
  date: { column: named('date'), format: 'yyyy-mm-dd' },
  birth: { column: named('born'), format: 'yyyy-mm-dd' },
  sex: { column: named('sex'), codes: { female: ['female'], male: ['male'] }, blank: 'drop', unlisted: 'drop' },
  categories: {
    deprivation: {
      column: named('fifth'),
      codes: { q1: ['1'], q2: ['2'], q3: ['3'], q4: ['4'], q5: ['5'] },
      blank: 'drop',
      unlisted: 'drop',
    },
    ethnicity: {
      column: named('ethnicity'),
      codes: { white: group(0), mixed: group(1), asian: group(2), black: group(3), other: group(4), unknown: ['Z'] },
      blank: { member: 'unknown' },
      unlisted: { member: 'unknown' },
    },
  },
  fields: { topic: named('topic'), outcome: named('outcome') },
  // The generator draws days, not times: two visits of a day are two.
  duplicates: 'keep',
}

function indicator(topic: Topic, region: Region | undefined): RecipeInput['indicators'][number] {
  const { indicator: said, model } = topic
  const ofTopic = { column: 'topic', is: said.id }
  return {
    ...said,
    kind: said.kind === 'published' ? 'rate' : said.kind,
    caveats: [...said.caveats],
    source: 'SYNTHETIC: records made by a computer for this demo. No real person, event or place is described.',
    periodType: topic.monthly ? 'Calendar month' : 'Calendar year',
    breaks: breaksOf(said.id, region),
    count: { records: 'records', where: model.outcome ? { all: [ofTopic, { column: 'outcome', is: '1' }] } : ofTopic },
    outOf: model.outcome ? { records: 'records', where: ofTopic } : null,
    tables: tablePlans.filter((plan) => plan.topic === topic).map((plan) => table(plan, region)),
  }
}

function breaksOf(topic: string, region: Region | undefined): { period: string; why: string }[] {
  const { codingBreak } = truths
  if (topic !== codingBreak.topic || region?.id !== codingBreak.region) return []
  const why = `From ${codingBreak.from} ${region.name} records same-day emergency care apart from admissions: its figures do not compare with those before, nor with other regions’.`
  return [{ period: `${codingBreak.from}`, why }]
}

function table(
  { kind, table: { axes }, topic }: TablePlan,
  region: Region | undefined,
): RecipeInput['indicators'][number]['tables'][number] {
  const parts = axes.map(({ name }) => name)
  const ages = axes.find(({ name }) => name === 'age')?.members
  const inner = parts.filter(isInner)
  return {
    id: kind,
    axes: parts,
    periods: [...(axes.find(({ name }) => name === 'period')?.members ?? [])],
    ages: ages && [...ages],
    sexes: topic.sexes.length > 1 && kind === 'main' ? undefined : [...topic.sexes],
    areas: region ? ['la', 'region'] : ['la'],
    additive: parts,
    population: topic.model.outcome ? 'records' : topic.monthly ? 'month' : kind === 'main' ? 'population' : kind,
    totals: region && kind === 'main' && inner.length > 0 ? [{ id: 'total', over: inner }] : undefined,
  }
}

const isInner = (axis: string) => axis !== 'period' && axis !== 'area'
