import { beforeAll, describe, expect, it } from 'vitest'
import { overview } from '../../src/analysis/answer'
import { pairingOf } from '../../src/analysis/pairing'
import { standingsOf } from '../../src/analysis/standing'
import { truths } from '../../src/demo/truths'
import type { Overview } from '../../src/domain'
import { anOverview } from '../charts/overviews'
import { openDemo } from './studies/demo'

const far = { S: 150, K: 100, B: 50 }

describe('areas over all indicators', () => {
  const rows = ['one', 'two', 'three', 'four'].map((id) => ({ id, values: far }))

  it('count what the rule tells apart, and how much of it is chance', () => {
    const { areas } = standingsOf(anOverview(rows))
    const by = new Map(areas.map((area) => [area.area, area]))
    expect(by.get('S')).toMatchObject({ name: 'Salford', compared: 4, higher: 4, lower: 0 })
    expect(by.get('B')).toMatchObject({ higher: 0, lower: 4 })
    expect(by.get('K')).toMatchObject({ higher: 0, lower: 0, p: 1 })
    expect(by.get('S')!.byChance).toBeCloseTo(0.2, 12)
    // 0.05⁴, three areas.
    expect(by.get('S')!.p).toBeCloseTo(3 * 0.05 ** 4, 12)
  })

  it('leave hidden values and unknown areas out of what is compared', () => {
    const { areas, rows: sorted } = standingsOf(anOverview([{ id: 'one', values: { ...far, S: null } }, { id: 'two', values: { K: 1 } }])) // prettier-ignore
    expect(sorted.map(({ indicator }) => indicator.id)).toEqual(['one', 'two'])
    expect(areas[0]).toMatchObject({ name: 'Salford', compared: 0, p: null, fifths: [null, null] })
    expect(areas[0]!.estimates[1]).toBeNull()
  })

  it('stand in fifths by value, equal ones together', () => {
    const values = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((code, i) => [code, 10 * (i + 1)]))
    expect(standingsOf(anOverview([{ id: 'one', values }])).areas.map(({ fifths }) => fifths[0])).toEqual([1, 2, 3, 4, 5]) // prettier-ignore
  })

  it('put topics in an order of their own', () => {
    const given = ['z', 'a', 'm'].map((id) => ({ id, values: far, indicator: { topic: id === 'm' ? 'Aaa' : 'Bbb' } }))
    expect(standingsOf(anOverview(given)).rows.map(({ indicator }) => indicator.id)).toEqual(['m', 'a', 'z'])
  })
})

describe('one indicator against another', () => {
  const both = (care: Record<string, number | null>) =>
    pairingOf(anOverview([{ id: 'need', values: far }, { id: 'care', values: care }]), 'need', 'care') // prettier-ignore

  it('names a corner only where both are told apart', () => {
    const corners = both({ S: 60, K: 60, B: 150 })!.pairs.map(({ corner }) => corner)
    expect(corners).toEqual(['higher-lower', 'unclear', 'lower-higher'])
  })

  it('expects as many in the corner as chance would pair', () =>
    expect(both({ S: 60, K: 60, B: 150 })!.ifUnrelated).toBeCloseTo((1 * 2) / 3, 12))

  it('says why there is no correlation', () => {
    expect(both({ S: 60, K: 60, B: 150 })).toMatchObject({ correlation: null, why: 'fewer than 10 areas have both values' }) // prettier-ignore
    expect(pairingOf(anOverview([]), 'need', 'care')).toBeNull()
  })
})

describe('in the demo', () => {
  let found: Overview
  beforeAll(async () => {
    const { release, engine } = await openDemo()
    const comparator = { kind: 'area', code: release.comparators[0]! } as const
    const question = {
      release: release.id,
      areaType: 'la',
      within: null,
      comparator,
      rule: 'overlap',
      chosen: [],
    } as const
    found = overview(question, release, engine)
  }, 60_000)

  it('the planted areas of high need and low care are found', () => {
    const { areas, need, care } = truths.highNeedLowCare
    const pairing = pairingOf(found, need.topic, care.topic)!
    const named = pairing.pairs.filter(({ corner }) => corner === 'higher-lower').map(({ area }) => area)
    expect(named).toEqual(expect.arrayContaining([...areas]))
    expect(named.length).toBeLessThan(9)
    expect(pairing.correlation!.areas).toBe(62)
  })

  it('what is chance alone flags about as many as chance says', () => {
    const { areas, rows } = standingsOf(found)
    const at = rows.findIndex(({ indicator }) => indicator.id === truths.chanceAlone.topic)
    const flagged = areas.filter(({ estimates }) => ['higher', 'lower'].includes(estimates[at]!.verdict)).length
    expect(rows[at]!.flaggedByChance).toBeGreaterThan(0.5)
    expect(flagged).toBeLessThanOrEqual(4 * rows[at]!.flaggedByChance! + 2)
    expect(areas).toHaveLength(62)
  })
})
