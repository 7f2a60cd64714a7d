import { describe, expect, it } from 'vitest'
import type { Area, Indicator, Release, Table } from '../../src/domain'
import { ageSelection, ageSpans, overviewQuestionOf, resolveView, START } from '../../src/view'

const area = (code: string, type: string, parents: string[] = []): Area => ({
  code,
  name: code,
  type,
  parents,
  facility: null,
  x: null,
  y: null,
  score: null,
  validFrom: null,
  validTo: null,
  successors: [],
})
const bands = [
  { code: '0-14', label: '0–14', start: 0, end: 14 },
  { code: '15-64', label: '15–64', start: 15, end: 64 },
  { code: '65-84', label: '65–84', start: 65, end: 84 },
  { code: '85+', label: '85+', start: 85, end: null },
]
const table = (id: string, extra: string | null, additive: string[]): Table => ({
  id,
  path: `cells/${id}.parquet`,
  shape: 'counts',
  ownPopulation: false,
  additive,
  populationAges: null,
  kept: [],
  limits: {},
  axes: [
    { name: 'period', members: ['2022', '2023'] },
    { name: 'sex', members: ['female', 'male'] },
    { name: 'age', members: bands.map((band) => band.code) },
    ...(extra ? [{ name: extra, members: ['q1', 'q2'] }] : []),
    { name: 'area', members: ['A1', 'A2'] },
  ],
})
const indicator = (id: string, tables: string[]) =>
  ({ id, name: id, shortName: `${id} admissions`, tables }) as unknown as Indicator
const release = {
  id: 'r',
  comparators: ['N', 'R1'],
  defaultAreaType: 'la',
  areas: [
    area('N', 'north'),
    area('R1', 'region', ['N']),
    area('A1', 'unitary', ['R1']),
    area('A2', 'unitary', ['R1']),
    area('P1', 'practice'),
  ],
  indicators: [indicator('copd', ['copd.main', 'copd.deprivation']), indicator('falls', ['falls.main'])],
  tables: [
    table('copd.main', null, ['sex', 'age']),
    table('copd.deprivation', 'deprivation', ['sex']),
    table('falls.main', null, []),
  ],
  dimensions: {
    periods: ['2022', '2023'].map((code) => ({
      code,
      label: code,
      start: `${code}-01-01`,
      end: `${code}-12-31`,
      kind: 'calendar',
    })),
    sexes: [],
    ages: bands,
    categories: [],
    areaTypes: [
      { id: 'la', label: { one: 'authority', many: 'authorities' }, includes: ['unitary'], means: 'residence' },
      { id: 'practice', label: { one: 'practice', many: 'practices' }, includes: ['practice'], means: 'registration' },
    ],
  },
} as unknown as Release

describe('resolveView', () => {
  it('fills in every default', () => {
    expect(resolveView(START, release)).toEqual({
      problems: [],
      question: {
        release: 'r',
        indicator: 'copd',
        areaType: 'la',
        within: null,
        period: '2023',
        sex: 'persons',
        ages: [],
        category: null,
        comparator: { kind: 'area', code: 'N' },
        rule: 'overlap',
        chosen: [],
      },
    })
  })

  it('keeps what the view chooses', () => {
    const view = {
      ...START,
      indicator: 'copd',
      period: '2022',
      sex: 'male',
      ages: ['65+'],
      within: 'R1',
      against: 'chosen',
      areas: ['A2'],
      rule: 'limits' as const,
      category: { type: 'deprivation', member: 'q1' },
    }
    const { question, problems } = resolveView({ ...view, ages: [] }, release)
    expect(problems).toEqual([])
    expect(question).toMatchObject({
      period: '2022',
      sex: 'male',
      within: 'R1',
      comparator: { kind: 'chosen' },
      chosen: ['A2'],
      rule: 'limits',
      category: { type: 'deprivation', member: 'q1' },
    })
    expect(resolveView({ ...START, ages: ['65+'] }, release).question.ages).toEqual(['65-84', '85+'])
  })

  it('says what it drops, and why', () => {
    const said = (view: Partial<typeof START> & object) => resolveView({ ...START, ...view }, release).problems
    expect(said({ indicator: 'measles' })).toEqual([
      'This release has no indicator “measles”; copd admissions is shown instead',
    ])
    expect(said({ period: '1999' })).toEqual(['There are no figures for 1999; 2023 is shown instead'])
    expect(said({ areas: ['A1', 'ZZ'] })).toEqual(['This release has no area ZZ; the rest of the link is shown'])
    expect(said({ ages: ['60-84'] })).toEqual(['There are no figures for ages 60-84; all ages are shown instead'])
    expect(said({ against: 'chosen' })).toEqual(['No areas are chosen to compare with'])
    expect(said({ against: 'QQ' })).toEqual(['This release has no area “QQ”'])
    expect(said({ type: 'practice' })).toEqual(['There are no figures for “practice”; authorities are shown instead'])
    expect(said({ indicator: 'falls', category: { type: 'deprivation', member: 'q1' } })[0]).toMatch(
      /not given by “deprivation”/,
    )
  })

  it('does not add up what must not be added up', () => {
    expect(resolveView({ ...START, indicator: 'falls' }, release).question.sex).toBe('female')
    expect(resolveView({ ...START, indicator: 'falls', ages: ['65+'] }, release).problems[0]).toMatch(/ages 65\+/)
    expect(resolveView({ ...START, indicator: 'falls', ages: ['85+'] }, release).question.ages).toEqual(['85+'])
  })

  it('serves the page of all indicators', () => {
    expect(overviewQuestionOf({ ...START, within: 'R1', areas: ['A1'] }, release)).toEqual({
      release: 'r',
      areaType: 'la',
      within: 'R1',
      comparator: { kind: 'area', code: 'N' },
      chosen: ['A1'],
    })
  })
})

describe('spans of ages', () => {
  it('go there and back for every set of bands', () => {
    for (let bits = 1; bits < 16; bits += 1) {
      const codes = bands.filter((_, index) => bits & (1 << index)).map((band) => band.code)
      expect(ageSelection(ageSpans(codes, bands), bands)).toEqual(codes)
    }
    expect(ageSpans(['15-64', '65-84', '85+'], bands)).toEqual(['15+'])
  })
  it('must fall on the edges of bands', () => {
    expect(ageSelection(['60-84'], bands)).toBeNull()
    expect(ageSelection(['15-70'], bands)).toBeNull()
    expect(ageSelection(['nonsense'], bands)).toBeNull()
    expect(ageSelection(['15-84'], bands)).toEqual(['15-64', '65-84'])
  })
})
