import { describe, expect, it } from 'vitest'
import { pairingOf } from '../../src/analysis/pairing'
import { needFinding, needTable } from '../../src/words/need'
import type { AnswerChanges } from '../charts/answers'
import { anOverview, type GivenRow } from '../charts/overviews'

type Values = GivenRow['values']
const GOOD: Partial<GivenRow> = { indicator: { polarity: 'high-is-good' } }

function pairing(need: Values, care: Values, options: AnswerChanges = {}, changes = GOOD) {
  const rows = [{ id: 'need', values: need }, { id: 'care', values: care, ...changes }] // prettier-ignore
  return pairingOf(anOverview(rows, options), 'need', 'care')!
}
const say = (...given: Parameters<typeof pairing>) => needFinding(pairing(...given))
const many = (of: (i: number) => number) => Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`A${i}`, of(i)]))

describe('the finding of need and care', () => {
  it('names areas that both verdicts support', () => {
    const found = say({ S: 150, K: 100, B: 150 }, { S: 50, K: 50, B: 98 })
    expect(found.headline).toBe('Salford is higher on need and lower (worse) on care than the North')
    expect(found.detail).toContain(
      'If the two had nothing to do with each other, about 1 such authority would be expected.',
    )
  })

  it('says that none does', () =>
    expect(say({ S: 150, K: 100 }, { S: 150, K: 50 }).headline).toBe('No authority is both higher on need and lower (worse) on care than the North')) // prettier-ignore

  it('turns with the polarity, and has no judgement without one', () => {
    const of = (polarity: 'low-is-good' | 'neither') => say({ S: 150, K: 1 }, { S: 50, K: 1 }, {}, { indicator: { polarity } }).headline // prettier-ignore
    expect(of('low-is-good')).toContain('lower (better) on care')
    expect(of('neither')).toBe('Salford is higher on need and lower on care than the North')
  })

  it('counts many and names them below', () => {
    const codes = ['a', 'b', 'c', 'd', 'e']
    const values = (value: number) => Object.fromEntries(codes.map((code) => [code, value]))
    const found = say(values(150), values(50))
    expect(found.headline).toMatch(/^5 authorities are higher on need and lower/)
    expect(found.detail).toContain('They are Area a, Area b, Area c, Area d and Area e.')
  })

  it('says plainly whether the two go together, and nothing about causes', () => {
    const together = say(many((i) => 100 + i), many((i) => 200 - i * 2)) // prettier-ignore
    expect(together.detail).toContain('Where need is higher, care is mostly lower among authorities (rank correlation −1.00, 95 % interval −1.00 to −1.00); this says nothing about causes.') // prettier-ignore
    const apart = say(many((i) => 100 + i), many((i) => 100 + ((i * 7) % 30))) // prettier-ignore
    expect(apart.detail).toMatch(/Whether need and care go together cannot be told \(rank correlation /)
    expect(say({ S: 1, K: 2 }, { S: 1, K: 2 }).detail).toContain('cannot be said: fewer than 10 areas have both values')
  })

  it('speaks of what is hidden, of one area and of none', () => {
    const hidden = say({ S: null, K: 150 }, { S: 50, K: 50 }, { chosen: ['S'] })
    expect(hidden.detail).toContain('1 authority lacks one value or both: too few to show safely.')
    expect(hidden.chosen[0]!.text).toBe('Salford: need has no value (too few to show safely); care 50.0 per 100,000 people (45.0 to 55.0), lower (worse) than the North.') // prettier-ignore
    expect(say({ S: 150 }, { S: 150 }).headline).toBe('Salford is higher on need and higher (better) on care than the North') // prettier-ignore
    expect(say({ S: 101 }, { S: 150 }).headline).toBe('Salford cannot be told apart from the North on need')
    expect(say({ S: null }, { S: 1 }).headline).toBe('No authority can be compared with the North on both')
    const unheld = needFinding(pairing({ S: 1 }, { S: 1 }, {}, { ...GOOD, comparator: null }))
    expect(unheld.detail).toContain('The North has no value for care; choose another comparator or another indicator.')
    expect(say({}, {}).headline).toBe('No authority can be compared with the North on both')
  })

  it('says SYNTHETIC, and holds both values and verdicts in its table', () => {
    const given = pairing({ S: 150, K: null }, { S: 50, K: 100 }, { synthetic: true, chosen: ['S'] })
    expect(needFinding(given).sure[0]).toContain('SYNTHETIC')
    const table = needTable(given)
    expect(table.caption).toMatch(/^SYNTHETIC: need and care/)
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['The North', '100', '97 to 103', 'comparator', '100', '97 to 103', 'comparator', ''],
      ['Salford', '150', '145 to 155', 'higher', '50.0', '45.0 to 55.0', 'lower (worse)', 'Higher on need and lower (worse) on care'],
      ['Knowsley', 'hidden', '', 'too few to show safely', '100', '95 to 105', 'cannot be told apart', ''],
    ]) // prettier-ignore
    expect(table.rows.map(({ chosen }) => chosen)).toEqual([false, true, false])
  })
})
