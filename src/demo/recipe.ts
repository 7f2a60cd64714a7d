import type { RecipeInput } from '../builder'
import { demoAreas, demoDimensions } from './dimensions'
import { regions, NORTH } from './places'
import { tablePlans, type TablePlan } from './tables'
import type { Topic } from './topic'
import { topics } from './topics'
import type { RECORD_COLUMNS } from './recordsCsv'
import { categoriesOf } from './ethnicity'
import { quinaryAges } from './ages'

type Column = (typeof RECORD_COLUMNS)[number]
const named = (column: Column): Column => column

/** The recipe for the demo's records as `cairn demo --records` writes them, and its populations beside them. */
export function demoRecipe({ policy = 'controlled-base-5' }: { policy?: string } = {}): RecipeInput {
  const { periods, sexes, ages, categories, areaTypes } = demoDimensions()
  return {
    recipe: 1,
    id: 'demo-north',
    title: 'SYNTHETIC demo: health and care in the North',
    description:
      'Twelve topics for the 62 local authorities of the North of England, 2015 to 2024, from made-up records.',
    date: '2026-03-01',
    synthetic: true,
    facilities: regions.map(({ facility }) => facility),
    licences: [{ title: 'Creative Commons Zero 1.0', path: 'https://creativecommons.org/publicdomain/zero/1.0/' }],
    sources: [{ title: 'Synthetic records made by Cairn’s demo generator; no real record was used' }],
    contributors: [{ title: 'Cairn' }],
    scoreName: 'Made-up deprivation score, 2023 (rounded, in the manner of the Index of Multiple Deprivation)',
    comparators: [NORTH, ...regions.map(({ code }) => code)],
    defaultAreaType: 'la',
    notes: [],
    policy,
    areas: {
      list: demoAreas().map((area) => ({ ...area, parents: [...area.parents], successors: [...area.successors] })),
    },
    dimensions: {
      periods: [...periods],
      sexes: [...sexes],
      ages: [...ages],
      categories: categories.map((type) => ({ ...type, members: [...type.members] })),
      areaTypes: areaTypes.map((type) => ({ ...type, includes: [...type.includes] })),
    },
    records: [records],
    populations: [
      {
        id: 'population',
        files: ['population.csv'],
        format: 'csv',
        area: 'area',
        period: 'period',
        sex: 'sex',
        age: 'age',
        count: 'people',
        ages: quinaryAges.map(({ code }) => code),
        areas: ['la'],
      },
      ...(['deprivation', 'ethnicity'] as const).map((kind) => ({
        id: kind,
        files: [`population-${kind}.csv`],
        format: 'csv' as const,
        area: 'area',
        period: 'period',
        sex: 'sex',
        age: 'age',
        count: 'people',
        categories: { [kind]: { column: kind } },
        ages: quinaryAges.map(({ code }) => code),
        areas: ['la'],
      })),
    ],
    indicators: topics.map(indicator),
  }
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

function indicator(topic: Topic): RecipeInput['indicators'][number] {
  const { indicator: said, model } = topic
  const ofTopic = { column: 'topic', is: said.id }
  return {
    ...said,
    kind: said.kind === 'published' ? 'rate' : said.kind,
    caveats: [...said.caveats],
    source: 'SYNTHETIC: records made by a computer for this demo. No real person, event or place is described.',
    periodType: 'Calendar year',
    count: { records: 'records', where: model.outcome ? { all: [ofTopic, { column: 'outcome', is: '1' }] } : ofTopic },
    outOf: model.outcome ? { records: 'records', where: ofTopic } : null,
    tables: tablePlans.filter((plan) => plan.topic === topic).map(table),
  }
}

function table({ kind, table, topic }: TablePlan): RecipeInput['indicators'][number]['tables'][number] {
  const of = (name: string) => table.axes.find((axis) => axis.name === name)?.members
  const sexes = of('sex')
  return {
    id: kind,
    axes: table.axes.map(({ name }) => name),
    ages: [...(of('age') ?? [])],
    ...(sexes ? { sexes: [...sexes] } : {}),
    areas: ['la'],
    additive: [...table.additive],
    population: topic.model.outcome ? 'records' : kind === 'main' ? 'population' : kind,
  }
}
