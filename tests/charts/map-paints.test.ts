import { describe, expect, it } from 'vitest'
import type { Study } from '../../src/domain'
import { clusterPaints, smoothedPaints } from '../../src/charts/mapPaints'
import { clusterSentences } from '../../src/words/clusters'
import { anAnswer, manyGiven } from './answers'

const answer = anAnswer(manyGiven(6))
const names = answer.estimates.map(({ area, name }) => ({ area, name }))
const study = (clusters: string[], smoothed: (number | null)[], p = 0.3, why: string | null = null): Study => ({
  id: 'space',
  label: 'Neighbours',
  figures: [{ id: 'moran', label: '', unit: '', value: p < 0.05 ? 0.4 : 0.1, interval95: null, p, note: null }],
  columns: ['cluster', 'smoothed'].map((id) => ({ id, label: id, unit: '' })),
  rows: why ? [] : names.map((one, i) => ({ ...one, cells: [clusters[i] ?? 'no cluster', smoothed[i] ?? null] })),
  methods: [],
  notes: ['A cluster is named where …'],
  why,
  draws: null,
})
const some = study(['high among high', 'high among high', 'low among low', 'high among low', 'low among high'], [0.7, 0.9, 1, 1.1, 1.2, null], 0.001) // prettier-ignore

describe('a map of clusters', () => {
  it('tells the five kinds apart by colour, by shape and in words', () => {
    const paints = clusterPaints(some)
    const said = answer.estimates.map((one) => [paints.paint(one), paints.shape(one), paints.say(one)])
    expect(said[0]).toEqual(['higher', 'up', 'high, neighbours alike'])
    expect(said[2]).toEqual(['lower', 'down', 'low, neighbours alike'])
    expect(said[3]).toEqual(['cat3', 'up', 'high among low neighbours'])
    expect(said[4]).toEqual(['muted', 'down', 'low among high neighbours'])
    expect(said[5]).toEqual(['similar', null, 'no cluster can be told'])
    expect(paints.legend.map(({ label }) => label)[0]).toBe('high, neighbours alike (2)')
  })

  it('says where neighbours are alike, and that it cannot be told', () => {
    const told = clusterSentences(some, answer, false)
    expect(told[0]).toBe('Neighbouring authorities are more alike than chance makes them (Moran’s I is 0.40; chance alone would take it so far about 1 time in 1,000).') // prettier-ignore
    expect(told[1]).toContain(`High among high neighbours (2 authorities): ${names[0]!.name} and ${names[1]!.name}.`)
    expect(told[1]).toContain('Unlike their neighbours (2 authorities)')
    const none = clusterSentences(study([], []), answer, false)
    expect(none[0]).toContain('Whether neighbouring authorities are alike cannot be told')
    expect(none[1]).toBe('No authority lies in a cluster that can be told from chance.')
    expect(clusterSentences(study([], [], 1, 'this release has no boundaries'), answer, false)).toEqual(['Neighbours cannot be compared: this release has no boundaries.']) // prettier-ignore
  })
})

describe('a map of smoothed values', () => {
  it('names classes in words, and areas without one', () => {
    const paints = smoothedPaints(some)!
    expect(paints.legend.map(({ label }) => label)[0]).toBe('lowest fifth: 0.70 times expected')
    expect(paints.say(answer.estimates[1]!)).toBe('smoothed over neighbours, 0.90 times expected')
    expect(paints.say(answer.estimates[5]!)).toBe('no smoothed value')
    expect(clusterSentences(some, answer, true)[0]).toContain('no area’s own value')
  })

  it('is none where the study gives none', () => {
    expect(smoothedPaints(study([], []))).toBeNull()
    expect(clusterSentences(study([], []), answer, true)[0]).toContain('There are no smoothed values')
  })
})
