import { describe, expect, it } from 'vitest'
import type { ProtectionCost } from '../../src/domain'
import { estimatedWords, sayEstimate } from '../../src/words'
import { costSentence } from '../../src/words/cost'
import { tableOf } from '../../src/words/table'
import { anAnswer, anIndicator } from '../charts/answers'

const cost = (changes: Partial<ProtectionCost>): ProtectionCost => ({
  indicator: anIndicator(),
  areaTypeLabel: { one: 'authority', many: 'authorities' },
  areas: 62,
  hidden: 0,
  estimated: 0,
  width: 1.04,
  ...changes,
})
const protection = { cells: 38, rounded: 24, estimated: 14, share: 0.2, fromTotal: true, error: 3 }

describe('what protection costs', () => {
  it.each([
    [{}, 'Protection widens its intervals by 4.0 % for the middle authority; none is hidden.'],
    [
      { width: 1.123, hidden: 1 },
      'Protection widens its intervals by 12 % for the middle authority; 1 of 62 authorities is hidden.',
    ],
    [
      { width: 1, hidden: 3, estimated: 2 },
      'Protection does not widen its intervals; 3 of 62 authorities are hidden, and 2 of 62 authorities are partly estimated.',
    ],
    [{ width: null }, 'Its values have no intervals that protection could widen; none is hidden.'],
    [{ areas: 0 }, 'No authority has a figure.'],
  ])('%#', (changes, text) => expect(costSentence(cost(changes))).toBe(text))
})

describe('an estimate with hidden groups', () => {
  const answer = anAnswer([{ code: 'S', name: 'Salford', value: 290, half: 24 }])
  const estimate = { ...answer.estimates[0]!, status: 'rounded' as const, protection }
  it('says how many were hidden, and what they are estimated from', () => {
    expect(estimatedWords(estimate)).toBe('14 of its 38 groups were too small to show and are estimated from its total')
    expect(estimatedWords({ protection: { ...protection, estimated: 1, fromTotal: false } })).toBe(
      '1 of its 38 groups was too small to show and is estimated',
    )
    expect(estimatedWords({})).toBe('')
    expect(sayEstimate(estimate, answer)).toMatch(/^Salford: 290 .*, from rounded counts.*; 14 of its 38 groups were/)
  })
  it('is marked in the table', () => {
    const { columns, rows } = tableOf({ ...answer, estimates: [estimate] })
    const at = columns.findIndex(({ id }) => id === 'status')
    expect(rows.find(({ key }) => key === 'S')!.cells[at]).toBe('rounded, partly estimated')
  })
})
