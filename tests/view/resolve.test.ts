import { describe, expect, it } from 'vitest'
import type { Area, Indicator, Release, Table } from '../../src/domain'
import { lawOf } from '../../src/analysis/yardstick'
import { KINDS, RECOMPUTE } from '../../src/indicators'
import { ageSelection, ageSpans, overviewQuestionOf, resolveView, START, type Page, type View } from '../../src/view'

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

  it('judges a funnel by the lines it draws, wherever chance has a law, and leaves the reader’s rule to the other views', () => {
    const kinds = [...Object.keys(KINDS).map((kind) => ({ kind, recompute: null })), { kind: 'published', recompute: null }, ...Object.keys(RECOMPUTE).map((recompute) => ({ kind: 'published', recompute }))] // prettier-ignore
    for (const given of kinds) {
      const one = { ...indicator('copd', ['copd.main']), ...given } as Indicator
      const ruleIn = (page: Page) => resolveView({ ...START, page, rule: 'overlap' }, { ...release, indicators: [one] }).question.rule // prettier-ignore
      expect(ruleIn('variation'), JSON.stringify(given)).toBe(lawOf(one) === null ? 'overlap' : 'limits')
      expect(ruleIn('compare')).toBe('overlap')
    }
  })

  it('holds areas against peers and groups that the reader chose, and says what is not here', () => {
    const coast = { name: 'Coast', codes: ['A1', 'gone'] }
    const peersOf = (changes: Partial<View>) => {
      const { question, problems } = resolveView({ ...START, page: 'compare', ...changes }, release)
      return [question.peers, problems]
    }
    expect(peersOf({})).toEqual([undefined, []])
    expect(peersOf({ peers: { kind: 'areas', codes: ['A1', 'A2'] } })).toEqual([
      { kind: 'areas', codes: ['A1', 'A2'] },
      [],
    ])
    expect(peersOf({ peers: { kind: 'within', type: 'region' } })).toEqual([{ kind: 'within', type: 'region' }, []])
    expect(peersOf({ peers: { kind: 'within', type: 'moon' } })[0]).toBeUndefined()
    expect(peersOf({ peers: { kind: 'group', name: 'Coast' }, groups: [coast] })).toEqual([{ kind: 'areas', codes: ['A1'], name: 'Coast' }, ['1 of the peers is not in this release']]) // prettier-ignore
    expect(peersOf({ peers: { kind: 'group', name: 'Hills' }, groups: [coast] })).toEqual([undefined, ['None of the peers chosen is in this release; similar areas are shown instead']]) // prettier-ignore
    const against = resolveView({ ...START, groups: [coast], against: 'group:Coast' }, release).question.comparator
    expect(against).toEqual({ kind: 'group', ...coast })
    expect(overviewQuestionOf({ ...START, groups: [coast], against: 'group:Coast' }, release).comparator).toEqual(
      against,
    )
    expect(resolveView({ ...START, against: 'group:Gone' }, release).question.comparator).toEqual({ kind: 'area', code: 'N' }) // prettier-ignore
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
      rule: 'overlap',
      chosen: ['A1'],
    })
    expect(overviewQuestionOf({ ...START, rule: 'limits' }, release).rule).toBe('limits')
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
