import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapScene, themes, type Mark, type Scene, type Size } from '../../src/charts'
import { edgeOf } from '../../src/charts/mapMarks'
import { contrast } from '../../src/charts/theme'
import { sayEstimate } from '../../src/words'
import { anAnswer, manyGiven, type AnswerChanges, type Given } from './answers'
import { outsideTexts, overlappingTexts } from './measure'
import { gridTopology, hexLayout } from './places'

const sizes: Size[] = [320, 390, 800, 1200].map((width) => ({ width, height: Math.max(340, width * 0.8), compact: width < 520 })) // prettier-ignore
const [phone, , desk] = sizes as [Size, Size, Size]

function circles(given: readonly Given[], size = desk, changes: AnswerChanges = {}, more = {}): Scene {
  const answer = anAnswer(given, changes)
  const codes = given.map(({ code }) => code)
  return mapScene(answer, size, { boundaries: gridTopology(codes, 8), map: 'symbols', ...more })
}

type PathMark = Mark & { kind: 'path' }
/** The filled mark of an area, and its radius where it is a circle. */
const markOf = ({ marks }: Scene, key: string) => marks.find((mark): mark is PathMark => mark.kind === 'path' && mark.key === key) // prettier-ignore
const radius = (scene: Scene, key: string) => Number(/a([\d.e-]+),/.exec(markOf(scene, key)?.d ?? '')?.[1] ?? NaN)

const lands: [string, (codes: string[]) => object][] = [
  ['areas', (codes) => ({ boundaries: gridTopology(codes, 8) })],
  ['hexagons', (codes) => ({ layout: hexLayout(codes, 8) })],
]

describe('circles on a map', () => {
  it.each(lands)('have areas exactly as the counts, whatever the counts: %s', (_, land) => {
    const counts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(counts, fc.constantFrom(...sizes), (all, size) => {
        const given = manyGiven(all.length).map((area, i) => ({ ...area, count: all[i] }))
        const scene = circles(given, size, {}, { boundaries: null, ...land(given.map(({ code }) => code)) })
        const each = given.map(({ code, count = 0 }) => (Math.PI * radius(scene, code) ** 2) / count)
        for (const one of each) expect(one / (each[0] ?? NaN)).toBeCloseTo(1, 9)
      }),
      { numRuns: 40, seed: 20261123 },
    )
  })

  it('count people where the value is a mean', () => {
    const given = manyGiven(6).map((area, i) => ({ ...area, size: 10_000 * (i + 1), count: 1 }))
    const scene = circles(given, desk, { indicator: { kind: 'mean' } })
    expect(radius(scene, 'A00003') / radius(scene, 'A00000')).toBeCloseTo(2, 9)
    expect(scene.sizes?.label).toBe('Area of a circle: people')
  })

  it.each(sizes)('keep every mark inside the drawing, $width wide', (size) => {
    const given = manyGiven(62).map((area, i) => ({ ...area, count: i === 0 ? 9000 : 40 + i }))
    const scene = circles(given, size, { chosen: ['A00000'] })
    expect(outsideTexts(scene)).toEqual([])
    expect(overlappingTexts(scene)).toEqual([])
    for (const { box } of scene.items) {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(scene.width)
      expect(box.y + box.height).toBeLessThanOrEqual(scene.height)
    }
  })

  it('lie smallest on top, and each can be hit for 24 px', () => {
    const given = manyGiven(30).map((area, i) => ({ ...area, count: (i * 7919) % 1000 }))
    const scene = circles(given)
    const drawn = scene.marks.flatMap((mark) => (mark.kind === 'path' && mark.fill !== 'paper' ? [radius(scene, mark.key ?? '')] : [])).filter((r) => r > 0) // prettier-ignore
    expect(drawn).toEqual([...drawn].sort((a, b) => b - a))
    expect(scene.overlaid).toBe(true)
    for (const { box, reach } of scene.items) {
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
      expect(reach?.r).toBeGreaterThanOrEqual(12)
    }
  })

  it('are hatched squares where the count is hidden, crosses where it is none, and both are said', () => {
    const given: Given[] = [
      ...manyGiven(6),
      { code: 'H', name: 'Hidden', value: null },
      { code: 'Z', name: 'Zero', value: 0, half: 0, count: 0 },
    ]
    const scene = circles(given)
    expect(markOf(scene, 'H')).toMatchObject({ fill: 'hatch', stroke: 'outline' })
    expect(markOf(scene, 'H')?.d).toMatch(/^M[\d.]+,[\d.]+h11v11h-11Z$/)
    expect(markOf(scene, 'Z')?.d).not.toMatch(/a/)
    const legend = scene.legend.map(({ label, shape }) => `${shape} ${label}`)
    expect(legend).toContain('hatch too few to show safely (1)')
    expect(legend).toContain('cross no admissions (1)')
  })

  it('are squares in colour where a value has no count, among others that have', () => {
    const answer = anAnswer(manyGiven(6))
    const bare = { ...answer, estimates: answer.estimates.map((e, i) => (i === 0 ? { ...e, count: null } : e)) }
    const scene = mapScene(bare, desk, { boundaries: gridTopology(bare.estimates.map((e) => e.area), 3), map: 'symbols' }) // prettier-ignore
    expect(scene.legend.map(({ label }) => label)).toContain('number of admissions not told (1)')
    expect(markOf(scene, 'A00000')?.fill).toBe(bare.estimates[0]?.verdict)
  })

  it('are named as in the table, with the count that they show, highest first; arrows cross borders', () => {
    const given = manyGiven(20)
    const answer = anAnswer(given)
    const scene = circles(given)
    const byCode = new Map(answer.estimates.map((e) => [e.area, e]))
    const values = scene.items.map(({ key, name }) => {
      const e = byCode.get(key)!
      expect(name).toBe(`${sayEstimate(e, answer)}; ${e.count?.toLocaleString('en-GB')} admissions`)
      return e.value ?? 0
    })
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(scene.neighbours?.['A00009']).toEqual({ up: 'A00017', down: 'A00001', left: 'A00008', right: 'A00010' })
  })

  it('have a key of round numbers, drawn to scale, none above the largest', () => {
    const given = manyGiven(20)
    const scene = circles(given)
    const counts = anAnswer(given).estimates.map(({ count }) => count ?? 0)
    const told = scene.sizes?.circles ?? []
    expect(told.length).toBeGreaterThan(1)
    const largest = Math.max(...counts)
    const at = given[counts.indexOf(largest)]?.code ?? ''
    for (const { r, label } of told) {
      const amount = Number(label.replace(/,/g, ''))
      expect(label.replace(/,/g, '')).toMatch(/^[125]0*$/)
      expect(amount).toBeLessThanOrEqual(largest)
      expect(r / radius(scene, at)).toBeCloseTo(Math.sqrt(amount / largest), 9)
    }
  })

  it('give way to areas, with a word, where nothing can be counted', () => {
    const answer = anAnswer(manyGiven(6))
    const bare = { ...answer, estimates: answer.estimates.map((e) => ({ ...e, count: null, population: null })) }
    const scene = mapScene(bare, desk, { boundaries: gridTopology(bare.estimates.map((e) => e.area), 3), map: 'symbols' }) // prettier-ignore
    expect(scene.items).toHaveLength(6)
    expect(scene.notes?.join()).toMatch(/no counts here to size circles by/)
    expect(scene.sizes).toBeUndefined()
  })

  it('draw apart closer by, and more names find room', () => {
    const given = manyGiven(62)
    const boundaries = gridTopology(given.map(({ code }) => code), 8) // prettier-ignore
    const closer = { width: desk.width * 4, height: desk.height * 4, compact: false }
    const [far, near] = [circles(given), circles(given, closer, {}, { closer: 4 })]
    expect(radius(near, 'A00005') / radius(far, 'A00005')).toBeGreaterThan(1.5)
    expect(radius(near, 'A00005') / radius(far, 'A00005')).toBeLessThan(2.5)
    const outlines = mapScene(anAnswer(given), closer, { boundaries, closer: 4 })
    expect(outlines.marks.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(50)
    expect(overlappingTexts(outlines)).toEqual([])
  })
})

const unlike: Given[] = [
  { code: 'A', name: 'Ashby', value: 300, half: 20 },
  { code: 'B', name: 'Beck', value: 300, half: 60 },
  { code: 'C', name: 'Crag', value: 300, half: 120 },
  { code: 'H', name: 'Hidden', value: null },
]

describe('a map that shows how sure it is', () => {
  const codes = unlike.map(({ code }) => code)
  const ways = [
    ['areas', { boundaries: gridTopology(codes, 2) }],
    ['hexagons', { layout: hexLayout(codes, 2), map: 'hexagons' as const }],
    ['circles', { boundaries: gridTopology(codes, 2), map: 'symbols' as const }],
  ] as const

  it.each(ways)('strikes out the colours of what is unsure, in three levels: %s', (_, extras) => {
    const stripesOf = (scene: Scene, key: string) => scene.marks.flatMap((mark) => (mark.key === key && (mark.fill === 'less-sure' || mark.fill === 'unsure') ? [mark.fill] : [])) // prettier-ignore
    for (const size of [phone, desk]) {
      const plain = mapScene(anAnswer(unlike), size, extras)
      const shown = mapScene(anAnswer(unlike), size, { ...extras, sure: true })
      expect(codes.map((code) => stripesOf(plain, code))).toEqual([[], [], [], []])
      expect(codes.map((code) => stripesOf(shown, code))).toEqual([[], ['less-sure'], ['unsure'], []])
      expect(shown.legend.slice(-3).map(({ label }) => label)).toEqual([
        'sure: give or take up to 10 % (1)',
        'less sure: give or take 11 to 25 % (1)',
        'unsure: give or take more than 25 % (1)',
      ])
      expect(shown.notes?.join()).toMatch(/wider the stripes, the less sure/)
    }
  })

  it.each(ways)('says the level in each name, and none of a hidden value: %s', (_, extras) => {
    const answer = anAnswer(unlike)
    const names = new Map(mapScene(answer, desk, { ...extras, sure: true }).items.map(({ key, name }) => [key, name]))
    expect(names.get('B')).toMatch(/; less sure, give or take 20 %$/)
    expect(names.get('C')).toMatch(/; unsure, give or take 40 %$/)
    expect(names.get('H')).toBe(sayEstimate(answer.estimates[3]!, answer))
  })

  it('keeps letters and shapes on stripes legible by an edge of their own', () => {
    const scene = mapScene(anAnswer(unlike.map((e) => ({ ...e, value: e.value && e.value * 3, half: 400 }))), desk, { boundaries: gridTopology(codes, 2), sure: true }) // prettier-ignore
    const letters = scene.marks.filter((mark) => mark.kind === 'text')
    expect(letters.length).toBeGreaterThan(0)
    for (const mark of letters) expect(mark).toMatchObject({ halo: true, fill: 'ink' })
    for (const mark of scene.marks) if (mark.kind === 'symbol') expect(mark).toMatchObject({ stroke: 'ink' })
  })
})

describe('the edges of areas', () => {
  it.each(['light', 'dark'] as const)('stand out 3:1 from each fill in %s', (name) => {
    const theme = themes[name]
    const fills = [
      'higher',
      'lower',
      'similar',
      'none',
      'seq1',
      'seq2',
      'seq3',
      'seq4',
      'seq5',
      'cat3',
      'muted',
    ] as const
    for (const fill of fills) {
      const edge = edgeOf(fill)
      expect(contrast(theme[edge as 'ink'], theme[fill]), `${edge} on ${fill}`).toBeGreaterThanOrEqual(2.99)
    }
  })
})

describe('small areas', () => {
  it('are hit within 12 px of their middles', () => {
    const given = manyGiven(700)
    const scene = mapScene(anAnswer(given), phone, { boundaries: gridTopology(given.map(({ code }) => code), 30) }) // prettier-ignore
    for (const { reach, box } of scene.items) {
      expect(box.width).toBeLessThan(24)
      expect(reach).toEqual({ cx: expect.closeTo(box.x + box.width / 2, 0), cy: expect.closeTo(box.y + box.height / 2, 0), r: 12 }) // prettier-ignore
    }
  })

  it('are drawn, 7,000 of them in each way', () => {
    const answer = anAnswer(manyGiven(7000))
    const boundaries = gridTopology(answer.estimates.map((e) => e.area), 84) // prettier-ignore
    for (const map of ['areas', 'symbols'] as const) {
      const scene = mapScene(answer, desk, { boundaries, map, sure: true })
      expect(scene.items).toHaveLength(7000)
    }
  }, 60_000)
})
