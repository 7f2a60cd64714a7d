import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trendScene } from '../../src/charts/trend'
import { neighboursOf, type Placed } from '../../src/charts/trend-items'
import type { Scene } from '../../src/charts'
import { outsideTexts, overlappingTexts } from './measure'
import { aSeries } from './series'

const up = [200, 215, 230, 245, 260, 275, 290]
const flat = [250, 252, 249, 251, 250, 249, 251]
const size = { width: 800, height: 500, compact: false }
const draw = (...args: Parameters<typeof aSeries>): Scene => trendScene(aSeries(...args), size)!
const texts = ({ marks }: Scene) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))

describe('lines over time', () => {
  it('name the comparator and marked areas at their ends, and draw the others faint', () => {
    const scene = draw({ S: up, K: flat }, flat, { chosen: ['S'] })
    expect(texts(scene)).toEqual(expect.arrayContaining(['Salford 290', 'the North 251', '2015', '2021']))
    expect(scene.legend.map(({ label }) => label)).toEqual(['the North', 'Salford', 'other authorities (1)'])
    expect(scene.marks.filter(({ key }) => key === 'K').map(({ kind }) => kind)).toEqual(['path', 'circle'])
    expect(scene.subtitle).toBe('Authorities of the North, women and men, all ages, 2015 to 2021')
  })

  it('are walked along in time and across by value, each point with its words', () => {
    const scene = draw({ S: up, K: flat.map((value) => value - 40) }, flat, { chosen: ['S'] })
    const at = (key: string) => scene.items.find((item) => item.key === key)!
    expect(at('S@2018').name).toMatch(/^2018, Salford: 245/)
    expect(at('S@2018').area).toBe('S')
    expect(scene.neighbours!['S@2018']).toMatchObject({ left: 'S@2017', right: 'S@2019' })
    expect(scene.neighbours!['S@2021']!.down).toBe(`${scene.items[0]!.area}@2021`)
    expect(new Set(scene.items.map(({ key }) => key)).size).toBe(scene.items.length)
  })

  it('leave a gap where a value is hidden, and say so', () => {
    const scene = draw({ S: [200, 215, null, 245, 260, 275, 290] }, flat, { chosen: ['S'] })
    const line = scene.marks.find((mark) => mark.kind === 'path' && mark.key === 'S')!
    expect(line.kind === 'path' && line.d.match(/M/g)).toHaveLength(2)
    expect(scene.notes).toContain('Salford, 2017: too few to show safely.')
    expect(scene.items.find(({ key }) => key === 'S@2017')!.name).toContain('too few to show safely')
  })

  it('are cut where figures stop comparing, with why', () => {
    const breaks = [{ period: '2018', why: 'Its coding changed in 2018.' }]
    const scene = draw({ S: up }, flat, { chosen: ['S'], indicator: { breaks } })
    expect(texts(scene)).toContain('coding changed')
    const line = scene.marks.find((mark) => mark.kind === 'path' && mark.key === 'S')!
    expect(line.kind === 'path' && line.d.match(/M/g)).toHaveLength(2)
    expect(scene.notes).toContain('Its coding changed in 2018.')
  })

  it('hold a target, and stretch to show it', () => {
    const scene = draw({ S: up }, flat, { indicator: { target: { value: 400, label: 'Made-up' } } })
    expect(texts(scene)).toContain('Target 400')
    const [target, line] = ['Target 400', 'the North 251'].map((said) => scene.marks.find((mark) => mark.kind === 'text' && mark.text === said)) // prettier-ignore
    expect(target).toMatchObject({ x: (line as { x: number }).x })
  })

  const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`A${i}`, up.map((value) => value + i)]))

  it('become a band where there are hundreds, and say why there is none of one period', () => {
    const scene = draw(many, flat)
    expect(scene.legend.at(-1)!.label).toBe('middle eight in ten of 150 authorities')
    expect(scene.marks.filter(({ key }) => key?.startsWith('A'))).toHaveLength(0)
    expect(trendScene(aSeries({ S: [200] }, [250]), size)!.empty).toContain('no trend to draw')
  })

  it('let be walked what is drawn and nothing else: of hundreds the band, the comparator and the marked', () => {
    const scene = draw(many, flat, { chosen: ['A7'] })
    expect(new Set(scene.items.map(({ area }) => area))).toEqual(new Set(['NORTH', 'A7', 'band']))
    expect(scene.items).toHaveLength(3 * 7)
    const band = scene.items.find(({ key }) => key === 'band@2018')!
    expect(band.name).toBe('2018: the middle eight in ten of 150 authorities lie from 260 to 379 per 100,000 people')
    expect(scene.marks.filter(({ key }) => key === 'band')).toHaveLength(1)
    expect(scene.neighbours!['band@2018']).toMatchObject({ left: 'band@2017', right: 'band@2019' })
    expect(scene.neighbours!['NORTH@2018']).toMatchObject({ up: 'A7@2018' })
  })

  it('draw an area that is marked and held against itself once', () => {
    const series = aSeries({ S: up, K: flat }, flat, { chosen: ['S', 'K'] })
    const itself = series.points.map((point) => ({ ...point, answer: { ...point.answer!, comparator: point.answer!.estimates[0]! } })) // prettier-ignore
    const scene = trendScene({ ...series, points: itself }, size)!
    expect(new Set(scene.items.map(({ key }) => key)).size).toBe(scene.items.length)
    expect(scene.legend).toHaveLength(2)
  })

  it('say SYNTHETIC where figures are made up', () => {
    const scene = draw({ S: up }, flat, { synthetic: true })
    expect([scene.subtitle, scene.source].every((text) => text.includes('SYNTHETIC'))).toBe(true)
  })

  it('keep all marks inside the drawing at every width', () => {
    for (const width of [320, 390, 800, 1200]) {
      const scene = trendScene(aSeries({ S: up, K: flat }, flat, { chosen: ['S', 'K'] }), { width, height: 500, compact: width < 520 })! // prettier-ignore
      for (const { box } of scene.items) {
        expect(box.x).toBeGreaterThanOrEqual(-9)
        expect(box.x + box.width).toBeLessThanOrEqual(width)
        expect(box.y + box.height).toBeLessThanOrEqual(scene.height)
      }
      expect(outsideTexts(scene)).toEqual([])
      expect(overlappingTexts(scene)).toEqual([])
    }
  })

  it('name each line and its last figure whole on the smallest screen', () => {
    const years = { N: up, S: up.map((value) => value + 30), K: flat }
    for (const width of [288, 320]) {
      const scene = trendScene(aSeries(years, flat, { chosen: ['N', 'S'] }), { width, height: 400, compact: true })!
      expect(texts(scene).filter((text) => text.includes('…'))).toEqual([])
      expect(texts(scene).join(' ')).toContain('the North 251 North Yorkshire 290 Salford 320')
      expect([...overlappingTexts(scene), ...outsideTexts(scene)]).toEqual([])
    }
  })
})

describe('arrows over time', () => {
  const item = fc.record({ area: fc.constantFrom('A', 'B', 'C', 'D'), at: fc.nat(4), y: fc.nat(6) })
  /** As they are said: the item before and after in its own line, and those next by height in its own period. */
  function bruteForce(items: readonly Placed[]) {
    const middle = ({ box }: Placed) => box.y + box.height / 2
    return Object.fromEntries(
      items.map((one) => {
        const line = items.filter(({ area }) => area === one.area)
        const here = items.filter(({ at }) => at === one.at)
        const above = (a: Placed, b: Placed) => middle(a) < middle(b) || (middle(a) === middle(b) && a.key < b.key)
        const nearest = (all: Placed[], before: typeof above) => all.find((a) => !all.some((b) => before(a, b)))?.key
        return [
          one.key,
          {
            left: line[line.indexOf(one) - 1]?.key,
            right: line[line.indexOf(one) + 1]?.key,
            up: nearest(
              here.filter((other) => above(other, one)),
              above,
            ),
            down: nearest(
              here.filter((other) => above(one, other)),
              (a, b) => above(b, a),
            ),
          },
        ]
      }),
    )
  }

  it('lead where comparing all items with all leads', () => {
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: ({ area, at }) => `${area}@${at}`, maxLength: 20 }), (given) => {
        const items = given
          .sort((a, b) => a.at - b.at)
          .map(({ area, at, y }, i): Placed => ({ key: `${area}@${at}`, area, at, name: '', box: { x: 0, y: y * 10 - (i % 3), width: 18, height: 18 + 2 * (i % 3) } })) // prettier-ignore
        expect(neighboursOf(items)).toEqual(bruteForce(items))
      }),
      { seed: 5, numRuns: 500 },
    )
  })
})
