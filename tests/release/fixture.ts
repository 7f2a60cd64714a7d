import type { Area, Indicator } from '../../src/domain'
import type { Descriptor } from '../../src/release/descriptor'
import { alreadyPublic } from '../../src/release/draft'
import type { AlreadyPublic, DraftTable, ReleaseDraft } from '../../src/release/draft'

/** Whole numbers that look like counts, the same in each run. */
export function* scatter(seed = 1): Generator<number, never> {
  for (let state = seed >>> 0; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

export interface Size {
  areas: number
  periods: number
  ages: number
}

export function area(code: string, over: Partial<Area> = {}): Area {
  const known = {
    name: `Place ${code}`,
    type: 'district',
    parents: ['R1'],
    facility: null,
    x: null,
    y: null,
    score: null,
  }
  return { code, ...known, validFrom: null, validTo: null, successors: [], ...over }
}

export function indicator(id: string, over: Partial<Indicator> = {}): Indicator {
  return {
    id,
    name: `${id} in full`,
    shortName: id,
    counts: 'admissions',
    among: 'people',
    topic: 'Lungs',
    kind: 'dsr',
    recompute: null,
    unit: 'per 100,000 people',
    multiplier: 100000,
    polarity: 'low-is-good',
    standard: 'ESP2013',
    repeats: 'events',
    dispersion: 1.2,
    definition: 'Emergency admissions.',
    rationale: 'They can be avoided.',
    source: 'Made up.',
    method: 'Directly standardised.',
    numerator: 'Admissions.',
    denominator: 'Residents.',
    caveats: [],
    disclosure: 'Already public.',
    periodType: 'Calendar year',
    tables: [`${id}.main`],
    breaks: [],
    ...over,
  }
}

const range = (length: number): number[] => Array.from({ length }, (_, at) => at)

/** A draft with shared populations, a table of counts (some hidden) and an as-published table (some blank). */
export function draftOf({ areas, periods, ages }: Size = { areas: 3, periods: 2, ages: 4 }): ReleaseDraft {
  const codes = range(areas).map((at) => `E${String(7000001 + at).padStart(8, '0')}`)
  const axes = {
    period: range(periods).map((at) => `${2015 + at}`),
    sex: ['female', 'male'],
    age: range(ages).map((at) => `${at * 5}-${at * 5 + 4}`),
    area: codes,
  }
  const axesOf = (...names: (keyof typeof axes)[]) => names.map((name) => ({ name, members: axes[name] }))
  const rows = areas * periods * 2 * ages
  return {
    id: 'test',
    title: 'A release for tests',
    description: 'Made up.',
    date: '2025-03-31',
    synthetic: true,
    protection: { kind: 'already-public', by: 'nobody', label: 'made up' },
    facilities: ['Testshire'],
    parts: [],
    review: null,
    licences: [
      {
        title: 'Open Government Licence v3.0',
        path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/',
      },
    ],
    sources: [{ title: 'Nobody' }],
    contributors: [{ title: 'A test' }],
    scoreName: 'Index of Multiple Deprivation 2019',
    dimensions: {
      periods: axes.period.map((code) => ({
        code,
        label: code,
        start: `${code}-01-01`,
        end: `${code}-12-31`,
        kind: 'calendar',
      })),
      sexes: axes.sex.map((code) => ({ code, label: code })),
      ages: axes.age.map((code, at) => ({ code, label: code, start: at * 5, end: at * 5 + 4 })),
      categories: [],
      areaTypes: [
        { id: 'ltla', label: { one: 'authority', many: 'authorities' }, includes: ['district'], means: 'residence' },
      ],
    },
    areas: [
      ...codes.map((code, at) =>
        area(code, { x: -2.2 + at / 100, y: 53.4, score: 20 + (at % 30), facility: 'Testshire' }),
      ),
      area('R1', { name: 'The Region', type: 'region', parents: [], validFrom: '1974-04-01' }),
      area('OLD', { validTo: '2023-03-31', type: 'former', successors: codes.slice(0, 2) }),
    ],
    indicators: [
      indicator('copd'),
      indicator('smoking', { kind: 'published', recompute: 'proportion', tables: ['smoking.main'] }),
    ],
    tables: [
      { ...counted('population', rows, 3), axes: axesOf('period', 'sex', 'age', 'area'), shape: 'population' },
      { ...counted('copd.main', rows, 9), axes: axesOf('period', 'sex', 'age', 'area') },
      published('smoking.main', areas * periods, axesOf('period', 'area')),
    ],
    boundaries: null,
    layout: { layout: 'odd-r', hexes: Object.fromEntries(codes.map((code, at) => [code, { q: at, r: 0 }])) },
    comparators: ['R1'],
    defaultAreaType: 'ltla',
    notes: ['Two rows appeared twice; the later one was kept.'],
  }
}

function counted(id: string, rows: number, seed: number): DraftTable {
  const random = scatter(seed)
  const population = id === 'population'
  const values = Int32Array.from(range(rows), () => Math.floor(random.next().value * (population ? 9000 : 40)))
  const status = Uint8Array.from(values, (value) => (!population && value > 0 && value < 8 ? 2 : 0))
  values.forEach((_, row) => status[row] === 2 && (values[row] = 0))
  const measures: DraftTable['measures'] = population
    ? { population: { values, status: null } }
    : { count: { values, status } }
  const additive = ['period', 'sex', 'age', 'area']
  return {
    id,
    shape: 'counts',
    axes: [],
    ownPopulation: false,
    additive,
    populationAges: null,
    kept: [],
    limits: {},
    measures,
  }
}

function published(id: string, rows: number, axes: DraftTable['axes']): DraftTable {
  const random = scatter(5)
  const status = Uint8Array.from(range(rows), (row) => (row === 1 ? 3 : 0))
  const column = () => ({
    values: Float64Array.from(status, (mark) => (mark ? NaN : random.next().value * 100)),
    status,
  })
  const measures = {
    value: column(),
    lower95: column(),
    upper95: column(),
    lower998: { values: new Float64Array(rows).fill(NaN), status },
    upper998: { values: new Float64Array(rows).fill(NaN), status },
    count: column(),
    denominator: column(),
  }
  const cellNotes = range(rows).map((row) => (row === 1 ? 'Value missing' : null))
  return {
    id,
    shape: 'published',
    axes,
    ownPopulation: false,
    additive: [],
    populationAges: null,
    kept: [],
    limits: {},
    measures,
    cellNotes,
  }
}

export function safe(draft: ReleaseDraft): AlreadyPublic<ReleaseDraft> {
  return alreadyPublic(draft, 'a test')
}

export function descriptorOf(files: ReadonlyMap<string, Uint8Array>): Descriptor {
  return JSON.parse(new TextDecoder().decode(files.get('datapackage.json'))) as Descriptor
}

/** The files with a descriptor that is changed by hand, as anybody can who holds the folder. */
export function withDescriptor(
  files: ReadonlyMap<string, Uint8Array>,
  change: (descriptor: Descriptor) => void,
): Map<string, Uint8Array> {
  const descriptor = descriptorOf(files)
  change(descriptor)
  return new Map([...files, ['datapackage.json', new TextEncoder().encode(JSON.stringify(descriptor))]])
}
