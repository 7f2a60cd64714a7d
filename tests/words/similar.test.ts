import { describe, expect, it } from 'vitest'
import type { Question, Study } from '../../src/domain'
import { answerAmong, similarTo, whyNoSimilar } from '../../src/words/similar'
import { anAnswer, type Given } from '../charts/answers'

const given: Given[] = [
  { code: 'K', name: 'Knowsley', value: 427, half: 22 },
  { code: 'S', name: 'Salford', value: 290, half: 24 },
  { code: 'N', name: 'North Yorkshire', value: 184, half: 12 },
  { code: 'H', name: 'Halton', value: null },
]
const COLUMNS = [
  'similar-codes',
  'stability',
  'similar-verdict',
  'similar-difference',
  'similar-lower95',
  'similar-upper95',
]
/** As the study words it. */
const [MORE, FEWER] = ['more than at the rate of similar areas', 'fewer than at the rate of similar areas']
const study = (cells: (string | number | null)[], why: string | null = null): Study => ({
  id: 'peers',
  label: 'Similar areas',
  figures: [],
  columns: COLUMNS.map((id) => ({ id, label: id, unit: '' })),
  rows: why ? [] : [{ area: 'S', name: 'Salford', cells }],
  methods: [],
  notes: [],
  why,
  draws: null,
})
const say = (cells: (string | number | null)[], changes = {}) => similarTo(study(cells), 'S', anAnswer(given, { indicator: changes }))! // prettier-ignore

describe('similar areas in words', () => {
  it('tells a difference in events a year with its interval, higher and lower', () => {
    const more = say(['K N', 90, MORE, 119.6, 80.4, 160.2])
    expect(more.sentence).toBe('Salford has about 120 more admissions a year (80 to 160) than it would at the rate of the 2 authorities most like it.') // prettier-ignore
    expect(more.codes).toEqual(['K', 'N'])
    expect(more.stability).toBe(
      'If each trait counted for half to double as much, 2 of these 2 would on average still be among them.',
    )
    expect(say(['K', null, FEWER, -40, -61, -22]).sentence).toContain('about 40 fewer admissions a year (22 to 61)')
  })

  it('says better or worse where there is a polarity, and never otherwise', () => {
    const cells = ['K', 90, MORE, 119.6, 80.4, 160.2]
    expect(say(cells, { polarity: 'low-is-good' }).sentence).toMatch(/, which is worse\.$/)
    expect(say(cells, { polarity: 'high-is-good' }).sentence).toMatch(/, which is better\.$/)
    expect(say(cells).sentence).not.toMatch(/better|worse|avoid|excess/)
  })

  it('shows nothing where it cannot be told apart, or was not looked at', () => {
    expect(say(['K', 90, 'cannot be told from similar areas', null, null, null]).sentence).toBe('Salford cannot be told apart from the one authority most like it.') // prettier-ignore
    expect(say(['K', 90, null, null, null, null]).sentence).toContain('cannot be told here')
  })

  it('tells more or fewer without a number where how far cannot be told', () => {
    const more = ['K N', 90, `${MORE}; how many cannot be told`, null, null, null]
    expect(say(more).sentence).toBe('Salford has more admissions than it would at the rate of the 2 authorities most like it, but how many more cannot be told.') // prettier-ignore
    expect(say(more, { polarity: 'low-is-good' }).sentence).toContain('which is worse, but how many more cannot')
    const fewer = ['K N', 90, `${FEWER}; how many cannot be told`, null, null, null]
    expect(say(fewer).sentence).toMatch(/has fewer admissions .* but how many fewer cannot be told\.$/)
    // An interval that holds 0 tells no number.
    expect(say(['K', 90, MORE, 9, -1, 20]).sentence).not.toMatch(/\d/)
  })

  it('says why there are none', () => {
    const none = study([], 'the release describes no traits')
    expect(similarTo(none, 'S', anAnswer(given))).toBeNull()
    expect(whyNoSimilar(none)).toBe('Similar areas cannot be told: the release describes no traits.')
  })

  it('keeps an answer of these areas alone, its counts with it', () => {
    const among = answerAmong(anAnswer(given), ['S', 'K'])
    expect(among.estimates.map(({ area }) => area)).toEqual(['K', 'S'])
    expect(among.counts).toEqual({ higher: 1, similar: 1, lower: 0, none: 0 })
  })

  it('names peers that the reader chose as what they are', () => {
    const cells = ['K N', null, 'cannot be told from the peers chosen', null, null, null]
    const base = anAnswer(given)
    const whom = (peers: Question['peers']) => similarTo(study(cells), 'S', { ...base, question: { ...base.question, peers } })!.sentence // prettier-ignore
    expect(whom({ kind: 'areas', codes: ['K', 'N'] })).toBe('Salford cannot be told apart from the 2 authorities chosen as peers.') // prettier-ignore
    expect(whom({ kind: 'areas', codes: ['K', 'N', 'S'], name: 'Coast' })).toBe('Salford cannot be told apart from the 2 other authorities of “Coast”.') // prettier-ignore
    expect(whom({ kind: 'within', type: 'region' })).toBe('Salford cannot be told apart from the 2 other authorities of the same area.') // prettier-ignore
  })
})
