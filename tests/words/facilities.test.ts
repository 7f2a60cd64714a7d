import { describe, expect, it } from 'vitest'
import type { Answer, FacilityRules, Protection } from '../../src/domain'
import { answerListing } from '../../src/exports'
import { facilitiesInView, finding, rulesWords, sayEstimate } from '../../src/words'
import { tableOf } from '../../src/words/table'
import { shortRules } from '../../src/words/short-rules'
import { anAnswer } from '../charts/answers'

const rules = (facility: string, changes: Partial<FacilityRules> = {}): FacilityRules => ({
  facility,
  policy: 'p',
  version: '1',
  label: 'all counts rounded to 5',
  method: 'controlled-rounding',
  base: 5,
  hideTo: null,
  thresholds: {},
  zerosShown: false,
  reach: 1,
  leastValues: 5,
  small: 10,
  bestGuess: 0.5,
  groupDisclosureApproved: false,
  approval: null,
  ...changes,
})
const hiding = { method: 'hide-and-round', hideTo: 9, label: 'counts of 1 to 9 hidden, the rest rounded to 5' } as const
const protection: Protection = {
  kind: 'protected',
  label: 'as signed',
  rules: [rules('West'), rules('Middle'), rules('East', hiding)],
}

const plain = anAnswer([
  { code: 'S', name: 'Salford', value: 290, half: 24 },
  { code: 'K', name: 'Knowsley', value: 427, half: 22 },
])
const of: Record<string, string[]> = { S: ['Middle'], K: ['West'] }
const answer: Answer = {
  ...plain,
  context: { ...plain.context, release: { ...plain.context.release, protection } },
  estimates: plain.estimates.map((one) => ({ ...one, facilities: of[one.area] })),
  comparator: { ...plain.comparator, facilities: ['West', 'Middle', 'East'] },
}
const [salford] = answer.estimates

describe('areas of several facilities', () => {
  it('say who released them, in speech as in the table and in files', () => {
    expect(sayEstimate(salford!, answer)).toMatch(/^Salford: 290 .*; released by Middle$/)
    const { columns, rows } = tableOf(answer)
    const at = columns.findIndex(({ header }) => header === 'Released by')
    expect(Object.fromEntries(rows.map(({ key, cells }) => [key, cells[at]]))).toEqual({
      NORTH: '3 facilities',
      S: 'Middle',
      K: 'West',
    })
    const listing = answerListing(answer, null)
    const column = listing.columns.indexOf('Released by')
    expect(listing.rows.find(([code]) => code === 'K')?.[column]).toBe('West')
  })

  it('have the comparator’s value beside the verdict, not beside the facility', () => {
    const chosen = { ...answer, question: { ...answer.question, chosen: ['S'] } }
    expect(finding(chosen).chosen[0]?.text).toMatch(/from the North \(281\); released by Middle\.$/)
  })

  it('name nobody where the release comes from one facility', () => {
    expect(sayEstimate(plain.estimates[0]!, plain)).not.toContain('released by')
    expect(tableOf(plain).columns.map(({ header }) => header)).not.toContain('Released by')
  })
})

describe('rules of the facilities in view', () => {
  it('are all of them where all are in view or none is known, else those alone', () => {
    expect(facilitiesInView([answer.estimates, answer.estimates])).toEqual(['Middle', 'West'])
    expect(rulesWords(protection, ['West', 'Middle', 'East'])).toBe('as signed')
    expect(rulesWords(protection, [])).toBe('as signed')
    expect(rulesWords(protection, ['Middle', 'West'])).toBe('West, Middle: all counts rounded to 5')
    expect(rulesWords(protection, ['East'])).toBe('East: counts of 1 to 9 hidden, the rest rounded to 5')
  })

  it('are said in a few words each', () => {
    expect(shortRules(protection, [])).toEqual([
      'Counts rounded to 5 (West, Middle)',
      'Counts of 1 to 9 hidden, the rest rounded to 5 (East)',
    ])
    expect(shortRules(protection, ['Middle'])).toEqual(['Counts rounded to 5 (Middle)'])
    const one = (changes: Partial<FacilityRules>) =>
      shortRules({ kind: 'protected', label: '', rules: [rules('A', changes)] }, ['A'])
    expect(one({ method: 'suppression', base: null, hideTo: 7 })).toEqual(['Counts of 1 to 7 hidden'])
    expect(one({ method: 'cell-key', base: null })).toEqual(['Counts blurred'])
    expect(one({ method: 'suppression', base: null })).toEqual(['Small counts hidden'])
    expect(shortRules({ kind: 'already-public', by: 'b', label: 'l' }, [])).toEqual([])
  })
})
