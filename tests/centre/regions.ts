import { publicRules } from '../../src/disclosure/policy'
import { preset } from '../../src/disclosure/presets'
import type { Area, FacilityRules, Indicator, Table } from '../../src/domain'
import { memorySource, openRelease } from '../../src/release'
import type { DecodedMeasure, DraftTable, OpenRelease, ReleaseDraft } from '../../src/release'
import { markSafe } from '../../src/release/draft'
import { writeRelease } from '../../src/release/write'
import { area, indicator } from '../release/fixture'

const RULES: FacilityRules = {
  ...publicRules(preset('controlled-5'), ''),
  policy: 'base-5',
  label: 'Rounded to 5',
  groupDisclosureApproved: true,
}

export interface RegionInput {
  word: string
  name: string
  /** Codes of its places; counts follow from their position, `count` of the base. */
  places: readonly string[]
  periods?: readonly string[]
  /** Published count of one cell of one place; its region's is the sum. */
  count?: (cell: number, place: number) => number
  rules?: Partial<FacilityRules>
  indicators?: readonly Indicator[]
  over?: (draft: ReleaseDraft) => ReleaseDraft
}

export const falls = (over: Partial<Indicator> = {}): Indicator =>
  indicator('falls', { kind: 'rate', standard: null, dispersion: 1.1, ...over })

const AGES = ['0-64', '65+']

/** A region's release: places and the region stored, by period and age, counts and people; rounded so that sums are kept. */
export function regionDraft(input: RegionInput): ReleaseDraft {
  const { word, name, places, rules = {}, indicators = [falls()], over = (draft) => draft } = input
  const { periods = ['2022', '2023'], count = (cell, place) => 20 + 5 * ((cell + place) % 4) } = input
  const facility = `${name} facility`
  const region = `R-${word}`
  const axes = [
    { name: 'period', members: periods },
    { name: 'age', members: AGES },
    { name: 'area', members: [...places, region] },
  ]
  const controlled = (rules.method ?? RULES.method) === 'controlled-rounding'
  const counts = (id: string): DraftTable => ({
    ...table(id, 'counts', axes),
    kept: controlled ? ['age', 'area'] : [],
    measures: { count: plane(axes, count, 1) },
  })
  const tables = indicators.flatMap((one) => one.tables.map(counts))
  return over({
    id: `demo-${word}`,
    title: `Care in ${name}`,
    description: 'Made up.',
    date: '2025-03-31',
    synthetic: true,
    protection: { kind: 'protected', label: 'Rounded', rules: [{ ...RULES, facility, ...rules }] },
    facilities: [facility],
    parts: [],
    review: word === 'a' ? '2031-01-01' : '2030-01-01',
    licences: [{ title: 'CC0', path: 'https://example.org/cc0' }],
    sources: [{ title: 'Nobody' }],
    contributors: [],
    scoreName: 'Score 2023',
    dimensions: {
      periods: periods.map((code) => ({ code, label: code, start: `${code}-01-01`, end: `${code}-12-31`, kind: 'calendar' })), // prettier-ignore
      sexes: [{ code: 'persons', label: 'Everybody' }],
      ages: [
        { code: '0-64', label: '0 to 64', start: 0, end: 64 },
        { code: '65+', label: '65 and over', start: 65, end: null },
      ],
      categories: [],
      areaTypes: [
        { id: 'place', label: { one: 'place', many: 'places' }, includes: ['place'], means: 'residence' },
        { id: 'region', label: { one: 'region', many: 'regions' }, includes: ['region'], means: 'residence' },
      ],
    },
    areas: [
      areaOf(region, 'region', [], facility, name),
      ...places.map((code) => areaOf(code, 'place', [region], facility)),
    ],
    indicators,
    tables: [{ ...table('population', 'population', axes), additive: ['age', 'area'], measures: { population: plane(axes, () => 5000, 0) } }, ...tables], // prettier-ignore
    boundaries: null,
    layout: {
      layout: 'odd-r',
      hexes: Object.fromEntries(places.map((code, at) => [code, { q: at, r: word.charCodeAt(0) }])),
    },
    comparators: [region],
    defaultAreaType: 'place',
    notes: ['Made by a test.', `Made for ${name}.`],
  })
}

const areaOf = (code: string, type: string, parents: string[], facility: string, name = `Place ${code}`): Area =>
  area(code, { name, type, parents, facility, score: 10 })

type Axes = Table['axes']

function table(id: string, shape: Table['shape'], axes: Axes): Omit<DraftTable, 'measures'> {
  const additive = axes.map(({ name }) => name)
  const populationAges = shape === 'counts' ? Object.fromEntries(AGES.map((age) => [age, [age]])) : null
  return { id, shape, axes, ownPopulation: false, additive, populationAges, kept: [], limits: {} }
}

/** Places by `of`, the region their sum. */
function plane(axes: Axes, of: (cell: number, place: number) => number, status: number): DecodedMeasure {
  const areas = axes.at(-1)!.members.length
  const rows = axes.reduce((product, { members }) => product * members.length, 1)
  const values = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const place = row % areas
    values[row] = place < areas - 1 ? of(Math.floor(row / areas), place) : values.subarray(row - place, row).reduce((a, b) => a + b, 0) // prettier-ignore
  }
  return { values, status: status === 0 ? null : new Uint8Array(rows).fill(status) }
}

export const written = (input: RegionInput) => writeRelease(markSafe(regionDraft(input)))

export const opened = async (input: RegionInput): Promise<OpenRelease> =>
  openRelease(memorySource(await written(input), input.word))

export const A: RegionInput = { word: 'a', name: 'Ashire', places: ['A1', 'A2'] }
export const B: RegionInput = { word: 'b', name: 'Beeshire', places: ['B1', 'B2', 'B3'] }
export const C: RegionInput = { word: 'c', name: 'Seashire', places: ['C1'] }

export const OPTIONS = { id: 'demo-all', title: 'All', description: 'All of them.', date: '2025-04-30' }
export const TOP = { code: 'T', name: 'the Whole', type: 'whole' }
