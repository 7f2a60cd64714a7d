import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { answer, tablesFor } from '../../src/analysis/answer'
import { fullSelection } from '../../src/analysis/full'
import { DEMO_ID, truths } from '../../src/demo'
import type { Answer, Question } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { openRelease, type OpenRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'

/* What was planted among the records must still be found in what was released: rounded, and in one region hidden. */

let open: OpenRelease
const engine = columnsEngine()
beforeAll(async () => {
  open = await openRelease(folderSource(join('public', 'releases', DEMO_ID)))
})

async function ask(indicator: string, period: string, more: Partial<Question> = {}): Promise<Answer> {
  const { release } = open
  const question: Question = {
    release: release.id,
    indicator,
    ...fullSelection(
      release,
      release.indicators.find(({ id }) => id === indicator)!,
      { areaType: 'la', within: null },
    )!,
    period,
    comparator: { kind: 'area', code: release.comparators[0]! },
    rule: 'overlap',
    chosen: [],
    ...more,
  }
  for (const id of tablesFor(question, release)) if (!engine.has(id)) engine.add(await open.table(id))
  return answer(question, release, engine)
}

const YEARS = Array.from({ length: 10 }, (_, at) => `${2015 + at}`)
const of = ({ estimates }: Answer, area: string) => estimates.find((estimate) => estimate.area === area)!

describe('planted truths in the released counts', () => {
  it.each(truths.outliers.areas)('%s is high on COPD, year after year', async (area) => {
    const verdicts = await Promise.all(YEARS.slice(-5).map(async (year) => of(await ask(truths.outliers.topic, year), area).verdict998)) // prettier-ignore
    expect(verdicts.filter((verdict) => verdict === 'higher').length).toBeGreaterThanOrEqual(4)
  })

  it('what varies by chance alone is not called real variation', async () => {
    const answers = await Promise.all(YEARS.map((year) => ask(truths.chanceAlone.topic, year)))
    const told = answers.map(({ variation }) => variation?.p ?? NaN)
    expect(told.every((p) => p >= 0 && p <= 1)).toBe(true)
    // Ten years at 5 %: more than two below would come once in ninety runs.
    expect(told.filter((p) => p < 0.05).length).toBeLessThanOrEqual(2)
  })

  it.each(truths.slopes.topics)('%s falls from the most to the least deprived fifth', async (topic) => {
    const rate = async (member: string) => {
      const found = await ask(topic, '2024', { category: { type: 'deprivation', member } })
      return found.comparator?.value ?? NaN
    }
    expect(await rate('q1')).toBeGreaterThan(1.15 * (await rate('q5')))
  })

  it('high need meets low care in the same places', async () => {
    const { areas, need, care } = truths.highNeedLowCare
    for (const area of areas) {
      const needs = await Promise.all(
        YEARS.slice(-4).map(async (year) => of(await ask(need.topic, year), area).verdict),
      )
      const cares = await Promise.all(
        YEARS.slice(-4).map(async (year) => of(await ask(care.topic, year), area).verdict),
      )
      expect(needs.filter((verdict) => verdict === 'higher').length, `${area}, need`).toBeGreaterThanOrEqual(3)
      expect(cares.filter((verdict) => verdict === 'lower').length, `${area}, care`).toBeGreaterThanOrEqual(2)
    }
  })

  it.each(truths.dip.topics)('%s fell in the year of the dip', async (topic) => {
    // Events, since an index against the North is 1 in every year.
    const [before, during] = [await ask(topic, '2019'), await ask(topic, '2020')].map(
      ({ comparator }) => comparator.count ?? NaN,
    )
    expect(during! / before!).toBeLessThan(truths.dip.atMost + 0.02)
  })

  it('what is too small to tell is not told', async () => {
    const { topic, area } = truths.tooSmallToTell
    const found = await Promise.all(YEARS.map(async (year) => of(await ask(topic, year), area).verdict998))
    expect(found.filter((verdict) => verdict === 'higher')).toEqual([])
  })

  it('names the region whose coding changed', () =>
    expect(open.release.indicators.find(({ id }) => id === truths.codingBreak.topic)?.breaks).toMatchObject([
      { period: `${truths.codingBreak.from}`, why: expect.stringContaining('Connected Yorkshire') as string },
    ]))
})
