import { describe, expect, it } from 'vitest'
import type { Study, Verdict } from '../../src/domain'
import { sayInFunnel, usualSentence, usualSpread, usualWord } from '../../src/words/usual'
import { anAnswer, limitsAround, type AnswerChanges, type Given } from '../charts/answers'

const names: Readonly<Record<string, string>> = { K: 'Knowsley', S: 'Salford', N: 'North Yorkshire', B: 'Bury', H: 'Halton' } // prettier-ignore
const given = (verdicts: Readonly<Record<string, Verdict>>): Given[] =>
  Object.entries(verdicts).map(([code, verdict]) => ({ code, name: names[code] ?? code, value: verdict === 'none' ? null : 280 })) // prettier-ignore

/** The study of rules of areas that over-dispersed limits judge so. */
function rulesOf(verdicts: Readonly<Record<string, Verdict>>, changes: Partial<Study> = {}): Study {
  return {
    id: 'rules',
    label: 'Rules',
    figures: [],
    columns: [{ id: 'over-dispersed95', label: 'Over-dispersed limits at 95 %', unit: '' }],
    rows: Object.entries(verdicts).map(([area, verdict]) => ({ area, name: area, cells: [verdict] })),
    methods: [],
    notes: [],
    why: null,
    limits: limitsAround(281, [100_000]),
    draws: null,
    ...changes,
  }
}

const say = (verdicts: Readonly<Record<string, Verdict>>, options: AnswerChanges = {}, changes: Partial<Study> = {}) =>
  usualSentence(rulesOf(verdicts, changes), anAnswer(given(verdicts), options))

const few = { K: 'higher', S: 'similar', N: 'lower', B: 'similar' } as const
const many = { K: 'higher', H: 'higher', X: 'higher', Y: 'higher', S: 'similar', N: 'lower' } as const

describe('what is unusual even allowing for how much areas usually differ', () => {
  it('is named, or counted where there are many, with how many chance would put there', () => {
    expect(say(few)).toBe('Allowing for how much these authorities usually differ, 2 are still unusually far from the North: Knowsley, higher; North Yorkshire, lower. Usual differences and chance together would put fewer than 1 of 4 there.') // prettier-ignore
    expect(say(many)).toContain('5 are still unusually far from the North: 4 higher; North Yorkshire, lower.')
    expect(say({ K: 'higher', S: 'similar' })).toContain('1 is still unusually far from the North: Knowsley, higher.')
  })

  it('may be nobody', () => {
    expect(say({ K: 'similar', S: 'similar' })).toBe('Allowing for how much these authorities usually differ, none is unusually far from the North.') // prettier-ignore
  })

  it('is better or worse only where the indicator has a polarity, and turns with it', () => {
    const sentence = (polarity: 'high-is-good' | 'low-is-good' | 'neither') => say(few, { indicator: { polarity } })
    expect(sentence('low-is-good')).toContain('Knowsley, higher (worse); North Yorkshire, lower (better).')
    expect(sentence('high-is-good')).toContain('Knowsley, higher (better); North Yorkshire, lower (worse).')
    expect(sentence('neither')).not.toMatch(/better|worse/)
    expect(usualWord('higher', 'low-is-good')).toBe('unusually high (worse)')
    expect(usualWord('lower', 'low-is-good')).toBe('unusually low (better)')
    expect(usualWord('lower', 'neither')).toBe('unusually low')
    expect(usualWord('none', 'neither')).toBe('')
  })

  it('leaves out who is hidden, and says nothing of them', () => {
    const verdicts = { ...few, H: 'none' } as const
    expect(say(verdicts)).toContain('fewer than 1 of 4 there')
    expect(say(verdicts, { chosen: ['H'] })).not.toContain('Halton')
    const answer = anAnswer(given(verdicts))
    const usual = usualSpread(rulesOf(verdicts))!
    expect(sayInFunnel(answer.estimates[4]!, answer, usual)).toBe('Halton: too few to show safely')
    expect(sayInFunnel(answer.estimates[0]!, answer, usual)).toMatch(/^Knowsley: 280 .*; unusually high$/)
  })

  it('is told of each marked area', () => {
    expect(say(few, { chosen: ['S'] })).toMatch(/there\. Salford is within the usual spread\.$/)
    expect(say(few, { chosen: ['K', 'S'] })).toMatch(/ Of those marked, Knowsley is unusually high; Salford is within the usual spread\.$/) // prettier-ignore
  })

  it('cannot be told of one area, of values whose chance is not known, and where no rule can be asked', () => {
    const none = { limits: [] }
    expect(say({ S: 'none' }, {}, none)).toBe('Whether Salford is unusual cannot be told: it takes two authorities or more to know how much they usually differ.') // prettier-ignore
    expect(say(few, {}, { ...none, columns: [] })).toBe('Whether any authority is unusual cannot be told: how these values scatter by chance is not known.') // prettier-ignore
    expect(say(few, {}, { ...none, columns: [], why: 'no area has a value' })).toBe('Whether any authority is unusual cannot be told: no area has a value.') // prettier-ignore
    expect(say(few, {}, none)).toBe('Whether any authority is unusual cannot be told from these 4 authorities.')
    expect(usualSpread(null)).toBeNull()
  })
})
