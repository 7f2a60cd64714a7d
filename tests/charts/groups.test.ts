import { describe, expect, it } from 'vitest'
import type { Scene } from '../../src/charts'
import { gradientsScene } from '../../src/charts/gradients'
import { groupsScene } from '../../src/charts/groups'
import { seriesTable } from '../../src/words/series-table'
import type { AnswerChanges } from './answers'
import { aDivision, FIFTHS, inequalityOf, type Parts } from './divisions'

const steep = [400, 330, 280, 240, 200]
const less = [...steep].reverse()
const fifths = (areas: Parts['areas'] = {}, whole: Parts['whole'] = steep): Parts => ({ kind: 'deprivation', labels: FIFTHS, whole, areas }) // prettier-ignore
const ethnic: Parts = { kind: 'groups', labels: ['Other ethnic group', 'White', 'Not known', 'Asian'], whole: [500, 200, 100, 300], unranked: ['Other ethnic group', 'Not known'] } // prettier-ignore
const size = { width: 800, height: 500, compact: false }
const draw = (parts: Parts, options: AnswerChanges = {}, at = size): Scene =>
  groupsScene(aDivision(parts, options), at)!
const texts = ({ marks }: Scene) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))

/** Every mark but texts' widths, which are measured elsewhere. */
function inside(scene: Scene, width: number): void {
  for (const mark of scene.marks) {
    const xs = mark.kind === 'line' ? [mark.x1, mark.x2] : mark.kind === 'circle' || mark.kind === 'symbol' ? [mark.cx] : mark.kind === 'rect' ? [mark.x, mark.x + mark.width] : mark.kind === 'text' ? [mark.x] : [] // prettier-ignore
    for (const x of xs) expect(x >= -0.01 && x <= width + 0.01).toBe(true)
  }
  for (const { box } of scene.items) {
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(width)
    expect(box.y + box.height).toBeLessThanOrEqual(scene.height)
  }
}

describe('values of groups', () => {
  it('stand in their own order, the most deprived first whatever the release’s order', () => {
    expect(draw(fifths()).items.map(({ key }) => key)).toEqual(['@g1', '@g2', '@g3', '@g4', '@g5'])
    const turned = draw({ ...fifths({}, less), labels: [...FIFTHS].reverse() })
    expect(turned.items[0]!.name).toMatch(/^Most deprived fifth, the North: 400/)
    expect(texts(turned)).toEqual(expect.arrayContaining(['Most deprived fifth', '400', '394 to 406']))
  })

  it('put those that are never ranked last, under a line that says so', () => {
    const scene = draw(ethnic)
    expect(scene.items.map(({ key }) => key)).toEqual(['@g2', '@g4', '@g1', '@g3'])
    expect(texts(scene)).toContain('Never ranked')
    expect(texts(draw(fifths()))).not.toContain('Never ranked')
  })

  it('set marked areas beside the comparator, four at most, walked by group and by place', () => {
    const scene = draw(fifths({ S: steep, K: less }), { chosen: ['S', 'K'] })
    expect(scene.legend.map(({ label }) => label)).toEqual(['the North', 'Salford', 'Knowsley'])
    expect(scene.neighbours!['S@g2']).toEqual({ up: 'S@g1', down: 'S@g3', left: '@g2', right: 'K@g2' })
    expect(scene.neighbours!['K@g5']).toEqual({ up: 'K@g4', down: undefined, left: 'S@g5', right: undefined })
    expect(scene.marks.filter((mark) => mark.kind === 'rect' && mark.fill === 'chosen')).toHaveLength(10)
    const six = Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((code) => [code, steep]))
    const many = draw(fifths(six), { chosen: Object.keys(six) })
    expect(many.items).toHaveLength(25)
    expect(many.notes).toEqual(['2 more marked areas are in the table: no more than 4 are drawn.'])
  })

  it('say what the table says, hidden values too', () => {
    const division = aDivision(fifths({ S: [400, 330, 280, 240, null] }), { chosen: ['S'] })
    const scene = groupsScene(division, size)!
    const { rows } = seriesTable(division.series!)!
    expect(rows).toHaveLength(scene.items.length)
    for (const { cells } of rows) {
      const said = scene.items.find(({ name }) => name.startsWith(`${cells[0]}, ${cells[1]}:`))!
      expect(said.name).toContain(cells[2] === 'hidden' ? 'too few to show safely' : `${cells[2]} per 100,000 people`)
    }
    expect(scene.marks.filter((mark) => mark.kind === 'rect' && mark.fill === 'hatch')).toHaveLength(1)
    expect(texts(scene)).toContain('too few to show safely')
  })

  it('say why nothing is drawn, and SYNTHETIC where figures are made up', () => {
    expect(draw(fifths({}, [null, null, null, null, null])).empty).toContain('No group has a value here')
    const unknown = draw({ ...ethnic, unknown: { NORTH: 0.4 }, whole: [500, 200, null, 300] })
    expect(unknown.empty).toContain('Too many people’s group is not known')
    const scene = draw(fifths(), { synthetic: true })
    expect([scene.subtitle, scene.source, scene.description].every((text) => text.includes('SYNTHETIC'))).toBe(true)
  })

  it('let no wild interval squeeze the rest: it ends in an arrowhead', () => {
    const division = aDivision(fifths({ S: steep }), { chosen: ['S'] })
    const [first] = division.series!.points
    const wild = { ...first!.answer!.estimates[0]!, interval95: { lower: 0, upper: 5000 } }
    const points = [
      { ...first!, answer: { ...first!.answer!, estimates: [wild] } },
      ...division.series!.points.slice(1),
    ]
    const scene = groupsScene({ ...division, series: { ...division.series!, points } }, size)!
    expect(scene.marks.filter((mark) => mark.kind === 'path' && mark.key === 'S' && mark.d.includes('L') && mark.strokeWidth === 2)).toHaveLength(1) // prettier-ignore
    inside(scene, size.width)
  })

  it('cut no name on a phone, and strike no heading through', () => {
    const long = 'Black, Black British, Black Welsh, Caribbean or African'
    const parts: Parts = { ...ethnic, labels: ['White', 'Asian, Asian British or Asian Welsh', 'Not known', long] }
    for (const width of [288, 360]) {
      const scene = draw(parts, {}, { width, height: 500, compact: true })
      expect(texts(scene).filter((text) => text.includes('…'))).toEqual([])
      expect(texts(scene).join(' ')).toContain(long)
      inside(scene, width)
    }
    const marked = draw(fifths({ S: steep }), { chosen: ['S'] }, { width: 360, height: 500, compact: true })
    const heading = marked.marks.findIndex((mark) => mark.kind === 'text' && mark.text === 'Second most deprived fifth')
    const ladder = marked.marks.findIndex((mark) => mark.kind === 'path' && mark.opacity === 0.4)
    expect(marked.marks[heading - 1]).toMatchObject({ kind: 'rect', fill: 'sheet' })
    expect(ladder).toBeLessThan(heading)
  })

  it('keep all marks inside the drawing at every width', () => {
    for (const width of [320, 390, 800, 1200])
      inside(draw(fifths({ S: steep, K: less }), { chosen: ['S', 'K'] }, { width, height: 500, compact: width < 520 }), width) // prettier-ignore
  })
})

describe('gradients inside areas', () => {
  const sceneOf = (areas: Parts['areas'], options: AnswerChanges = {}, at = size) => {
    const division = aDivision(fifths(areas), options)
    return gradientsScene(inequalityOf(division), division.series!.points[0]!.answer!, at)
  }

  it('are ranked, the steepest against the deprived first, with what each can tell', () => {
    const scene = sceneOf({ S: steep, K: less, B: [280, 281, 280, 282, 279] }, { chosen: ['S'] })!
    expect(scene.items.map(({ key }) => key)).toEqual(['S', 'B', 'K'])
    expect(scene.items[0]!.name).toMatch(/^Salford: slope index −2\d\d \(−\d+ to −\d+\), deprived places have more$/)
    expect(scene.items[1]!.name).toMatch(/no difference can be told$/)
    expect(scene.legend.map(({ label, shape }) => [label, shape])).toEqual([['Deprived places have more (1)', 'down'], ['No difference can be told (1)', 'dot'], ['Deprived places have less (1)', 'up']]) // prettier-ignore
    expect(scene.marks.filter((mark) => mark.kind === 'rect' && mark.fill === 'chosen')).toHaveLength(2)
  })

  it('name the marked among those without a slope, and are not drawn of one area', () => {
    const scene = sceneOf({ S: [400, 330, 280, 240, null], K: less, B: steep }, { chosen: ['S'] })!
    expect(scene.notes).toEqual(['1 authority without a value in every group (Salford among them) has no slope and is not drawn.']) // prettier-ignore
    expect(sceneOf({ S: steep })).toBeNull()
  })

  it('share a height where there are many, the outermost and the marked named, inside every width', () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`A${i}`, steep.map((value, at) => value + (i * (at - 2)) / 2)])) // prettier-ignore
    for (const width of [320, 390, 800, 1200]) {
      const scene = sceneOf(many, { chosen: ['A60'] }, { width, height: 500, compact: width < 520 })!
      inside(scene, width)
      expect(scene.height).toBeLessThan(700)
      expect(texts(scene).filter((text) => /^A\d/.test(text)).sort()).toEqual(['A0', 'A1', 'A118', 'A119', 'A117', 'A2', 'A60'].sort()) // prettier-ignore
    }
  })
})
