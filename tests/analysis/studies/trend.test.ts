import { describe, expect, it } from 'vitest'
import { computeStudy } from '../../../src/analysis/studies'
import { drawNormal } from '../../../src/statistics/draws'
import { random } from '../../../src/statistics/random'
import { cellOf, figureOf } from './demo'

/** The trend study of one place whose yearly values have standard error 1. */
function studyOf(values: readonly number[], spreads: readonly number[] = [], spreadErrors: readonly number[] = []) {
  const limits = (by: number) => values.map((value) => value + by)
  const errors = values.map(() => 1)
  const comparator = { area: 'N', name: 'North', values, errors, lower: limits(-1.96), upper: limits(1.96) }
  const times = values.map((_, i) => 2015 + i)
  const input = { periods: times.map(String), times, step: 1, unit: '', comparator, areas: [], spreads, spreadErrors, brokenBefore: null } // prettier-ignore
  return computeStudy({ study: 'trend', seed: 1, why: null, input })
}

describe('the line through all periods', () => {
  it.each([3, 4, 5, 10])('of %i years that scatter five times their errors covers what it says', (years) => {
    const RUNS = 600
    let [held, alarms] = [0, 0]
    for (let run = 0; run < RUNS; run++) {
      const chance = random(7, years, run)
      const { interval95, p } = figureOf(
        studyOf(Array.from({ length: years }, () => 100 + 5 * drawNormal(chance))),
        'slope',
      )
      held += Number(interval95!.lower <= 0 && interval95!.upper >= 0)
      alarms += Number(p! < 0.05)
    }
    // 95 %, less three standard errors of so many runs.
    expect(held / RUNS).toBeGreaterThan(0.923)
    expect(alarms).toBe(RUNS - held)
  })

  it('is no surer than its own errors allow where years happen to lie on a line', () => {
    const { value, interval95 } = figureOf(studyOf([10, 12, 14, 16]), 'slope')
    expect(value).toBeCloseTo(2, 12)
    expect(interval95!.upper - value!).toBeCloseTo(1.959964 / Math.sqrt(5), 6)
  })
})

describe('the trend of a proportion', () => {
  /** The smokers of R's own example of `prop.trend.test`: χ² 8.2249, p 0.004132. */
  const smokers = { counts: [83, 90, 129, 70], denominators: [86, 93, 136, 82] }
  const sharesStudy = (errors: number[], changes: Partial<{ counts: number[]; denominators: number[] }> = {}) => {
    const values = [96, 97, 95, 85]
    const limits = (by: number) => values.map((value) => value + by)
    const shares = { ...smokers, errors, ...changes }
    const one = { area: 'A', name: 'A', values, errors: [1, 1, 1, 1], lower: limits(-2), upper: limits(2), shares }
    const times = [2015, 2016, 2017, 2018]
    const input = { periods: times.map(String), times, step: 1, unit: '%', comparator: { ...one, area: 'N', name: 'North' }, areas: [one], spreads: [], spreadErrors: [], brokenBefore: null } // prettier-ignore
    return computeStudy({ study: 'trend', seed: 1, why: null, input })
  }
  const none = [0, 0, 0, 0]

  it('is tested as in R, for the whole and for each area', () => {
    const study = sharesStudy(none)
    const { value, p, note } = figureOf(study, 'cochran-armitage')
    expect(value).toBeCloseTo(8.2249, 4)
    expect(p).toBeCloseTo(0.004132, 6)
    expect(note).toBe('falling')
    expect(cellOf(study, 'A', 'p-cochran-armitage')).toBe(p)
    expect(study.methods.map(({ source }) => source).join()).toContain('Armitage (1955)')
  })

  it('is less sure where counts are rounded, leaves hidden years out, and refuses more cases than people', () => {
    const p = figureOf(sharesStudy(none), 'cochran-armitage').p!
    expect(figureOf(sharesStudy([2, 2, 2, 2]), 'cochran-armitage').p!).toBeGreaterThan(p)
    const gap = sharesStudy(none, { counts: [83, NaN, 129, 70] })
    expect(cellOf(gap, 'A', 'p-cochran-armitage')).toBeCloseTo(0.0156614, 6)
    const odd = sharesStudy(none, { counts: [90, 90, 129, 70] })
    expect(cellOf(odd, 'A', 'p-cochran-armitage')).toBeNull()
    expect(figureOf(odd, 'cochran-armitage').note).toContain('expected no more than all')
  })

  it('of rounded counts asks for four periods, of others for fewer', () => {
    const three = { counts: [83, NaN, 129, 70] }
    const rounded = sharesStudy([2, 2, 2, 2], three)
    expect(figureOf(rounded, 'cochran-armitage')).toMatchObject({ value: null, p: null })
    expect(figureOf(rounded, 'cochran-armitage').note).toContain('only 3 periods have one; expected at least 4')
    expect(cellOf(rounded, 'A', 'p-cochran-armitage')).toBeNull()
    expect(figureOf(sharesStudy(none, three), 'cochran-armitage').p).toBeCloseTo(0.0156614, 6)
  })

  it('is not given of anything else', () => {
    const study = studyOf([1, 2, 3, 4, 5])
    expect(study.columns.map(({ id }) => id)).not.toContain('p-cochran-armitage')
    expect(study.figures.map(({ id }) => id)).not.toContain('cochran-armitage')
  })
})

describe('the change of the spread', () => {
  it('counts a year whose spread has the interval 0 to 0', () => {
    const spreads = [0.1, 0, 0.12, 0.14]
    const study = studyOf([1, 2, 3, 4], spreads, [0.03, 0, 0.03, 0.03])
    // Centred times −1.5, −0.5, 0.5, 1.5 over their squares, 5; in percentage points.
    expect(figureOf(study, 'spread-slope').value).toBeCloseTo((-1.5 * 10 + 0.5 * 12 + 1.5 * 14) / 5, 10)
    const { value, note } = figureOf(studyOf([1, 2, 3, 4], [0, 0, 0, 0], [0, 0, 0, 0]), 'spread-slope')
    expect(value).toBeNull()
    expect(note).toContain('no year has an error')
  })
})
