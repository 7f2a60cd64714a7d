import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planOf, readRecipe, type RecipeInput } from '../../src/builder'
import { aggregateRecords, type AggregateOptions } from '../../src/builder/aggregate/node'
import type { Area } from '../../src/domain'

type Records = RecipeInput['records'][number]
type Indicator = RecipeInput['indicators'][number]

/** Three places, one of which took the place of a fourth in 2023. */
export const AREAS: RecipeInput['areas'] = {
  list: [
    { code: 'R', name: 'Region', type: 'region' },
    { code: 'A', name: 'Ayton', type: 'place', parents: ['R'] },
    { code: 'B', name: 'Beeton', type: 'place', parents: ['R'], validFrom: '2023-04-01' },
    { code: 'O', name: 'Oldham-by-Sea', type: 'place', validTo: '2023-03-31', successors: ['B'] },
    { code: 'S', name: 'Split', type: 'place', validTo: '2023-03-31', successors: ['A', 'B'] },
    { code: 'X', name: 'Abroad', type: 'country' },
  ],
}

export const RECORDS: Records = {
  id: 'events',
  files: ['events*.csv'],
  format: 'csv',
  person: { column: 'who', blank: 'drop' },
  area: { column: 'place', blank: 'drop', unknown: 'drop', ended: 'successor', outOfTime: 'count' },
  date: { column: 'when', format: 'yyyy-mm-dd' },
  birth: { column: 'born', format: 'yyyy-mm-dd' },
  sex: { column: 'sex', codes: { f: ['F', '2'], m: ['M', '1'] }, blank: 'drop', unlisted: 'drop' },
  categories: {
    group: { column: 'group', codes: { g: ["it's"] }, blank: { member: 'u' }, unlisted: { member: 'u' } },
  },
  fields: { code: 'code', cost: 'cost' },
  duplicates: 'keep',
  most: 1,
}

export const INDICATOR: Indicator = {
  id: 'falls',
  name: 'Falls',
  shortName: 'Falls',
  counts: 'falls',
  among: 'people',
  topic: 'Injury',
  kind: 'rate',
  unit: 'per 1,000',
  multiplier: 1000,
  polarity: 'low-is-good',
  standard: null,
  repeats: 'events',
  definition: 'Falls',
  rationale: '',
  source: '',
  method: '',
  numerator: 'Falls',
  denominator: 'People',
  caveats: [],
  periodType: 'Calendar year',
  count: { records: 'events' },
  tables: [
    {
      id: 'main',
      axes: ['period', 'sex', 'age', 'area'],
      ages: ['0-64', '65+'],
      areas: ['place'],
      additive: ['sex'],
      population: 'population',
    },
  ],
}

/** A whole recipe, small; parts of it may be others. */
export function tinyRecipe({
  records = RECORDS,
  indicators = [INDICATOR],
}: { records?: Records; indicators?: Indicator[] } = {}): RecipeInput {
  return {
    recipe: 1,
    id: 'tiny',
    title: 'Tiny',
    description: '',
    date: '2025-06-30',
    synthetic: true,
    facilities: ['Here'],
    licences: [],
    sources: [],
    contributors: [],
    scoreName: null,
    comparators: ['R'],
    defaultAreaType: 'place',
    notes: [],
    policy: 'controlled-base-5',
    areas: AREAS,
    dimensions: {
      periods: [
        { code: '2022', label: '2022', start: '2022-01-01', end: '2022-12-31', kind: 'calendar' },
        { code: '2023', label: '2023', start: '2023-01-01', end: '2023-12-31', kind: 'calendar' },
        { code: '2022-23', label: '2022 to 2023', start: '2022-01-01', end: '2023-12-31', kind: 'rolling' },
      ],
      sexes: [
        { code: 'f', label: 'Women' },
        { code: 'm', label: 'Men' },
      ],
      ages: [
        { code: '0-64', label: '0 to 64', start: 0, end: 64 },
        { code: '65+', label: '65 and over', start: 65, end: null },
      ],
      categories: [
        {
          id: 'group',
          label: 'Group',
          source: '',
          members: [
            { code: 'g', label: 'G' },
            { code: 'u', label: 'Not known' },
          ],
        },
      ],
      areaTypes: [
        { id: 'place', label: { one: 'place', many: 'places' }, includes: ['place'], means: 'residence' },
        { id: 'region', label: { one: 'region', many: 'regions' }, includes: ['region'], means: 'residence' },
      ],
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
        ages: ['0-64', '65+'],
        areas: ['place'],
      },
    ],
    indicators,
  }
}

/** A record that counts. */
export const GOOD = "p1,A,2022-05-01,1950-01-01,F,it's,W01,10"
export const HEADER = 'who,place,when,born,sex,group,code,cost'

export async function tinyPlan(recipe: RecipeInput) {
  const read = readRecipe(JSON.stringify(recipe))
  return planOf(read, 'list' in read.areas ? (read.areas.list as readonly Area[]) : [])
}

/** Sums files (by name, text or bytes) by a recipe; in one pass where `options` ask for no other. */
export async function built(
  files: Readonly<Record<string, string | Uint8Array>>,
  recipe: RecipeInput = tinyRecipe(),
  options: Partial<AggregateOptions> = {},
) {
  const dir = await mkdtemp(join(tmpdir(), 'cairn-dirty-'))
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content)
    return await aggregateRecords(await tinyPlan(recipe), {
      dir,
      threads: 1,
      memory: '500MB',
      temp: join(dir, 'temp'),
      ...options,
    })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
