import { describe, expect, it } from 'vitest'
import { computeStudy } from '../../../src/analysis/studies'
import { drawNormal } from '../../../src/statistics/draws'
import { random } from '../../../src/statistics/random'
import { figureOf } from './demo'

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
