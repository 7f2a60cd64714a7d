import { describe, expect, it } from 'vitest'
import type { Study } from '../../src/domain'
import { trendFinding } from '../../src/words/trend'
import { aSeries, trendOf } from '../charts/series'

const up = [200, 215, 230, 245, 260, 275, 290]
const down = [...up].reverse()
const flat = [250, 252, 249, 251, 250, 249, 251]
const whole = flat
const say = (...args: Parameters<typeof aSeries>) => {
  const series = aSeries(...args)
  return trendFinding(series, trendOf(series))!
}

describe('the finding of a trend', () => {
  it('says a clear rise and a clear fall, by how much a year', () => {
    expect(say({ S: up, K: down }, whole, { chosen: ['S'] }).headline).toBe('Salford’s figure for COPD admissions has been rising since 2017, by about 15.0 per 100,000 people a year') // prettier-ignore
    expect(say({ S: up, K: down }, whole, { chosen: ['K'] }).headline).toContain(
      'Knowsley’s figure for COPD admissions has been falling since 2017',
    )
  })

  it('speaks of all where several are marked', () => {
    const of = (...chosen: string[]) => say({ S: up, K: down, N: flat }, whole, { chosen }).headline
    expect(of('S', 'K')).toBe('COPD admissions in your 2 marked areas: 1 is rising and 1 is falling')
    expect(of('S', 'K', 'N')).toBe('COPD admissions in your 3 marked areas: 1 is rising, 1 is falling and 1 is without a clear recent trend') // prettier-ignore
    expect(say({ S: up, K: up }, whole, { chosen: ['S', 'K'] }).headline).toMatch(/: all are rising$/)
  })

  it('calls better and worse only what has a polarity, and turns with it', () => {
    const headline = (polarity: 'high-is-good' | 'low-is-good' | 'neither') =>
      say({ S: up }, whole, { chosen: ['S'], indicator: { polarity } }).headline
    expect(headline('high-is-good')).toContain('rising since 2017 (getting better)')
    expect(headline('low-is-good')).toContain('rising since 2017 (getting worse)')
    expect(headline('neither')).not.toMatch(/better|worse/)
  })

  it('says that no trend is clear, and speaks of the comparator where no area is marked', () => {
    expect(say({ S: up }, whole).headline).toBe('The North’s figure for COPD admissions shows no clear recent trend')
    expect(say({ S: flat }, whole, { chosen: ['S'] }).headline).toContain('shows no clear recent trend')
    expect(say({ S: up }, up).headline).toContain('The North’s figure for COPD admissions has been rising since 2017')
  })

  it('tells a rise that has only won back a dip with what came before it, and no other', () => {
    const dip = [300, 310, 200, 215, 230, 245, 260]
    const { chosen } = say({ S: dip, K: up }, whole, { chosen: ['S', 'K'] })
    expect(chosen[0]!.text).toMatch(/^Salford: from 200 .* in 2017, after 310 per 100,000 people \(.*\) in 2016, to 260 .* in 2021; rising\.$/) // prettier-ignore
    expect(chosen[1]!.text).not.toContain('after')
    const peak = say({ S: dip.map((value) => 500 - value) }, whole, { chosen: ['S'] })
    expect(peak.chosen[0]!.text).toMatch(/^Salford: from 300 .* in 2017, after 190 .* in 2016, to 240 .* in 2021; falling\.$/) // prettier-ignore
    const breaks = [{ period: '2017', why: 'Its coding changed.' }]
    expect(say({ S: dip }, whole, { chosen: ['S'], indicator: { breaks } }).chosen[0]!.text).not.toContain('after')
  })

  it('tells how many rise and fall, and how many chance alone would', () => {
    const { detail } = say({ S: up, K: down, N: flat }, whole)
    expect(detail).toContain('Of 3 authorities 1 is rising and 1 is falling; chance alone would flag fewer than 1.')
    expect(detail).toContain('The North: from 250 per 100,000 people')
    const { detail: none } = say({ S: flat, K: flat }, whole)
    expect(none).toContain('none is rising and none is falling')
  })

  it('says why no trend is given where values are hidden', () => {
    const hidden = [...up.slice(0, 5), null, 290]
    const found = say({ S: hidden, K: up }, whole, { chosen: ['S'] })
    expect(found.headline).toMatch(/^No recent trend can be given for Salford/)
    expect(found.detail).toContain('Of 2 authorities 1 is rising, none is falling and 1 cannot be told')
    const last = say({ S: [...up.slice(0, 6), null], K: up }, whole, { chosen: ['S'] })
    expect(last.chosen[0]!.text).toBe('Salford: too few to show safely.')
  })

  it('speaks of one area alone, and of none', () => {
    const alone = say({ S: up }, whole, { chosen: ['S'] })
    expect(alone.chosen).toEqual([
      { area: 'S', text: expect.stringMatching(/^Salford: from 230 .* in 2017 to 290 .* in 2021; rising\.$/) },
    ])
    expect(alone.detail).not.toContain('Of 1')
    expect(say({}, whole).headline).toContain('The North’s figure')
  })

  it('says where a coding break starts the trend', () => {
    const series = aSeries({ S: up, K: down }, whole, { chosen: ['S'], indicator: { breaks: [{ period: '2016', why: 'Its coding changed in 2016' }] } }) // prettier-ignore
    const found = trendFinding(series, trendOf(series, '2016'))!
    expect(found.detail).toContain('Trends start in 2016: figures before that were made otherwise and do not compare.')
    const short = trendFinding(series, { ...trendOf(series), figures: [], rows: [], why: 'only 2 periods compare with one another' } satisfies Study)! // prettier-ignore
    expect(short.headline).toContain(
      'No recent trend can be given for Salford: only 2 periods compare with one another',
    )
    expect(short.detail).not.toContain('only 2 periods')
    const why = 'figures of earlier periods were counted in another way and cannot be compared with the last two'
    const long = trendFinding(series, { ...trendOf(series), figures: [], rows: [], why } satisfies Study)!
    expect([long.headline, long.detail]).toEqual(['No recent trend can be given for Salford', `No trend is given: ${why}.`]) // prettier-ignore
  })

  it('claims nothing before the trend is worked out, and says that made-up figures are', () => {
    const series = aSeries({ S: up }, up, { chosen: ['S'], synthetic: true })
    const found = trendFinding(series, null)!
    expect(`${found.headline} ${found.detail}`).not.toMatch(/rising|falling|trend/)
    expect(found.sure[0]).toContain('SYNTHETIC')
    expect(trendFinding({ ...series, points: [] }, null)).toBeNull()
  })
})
