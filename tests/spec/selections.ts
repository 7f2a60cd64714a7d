import type { Spec } from './spec'
import { spec } from './spec'

const AREA = ['A', 'B']

/** Women then men; young then old; Ashby then Brent. Two years, the second of which doubles the first's people. */
const FULL = {
  id: 't',
  axes: { period: ['2021', '2022'], sex: ['female', 'male'], age: ['0-64', '65+'], area: AREA },
  additive: ['sex', 'age'],
  cells: {
    count: [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18],
    population: [...Array<number>(8).fill(100), ...Array<number>(8).fill(200)],
  },
}
const SPLIT = {
  id: 'd',
  axes: { period: ['2022'], deprivation: ['most', 'least'], area: AREA },
  cells: { count: [9, 8, 1, 2], population: [50, 50, 50, 50] },
}
const PEOPLE = {
  id: 'population',
  shape: 'population' as const,
  axes: { period: ['2022'], age: ['0-64', '65-74', '75+'], sex: ['male', 'female'], area: ['B', 'A'] },
  additive: ['sex', 'age'],
  // Men then women of each age; Brent before Ashby.
  cells: { population: [300, 100, 310, 110, 30, 10, 31, 11, 20, 5, 21, 6] },
}
const WITHOUT_PEOPLE = {
  id: 't',
  axes: { period: ['2022'], sex: ['female', 'male'], age: ['0-64', '65+'], area: AREA },
  additive: ['sex', 'age'],
  populationAges: { '0-64': ['0-64'], '65+': ['65-74', '75+'] },
  cells: { count: [1, 2, 3, 4, 5, 6, 7, 8] },
}

export const selectionSpecs: Spec[] = [
  spec(
    'everybody is both sexes and all ages added up',
    { tables: [FULL] },
    {
      estimates: { A: { count: 11 + 13 + 15 + 17, population: 800 }, B: { count: 12 + 14 + 16 + 18 } },
      context: { sexLabel: 'women and men', ageLabel: 'all ages' },
    },
  ),
  spec(
    'an earlier period is its own',
    { tables: [FULL], question: { period: '2021' } },
    {
      estimates: { A: { count: 1 + 3 + 5 + 7, population: 400 } },
      context: { periodLabel: '2021' },
    },
  ),
  spec(
    'women alone',
    { tables: [FULL], question: { sex: 'female' } },
    {
      estimates: { A: { count: 11 + 13, population: 400 }, B: { count: 12 + 14 } },
      context: { sexLabel: 'women' },
    },
  ),
  spec(
    'men of one age',
    { tables: [FULL], question: { sex: 'male', ages: ['65+'] } },
    {
      estimates: { A: { count: 17, population: 200 }, B: { count: 18 } },
      context: { sexLabel: 'men', ageLabel: 'aged 65 and over' },
    },
  ),
  spec(
    'two ages chosen one by one are the same as all',
    { tables: [FULL], question: { ages: ['0-64', '65+'] } },
    {
      estimates: { A: { count: 56, population: 800 } },
      context: { ageLabel: 'all ages' },
    },
  ),
  spec(
    'a stored total is read instead of adding up what lies beside it',
    {
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], sex: ['persons', 'female', 'male'], age: ['all', '0-64', '65+'], area: ['A'] },
          additive: ['sex', 'age'],
          cells: { count: [60, 40, 20, 30, 20, 10, 30, 20, 10], population: Array<number>(9).fill(100) },
        },
      ],
    },
    { estimates: { A: { count: 60, population: 100, value: 60 } } },
  ),
  spec(
    'one deprivation group is read from the table divided by it',
    { tables: [FULL, SPLIT], question: { category: { type: 'deprivation', member: 'most' } } },
    {
      estimates: { A: { count: 9, population: 50, value: 18 }, B: { count: 8 } },
      context: { categoryLabel: 'most deprived half' },
    },
  ),
  spec(
    'a table divided by deprivation does not serve where no group is chosen',
    { tables: [SPLIT] },
    { refused: /only by deprivation/ },
  ),
  spec(
    'people come from the table of people where an indicator brings none',
    { tables: [WITHOUT_PEOPLE, PEOPLE], question: { sex: 'female' } },
    {
      // Ashby's women: 110 young, 11 + 6 old. Brent's: 310, 31 + 21.
      estimates: { A: { count: 4, population: 127 }, B: { count: 6, population: 362 } },
    },
  ),
  spec(
    'age groups of the counts take in several of the people’s',
    { tables: [WITHOUT_PEOPLE, PEOPLE], question: { sex: 'persons', ages: ['65+'] } },
    {
      estimates: {
        A: { count: 3 + 7, population: 10 + 11 + 5 + 6 },
        B: { count: 4 + 8, population: 30 + 31 + 20 + 21 },
      },
    },
  ),
  spec(
    'strata of counts and of people are matched though their tables are laid out differently',
    {
      indicator: { kind: 'dsr', standard: 'ESP2013', multiplier: 1000 },
      tables: [{ ...WITHOUT_PEOPLE, cells: { count: [10, 20, 30, 40, 50, 60, 70, 80] } }, PEOPLE],
    },
    {
      // Ashby: young (10 + 50)∕(100 + 110), old (30 + 70)∕(10 + 11 + 5 + 6).
      estimates: { A: { value: 1000 * (0.805 * (60 / 210) + 0.195 * (100 / 32)), count: 160, population: 242 } },
    },
  ),
  spec(
    'ages that a table does not add up must be chosen one at a time',
    { tables: [{ ...FULL, additive: ['sex'] }] },
    { refused: /cannot be added up/ },
  ),
  spec(
    'a period that is not held is refused',
    { tables: [FULL], question: { period: '2023' } },
    { refused: /no figures for 2023/ },
  ),
  spec(
    'sexes that are not kept apart are refused',
    {
      tables: [{ id: 't', axes: { period: ['2022'], area: ['A'] }, cells: { count: [1], population: [2] } }],
      question: { sex: 'male' },
    },
    { refused: /not divided by sex/ },
  ),
  spec(
    'an area type without figures is refused',
    { tables: [FULL], question: { areaType: 'gp' } },
    { refused: /no figures for practices/ },
  ),
  spec(
    'an authority that came in 2023 is not counted beside the one that it replaced',
    {
      tables: [
        {
          id: 't',
          axes: { period: ['2022', '2023'], area: ['C', 'D', 'D2'] },
          cells: { count: [1, 2, 3, 4, 5, 6], population: [10, 10, 10, 10, 10, 10] },
        },
      ],
    },
    { areas: ['C', 'D'], comparator: { count: 3, population: 20 } },
  ),
  spec(
    'nor the other way round',
    {
      tables: [
        {
          id: 't',
          axes: { period: ['2022', '2023'], area: ['C', 'D', 'D2'] },
          cells: { count: [1, 2, 3, 4, 5, 6], population: [10, 10, 10, 10, 10, 10] },
        },
      ],
      question: { period: '2023' },
    },
    { areas: ['C', 'D2'], comparator: { count: 10, population: 20 } },
  ),
]
