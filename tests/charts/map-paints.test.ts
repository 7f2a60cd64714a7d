import { describe, expect, it } from 'vitest'
import type { Study } from '../../src/domain'
import { mapScene, type Scene } from '../../src/charts'
import { clusterPaints, smoothedPaints } from '../../src/charts/mapPaints'
import { clusterSentences } from '../../src/words/clusters'
import { anAnswer, manyGiven } from './answers'
import { polygon, topologyOf } from './places'

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

describe('labels on a map', () => {
  const areas = manyGiven(6)
  /** Islands of unlike sizes, with sea around them for names. */
  const islands = topologyOf(
    areas.map(({ code }, i) => {
      const [x, y, side] = [(i % 3) * 3, Math.floor(i / 3) * 3, 0.5 + 0.1 * i]
      return polygon(code, [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]) // prettier-ignore
    }),
  )
  const at = { width: 900, height: 700, compact: false }
  const drawn = (extras: Parameters<typeof mapScene>[2] = {}, chosen = [areas[1]!.code]) =>
    mapScene(anAnswer(areas, { chosen }), at, { boundaries: islands, coordinates: 'planar', ...extras })
  const words = (scene: Scene) => scene.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))

  it('say what is shown: smoothed values, amounts of circles, or a name alone', () => {
    expect(words(drawn({ paints: smoothedPaints(some)! }))).toContain(`${areas[1]!.name} 0.90`)
    expect(words(drawn({ paints: clusterPaints(some) }))).toContain(areas[1]!.name)
    const { estimates } = anAnswer(areas)
    const count = estimates.find(({ area }) => area === areas[1]!.code)!.count!
    expect(words(drawn({ map: 'symbols' }))).toContain(`${areas[1]!.name} ${count.toLocaleString('en-GB')}`)
  })

  it('leave the sign of their area: no dot covers it, and the line ends before it', () => {
    const scene = drawn({}, areas.map(({ code }) => code)) // prettier-ignore
    const signs = scene.marks.filter((mark) => mark.kind === 'symbol')
    const judged = anAnswer(areas).estimates.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
    expect(signs.map(({ key }) => key).sort()).toEqual(judged.map(({ area }) => area).sort())
    const led = scene.marks.flatMap((mark) => (mark.kind === 'line' ? [mark] : []))
    expect(led.length).toBeGreaterThan(0)
    for (const { x1, y1, key } of led) {
      const sign = signs.find((mark) => mark.key === key)
      if (sign) expect(Math.hypot(sign.cx - x1, sign.cy - y1)).toBeGreaterThan(5)
    }
    expect(scene.marks.filter((mark) => mark.kind === 'circle')).toEqual([])
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
