import { beforeAll, describe, expect, it } from 'vitest'
import { answer } from '../../src/analysis/answer'
import { seriesOffers, seriesSteps } from '../../src/analysis/series'
import { runNow } from '../../src/analysis/steps'
import type { Series } from '../../src/domain'
import { QuestionError } from '../../src/domain/errors'
import { openDemo, questionOf, type Demo } from './studies/demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

const COPD = 'copd-admissions'
const series = (over: string, changes = {}, indicator = COPD): Series =>
  runNow(seriesSteps(questionOf(demo, indicator, changes), demo.release, over, 'columns'), demo.engine)

describe('a series', () => {
  it('offers the axes by which the tables hold an indicator, each with two members or more', () => {
    const offers = seriesOffers(questionOf(demo, COPD), demo.release)
    expect(offers.map(({ over }) => over)).toEqual(['deprivation', 'sex', 'age'])
    expect(seriesOffers(questionOf(demo, 'smi-checks'), demo.release).map(({ over }) => over)).toContain('ethnicity')
    for (const { members } of offers) expect(members.length).toBeGreaterThan(1)
    expect(offers.find(({ over }) => over === 'sex')!.members).toEqual(['female', 'male'])
  })

  it('over periods has one answer a period, oldest first, each that of its own question', () => {
    const found = series('period')
    expect(found.points.length).toBeGreaterThan(4)
    const middles = found.points.map(({ middle }) => middle!)
    expect(middles).toEqual([...middles].sort((a, b) => a - b))
    for (const { code, answer: own } of found.points)
      expect(own).toEqual(answer(questionOf(demo, COPD, { period: code }), demo.release, demo.engine))
  })

  it('over groups asks for each group what a link to it would ask', () => {
    for (const { over, members } of seriesOffers(questionOf(demo, COPD), demo.release)) {
      const found = series(over)
      expect(found.points.map(({ code }) => code)).toEqual(members)
      for (const { code, answer: own, why } of found.points) {
        expect(why).toBeNull()
        const change = over === 'sex' ? { sex: code } : over === 'age' ? { ages: [code] } : { category: { type: over, member: code } } // prettier-ignore
        expect(own).toEqual(answer(questionOf(demo, COPD, change), demo.release, demo.engine))
      }
    }
  })

  it('marks what must not be ranked, and labels ages as sentences do', () => {
    expect(series('ethnicity', {}, 'smi-checks').points.filter(({ unranked }) => unranked).length).toBeGreaterThan(0)
    expect(series('age').points[0]!.label).toMatch(/^aged /)
  })

  it('is refused, with what there is, over an axis that no table has', () => {
    expect(() => series('occupation')).toThrow(QuestionError)
    expect(() => series('occupation')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ expected: 'deprivation, sex, age' }) as unknown }),
    )
  })
})
