import { beforeAll, describe, expect, it } from 'vitest'
import { answer } from '../../src/analysis/answer'
import { groupsLater, groupsSteps } from '../../src/analysis/groups'
import { runNow } from '../../src/analysis/steps'
import type { AreaGroup, Question } from '../../src/domain'
import { duckdbEngine } from '../../src/engine/duckdb'
import { nodeBindings } from '../../src/engine/duckdb/node'
import { openDemo, questionOf, type Demo } from './studies/demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

const COPD = 'copd-admissions'
const coast: AreaGroup = { name: 'Coast', codes: ['E06000009', 'E08000012', 'E08000014'] }
const city: AreaGroup = { name: 'City', codes: ['E08000003', 'E08000006'] }
const of = (groups: readonly AreaGroup[], changes: Partial<Question> = {}, indicator = COPD) =>
  runNow(groupsSteps(questionOf(demo, indicator, changes), demo.release, groups), demo.engine)
const asked = (changes: Partial<Question>, indicator = COPD) =>
  answer(questionOf(demo, indicator, changes), demo.release, demo.engine)

describe('a group of areas', () => {
  it.each(['copd-admissions', 'child-asthma', 'early-cancer', 'hypertension'])('is worked out as a comparator of the same areas is: %s', (indicator) => {
    const [value] = of([coast], {}, indicator).values
    const { comparator } = asked({ comparator: { kind: 'chosen' }, chosen: coast.codes }, indicator)
    for (const key of ['count', 'population', 'value', 'interval95', 'interval998', 'status'] as const)
      expect(value!.estimate[key]).toEqual(comparator[key])
    expect(value!.estimate).toMatchObject({ area: 'group:Coast', name: '“Coast”' })
  }) // prettier-ignore

  it('adds the published counts of its areas up, which is by hand', () => {
    const { estimates } = asked({}, 'child-asthma')
    const own = estimates.filter(({ area }) => city.codes.includes(area))
    const [value] = of([city], {}, 'child-asthma').values
    const sum = (key: 'count' | 'population') => own.reduce((all, one) => all + one[key]!, 0)
    expect(value!.estimate.count).toBe(sum('count'))
    expect(value!.estimate.value).toBeCloseTo((sum('count') / sum('population')) * 100_000, 9)
  })

  it('of one area is that area, judged alike; wherever the question looks', () => {
    const salford: AreaGroup = { name: 'S', codes: ['E08000006'] }
    const own = asked({}).estimates.find(({ area }) => area === 'E08000006')!
    for (const within of [null, 'CR-NENC']) {
      const { estimate } = of([salford], { within }).values[0]!
      expect(estimate).toMatchObject({ value: own.value, interval95: own.interval95, verdict: own.verdict, facilities: own.facilities }) // prettier-ignore
    }
  })

  it('of a ratio is over what was expected of it, not over itself', () => {
    const { estimate } = of([coast], {}, 'antibiotics').values[0]!
    expect(estimate.value).not.toBeCloseTo(100, 6)
    const own = asked({}, 'antibiotics').estimates.filter(({ area }) => coast.codes.includes(area))
    const sum = (key: 'count' | 'population') => own.reduce((all, one) => all + one[key]!, 0)
    expect(estimate.value).toBeCloseTo((100 * sum('count')) / sum('population'), 9)
  })

  it('has no value where an area of it is hidden or of another kind, and says which', () => {
    const found = of([{ name: 'Mixed', codes: ['CR-GM', 'E08000006'] }, { name: 'None', codes: [] }], {}).values
    expect(found.map(({ estimate }) => [estimate.value, estimate.why])).toEqual([
      [null, 'not all of its areas can be counted here'],
      [null, 'no areas are in it yet'],
    ])
    expect(found[0]!.strangers).toEqual(['Greater Manchester'])
    const one = of([{ name: 'H', codes: ['E06000013', 'E06000014'] }], { sex: 'female' }, 'child-asthma').values[0]!
    expect(one.estimate).toMatchObject({ value: null, status: 'hidden' })
    const hidden = { status: 'hidden' }
    expect(one.without).toEqual([{ name: 'North Lincolnshire', ...hidden }, { name: 'York', ...hidden }])
  }) // prettier-ignore

  it('is held against another by the difference and its interval; not where they share an area', () => {
    const { contrasts, values } = of([coast, city, { name: 'Both', codes: ['E08000006', 'E06000009'] }])
    expect(contrasts.map(({ one, other }) => `${one} ${other}`)).toEqual(['Coast City', 'Coast Both', 'City Both'])
    const [first, second] = contrasts
    const [a, b] = values.map(({ estimate }) => estimate)
    const { value, interval95 } = first!.contrast!.difference
    expect(value).toBeCloseTo(a!.value! - b!.value!, 9)
    expect(interval95!.lower).toBeCloseTo(value - Math.hypot(a!.value! - a!.interval95!.lower, b!.interval95!.upper - b!.value!), 9) // prettier-ignore
    expect(second).toMatchObject({ shared: ['Blackpool'], contrast: null })
  })

  it('is what areas may be compared with, by the same figures', () => {
    const found = asked({ comparator: { kind: 'group', ...coast }, within: 'CR-GM' })
    const [value] = of([coast]).values
    expect(found.comparator).toMatchObject({ area: 'group:Coast', value: value!.estimate.value, interval95: value!.estimate.interval95 }) // prettier-ignore
    expect(found.context.comparatorLabel).toBe('“Coast”')
    expect(found.notes.join(' ')).toContain('“Coast” is a group of the reader’s own: Blackpool, Liverpool, Sefton')
    expect(() => asked({ comparator: { kind: 'group', name: 'Mixed', codes: ['CR-GM', 'E08000006'] } })).toThrow(/Greater Manchester of your group “Mixed”/) // prettier-ignore
    expect(() => asked({ comparator: { kind: 'group', name: 'None', codes: [] } })).toThrow(/has no areas yet/)
  })

  it('is the same in DuckDB', async () => {
    const engine = await duckdbEngine(await nodeBindings())
    for (const table of demo.tables) await engine.add(table)
    const groups = [coast, city]
    for (const indicator of [COPD, 'smi-checks'])
      expect(await groupsLater(questionOf(demo, indicator), demo.release, groups, engine)).toEqual(of(groups, {}, indicator)) // prettier-ignore
    await engine.close()
  }, 120_000)
})
