import { describe, expect, it } from 'vitest'
import type { Study } from '../../src/domain'
import { answerAmong, similarTo, whyNoSimilar } from '../../src/words/similar'
import { anAnswer, type Given } from '../charts/answers'

const given: Given[] = [
  { code: 'K', name: 'Knowsley', value: 427, half: 22 },
  { code: 'S', name: 'Salford', value: 290, half: 24 },
  { code: 'N', name: 'North Yorkshire', value: 184, half: 12 },
  { code: 'H', name: 'Halton', value: null },
]
const COLUMNS = ['similar', 'stability', 'similar-verdict', 'similar-difference', 'similar-lower95', 'similar-upper95']
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
    const more = say(['Knowsley; North Yorkshire', 90, 'higher', 119.6, 80.4, 160.2])
    expect(more.sentence).toBe('Salford has about 120 more admissions a year (80 to 160) than it would at the rate of its 2 most similar authorities.') // prettier-ignore
    expect(more.codes).toEqual(['K', 'N'])
    expect(more.stability).toBe('Of these 2, 2 stay among them on average when each trait weighs half to double.')
    expect(say(['Knowsley', null, 'lower', -40, -61, -22]).sentence).toContain(
      'about 40 fewer admissions a year (22 to 61)',
    )
  })

  it('says better or worse where there is a polarity, and never otherwise', () => {
    const cells = ['Knowsley', 90, 'higher', 119.6, 80.4, 160.2]
    expect(say(cells, { polarity: 'low-is-good' }).sentence).toMatch(/: worse\.$/)
    expect(say(cells, { polarity: 'high-is-good' }).sentence).toMatch(/: better\.$/)
    expect(say(cells).sentence).not.toMatch(/better|worse|avoid|excess/)
  })

  it('shows nothing where it cannot be told apart, or was not looked at', () => {
    expect(say(['Knowsley', 90, 'similar', null, null, null]).sentence).toBe('Salford cannot be told apart from its 1 most similar authority.') // prettier-ignore
    expect(say(['Knowsley', 90, null, null, null, null]).sentence).toContain('cannot be told here')
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
})
