import { describe, expect, it } from 'vitest'
import type { Study } from '../../src/domain'
import { clusterHeadline } from '../../src/words/clusters'
import { anAnswer, manyGiven } from '../charts/answers'

const answer = anAnswer(manyGiven(12))
const study = (moran: { value: number | null; p: number | null } | null, why: string | null = null): Study => ({
  id: 'space',
  label: 'Neighbours',
  figures: moran ? [{ id: 'moran', label: 'Moran’s I', unit: '', interval95: null, note: null, ...moran }] : [],
  columns: [],
  rows: [],
  methods: [],
  notes: [],
  why,
  draws: null,
})
const say = (found: Study | null, smoothed = false) => clusterHeadline(found, answer, smoothed)

describe('the headline of a map of neighbours', () => {
  it('says what is known of the pattern, and never speaks of the values', () => {
    expect(say(study({ value: 0.4, p: 0.001 }))).toMatch(
      /^Neighbouring authorities are more alike on .* than chance makes them$/,
    )
    expect(say(study({ value: -0.3, p: 0.01 }))).toMatch(/are less alike on/)
    expect(say(study({ value: 0.1, p: 0.2 }))).toMatch(
      /^Whether neighbouring authorities are alike on .* cannot be told$/,
    )
    expect(say(study({ value: null, p: null }))).toMatch(/cannot be told$/)
  })

  it('says what a smoothed map is, what cannot be compared, and what is still being worked out', () => {
    const smoothed = (value: number | null): Study => ({
      ...study(null),
      columns: [{ id: 'smoothed', label: 'Smoothed', unit: '' }],
      rows: [{ area: 'A', name: 'A', cells: [value] }],
    })
    expect(say(smoothed(0.4), true)).toMatch(/^Broad pattern of .*, each value drawn towards its neighbours$/)
    expect(say(smoothed(null), true)).toMatch(/^No broad pattern of .* can be drawn: it needs counts of events$/)
    expect(say(study(null, 'only 4 areas have a value'), true)).toMatch(
      /^Neighbouring authorities cannot be compared on/,
    )
    expect(say(null)).toMatch(/ of authorities beside their neighbours$/)
  })
})
