import { beforeAll, describe, expect, it } from 'vitest'
import { computeStudy } from '../../../src/analysis/studies'
import { truths } from '../../../src/demo'
import { ask, cellOf, columnOf, figureOf, openDemo, type Demo } from './demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

const YEARS = Array.from({ length: 10 }, (_, at) => `${2015 + at}`)

describe('the spread of the demo', { timeout: 60_000 }, () => {
  it('of what varies by chance alone is not reported as varying', () => {
    const study = ask(demo, 'spread', truths.chanceAlone.topic)
    const found = figureOf(study, 'empirical-bayes')
    expect(found.p).toBeGreaterThan(0.05)
    expect(found.interval95!.lower).toBe(0)
    expect(figureOf(study, 'tau').value).toBe(0)
  })

  it('of what varies by chance alone raises no more alarms in ten years than chance makes', () => {
    const found = YEARS.map((period) => ask(demo, 'spread', truths.chanceAlone.topic, { period }))
    const alarms = (id: string) => found.filter((study) => figureOf(study, id).p! < 0.05).length
    // Ten years at 5 %: more than two below would come once in ninety runs.
    for (const id of ['empirical-bayes', 'scv', 'chi-square', 'cv']) expect(alarms(id), id).toBeLessThanOrEqual(2)
  })

  it.each(truths.outliers.areas)('holds %s among the two farthest out', (area) => {
    const study = ask(demo, 'spread', truths.outliers.topic)
    const highest = [...columnOf(study, 'shrunk')].sort((one, other) => Number(other[1]) - Number(one[1])).slice(0, 2)
    expect(highest.map(([code]) => code)).toContain(area)
    expect(cellOf(study, area, 'over-dispersed998')).toBe('higher')
    expect(figureOf(study, 'empirical-bayes').p).toBeLessThan(0.001)
    expect(figureOf(study, 'empirical-bayes').interval95!.lower).toBeGreaterThan(0.01)
  })

  it('is less beneath the counts than in them, and shrunk values lie between the mean and the counts', () => {
    const study = ask(demo, 'spread', truths.outliers.topic)
    for (const id of ['quotient', 'p95p5', 'cv', 'weighted-cv', 'gini', 'theil']) {
      const { value, interval95 } = figureOf(study, `${id}-beneath`)
      expect(value, id).toBeLessThan(figureOf(study, id).value!)
      expect(interval95!.lower <= value! && value! <= interval95!.upper, id).toBe(true)
    }
    for (const { area } of study.rows) {
      const [ratio, shrunk] = [Number(cellOf(study, area, 'ratio')), Number(cellOf(study, area, 'shrunk'))]
      expect(Math.abs(shrunk - 1)).toBeLessThan(Math.abs(ratio - 1) + 0.01)
      expect(ratio).toBeCloseTo(Number(cellOf(study, area, 'observed')) / Number(cellOf(study, area, 'expected')), 12)
    }
  })
})

describe('measures of exact counts', () => {
  const observed = [14, 22, 9, 31, 18, 25, 40, 12]
  const expected = [20, 20, 15, 25, 20, 22, 27, 22]
  const areas = observed.map((_, i) => ({ area: `A${i}`, name: `Area ${i}` }))
  const model = { observed, expected, people: null, noise: null, dispersion: 1, base: null }
  const study = computeStudy({ study: 'spread', seed: 7, why: null, input: { areas, model, size: expected, without: 0 } }) // prettier-ignore
  const sum = (of: (o: number, e: number) => number) => observed.reduce((all, o, i) => all + of(o, expected[i]!), 0)

  it('are their textbook forms', () => {
    expect(sum((o) => o)).toBe(sum((_, e) => e))
    expect(figureOf(study, 'chi-square').value).toBeCloseTo(
      sum((o, e) => (o - e) ** 2 / e),
      10,
    )
    expect(figureOf(study, 'scv').value).toBeCloseTo(sum((o, e) => ((o - e) / e) ** 2 - 1 / e) / 8, 12)
    expect(figureOf(study, 'scv-log').value).toBeCloseTo(sum((o, e) => Math.log(o / e) ** 2 - 1 / e) / 8, 12)
    expect(figureOf(study, 'quotient').value).toBeCloseTo(40 / 27 / (12 / 22), 12)
    const alpha = 1 / figureOf(study, 'empirical-bayes').value!
    for (const [i, { area }] of areas.entries())
      expect(cellOf(study, area, 'shrunk')).toBeCloseTo((observed[i]! + alpha) / (expected[i]! + alpha), 10)
  })

  it('an area without events makes the quotient and McPherson’s form infinite, and nothing fails', () => {
    const none = { ...model, observed: [0, ...observed.slice(1)] }
    const other = computeStudy({ study: 'spread', seed: 7, why: null, input: { areas, model: none, size: expected, without: 1 } }) // prettier-ignore
    expect(figureOf(other, 'quotient').value).toBe(Infinity)
    expect(figureOf(other, 'scv-log').value).toBe(Infinity)
    expect(other.notes.at(-1)).toContain('One area has no count')
    expect(other.figures.every(({ value }) => value !== null && !Number.isNaN(value))).toBe(true)
  })
})

describe('the spread of three areas', () => {
  const studyOf = (observed: readonly number[]) => {
    const mean = observed.reduce((sum, count) => sum + count) / 3
    const expected = observed.map(() => mean)
    const areas = observed.map((_, i) => ({ area: `A${i}`, name: `Area ${i}` }))
    const model = { observed, expected, people: null, noise: null, dispersion: 1, base: null }
    return computeStudy({ study: 'spread', seed: 1, why: null, input: { areas, model, size: expected, without: 0 } })
  }

  it('is not said to be what chance alone might do where the probability denies it', () => {
    const found = figureOf(studyOf([40, 60, 80]), 'empirical-bayes')
    expect(found.p).toBeLessThan(0.01)
    expect(found.interval95!.lower).toBe(0)
    expect(found.note).toContain('chance alone would seldom do')
  })

  it('is said to be what chance alone might do where both allow it', () =>
    expect(figureOf(studyOf([55, 60, 65]), 'empirical-bayes')).toMatchObject({ note: 'chance alone might do' }))
})
