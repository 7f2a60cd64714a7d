import { describe, expect, it } from 'vitest'
import { standingsOf } from '../../src/analysis/standing'
import { heatCellMark, heatCellWords, heatFinding, heatOrder, heatTable } from '../../src/words/heat'
import { profileFinding, profileRowWords, profileTable } from '../../src/words/profile'
import type { AnswerChanges } from '../charts/answers'
import { anOverview, type GivenRow } from '../charts/overviews'

const far = { S: 150, K: 100, B: 50 }
const row = (id: string, changes: Partial<GivenRow> = {}): GivenRow => ({ id, values: far, ...changes })
const good = { indicator: { polarity: 'high-is-good' as const } }
const bad = { indicator: { polarity: 'low-is-good' as const } }

function profile(code: string, given: readonly GivenRow[], options: AnswerChanges = {}) {
  const overview = anOverview(given, options)
  const standings = standingsOf(overview)
  const standing = standings.areas.find(({ area }) => area === code)!
  return { ...profileFinding(standing, standings, overview), overview, standings, standing }
}

describe('the finding of a profile', () => {
  it('counts worse and better where there is a good direction, and turns with it', () => {
    const rows = [row('a', bad), row('b', bad), row('c', good), row('d', { ...bad, values: { ...far, S: 100 } })]
    expect(profile('S', rows).headline).toBe('Salford is worse than the North on 2 of 4 indicators and better on 1; 1 cannot be told apart') // prettier-ignore
    expect(profile('B', rows).headline).toContain('worse than the North on 1 of 4 indicators and better on 3')
    expect(profile('S', rows).detail).toContain('Worse: a and b. Better: c.')
  })

  it('counts higher and lower where there is none', () => {
    const { headline, detail } = profile('S', [row('a'), row('b', { values: { ...far, S: 40 } })])
    expect(headline).toBe('Salford is higher than the North on 1 of 2 indicators and lower on 1')
    expect(detail).toContain('Higher: a. Lower: b.')
    expect(`${headline}${detail}`).not.toMatch(/better|worse/i)
  })

  it('says that nothing can be told apart, and how many chance alone would flag', () => {
    const found = profile(
      'K',
      Array.from({ length: 20 }, (_, i) => row(`i${i}`)),
    )
    expect(found.headline).toBe('Knowsley cannot be told apart from the North on any of 20 indicators')
    expect(found.detail).toContain('Chance alone would flag about 1 of 20.')
  })

  it('says what is hidden, of one area alone too', () => {
    const some = profile('S', [row('a'), row('b', { values: { S: null, K: 1 } })])
    expect(some.headline).toContain('on 1 of 1 indicator that can be compared')
    expect(some.detail).toContain('B: too few to show safely.')
    const alone = profile('S', [row('a', { values: { S: null } })])
    expect(alone.headline).toBe('Salford cannot be compared with the North on any indicator')
  })

  it('has no comparison with itself', () => {
    const overview = anOverview([row('a')])
    const own = { ...overview, rows: overview.rows.map((one) => ({ ...one, comparator: { ...one.comparator, area: 'S' } })) } // prettier-ignore
    const standings = standingsOf(own)
    expect(profileFinding(standings.areas[0]!, standings, own).headline).toBe('Salford is what the others are compared with') // prettier-ignore
    expect(profileRowWords(own.rows[0]!, own.rows[0]!.estimates[0]!, own.context)).toMatchObject({ symbol: '', verdict: 'what the others are compared with' }) // prettier-ignore
  })

  it('says SYNTHETIC, rules and methods', () => {
    const { sure, overview, standings, standing } = profile('S', [row('a')], { synthetic: true })
    expect(sure[0]).toContain('SYNTHETIC')
    expect(sure.join(' ')).toContain('Holm 1979')
    expect(profileTable(standing, standings, overview).caption).toMatch(/^SYNTHETIC: Salford among authorities/)
  })

  it('is the same as its table', () => {
    const { overview, standings, standing } = profile('S', [row('a', bad), row('b', { values: { ...far, S: null } })])
    const table = profileTable(standing, standings, overview)
    expect(table.rows.map(({ cells }) => cells.slice(3, 9))).toEqual([
      ['150', '145 to 155', 'per 100,000 people', 'higher (worse)', '100', 'Bury, 50.0'],
      ['', '', 'per 100,000 people', '', '100', 'Bury, 50.0'],
    ])
    expect(table.rows[1]!.cells.at(-1)).toBe('too few to show safely')
  })
})

describe('the finding of the heat table', () => {
  const many = (n: number, values = far) => Array.from({ length: n }, (_, i) => row(`i${i}`, { values }))
  const say = (given: readonly GivenRow[], options: AnswerChanges = {}) => {
    const overview = anOverview(given, options)
    return heatFinding(standingsOf(overview), overview)
  }

  it('names who stands out on most, beyond what chance would give', () => {
    const rows = [...many(5), row('x', { values: { S: 150, K: 100, B: 100 } })]
    const found = say(rows, { chosen: ['K'] })
    expect(found.headline).toBe('Salford stands out on 6 of 6 indicators, more than any other authority')
    expect(found.detail).toContain('2 of 3 authorities stand out on more indicators than chance explains (5 or more). Chance alone would flag fewer than 1 of 6 indicators in each.') // prettier-ignore
    expect(found.chosen).toEqual([{ area: 'K', text: 'Knowsley: cannot be told apart on 6.' }])
  })

  it('names both where two stand out alike, in the words of the polarity', () => {
    const found = say([...many(2), row('g', good), row('h', bad)])
    expect(found.headline).toContain('Salford and Bury stand out on 4 of 4 indicators')
    expect(found.detail).toContain('Salford: higher (worse) on 1, higher (better) on 1, higher on 2.')
  })

  it('says that none does', () => {
    const none = say(many(4, { S: 101, K: 100, B: 99 }))
    expect(none.headline).toBe('No authority stands out on more indicators than chance explains')
    expect(none.detail).toContain('Chance alone would flag')
    // One flag in twelve is what chance gives.
    expect(say([row('a'), ...many(11, { S: 101, K: 100, B: 99 })]).headline).toContain('No authority stands out')
  })

  it('speaks of one area, of hidden values and of nothing', () => {
    expect(say([row('a', { values: { S: 150 } })]).headline).toBe('Salford stands out from the North on 1 of 1 indicator') // prettier-ignore
    expect(say([row('a', { values: { S: 101 } })]).headline).toContain('Salford cannot be told apart from the North')
    expect(say([row('a', { values: { S: null, K: null } })]).headline).toBe('No authority can be compared with the North') // prettier-ignore
    expect(say([row('a', { values: { ...far, N: null } })]).detail).toContain('1 of 4 cells is hidden: too few to show safely.') // prettier-ignore
    expect(say([]).headline).toBe('No authority can be compared with the North')
  })

  it('says of each cell what its table says', () => {
    const overview = anOverview([row('a', bad), row('b', { values: { ...far, S: null } })], { synthetic: true })
    const standings = standingsOf(overview)
    const [salford] = standings.areas
    expect(heatCellWords(salford!.estimates[0]!, overview.rows[0]!, overview.context, 5)).toBe('150 per 100,000 people (145 to 155), higher (worse) than the North; highest fifth of authorities') // prettier-ignore
    expect(heatCellWords(salford!.estimates[1]!, overview.rows[1]!, overview.context)).toBe('too few to show safely')
    expect([heatCellMark(salford!.estimates[0]!, null), heatCellMark(salford!.estimates[0]!, 5), heatCellMark(salford!.estimates[1]!, null), heatCellMark(null, null)]).toEqual(['▲', '5', 'hidden', 'none']) // prettier-ignore
    const table = heatTable(standings, overview)
    expect(table.caption).toContain('SYNTHETIC')
    expect(table.rows[0]!.cells).toEqual(['Salford', '150, higher (worse)', 'too few to show safely', '1', '0.1'])
  })

  it('orders areas as the link says, marked ones on top, those without a value last', () => {
    const standings = standingsOf(anOverview([row('a', { values: { S: 150, K: 120, B: null } }), row('b')]))
    const order = (sort?: string, chosen: string[] = []) => heatOrder(standings, chosen, sort).map(({ area }) => area).join('') // prettier-ignore
    expect([order(), order('-flags'), order('a'), order('-a'), order('name'), order('-name'), order('gone')]).toEqual(['SBK', 'BKS', 'SKB', 'KSB', 'BKS', 'SKB', 'SBK']) // prettier-ignore
    expect(order('a', ['B'])).toBe('BSK')
  })
})
