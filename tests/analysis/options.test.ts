import { describe, expect, it } from 'vitest'
import { fullSelection } from '../../src/analysis/full'
import { options } from '../../src/analysis/options'
import { tablesFor, tablesForOverview } from '../../src/analysis/answer'
import type { Release } from '../../src/domain'
import { QuestionError } from '../../src/domain'
import type { TinyTable } from '../spec/tiny'
import { ask, tinyIndicator, tinyRelease } from '../spec/tiny'

const AREA = ['N', 'A', 'B']
const MAIN: TinyTable = {
  id: 'main',
  axes: { period: ['2021', '2022'], sex: ['female', 'male'], age: ['0-64', '65-74', '75+'], area: AREA },
  additive: ['sex', 'age'],
  cells: { count: [], population: [] },
}
const SPLIT: TinyTable = {
  id: 'split',
  axes: { period: ['2022'], deprivation: ['most', 'least'], area: AREA },
  cells: { count: [], population: [] },
}
const PRACTICES: TinyTable = {
  id: 'gp',
  axes: { period: ['2021'], area: ['P1', 'P2'] },
  cells: { count: [], population: [] },
}

const release = (tables: TinyTable[], changes = {}): Release =>
  tinyRelease([tinyIndicator({ tables: tables.map(({ id }) => id), ...changes })], tables)
const whole = { areaType: 'la', within: null, period: '2022', sex: 'persons', ages: [], category: null }
const available = (choices: readonly { code: string; available: boolean }[]) =>
  choices.filter((choice) => choice.available).map(({ code }) => code)

describe('options', () => {
  const all = release([MAIN, SPLIT, PRACTICES])
  it('offers what goes with the other choices', () => {
    const found = options(all, 'falls', whole)
    expect(available(found.sexes)).toEqual(['persons', 'female', 'male'])
    expect(available(found.ages)).toEqual(['0-64', '65-74', '75+'])
    expect(available(found.periods)).toEqual(['2021', '2022'])
    expect(available(found.areaTypes)).toEqual(['la'])
    expect(found).toMatchObject({ allAges: true, agesCombine: true, noCategory: true })
    expect(available(found.categories[0]!.members)).toEqual(['most', 'least'])
  })
  it('says why the rest does not', () => {
    const women = options(all, 'falls', { ...whole, sex: 'female' })
    const most = women.categories[0]!.members[0]!
    expect(most).toMatchObject({ available: false, label: 'most deprived half' })
    expect(most.why).toContain('not divided by sex')
    const divided = options(all, 'falls', { ...whole, category: { type: 'deprivation', member: 'most' } })
    expect(available(divided.sexes)).toEqual(['persons'])
    expect(available(divided.ages)).toEqual([])
    expect(available(divided.periods)).toEqual(['2022'])
    expect(divided.sexes[1]!.why).toContain('not divided by sex')
    expect(divided.agesCombine).toBe(false)
  })
  it('knows an area type that is only in an older table', () => {
    expect(available(options(all, 'falls', { ...whole, period: '2021' }).areaTypes)).toEqual(['la', 'gp'])
  })
  it('ages that do not add up cannot be taken together', () => {
    const found = options(release([{ ...MAIN, additive: ['sex'] }]), 'falls', whole)
    expect(found).toMatchObject({ allAges: false, agesCombine: false })
    expect(available(found.ages)).toEqual(['0-64', '65-74', '75+'])
  })
  it('an unknown indicator is refused with those there are', () => {
    expect(() => options(all, 'nothing', whole)).toThrow(QuestionError)
  })
})

describe('the full selection', () => {
  const la = { areaType: 'la', within: null }
  it('is the latest period, everybody, all ages', () => {
    const made = release([MAIN, SPLIT])
    expect(fullSelection(made, made.indicators[0]!, la)).toEqual(whole)
  })
  it('is one sex or one age where there is no whole', () => {
    const women = release([{ ...MAIN, axes: { ...MAIN.axes, sex: ['female'] } }])
    expect(fullSelection(women, women.indicators[0]!, la)).toMatchObject({ sex: 'female', ages: [] })
    const ages = release([{ ...MAIN, additive: ['sex'] }])
    expect(fullSelection(ages, ages.indicators[0]!, la)).toMatchObject({ sex: 'persons', ages: ['0-64'] })
  })
  it('is nothing where the area type is not held, or only by category', () => {
    const made = release([SPLIT])
    expect(fullSelection(made, made.indicators[0]!, la)).toBeNull()
    expect(fullSelection(made, made.indicators[0]!, { areaType: 'gp', within: null })).toBeNull()
  })
})

describe('tables needed', () => {
  const people: TinyTable = {
    id: 'population',
    shape: 'population',
    axes: { period: ['2021', '2022'], sex: ['female', 'male'], age: ['0-64', '65-74', '75+'], area: AREA },
    additive: ['sex', 'age'],
    cells: { population: [] },
  }
  const bare: TinyTable = { ...MAIN, cells: { count: [] } }
  const made = tinyRelease([tinyIndicator({ tables: ['main'] })], [bare, people])
  it('are the smallest that holds the selection, and the people', () => {
    expect(tablesFor(ask(), made)).toEqual(['main', 'population'])
    const both = release([MAIN, { ...MAIN, id: 'small', axes: { ...MAIN.axes, sex: ['persons'] } }])
    expect(tablesFor(ask(), both)).toEqual(['small'])
    expect(tablesFor(ask({ sex: 'male' }), both)).toEqual(['main'])
  })
  it('are each named once for an overview', () => {
    expect(tablesForOverview({ ...ask(), areaType: 'la' }, made)).toEqual(['main', 'population'])
  })
  it('say what is missing, what there is and what to do', () => {
    try {
      tablesFor(ask({ period: '2023', sex: 'male' }), made)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(QuestionError)
      const { message, details } = error as QuestionError
      expect(message).toBe('Falls: no figures for 2023')
      expect(details.found).toBe('2023, Male, all ages')
      expect(details.expected).toBe('2021, 2022; sexes Female, Male; ages 0 to 64, 65 to 74, 75 and over')
      expect(details.todo).toContain('choose')
    }
  })
})
