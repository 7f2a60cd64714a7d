import { beforeAll, describe, expect, it } from 'vitest'
import { inequality } from '../../../src/analysis/studies/inequality'
import { ask, cellOf, figureOf, openDemo, prepare, questionOf, type Demo } from './demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

describe('inequality', () => {
  it('gives no slope inside an area in which a group is hidden, and says how many areas the mean rests on', () => {
    const study = ask(demo, 'inequality', 'copd-admissions')
    const groups = study.columns.map(({ id }) => id).filter((id) => id.startsWith('group-'))
    let held = 0
    for (const { area } of study.rows) {
      const whole = groups.every((id) => cellOf(study, area, id) !== null)
      if (whole) held++
      expect(cellOf(study, area, 'slope-index') !== null, area).toBe(whole)
    }
    expect(held).toBeGreaterThan(0)
    expect(held).toBeLessThan(study.rows.length)
    expect(figureOf(study, 'within-areas').note).toContain(`mean of ${held} of ${study.rows.length} areas`)
  })

  it('ranks areas of one deprivation score alike, in whatever order they come', () => {
    const { input } = prepare(demo, 'inequality', questionOf(demo, 'copd-admissions')) as unknown as {
      input: Parameters<typeof inequality.compute>[0]
    }
    if ('why' in input.scored) throw new Error(input.scored.why)
    const { scores } = input.scored
    const tied = { ...input.scored, scores: scores.map((score) => Math.round(score / 5) * 5) }
    expect(new Set(tied.scores).size).toBeLessThan(scores.length)
    const turned = Object.fromEntries(Object.entries(tied).map(([name, list]) => [name, Array.isArray(list) ? [...list].reverse() : list])) // prettier-ignore
    const slope = (scored: unknown) =>
      inequality
        .compute({ ...input, scored } as typeof input, { seed: 1 } as never)
        .figures.find(({ id }) => id === 'areas-slope-index')!.value!
    expect(slope(turned)).toBeCloseTo(slope(tied), 9)
  })
})
