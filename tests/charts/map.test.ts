import { describe, expect, it } from 'vitest'
import { mapScene, type Scene, type Size } from '../../src/charts'
import { valueClasses } from '../../src/charts/classes'
import { anAnswer, manyGiven, type Given } from './answers'
import { gridTopology, hexLayout, polygon, topologyOf } from './places'

const size: Size = { width: 600, height: 600, compact: false }
const given = (n: number): Given[] => manyGiven(n)
const codesOf = (areas: readonly Given[]) => areas.map(({ code }) => code)

function reachable(scene: Scene, from: string | undefined): Set<string> {
  const seen = new Set<string>()
  const queue = from === undefined ? [] : [from]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (seen.has(key)) continue
    seen.add(key)
    queue.push(...Object.values(scene.neighbours?.[key] ?? {}).filter((next) => next !== undefined))
  }
  return seen
}

describe('map', () => {
  it('walks a grid by its borders, north up', () => {
    const areas = given(9)
    const scene = mapScene(anAnswer(areas), size, { boundaries: gridTopology(codesOf(areas), 3) })
    const [sw, s, , w, middle, e, , n] = codesOf(areas)
    expect(scene.neighbours?.[middle ?? '']).toEqual({ up: n, down: s, left: w, right: e })
    expect(scene.neighbours?.[sw ?? '']).toEqual({ up: w, right: s })
  })

  it.each([[1], [2], [62], [700]])('reaches all of %i areas by arrows', (n) => {
    const areas = given(n)
    for (const extras of [
      { boundaries: gridTopology(codesOf(areas), 8) },
      { layout: hexLayout(codesOf(areas), 7), map: 'hexagons' as const },
    ]) {
      const scene = mapScene(anAnswer(areas), size, extras)
      for (const start of [scene.items[0]?.key, scene.items[scene.items.length - 1]?.key])
        expect(reachable(scene, start).size).toBe(n)
    }
  })

  it('links islands with the nearest area', () => {
    const areas = given(4)
    const [a = '', b = '', c = '', island = ''] = codesOf(areas)
    const square = (code: string, x: number, y: number) =>
      polygon(code, [
        [x, y],
        [x, y + 1],
        [x + 1, y + 1],
        [x + 1, y],
        [x, y],
      ])
    const boundaries = topologyOf([square(a, 0, 0), square(b, 1, 0), square(c, 2, 0), square(island, 5, 0)])
    const scene = mapScene(anAnswer(areas), size, { boundaries })
    expect(scene.neighbours?.[c]?.right).toBe(island)
    expect(scene.neighbours?.[island]?.left).toBe(c)
  })

  it('colours by verdict or by fifths, hatches what is hidden, outlines the chosen', () => {
    const areas = [...given(20), { code: 'H', name: 'Hidden', value: null }]
    const answer = anAnswer(areas, { chosen: ['A00003'] })
    const boundaries = gridTopology(codesOf(areas), 5)
    const verdicts = mapScene(answer, size, { boundaries })
    const values = mapScene(answer, size, { boundaries, shows: 'value' })
    const fill = (scene: Scene, key: string) =>
      scene.marks.find((mark) => mark.kind === 'path' && mark.key === key)?.fill
    for (const e of answer.estimates) expect(fill(verdicts, e.area)).toBe(e.value === null ? 'hatch' : e.verdict)
    expect(values.legend.map(({ paint }) => paint)).toEqual(['seq1', 'seq2', 'seq3', 'seq4', 'seq5', 'hatch'])
    expect(verdicts.legend.at(-1)?.label).toBe('too few to show safely (1)')
    expect(verdicts.marks.filter((mark) => mark.key === 'A00003' && mark.stroke === 'chosen').length).toBe(1)
    expect(values.items.map(({ outline }) => outline)).toEqual(verdicts.items.map(({ outline }) => outline))
  })

  it('outlines the groups of the reader, each with its own dashes, says so, and leaves yellow to the marked', () => {
    const areas = given(9)
    const boundaries = gridTopology(codesOf(areas), 3)
    const [a = '', b = '', c = ''] = codesOf(areas)
    const groups = [{ name: 'Coast', codes: [a, b] }, { name: 'Hills', codes: [b, c, 'Z'] }, { name: 'Far', codes: ['Z'] }] // prettier-ignore
    const plain = mapScene(anAnswer(areas, { chosen: [a] }), size, { boundaries })
    for (const map of ['areas', 'hexagons', 'symbols'] as const) {
      const layout = hexLayout(codesOf(areas), 3)
      const scene = mapScene(anAnswer(areas, { chosen: [a] }), size, { boundaries, layout, map, groups })
      const dashed = scene.marks.filter(({ stroke }) => stroke === 'cat3')
      expect(dashed.map(({ key }) => key)).toEqual([a, b, b, c])
      expect(new Set(dashed.map(({ dash }) => dash)).size).toBe(2)
      const entries = scene.legend.filter(({ paint }) => paint === 'cat3')
      expect(entries.map(({ label }) => label)).toEqual(['in your group “Coast” (2)', 'in your group “Hills” (2)'])
      expect(entries.map(({ dash }) => dash)).toEqual([dashed[0]?.dash, dashed[3]?.dash])
      expect(scene.items.find(({ key }) => key === b)?.name).toMatch(/; in “Coast” and “Hills”$/)
      const last = scene.marks.findLastIndex(({ stroke }) => stroke === 'cat3')
      expect(scene.marks.findIndex(({ stroke }) => stroke === 'chosen')).toBeGreaterThan(last)
      const over = scene.marks.filter(({ stroke, dash }) => stroke === 'edge' && dash)
      expect(over.map(({ key, dash }) => [key, dash])).toEqual([[a, dashed[0]?.dash]])
    }
    expect(plain.marks.some(({ stroke }) => stroke === 'cat3')).toBe(false)
    expect(plain.items[0]?.name).not.toContain('“')
  })

  it('keeps equal values in one class', () => {
    const same = anAnswer(given(20).map((area, i) => ({ ...area, value: i < 15 ? 100 : 200 })))
    const classes = valueClasses(same)
    expect(classes.legend.map(({ label }) => label)).toEqual(['100', '200'])
  })

  it('names the areas without a boundary', () => {
    const areas = given(6)
    const scene = mapScene(anAnswer(areas), size, { boundaries: gridTopology(codesOf(areas).slice(0, 5), 3) })
    expect(scene.items.length).toBe(5)
    expect(scene.notes).toEqual([`1 authority has no boundary in this release and cannot be drawn: ${areas[5]?.name}.`])
  })

  it('says what to do where there are no boundaries at all, and takes the other kind where there is one', () => {
    const areas = given(6)
    const answer = anAnswer(areas)
    expect(mapScene(answer, size).empty).toMatch(/no boundaries for authorities.*Compare/)
    expect(mapScene(answer, size, { boundaries: gridTopology(['Z'], 1) }).empty).toMatch(/no boundaries/)
    expect(mapScene(answer, size, { layout: hexLayout(codesOf(areas), 3), map: 'areas' }).items.length).toBe(6)
    expect(mapScene(answer, size, { boundaries: gridTopology(codesOf(areas), 3), map: 'hexagons' }).items.length).toBe(
      6,
    )
  })

  it('draws degrees as Britain looks: a degree of latitude is longer than one of longitude', () => {
    const areas = given(4)
    const boundaries = gridTopology(codesOf(areas), 2, 1, [-3, 53])
    const boxOf = (scene: Scene) => scene.items[0]?.box ?? { x: 0, y: 0, width: 1, height: 1 }
    const drawn = boxOf(mapScene(anAnswer(areas), size, { boundaries }))
    expect(drawn.height / drawn.width).toBeGreaterThan(1.6)
    const flat = boxOf(mapScene(anAnswer(areas), size, { boundaries, coordinates: 'planar' }))
    expect(flat.height / flat.width).toBeCloseTo(1, 1)
  })

  it('makes the outlines once for all colourings', () => {
    const areas = given(3000)
    const boundaries = gridTopology(codesOf(areas), 60)
    const answer = anAnswer(areas)
    const first = mapScene(answer, size, { boundaries })
    const second = mapScene({ ...answer }, size, { boundaries, shows: 'value' })
    expect(second.neighbours).toBe(first.neighbours)
  })
})
