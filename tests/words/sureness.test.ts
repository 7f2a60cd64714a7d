import { describe, expect, it } from 'vitest'
import { sureColumn, withColumns } from '../../src/words/more-columns'
import { giveOrTake, saySureness, sureLegendWords, sureNote, surenessOf } from '../../src/words/sureness'
import { tableOf } from '../../src/words/table'
import { anAnswer, anEstimate } from '../charts/answers'

const of = (value: number | null, half: number) => anEstimate({ code: 'A', name: 'A', value, half }, 281)

describe('how sure a value is', () => {
  it.each([
    [300, 12, 'sure', 'sure, give or take 4 %'],
    [300, 31, 'sure', 'sure, give or take 10 %'],
    [300, 32, 'less', 'less sure, give or take 11 %'],
    [300, 76, 'less', 'less sure, give or take 25 %'],
    [300, 77, 'unsure', 'unsure, give or take 26 %'],
    [300, 0.1, 'sure', 'sure, give or take under 1 %'],
    [0, 3, 'unsure', 'unsure, a value of 0'],
    [null, 0, null, ''],
  ] as const)('%s ± %s is %s', (value, half, level, said) => {
    expect(surenessOf(of(value, half))).toBe(level)
    expect(saySureness(of(value, half))).toBe(said)
  })

  it('takes half of the whole interval, however lopsided, and the size of a negative value', () => {
    expect(giveOrTake({ value: 100, interval95: { lower: 95, upper: 125 } })).toBe(15)
    expect(giveOrTake({ value: -100, interval95: { lower: -110, upper: -90 } })).toBe(10)
  })

  it('does not call a value sure that has no interval', () => {
    const bare = { ...of(300, 3), interval95: null }
    expect(surenessOf(bare)).toBe('unsure')
    expect(saySureness(bare)).toBe('unsure, no interval')
    expect(sureNote({ ...anAnswer([]), estimates: [bare] })).toMatch(/Unsure too: 1 whose interval is not known/)
    expect(sureNote({ ...anAnswer([]), estimates: [of(300, 3)] })).not.toMatch(/Unsure too/)
  })

  it('cuts where its note says: 400 events are sure, 60 and 70 are not', () => {
    const counted = (events: number) => surenessOf(of(events, 1.96 * Math.sqrt(events)))
    expect([400, 350, 70, 55].map(counted)).toEqual(['sure', 'sure', 'less', 'unsure'])
    expect([340, 60].map(counted)).toEqual(['less', 'less'])
  })

  it('has levels in words that leave no gap', () => {
    expect((['sure', 'less', 'unsure'] as const).map((level) => sureLegendWords(level, 1200))).toEqual([
      'sure: give or take up to 10 % (1,200)',
      'less sure: give or take 11 to 25 % (1,200)',
      'unsure: give or take more than 25 % (1,200)',
    ])
  })

  it('stands in the table as it is spoken, comparator and hidden areas too, and sorts by number', () => {
    const answer = anAnswer([
      { code: 'A', name: 'Ashby', value: 300, half: 60 },
      { code: 'H', name: 'Hidden', value: null },
    ])
    const plain = tableOf(answer)
    const table = withColumns(plain, answer, [sureColumn])
    expect(table.columns.at(-1)).toEqual({ id: 'sure', header: 'How sure', align: 'start' })
    expect(table.rows.map(({ cells }) => cells.at(-1))).toEqual(['sure, give or take 1 %', 'less sure, give or take 20 %', '']) // prettier-ignore
    expect(table.rows.map(({ raw }) => raw.at(-1))).toEqual([1, 20, null])
    expect(withColumns(plain, answer, []).rows).toEqual(plain.rows)
  })
})
