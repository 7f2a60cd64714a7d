import { publicRules } from '../../src/disclosure/policy'
import { preset } from '../../src/disclosure/presets'
import type { FacilityRules, Release } from '../../src/domain'
import type { Spec } from './spec'
import { spec } from './spec'
import type { Cell, TinyTable } from './tiny'
import { AREAS } from './tiny'

const rules = (facility: string, changes: Partial<FacilityRules>): FacilityRules => ({
  ...publicRules(preset('controlled-5'), facility),
  ...changes,
})

/** The East rounds all counts together with their sums; the West hides counts under 10 and rounds each by itself. */
const facilityOf = (code: string) =>
  ({ E: 'East', A: 'East', B: 'East', W: 'West', C: 'West', D: 'West' })[code] ?? null
const release: Partial<Release> = {
  areas: AREAS.map((area) => ({ ...area, facility: facilityOf(area.code) })),
  protection: {
    kind: 'protected',
    label: 'two ways',
    rules: [rules('East', {}), rules('West', { method: 'hide-and-round', hideTo: 9, zerosShown: true })],
  },
}
const r = (rounded: number): Cell => ({ rounded })
const rate = { kind: 'rate', multiplier: 100 } as const
const dsr = { kind: 'dsr', standard: 'ESP2013', multiplier: 100 } as const

/** One number an area. */
const plain = {
  id: 't',
  axes: { period: ['2022'], area: ['A', 'B', 'C', 'D'] },
  additive: ['area'],
  kept: ['area'],
  cells: { count: [r(20), r(40), r(25), r(30)], population: [100, 200, 200, 300] },
}

/** Two ages; in Colby the younger is hidden, and a total is released for the West. */
const byAge = (older: number, total: number): TinyTable[] => [
  {
    id: 't',
    axes: { period: ['2022'], age: ['0-64', '65+'], area: ['A', 'C'] },
    additive: ['age', 'area'],
    kept: ['age', 'area'],
    cells: {
      count: [r(30), 'hidden', r(40), r(older)] as Cell[],
      population: [900, 900, 100, 100],
    },
  },
  {
    id: 'total',
    axes: { period: ['2022'], area: ['C'] },
    additive: ['area'],
    cells: { count: [r(total)], population: [1000] },
  },
]

export const protectionSpecs: Spec[] = [
  spec(
    'a count rounded together with its sums has the error of one cell in its interval, and no more than can be',
    { indicator: rate, tables: [plain], release },
    {
      estimates: {
        A: {
          status: 'rounded',
          value: 20,
          interval95: { lower: 11.458658827770476, upper: 31.440374236957666 },
          interval998: { lower: 8.222720711401335, upper: 38.522108777324334 },
          protection: { cells: 1, rounded: 1, estimated: 0, share: 0, fromTotal: false, error: Math.sqrt(3.2) },
        },
        C: { value: 12.5, protection: { error: Math.sqrt(2) / 2 } },
      },
      // Two authorities of the East, rounded together, err like one cell; the West’s two each like their own.
      comparator: { count: 115, protection: { cells: 4, rounded: 4, error: Math.sqrt(3.2 + 4) / 8 } },
      note: /intervals, verdicts and tests count the error/,
    },
  ),
  spec(
    'sums over part of a kept axis gather errors, but never more than those of the rest',
    {
      indicator: rate,
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], age: ['0-64', '65-74', '75+'], area: ['A', 'B'] },
          additive: ['age', 'area'],
          kept: ['age'],
          cells: { count: [10, 20, 15, 25, 30, 40].map(r), population: [100, 100, 100, 100, 100, 100] },
        },
      ],
      question: { ages: ['65-74', '75+'] },
      release,
    },
    { estimates: { A: { count: 45, protection: { rounded: 2, error: Math.sqrt((3.2 * 4) / 3) / 2 } } } },
  ),
  spec(
    'a count that hides a part is its released total: nothing is estimated',
    { indicator: rate, tables: byAge(25, 30), release },
    {
      estimates: {
        A: { count: 70, protection: { error: Math.sqrt(3.2) / 10 } },
        C: { count: 30, value: 3, status: 'rounded', protection: { estimated: 0, share: 0, error: Math.sqrt(2) / 10 } },
      },
    },
  ),
  spec(
    'a standardised rate that hides an age takes what the total leaves for it, and says so',
    { indicator: dsr, tables: byAge(25, 30), release },
    {
      estimates: {
        C: {
          count: 30,
          status: 'rounded',
          value: 80.5 * (5 / 900) + 19.5 * (25 / 100),
          protection: {
            cells: 2,
            rounded: 1,
            estimated: 1,
            share: 1 / 6,
            fromTotal: true,
            error: Math.sqrt(2 * ((80.5 / 900) ** 2 + (0.195 - 80.5 / 900) ** 2)),
          },
        },
      },
      note: /1 area is partly estimated/,
    },
  ),
  spec(
    'where more than a third of a count would be an estimate it stays hidden',
    { indicator: dsr, tables: byAge(15, 30), release },
    {
      estimates: {
        A: { status: 'rounded' },
        C: {
          status: 'hidden',
          hidden: 'groups',
          value: null,
          count: 30,
          population: 1000,
          why: 'too many of its groups are hidden to give a value',
        },
      },
      note: /1 area is shown without a value: the count was released/,
    },
  ),
  spec(
    'without a total a hidden cell counts as the middle of what it may be',
    { indicator: rate, tables: byAge(25, 30).slice(0, 1), release },
    {
      estimates: {
        C: {
          count: 30,
          value: 3,
          protection: { estimated: 1, share: 1 / 6, fromTotal: false, error: Math.sqrt(2 + 80 / 12) / 10 },
        },
      },
    },
  ),
  spec(
    'a part of the ages is not the total, and stays hidden where it is too much of an estimate',
    { indicator: rate, tables: byAge(25, 30), question: { ages: ['0-64'] }, release },
    { estimates: { A: { count: 30 }, C: { status: 'hidden', hidden: 'count', value: null, count: null } } },
  ),
  spec(
    'fifteen events once rounded are too few for a standardised rate',
    {
      indicator: dsr,
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], age: ['0-64', '65+'], area: ['A', 'B'] },
          kept: ['age'],
          cells: { count: [5, 10, 5, 10].map(r), population: [900, 900, 100, 100] },
        },
      ],
      release,
    },
    {
      estimates: {
        A: { status: 'unreliable', why: 'fewer than 15 events once rounded: too few for a rate' },
        B: { count: 20 },
      },
      note: /fewer than 15 events once rounded/,
    },
  ),
  spec(
    'regions with rows of their own are read, and the North is made of them',
    {
      indicator: rate,
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], area: ['A', 'B', 'C', 'D', 'E', 'W'] },
          additive: ['area'],
          kept: ['area'],
          cells: {
            count: [20, 40, 25, 30, 65, 55].map(r),
            population: [100, 200, 200, 300, 300, 500],
          },
        },
      ],
      release,
    },
    {
      comparator: { count: 120, population: 800, protection: { cells: 2, error: Math.sqrt(3.2 + 2) / 8 } },
      note: /The North is the sum of its 2 regions/,
    },
  ),
  spec(
    'a region with a row of its own is not the sum of its parts',
    {
      indicator: rate,
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], area: ['A', 'B', 'C', 'D', 'E', 'W'] },
          additive: ['area'],
          cells: {
            count: [20, 40, 25, 30, 65, 55].map(r),
            population: [100, 200, 200, 300, 300, 500],
          },
        },
      ],
      question: { areaType: 'region' },
      release,
    },
    { estimates: { E: { count: 65, protection: { cells: 1 } }, W: { count: 55 } }, comparator: { count: 120 } },
  ),
  spec(
    'cases may seem more than people where each was rounded by itself: they are then all',
    {
      tables: [{ ...plain, cells: { count: [r(20), r(40), r(15), r(30)], population: [100, 200, 13, 300] } }],
      release,
    },
    { estimates: { C: { value: 100, interval95: { upper: 100 } } } },
  ),
]
