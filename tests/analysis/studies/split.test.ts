import { beforeAll, describe, expect, it } from 'vitest'
import { computeStudy } from '../../../src/analysis/studies'
import { truths } from '../../../src/demo'
import { ask, figureOf, openDemo, prepare, questionOf, type Demo } from './demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

const PARTS = ['chance', 'age', 'deprivation', 'left'] as const

describe('what the spread of the demo is made of', { timeout: 60_000 }, () => {
  it('chance alone leaves nothing over, and says so', () => {
    const study = ask(demo, 'split', truths.chanceAlone.topic)
    expect(figureOf(study, 'left-deviation').interval95!.lower).toBe(0)
    expect(figureOf(study, 'deprivation-deviation').interval95!.lower).toBe(0)
    expect(figureOf(study, 'left-deviation').note).toContain('about zero')
    expect(study.notes[0]).toMatch(/what is left over: about zero/)
  })

  it('what differs by age alone is found to', () => {
    const study = ask(demo, 'split', truths.ageAlone.topic)
    expect(figureOf(study, 'age-share').value).toBeGreaterThan(75)
    expect(figureOf(study, 'age-deviation').interval95!.lower).toBeGreaterThan(10)
    expect(figureOf(study, 'left-deviation').interval95!.lower).toBe(0)
  })

  it('where the slope on deprivation was planted it is found, and the outliers are left over', () => {
    const study = ask(demo, 'split', truths.outliers.topic)
    expect(figureOf(study, 'deprivation-deviation').interval95!.lower).toBeGreaterThan(5)
    expect(figureOf(study, 'left-deviation').interval95!.lower).toBeGreaterThan(3)
  })

  it.each(['copd-admissions', 'epilepsy-admissions', 'smi-checks', 'child-asthma'])(
    '%s: shares add up to all, squares of deviations to the total',
    (topic) => {
      const study = ask(demo, 'split', topic)
      const shares = PARTS.map((part) => figureOf(study, `${part}-share`).value!)
      expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(100, 8)
      const deviations = PARTS.map((part) => figureOf(study, `${part}-deviation`).value!)
      const total = Math.hypot(...deviations)
      // Age hides nothing in these, so all squares are there; the values as counted scatter about what lies beneath.
      expect(Math.abs(total / figureOf(study, 'total').value! - 1)).toBeLessThan(0.05)
      PARTS.forEach((part, i) => expect(figureOf(study, `${part}-deviation`).value).toBeCloseTo(total * Math.sqrt(Math.max(0, shares[i]! / 100)), 8)) // prettier-ignore
    },
  )

  it('without a score there is no part by deprivation, and it says why', () => {
    const { release } = demo
    const bare = { ...demo, release: { ...release, scoreName: null } }
    const study = computeStudy(prepare(bare, 'split', questionOf(bare, 'copd-admissions')))
    expect(study.figures.map(({ id }) => id)).not.toContain('deprivation-share')
    expect(study.notes.join(' ')).toContain('Deprivation is not split off: this release has no deprivation score')
    const [first, ...rest] = release.areas
    const partly = { ...demo, release: { ...release, areas: [{ ...first!, score: null }, ...rest] } }
    expect(ask(partly, 'split', 'copd-admissions').notes.join(' ')).toContain('1 of 62 areas have no deprivation score')
  })

  it('says that the score may hold health itself', () =>
    expect(ask(demo, 'split', 'copd-admissions').notes.join(' ')).toMatch(/hold a part on health/))
})

describe('the split of ten areas that lie closer than chance makes likely', () => {
  const columns = { observed: [101, 96, 103, 99, 98, 104, 100, 97, 102, 100], expected: [90, 95, 100, 105, 110, 90, 95, 100, 105, 110] } // prettier-ignore
  const areas = columns.observed.map((_, i) => ({ area: `A${i}`, name: `Area ${i}` }))
  const model = { ...columns, people: null, noise: null, dispersion: 1, base: null }
  const size = columns.observed.map(() => 1000)
  const score = { name: 'Score', of: columns.observed.map((_, i) => (i * 7) % 10) }
  const study = computeStudy({ study: 'split', seed: 3, why: null, input: { areas, model, size, without: 0, score, unscored: null } }) // prettier-ignore

  it('leaves nothing over rather than less than nothing, and every figure inside its interval', () => {
    expect(figureOf(study, 'left-share').value).toBeCloseTo(0, 10)
    expect(figureOf(study, 'left-share').note).toBeNull()
    expect(study.figures.filter(({ interval95 }) => interval95).length).toBeGreaterThan(2)
    for (const { id, value, interval95 } of study.figures)
      if (interval95) expect(interval95.lower <= value! && value! <= interval95.upper, id).toBe(true)
  })

  it('says that moments would leave less than nothing', () =>
    expect(figureOf(study, 'total').note).toMatch(/less than its parts together: by moments -\d+\.\d %/))
})
