import { beforeAll, describe, expect, it } from 'vitest'
import { divisionSteps, kindOf } from '../../src/analysis/division'
import { peopleSteps } from '../../src/analysis/people'
import { seriesSteps } from '../../src/analysis/series'
import { runLater, runNow } from '../../src/analysis/steps'
import { unknownShares } from '../../src/analysis/unknown'
import type { Division, Question } from '../../src/domain'
import { duckdbEngine } from '../../src/engine/duckdb'
import { nodeBindings } from '../../src/engine/duckdb/node'
import { openDemo, questionOf, type Demo } from './studies/demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

const COPD = 'copd-admissions'
const divide = (by: string | null, changes: Partial<Question> = {}, indicator = COPD): Division =>
  runNow(divisionSteps(questionOf(demo, indicator, changes), demo.release, by, 'columns'), demo.engine)

describe('a division', () => {
  it('is by deprivation unless something else is asked for, or chosen, or offered first', () => {
    expect(divide(null)).toMatchObject({ over: 'deprivation', kind: 'deprivation', why: null })
    expect(divide('sex')).toMatchObject({ over: 'sex', kind: 'sex' })
    expect(divide('occupation').over).toBe('deprivation')
    expect(divide(null, { category: { type: 'ethnicity', member: 'white' } }, 'smi-checks').over).toBe('ethnicity')
    expect(divide(null, {}, 'epilepsy-admissions').over).toBe('sex')
    expect(kindOf({ over: 'imd', label: 'LSOA deprivation quintiles' })).toBe('deprivation')
  })

  it('has the groups of the series, those that are never ranked last', () => {
    const { series } = divide('ethnicity', {}, 'smi-checks')
    const given = runNow(seriesSteps(questionOf(demo, 'smi-checks'), demo.release, 'ethnicity', 'columns'), demo.engine)
    expect([...series!.members].sort()).toEqual([...given.members].sort())
    const places = series!.points.map(({ unranked }) => unranked)
    expect(places).toEqual([...places].sort((a, b) => Number(a) - Number(b)))
    expect(divide(null).series!.points[0]!.label).toBe('Most deprived fifth')
  })

  it('holds the ends against each other, and the most deprived fifth against the rest by people', () => {
    const { places, series } = divide(null)
    const held = series!.points.map(({ answer }) => answer!.comparator)
    const [first, ...rest] = held
    const people = rest.reduce((sum, { population }) => sum + population!, 0)
    const mean = rest.reduce((sum, { value, population }) => sum + value! * population!, 0) / people
    const [whole] = places
    expect(whole!.ends!.ratio!.value).toBeCloseTo(first!.value! / held.at(-1)!.value!, 12)
    expect(whole!.rest!.ratio!.value).toBeCloseTo(first!.value! / mean, 12)
    expect(whole!.rest!.difference.value).toBeCloseTo(first!.value! - mean, 9)
    expect(whole!.ends!.verdict).toBe('higher')
    expect(whole!.p).toBeLessThan(0.001)
  })

  it('has the comparator and each marked area, with why one has no gap', () => {
    const chosen = ['E08000006', 'E08000003']
    const { places, series } = divide(null, { chosen })
    expect(places.map(({ area }) => area)).toEqual([demo.release.comparators[0], ...chosen])
    const ends = [series!.points[0]!, series!.points.at(-1)!]
    const told = (code: string) => ends.every(({ answer }) => [answer!.comparator, ...answer!.estimates].find(({ area }) => area === code)!.value !== null) // prettier-ignore
    expect(places.map((place) => place.ends !== null)).toEqual(places.map(({ area }) => told(area)))
    expect(places.map(({ why }) => why)).toEqual(places.map((place) => (place.ends ? null : expect.stringMatching(/\w{3,} /)))) // prettier-ignore
    const sexes = divide('sex', { chosen }).places
    expect(sexes.every(({ ends }) => ends!.one[0] === 'male' && ends!.other[0] === 'female')).toBe(true)
  })

  it('tells the share whose group is not known, which is that of the stored counts', () => {
    const question = questionOf(demo, 'smi-checks')
    const shares = runNow(unknownShares(question, demo.release, 'ethnicity'), demo.engine)
    expect(shares.size).toBeGreaterThan(10)
    for (const share of shares.values()) expect(share >= 0 && share < 0.5).toBe(true)
    const { places } = divide('ethnicity', {}, 'smi-checks')
    expect(places[0]!.unknown).toBe(shares.get(demo.release.comparators[0]!))
    const series = divide('ethnicity', { chosen: ['E08000006'] }, 'smi-checks').series!
    const people = series.points.map(({ answer }) => answer!.estimates.find(({ area }) => area === 'E08000006')!.population) // prettier-ignore
    const all = people.reduce<number>((sum, many) => sum + (many ?? 0), 0)
    const unknown = series.points.findIndex(({ code }) => code === 'unknown')
    expect(shares.get('E08000006')).toBeCloseTo(people[unknown]! / all, 12)
    // Events of people whose group nobody knows are counted even where no such people live anywhere.
    const events = runNow(unknownShares(questionOf(demo, 'child-asthma'), demo.release, 'ethnicity'), demo.engine)
    expect([...events.values()].some((share) => share > 0.02)).toBe(true)
    expect(runNow(unknownShares(question, demo.release, 'deprivation'), demo.engine).size).toBe(0)
  })

  it('is refused, with why, of what holds each group against its own expected number', () => {
    expect(divide(null, {}, 'antibiotics')).toMatchObject({ series: null, places: [], over: null })
    expect(divide(null, {}, 'antibiotics').why).toContain('its own expected number')
  })

  it('is the same by either engine', async () => {
    const duckdb = duckdbEngine(await nodeBindings())
    for (const table of demo.tables) await duckdb.add(table)
    const question = questionOf(demo, 'smi-checks', { chosen: ['E08000006'] })
    const steps = () => divisionSteps(question, demo.release, 'ethnicity', 'either')
    expect(await runLater(steps(), duckdb)).toEqual(runNow(steps(), demo.engine))
    const people = () => peopleSteps(question, demo.release)
    expect(await runLater(people(), duckdb)).toEqual(runNow(people(), demo.engine))
    await duckdb.close()
  }, 60_000)
})
