import { beforeAll, describe, expect, it } from 'vitest'
import { places, records, topics, truths } from '../../src/demo'
import { aggregate, type Counts } from './aggregate'
import { MONTHS, YEARS } from '../../src/demo/calendar'
import { tablePlans } from '../../src/demo/tables'
import { chiSquared, codes, summer, type Selection } from './counting'

let counts: Counts
let sum: ReturnType<typeof summer>

beforeAll(() => {
  counts = aggregate(records())
  sum = summer(counts)
}, 240_000)

/** Observed and expected events of each authority at the North’s rates of every stratum of a table. */
function compared(topic: string, kind: 'main' | 'deprivation', period: string) {
  const { table } = tablePlans.find((plan) => plan.table.id === `${topic}.${kind}`)!
  const axes = table.axes.filter(({ name }) => name !== 'area' && name !== 'period')
  const strata = axes.reduce<Selection[]>(
    (all, { name, members }) => all.flatMap((one) => members.map((member) => ({ ...one, [name]: member }))),
    [{}],
  )
  const people = (stratum: Selection) =>
    table.populationAges
      ? sum('population', 'population', { ...stratum, age: table.populationAges[String(stratum['age'])]! })
      : sum(table.id, 'population', stratum)
  const rates = strata.map((stratum) => sum(table.id, 'count', { period, ...stratum }) / people({ period, ...stratum }))
  return codes.map((area) => ({
    area,
    observed: sum(table.id, 'count', { period, area }),
    expected: strata.reduce((all, stratum, at) => all + rates[at]! * people({ period, area, ...stratum }), 0),
  }))
}

const ratios = (topic: string, kind: 'main' | 'deprivation', period = '2024') =>
  compared(topic, kind, period).map(({ area, observed, expected }) => ({ area, ratio: observed / expected }))

function chi(topic: string, period: string): number {
  const all = compared(topic, 'main', period)
  return chiSquared(all.map(({ observed }) => observed), all.map(({ expected }) => expected)) // prettier-ignore
}

const total = (topic: string, period: string | number, more: Selection = {}) =>
  sum(`${topic}.main`, 'count', { period: `${period}`, ...more })

/** A month's rate per 100,000. */
const monthly = (topic: string, period: string, area: string) =>
  (total(topic, period, { area }) / sum(`${topic}.main`, 'population', { period, area })) * 100_000

describe('planted truths in the counts', () => {
  it('two authorities are high on COPD beyond deprivation, and the highest', () => {
    const highest = ratios(truths.outliers.topic, 'deprivation')
      .sort((a, b) => b.ratio - a.ratio)
      .slice(0, 2)
    expect(highest.map(({ area }) => area).sort()).toEqual([...truths.outliers.areas].sort())
    expect(highest[1]!.ratio).toBeGreaterThan(1.25)
  })

  it('strokes differ much before age is taken off, and by chance alone after', () => {
    const { topic } = truths.ageAlone
    const people = codes.map((area) => sum('population', 'population', { period: '2024', area }))
    const rate = total(topic, 2024) / people.reduce((a, b) => a + b, 0)
    const crude = chiSquared(codes.map((area) => total(topic, 2024, { area })), people.map((n) => n * rate)) // prettier-ignore
    expect(crude).toBeGreaterThan(10 * 61)
    expectChance(YEARS.map((year) => chi(topic, `${year}`)))
  })

  it('epilepsy varies by chance alone, year by year and over all years', () =>
    expectChance(YEARS.map((year) => chi(truths.chanceAlone.topic, `${year}`))))

  it('rates fall with every fifth from the most to the least deprived', () => {
    for (const topic of truths.slopes.topics) {
      const fifths = ['q1', 'q2', 'q3', 'q4', 'q5'].map((deprivation) => {
        const [count, population] = ['count', 'population'].map((measure) =>
          sum(`${topic}.deprivation`, measure, { period: '2024', deprivation }),
        )
        return count! / population!
      })
      expect(fifths).toEqual([...fifths].sort((a, b) => b - a))
      expect(fifths[0]! / fifths[4]!).toBeGreaterThan(2)
    }
  })

  it('the coding break lowers one region and no other', () => {
    const { topic, from, times } = truths.codingBreak
    const change = (inside: boolean) => {
      const area = places
        .filter(({ region }) => (region === truths.codingBreak.region) === inside)
        .map(({ code }) => code)
      return total(topic, from + 1, { area }) / total(topic, from - 2, { area })
    }
    expect(change(true) / change(false)).toBeCloseTo(times, 1)
  })

  it('frequent attenders make urgent care scatter more than people would', () => {
    expect(counts.dispersion.get(truths.frequentAttenders.topic)).toBeGreaterThan(2.5)
    expect(counts.dispersion.get(truths.chanceAlone.topic)).toBe(1)
    expect(counts.dispersion.get('copd-admissions')).toBeLessThan(2.5)
  })

  it('three authorities with the most need have the fewest checks', () => {
    const { areas, need, care } = truths.highNeedLowCare
    const rank = (topic: string, period: string) =>
      ratios(topic, 'main', period)
        .sort((a, b) => b.ratio - a.ratio)
        .map(({ area }) => area)
    for (const period of ['2022', '2023', '2024']) {
      expect(rank(need.topic, period).slice(0, 5)).toEqual(expect.arrayContaining([...areas]))
      expect(rank(care.topic, period).slice(-5)).toEqual(expect.arrayContaining([...areas]))
    }
  })

  it('2020 dips', () => {
    const { topics: dipped, year, atMost } = truths.dip
    for (const topic of dipped) expect(total(topic, year) / total(topic, year - 1)).toBeLessThan(atMost)
  })

  it('merged authorities have figures before and after their merger', () => {
    for (const area of ['E06000063', 'E06000064', 'E06000065'])
      for (const topic of ['stroke-admissions', 'antibiotics']) {
        const [before, after] = [total(topic, 2022, { area }), total(topic, 2023, { area })]
        expect(Math.abs(after / before - 1)).toBeLessThan(0.2)
      }
  })

  it('ethnic group is unknown unequally', () => {
    const unknown = (area: string | string[]) =>
      sum('urgent-care.ethnicity', 'count', { area, ethnicity: 'unknown' }) /
      sum('urgent-care.ethnicity', 'count', { area })
    const { poor, byRegion } = truths.ethnicCoding
    for (const [area, coded] of Object.entries(poor)) expect(unknown(area)).toBeCloseTo(1 - coded, 1)
    const north = places.filter(({ region }) => region === 'nenc').map(({ code }) => code)
    expect(unknown(north)).toBeCloseTo(1 - byRegion.nenc, 1)
  })

  it('a true difference stands that a year cannot tell', () => {
    const { topic, area } = truths.tooSmallToTell
    const far = YEARS.filter((year) => {
      const share = (more: Selection) =>
        total(topic, year, more) / sum(`${topic}.main`, 'population', { period: `${year}`, ...more })
      const all = share({})
      const people = sum(`${topic}.main`, 'population', { period: `${year}`, area })
      return Math.abs(share({ area }) - all) > 1.96 * Math.sqrt((all * (1 - all)) / people)
    })
    expect(far).not.toContain(2024)
    expect(far.length).toBeLessThanOrEqual(1)
  })

  it('one authority moves to another level in one month, and only it', () => {
    const { topic, area, from, times } = truths.shift
    const change = (code: string) => {
      const mean = (months: readonly { code: string }[]) => months.reduce((all, month) => all + monthly(topic, month.code, code), 0) / months.length // prettier-ignore
      return mean(MONTHS.filter((month) => month.code >= from)) / mean(MONTHS.filter((month) => month.code < from))
    }
    expect(change(area)).toBeGreaterThan(times * 0.9)
    expect(Math.max(...codes.filter((code) => code !== area).map(change))).toBeLessThan(1 + (times - 1) / 2)
  })

  it('every number is whole and none is missing', () => {
    expect(counts.report.records).toBeGreaterThan(2_000_000)
    for (const { indicator, monthly: byMonth } of topics)
      expect(total(indicator.id, byMonth ? '2024-06' : 2024)).toBeGreaterThan(1000)
    expect(counts.denominators.size).toBeGreaterThan(0)
    for (const values of counts.counts.values()) expect(values.every((value) => value >= 0)).toBe(true)
    for (const [id, people] of counts.denominators)
      expect(people.every((value, cell) => (counts.counts.get(id)?.[cell] ?? NaN) <= value)).toBe(true)
  })
})

/** Yearly χ² with 61 degrees of freedom: none beyond 0.1 % either way, their sum within three standard deviations. */
function expectChance(yearly: readonly number[]): void {
  for (const value of yearly) expect(value > 32 && value < 101).toBe(true)
  const all = yearly.reduce((a, b) => a + b, 0)
  expect(Math.abs(all - 61 * yearly.length)).toBeLessThan(3 * Math.sqrt(2 * 61 * yearly.length))
}
