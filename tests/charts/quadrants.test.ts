import { describe, expect, it } from 'vitest'
import { pairingOf } from '../../src/analysis/pairing'
import { quadrantScene } from '../../src/charts/quadrants'
import { steady, type AnswerChanges } from './answers'
import { outsideTexts, texts } from './measure'
import { anOverview, type GivenRow } from './overviews'

type Values = GivenRow['values']
const size = { width: 800, height: 600, compact: false }

function pairing(need: Values, care: Values, options: AnswerChanges = {}) {
  const given = [{ id: 'need', values: need }, { id: 'care', values: care, indicator: { polarity: 'high-is-good' as const } }] // prettier-ignore
  return pairingOf(anOverview(given, options), 'need', 'care')!
}
const four = [{ S: 150, K: 50, B: 150, a: 101, b: 60 }, { S: 50, K: 150, B: 150, a: 50, b: 100 }] as const // prettier-ignore

describe('need against care', () => {
  it('draws a square for high and low, names it, and holds the comparator’s lines', () => {
    const scene = quadrantScene(pairing(...four), size)
    expect(scene.marks.find(({ key, kind }) => key === 'S' && kind === 'rect')).toMatchObject({ fill: 'cat3' })
    expect(scene.marks.find(({ key, kind }) => key === 'K' && kind === 'circle')).toMatchObject({ fill: 'cat1' })
    expect(texts(scene).filter(({ text }) => text === 'the North 100')).toHaveLength(2)
    const named = texts(scene).flatMap(({ key }) => key ?? [])
    expect(named).toEqual(['S'])
    expect(scene.legend.map(({ label }) => label)).toEqual([
      'higher on need and lower (worse) on care (1)',
      'lower on need and higher (better) on care (1)',
      'higher on both or lower on both (1)',
      'cannot be told apart on one or both (2)',
    ])
  })

  it('is walked across by the first and up by the second, in the words of the table', () => {
    const scene = quadrantScene(pairing(...four), size)
    expect(scene.items.map(({ key }) => key)).toEqual(['K', 'b', 'a', 'B', 'S'])
    expect(scene.items.at(-1)!.name).toBe('Salford: need 150 per 100,000 people (145 to 155), higher than the North; care 50.0 per 100,000 people (45.0 to 55.0), lower (worse) than the North') // prettier-ignore
    expect(scene.neighbours!.b).toMatchObject({ left: 'K', right: 'a', down: 'S' })
    for (const { box } of scene.items) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
  })

  it('marks areas with a ring, both intervals and their names', () => {
    const scene = quadrantScene(pairing(...four, { chosen: ['a'] }), size)
    expect(scene.marks.some(({ fill, key }) => fill === 'chosen' && key === 'a')).toBe(true)
    expect(scene.marks.filter(({ kind, key, stroke }) => kind === 'line' && key === 'a' && stroke === 'ink').length).toBeGreaterThanOrEqual(2) // prettier-ignore
    expect(texts(scene).find(({ key }) => key === 'a')).toMatchObject({ text: 'Area a', weight: 'bold' })
  })

  it('leaves out what is hidden and says so; where nothing is left it says what to do', () => {
    const scene = quadrantScene(pairing({ S: 150, K: null }, { S: 50, K: 100 }), size)
    expect(scene.items.map(({ key }) => key)).toEqual(['S'])
    expect(scene.notes).toEqual(['1 without both values is not drawn; the table says why.'])
    expect(quadrantScene(pairing({ S: null }, { S: 1 }), size).empty).toContain('Choose another indicator')
  })

  it('says SYNTHETIC', () => {
    const { subtitle, source, title } = quadrantScene(pairing(...four, { synthetic: true }), size)
    expect([subtitle, source].every((text) => text.includes('SYNTHETIC'))).toBe(true)
    expect(title).toBe('Need against care')
  })

  it('keeps marks and texts inside at every width, with one area and with hundreds', () => {
    const random = steady(3)
    const codes = Array.from({ length: 300 }, (_, i) => `A${i}`)
    const values = () => Object.fromEntries(codes.map((code) => [code, 40 + random() * 120]))
    const given = [pairing(values(), values(), { chosen: ['A3', 'A7'] }), pairing({ S: 150 }, { S: 50 })]
    for (const width of [288, 320, 390, 800, 1200])
      for (const one of given) {
        const scene = quadrantScene(one, { width, height: 600, compact: width < 520 })
        expect(outsideTexts(scene), `${width}`).toEqual([])
        for (const { box } of scene.items) {
          expect(box.x).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(width)
          expect(box.y + box.height).toBeLessThanOrEqual(scene.height)
        }
      }
  })
})
