import type { Area, Indicator, Question, Release, Table } from '../../src/domain'
import type { DenseTable, Measure } from '../../src/engine/port'
import { STATUS } from '../../src/engine/port'

/** A cell as a spec writes it: a number, a rounded number, hidden, or no cell at all. */
export type Cell = number | { rounded: number } | 'hidden' | 'absent'

export interface TinyTable {
  id: string
  shape?: Table['shape']
  /** Members of each axis, slowest first; areas last. */
  axes: Record<string, readonly string[]>
  /** Cells of each measure in the order of the axes. */
  cells: Record<string, readonly Cell[]>
  additive?: readonly string[]
  populationAges?: Table['populationAges']
  kept?: Table['kept']
  limits?: Table['limits']
}

function place(code: string, name: string, type: string, parents: string[], dates: Partial<Area> = {}): Area {
  const blank = { facility: null, x: null, y: null, score: null, validFrom: null, validTo: null, successors: [] }
  return { code, name, type, parents, ...blank, ...dates }
}

/** Four authorities in two regions of one North; two practices that belong to nobody; an authority that came in 2023. */
export const AREAS: readonly Area[] = [
  place('N', 'North', 'country', []),
  place('E', 'North East', 'region', ['N']),
  place('W', 'North West', 'region', ['N']),
  place('A', 'Ashby', 'unitary', ['E']),
  place('B', 'Brent', 'unitary', ['E']),
  place('C', 'Colby', 'district', ['W']),
  place('D', 'Denby', 'district', ['W'], { validTo: '2022-12-31' }),
  place('D2', 'Denby and Elton', 'unitary', ['W'], { validFrom: '2023-01-01' }),
  place('P1', 'First practice', 'practice', []),
  place('P2', 'Second practice', 'practice', []),
]

const DIMENSIONS: Release['dimensions'] = {
  periods: [
    { code: '2021', label: '2021', start: '2021-01-01', end: '2021-12-31', kind: 'calendar' },
    { code: '2022', label: '2022', start: '2022-01-01', end: '2022-12-31', kind: 'calendar' },
    { code: '2023', label: '2023', start: '2023-01-01', end: '2023-12-31', kind: 'calendar' },
  ],
  sexes: [
    { code: 'persons', label: 'Persons' },
    { code: 'female', label: 'Female' },
    { code: 'male', label: 'Male' },
  ],
  ages: [
    { code: 'all', label: 'All ages', start: 0, end: null },
    { code: '0-64', label: '0 to 64', start: 0, end: 64 },
    { code: '65+', label: '65 and over', start: 65, end: null },
    { code: '65-74', label: '65 to 74', start: 65, end: 74 },
    { code: '75+', label: '75 and over', start: 75, end: null },
  ],
  categories: [
    {
      id: 'deprivation',
      label: 'Deprivation',
      source: 'IMD 2019',
      members: [
        { code: 'most', label: 'most deprived half' },
        { code: 'least', label: 'least deprived half' },
      ],
    },
  ],
  areaTypes: [
    {
      id: 'la',
      label: { one: 'authority', many: 'authorities' },
      includes: ['unitary', 'district'],
      means: 'residence',
    },
    { id: 'region', label: { one: 'region', many: 'regions' }, includes: ['region'], means: 'residence' },
    { id: 'gp', label: { one: 'practice', many: 'practices' }, includes: ['practice'], means: 'registration' },
  ],
}

export function tinyIndicator(changes: Partial<Indicator> = {}): Indicator {
  return {
    id: 'falls',
    name: 'Falls',
    shortName: 'Falls',
    counts: 'falls',
    among: 'people',
    topic: 'Frailty',
    kind: 'proportion',
    recompute: null,
    unit: '%',
    multiplier: 100,
    polarity: 'low-is-good',
    standard: null,
    repeats: 'persons',
    dispersion: 1,
    definition: '',
    rationale: '',
    source: 'Made up',
    method: '',
    numerator: '',
    denominator: '',
    caveats: [],
    disclosure: '',
    periodType: 'Calendar',
    tables: ['t'],
    breaks: [],
    ...changes,
  }
}

function descriptor(table: TinyTable): Table {
  const { id, shape = 'counts', axes, cells, additive = [], populationAges = null, kept = [], limits = {} } = table
  return {
    id,
    path: `${id}.parquet`,
    shape,
    axes: Object.entries(axes).map(([name, members]) => ({ name, members })),
    ownPopulation: shape === 'counts' && 'population' in cells,
    additive,
    populationAges,
    kept,
    limits,
  }
}

function measure(cells: readonly Cell[], whole: boolean): Measure {
  const number = (cell: Cell) =>
    typeof cell === 'number' ? cell : typeof cell === 'object' ? cell.rounded : whole ? 0 : NaN
  const level = (cell: Cell) =>
    typeof cell === 'number'
      ? STATUS.shown
      : typeof cell === 'object'
        ? STATUS.rounded
        : cell === 'hidden'
          ? STATUS.hidden
          : STATUS.absent
  const status = Uint8Array.from(cells, level)
  const values = whole ? Int32Array.from(cells, number) : Float64Array.from(cells, number)
  return { values, status: status.some((one) => one !== STATUS.shown) ? status : null }
}

export function denseTable({ id, shape = 'counts', axes, cells }: TinyTable): DenseTable {
  const sizes = Object.entries(axes).map(([name, members]) => ({ name, size: members.length }))
  const measures = Object.entries(cells).map(([name, list]) => [name, measure(list, shape !== 'published')] as const)
  return { id, axes: sizes, measures: Object.fromEntries(measures) }
}

export function tinyRelease(indicators: readonly Indicator[], tables: readonly TinyTable[], areas = AREAS): Release {
  return {
    id: 'tiny',
    title: 'Tiny release',
    description: '',
    date: '2026-01-01',
    identity: '0'.repeat(64),
    synthetic: true,
    protection: { kind: 'already-public', by: 'demo', label: 'Made up' },
    facilities: ['Nowhere'],
    parts: [],
    review: null,
    licences: [],
    sources: [],
    contributors: [],
    scoreName: null,
    dimensions: DIMENSIONS,
    areas,
    indicators,
    tables: tables.map(descriptor),
    boundaries: null,
    layout: null,
    summary: null,
    comparators: ['N'],
    defaultAreaType: 'la',
    notes: [],
  }
}

export function ask(changes: Partial<Question> = {}): Question {
  return {
    release: 'tiny',
    indicator: 'falls',
    areaType: 'la',
    within: null,
    period: '2022',
    sex: 'persons',
    ages: [],
    category: null,
    comparator: { kind: 'area', code: 'N' },
    rule: 'overlap',
    chosen: [],
    ...changes,
  }
}
