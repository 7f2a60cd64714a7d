import { describe, expect, it } from 'vitest'
import { standingsOf } from '../../src/analysis/standing'
import { spineLegend, spineScene } from '../../src/charts/spine'
import type { AnswerChanges } from './answers'
import { outsideTexts, overlappingTexts, texts } from './measure'
import { anOverview, type GivenRow } from './overviews'

const values = { S: 150, a: 110, K: 100, b: 90, B: 50 }

function draw(row: Partial<GivenRow> = {}, options: AnswerChanges = {}, width = 420) {
  const overview = anOverview([{ id: 'falls', values, ...row }], options)
  const [first] = overview.rows
  const estimate = first!.estimates.find(({ area }) => area === 'S') ?? null
  const spine = { row: first!, estimate, name: 'Salford', context: overview.context, chosen: options.chosen ?? ['S'] }
  return spineScene(spine, { width, height: 56, compact: width < 420 })
}
const own = (scene: ReturnType<typeof draw>) => scene.marks.find((mark) => mark.kind === 'symbol' && mark.key === 'S')
const xOf = (scene: ReturnType<typeof draw>) => {
  const mark = own(scene)
  return mark?.kind === 'symbol' ? mark.cx : NaN
}

describe('a spine', () => {
  it('has the comparator in its middle and the area’s mark by its verdict', () => {
    const scene = draw()
    expect(scene.marks.find(({ kind, stroke }) => kind === 'line' && stroke === 'ink')).toMatchObject({ x1: 210, x2: 210 }) // prettier-ignore
    expect(own(scene)).toMatchObject({ shape: 'up', fill: 'higher' })
    expect(texts(scene).map(({ text }) => text)).toEqual(['lower 50.0', 'the North 100', '150 higher'])
  })

  it('turns where low is good, and says so, but not where nothing is better', () => {
    const turned = draw({ indicator: { polarity: 'low-is-good' } })
    expect(xOf(turned)).toBeLessThan(210)
    expect(texts(turned).map(({ text }) => text)).toEqual(['worse 150', 'the North 100', '50.0 better'])
    expect(turned.description).toContain('Better is lower.')
    expect(xOf(draw({ indicator: { polarity: 'high-is-good' } }))).toBeGreaterThan(210)
    expect(xOf(draw())).toBeGreaterThan(210)
  })

  it('is walked from left to right: the lowest, marked areas, the highest, in the words of the table', () => {
    const scene = draw({}, { chosen: ['S', 'K'] })
    expect(scene.items.map(({ key }) => key)).toEqual(['B', 'K', 'S'])
    expect(scene.items.at(-1)!.name).toBe('Salford: 150 per 100,000 people (145 to 155), higher than the North; the highest') // prettier-ignore
    const turned = draw({ indicator: { polarity: 'low-is-good' } })
    expect(turned.items.map(({ key }) => key)).toEqual(['S', 'B'])
    for (const { box } of scene.items) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
  })

  it('hatches what is hidden and says why', () => {
    const scene = draw({ values: { ...values, S: null } })
    expect(scene.marks.some(({ fill }) => fill === 'hatch')).toBe(true)
    expect(scene.items[0]).toMatchObject({ key: 'S', name: 'Salford: too few to show safely' })
  })

  it('has words where no area has a value, or the comparator has none', () => {
    expect(draw({ values: { S: null } })).toMatchObject({ empty: 'No area has a value to show.', items: [] })
    expect(texts(draw({ comparator: null })).map(({ text }) => text)).toEqual(['lower 50.0', '150 higher'])
  })

  it('shows an interval beyond its ends by an arrowhead', () => {
    const heads = (half: number) => draw({ half }).marks.filter(({ kind }) => kind === 'path').length
    expect([heads(5), heads(400)]).toEqual([0, 2])
  })

  it('keeps everything inside, at every width, and texts apart', () => {
    for (const width of [180, 288, 358, 420, 800, 1200])
      for (const half of [1, 400]) {
        const scene = draw({ half }, { comparatorLabel: 'Greater Manchester' }, width)
        expect([...outsideTexts(scene), ...overlappingTexts(scene)], `${width}`).toEqual([])
        for (const { box } of scene.items) {
          expect(box.x).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(width)
        }
      }
  })

  it('says SYNTHETIC, and has one key for all rows', () => {
    expect(draw({}, { synthetic: true }).subtitle).toContain('SYNTHETIC')
    const overview = anOverview([{ id: 'falls', values }])
    expect(spineLegend(standingsOf(overview), overview.context)[0]!.label).toBe('all 5 authorities')
  })
})
