import { describe, expect, it } from 'vitest'
import type { Contrast, EstimateStatus, GroupContrast, GroupValue, Polarity, Study } from '../../src/domain'
import { groupsApartSentence, groupSentence } from '../../src/words/groups'
import { recentSentence } from '../../src/words/trend'
import { withGroups } from '../../src/words/with-groups'
import { tableOf } from '../../src/words/table'
import { anAnswer, anEstimate } from '../charts/answers'

const answer = anAnswer([
  { code: 'K', name: 'Knowsley', value: 427, half: 22 },
  { code: 'S', name: 'Salford', value: 290, half: 24 },
])
const withPolarity = (polarity: Polarity) => ({ ...answer, indicator: { ...answer.indicator, polarity } })
const value = (given: number | null, changes: Partial<GroupValue> = {}): GroupValue => ({
  group: { name: 'Coast', codes: ['K', 'S'] },
  estimate: anEstimate({ code: 'group:Coast', name: '“Coast”', value: given, half: 12 }, 300),
  without: [],
  strangers: [],
  ...changes,
})
const without = (name: string, status: EstimateStatus) => ({ name, status })

describe('a group in words', () => {
  it('is said as an area is: higher, not told apart, one area alone', () => {
    expect(groupSentence(value(360), answer)).toMatch(/^“Coast”: 360 per 100,000 people \(348 to 372\), higher than /)
    expect(groupSentence(value(302), answer)).toContain('cannot be told apart from')
    expect(groupSentence(value(302, { group: { name: 'Coast', codes: ['K'] } }), answer)).toContain('“Coast”: 302')
    expect(groupSentence(value(360), answer)).not.toMatch(/better|worse/)
    expect(groupSentence(value(360), withPolarity('high-is-good'))).toContain('higher (better)')
    expect(groupSentence(value(360), withPolarity('low-is-good'))).toContain('higher (worse)')
  })

  it('has no value where one of its areas has none, and says which and why', () => {
    const lacking = [without('Bury', 'hidden'), without('Wigan', 'hidden'), without('Trafford', 'missing')]
    expect(groupSentence(value(null, { without: lacking }), answer)).toBe('“Coast” is not given, because its value needs that of every area in it: Bury and Wigan (too few to show safely) and Trafford (no figure).') // prettier-ignore
    expect(groupSentence(value(null, { strangers: ['Greater Manchester'] }), answer)).toMatch(/^“Coast” is not given: Greater Manchester cannot be counted among the authorities of /) // prettier-ignore
    expect(groupSentence(value(null, { group: { name: 'Coast', codes: [] } }), answer)).toBe('“Coast” has no areas yet: choose them.') // prettier-ignore
  })

  it('is a followed row among the areas, and the areas’ counts stay theirs', () => {
    const joined = withGroups(answer, [value(360).estimate])
    const rows = tableOf(joined).rows
    expect(rows.find(({ key }) => key === 'group:Coast')).toMatchObject({ chosen: true })
    expect(rows).toHaveLength(answer.estimates.length + 2)
    expect(joined.counts).toBe(answer.counts)
    expect(withGroups(answer, [])).toBe(answer)
  })
})

describe('two groups in words', () => {
  const apart = (difference: [number, number, number] | null, shared: string[] = []): GroupContrast => {
    const [by, lower, upper] = difference ?? [0, 0, 0]
    const verdict = lower > 0 ? 'higher' : upper < 0 ? 'lower' : 'similar'
    const contrast: Contrast = { one: ['a'], other: ['b'], ratio: null, difference: { value: by, interval95: { lower, upper } }, verdict } // prettier-ignore
    return { one: 'Coast', other: 'Hills', shared, contrast: difference && contrast }
  }

  it('are told apart only by the interval of their difference', () => {
    expect(groupsApartSentence(apart([40, 12, 68]), answer)).toBe('“Coast” is higher than “Hills” by 40.0 per 100,000 people (12.0 to 68.0).') // prettier-ignore
    expect(groupsApartSentence(apart([-40, -68, -12]), answer)).toBe('“Coast” is lower than “Hills” by 40.0 per 100,000 people (12.0 to 68.0).') // prettier-ignore
    expect(groupsApartSentence(apart([20, -3, 43]), answer)).toBe('“Coast” and “Hills” cannot be told apart.')
  })

  it('are better or worse only where there is a polarity, either way round', () => {
    expect(groupsApartSentence(apart([40, 12, 68]), withPolarity('low-is-good'))).toContain('is higher (worse) than')
    expect(groupsApartSentence(apart([40, 12, 68]), withPolarity('high-is-good'))).toContain('is higher (better) than')
    expect(groupsApartSentence(apart([40, 12, 68]), answer)).not.toMatch(/better|worse/)
  })

  it('are not compared where one is hidden or they share areas', () => {
    expect(groupsApartSentence(apart(null), answer)).toBe('How “Coast” and “Hills” compare cannot be told here.')
    expect(groupsApartSentence(apart(null, ['Bury']), answer)).toBe('“Coast” and “Hills” cannot be compared with each other: Bury is in both.') // prettier-ignore
    expect(groupsApartSentence(apart(null, ['Bury', 'Wigan']), answer)).toContain('Bury and Wigan are in both')
  })
})

describe('an area’s recent trend in a line', () => {
  const salford = answer.estimates.find(({ area }) => area === 'S')!
  const study = (recent: string | null, slope: number | null, why: string | null = null): Study => ({
    id: 'trend',
    label: 'Trend',
    figures: [],
    columns: ['recent', 'slope', 'why'].map((id) => ({ id, label: id, unit: '' })),
    rows: [{ area: 'S', name: 'Salford', cells: [recent, slope, why] }],
    methods: [],
    notes: [],
    why: null,
    draws: null,
  })
  const say = (found: Study | null, polarity: Polarity = 'neither') => recentSentence(found, salford, withPolarity(polarity)) // prettier-ignore

  it('rises, falls, or does neither clearly; nothing before it is worked out', () => {
    expect(say(study('rising', 4.2))).toBe(
      'Salford’s figure for COPD admissions is rising, by about 4.20 per 100,000 people a year.',
    )
    expect(say(study('falling', -12))).toBe(
      'Salford’s figure for COPD admissions is falling, by about 12.0 per 100,000 people a year.',
    )
    expect(say(study('no change', 0.1))).toBe('Salford’s figure for COPD admissions shows no clear recent trend.')
    expect(say(null)).toBeNull()
  })

  it('says why there is none: hidden, too few periods, a break', () => {
    for (const why of [
      'a value is hidden',
      'only 3 periods compare with one another',
      'fewer than five periods since its coding changed',
    ])
      // prettier-ignore
      expect(say(study('not given', null, why))).toBe(`No recent trend can be given for Salford: ${why}.`)
  })

  it('gets better or worse only where there is a polarity', () => {
    expect(say(study('falling', -12), 'low-is-good')).toContain('falling (getting better)')
    expect(say(study('falling', -12), 'high-is-good')).toContain('falling (getting worse)')
    expect(say(study('falling', -12))).not.toMatch(/better|worse/)
  })
})
