import { describe, expect, it } from 'vitest'
import {
  charts,
  funnelScene,
  mapScene,
  rankedListScene,
  rankedScene,
  sceneToSvg,
  stripReach,
  stripScene,
  themes,
  type Scene,
  type Size,
} from '../../src/charts'
import { contrast, cssVariables } from '../../src/charts/theme'
import { hyphenate, textWidth, wrapText } from '../../src/charts/text'
import { spreadOut } from '../../src/charts/boxes'
import { logTicks, logarithmic, linearTicks } from '../../src/charts/scale'
import { sayEstimate } from '../../src/words'
import type { Answer } from '../../src/domain'
import { anAnswer, manyGiven, type Given } from './answers'
import { gridTopology, hexLayout } from './places'
import { outsideTexts, overlappingTexts, texts } from './measure'

const wide: Size = { width: 1000, height: 700, compact: false }
const column: Size = { width: 400, height: 720, compact: false }
const phone: Size = { width: 328, height: 560, compact: true }

const small: Given[] = [
  { code: 'A', name: 'Ashby', value: 350, half: 20, size: 90_000 },
  { code: 'B', name: 'Barrow and Beck', value: 288, half: 22, size: 120_000 },
  { code: 'C', name: 'Crag', value: 240, half: 15, size: 200_000 },
  { code: 'D', name: 'Dale', value: 181, half: 30, size: 60_000 },
  { code: 'E', name: 'Esk', value: null },
  { code: 'F', name: 'Fell', value: null, status: 'unreliable' },
]
const six = anAnswer(small, { chosen: ['C'], synthetic: true })
const sixtyTwo = anAnswer(manyGiven(62), { chosen: ['A00043', 'A00002'] })
const codes = (answer: Answer) => answer.estimates.map((e) => e.area)

const drawings: Record<string, (answer: Answer, size: Size) => Scene> = {
  ranked: (answer, size) => rankedScene(answer, size, { wide: true }),
  'ranked-list': rankedListScene,
  funnel: funnelScene,
  map: (answer, size) => mapScene(answer, size, { boundaries: gridTopology(codes(answer), 8) }),
  'map-value': (answer, size) => mapScene(answer, size, { boundaries: gridTopology(codes(answer), 8), shows: 'value' }),
  hexagons: (answer, size) => mapScene(answer, size, { layout: hexLayout(codes(answer), 8), map: 'hexagons' }),
  strip: (answer, size) =>
    stripScene(
      answer,
      { ...size, height: 36 },
      { chosen: answer.question.chosen, comparatorLabel: 'the North', axis: true },
    ),
}

describe.each(Object.entries(drawings))('%s', (name, draw) => {
  it('draws the same picture as before', async () => {
    await expect(sceneToSvg(draw(six, { width: 640, height: 400, compact: false }), 'light')).toMatchFileSnapshot(
      `../scenes/${name}.svg`,
    )
    await expect(sceneToSvg(draw(six, phone), 'dark')).toMatchFileSnapshot(`../scenes/${name}-phone-dark.svg`)
  })

  it.each([
    ['1000 wide', sixtyTwo, wide],
    ['a column', sixtyTwo, column],
    ['a phone', sixtyTwo, phone],
    ['six areas', six, wide],
    ['six areas on a phone', six, phone],
    ['two areas', anAnswer(small.slice(0, 2)), wide],
    ['one area', anAnswer(small.slice(0, 1)), phone],
  ])('keeps letters apart, inside and legible: %s', (_, answer, size) => {
    const scene = draw(answer, size)
    expect(scene.empty).toBeNull()
    expect(overlappingTexts(scene)).toEqual([])
    expect(outsideTexts(scene)).toEqual([])
    expect(texts(scene).filter((mark) => (mark.size ?? 13) < 12)).toEqual([])
    expect(JSON.stringify(scene)).not.toMatch(/NaN|Infinity|null,null/)
  })

  it('says of each item what the table says, highest first', () => {
    const scene = draw(sixtyTwo, wide)
    const byCode = new Map(sixtyTwo.estimates.map((e) => [e.area, e]))
    expect(scene.items.length).toBe(62)
    const values = scene.items.map(({ key, name: said }) => {
      const estimate = byCode.get(key)
      if (!estimate) throw new Error(`no area ${key}`)
      expect(said).toBe(sayEstimate(estimate, sixtyTwo))
      return estimate.value ?? 0
    })
    expect(values).toEqual([...values].sort((a, b) => b - a))
    for (const { box } of scene.items) {
      expect(box.x).toBeGreaterThanOrEqual(-8)
      expect(box.y + box.height).toBeLessThanOrEqual(scene.height + 8)
    }
  })

  it('explains itself when empty', () => {
    const hidden = draw(anAnswer(small.map((area) => ({ ...area, value: null }))), wide)
    const why = [hidden.empty, ...(hidden.notes ?? [])].join(' ')
    expect(why).toMatch(/too few to show safely|No values to show/)
    if (name !== 'strip') expect(draw(anAnswer([]), wide).empty).toMatch(/There are no authorities here. Choose/)
  })

  it('draws each of 10,000 areas', () => {
    const many = anAnswer(manyGiven(10_000), { chosen: ['A00100'] })
    const boundaries = gridTopology(codes(many), 100)
    const scene = name.startsWith('map')
      ? mapScene(many, wide, { boundaries, shows: name === 'map' ? 'verdict' : 'value' })
      : draw(many, wide)
    expect(scene.items.length).toBe(10_000)
  })
})

describe('ranked', () => {
  it('names every area, marks them in order and puts those without value last, with the reason', () => {
    const scene = rankedScene(sixtyTwo, wide)
    for (const { name } of sixtyTwo.estimates) expect(texts(scene).some(({ text }) => text === name)).toBe(true)
    const marks = scene.marks.flatMap((mark) => (mark.kind === 'symbol' ? [mark] : []))
    for (let i = 1; i < marks.length; i++) {
      expect(marks[i]?.cy).toBeGreaterThan(marks[i - 1]?.cy ?? 0)
      expect(marks[i]?.cx).toBeLessThanOrEqual(marks[i - 1]?.cx ?? 0)
    }
    const withReasons = rankedScene(six, wide)
    expect(withReasons.items.map(({ key }) => key)).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
    expect(texts(withReasons).map(({ text }) => text)).toContain('too few to show safely')
    expect(withReasons.marks.filter((mark) => mark.kind === 'symbol' && mark.key === 'E')).toEqual([])
  })

  it('ends an interval that leaves the drawing in an arrowhead', () => {
    const wild = anAnswer([...small, { code: 'W', name: 'Wild', value: 300, half: 4000 }])
    const heads = rankedScene(wild, wide).marks.filter((mark) => mark.kind === 'path' && mark.key === 'W')
    expect(heads.length).toBe(1) // its lower end is zero, where the axis ends too
  })

  it('keeps a fixed height for very many', () => {
    const scene = rankedScene(anAnswer(manyGiven(400)), wide)
    expect(scene.height).toBe(rankedScene(anAnswer(manyGiven(4000)), wide).height)
    expect(overlappingTexts(scene)).toEqual([])
    expect(scene.marks.length).toBeLessThan(100)
  })
})

describe('funnel', () => {
  it('names the chosen whatever is in the way', () => {
    for (const size of [wide, column, phone]) {
      const named = texts(funnelScene(sixtyTwo, size)).filter(({ weight, key }) => weight === 'bold' && key)
      expect(named.map(({ key }) => key).sort()).toEqual(['A00002', 'A00043'])
    }
  })

  it('multiplies along the axis where sizes differ more than twentyfold', () => {
    const apart = anAnswer(small.map((area, i) => ({ ...area, size: 1000 * 10 ** i })))
    expect(texts(funnelScene(apart, wide)).some(({ text }) => text.endsWith('(log scale)'))).toBe(true)
    expect(texts(funnelScene(six, wide)).some(({ text }) => text.includes('log'))).toBe(false)
  })

  it('says so where sizes are unknown', () => {
    const sizeless = { ...six, estimates: six.estimates.map((e) => ({ ...e, size: null })) }
    expect(funnelScene(sizeless, wide).empty).toMatch(/size of these areas is not known.*Compare/)
  })
})

describe('strip', () => {
  it('draws no mark fainter among hundreds', () => {
    const { marks } = stripScene(anAnswer(manyGiven(400)), { ...wide, height: 36 })
    const ticks = marks.filter(({ key }) => key !== undefined)
    expect(ticks).toHaveLength(400)
    expect(ticks.filter(({ opacity = 1 }) => opacity < 1)).toEqual([])
  })

  it('shares a scale that fits the rows', () => {
    expect(stripReach([six])).toBe(2)
    expect(stripReach([])).toBe(2)
  })

  it('needs a comparator', () => {
    expect(stripScene({ ...six, comparator: { ...six.comparator, value: null } }, wide).empty).toMatch(/No values/)
  })
})

describe('every scene', () => {
  it('says SYNTHETIC where it is, with a title of ten words at most', () => {
    for (const chart of charts.filter(({ id }) => id !== 'strip')) {
      expect(chart.accepts(six)).toBe(true)
      const scene = chart.scene(six, wide)
      expect(scene.title.split(' ').length).toBeLessThanOrEqual(10)
      expect(scene.subtitle).toContain('SYNTHETIC')
      expect(scene.source).toContain('SYNTHETIC')
      expect(sceneToSvg(scene, 'light')).toMatch(/<title[^>]*>[^<]*SYNTHETIC/)
    }
  })

  it('becomes SVG without script, and with its letters escaped', () => {
    const scene = rankedScene(anAnswer([{ code: 'X', name: '<script>&"', value: 300 }]), wide)
    const svg = sceneToSvg(scene, 'dark', { link: 'https://example.org/#v=1&a=2' })
    expect(svg).toContain('&lt;script&gt;&amp;')
    expect(svg).not.toMatch(/<script|href=/)
    expect(svg).toContain('https://example.org/#v=1&amp;a=2')
    expect(sceneToSvg(scene, 'light', { frame: false })).toContain(`width="${scene.width}"`)
  })
})

describe('theme', () => {
  it.each(['light', 'dark'] as const)('keeps contrast in %s', (name) => {
    const theme = themes[name]
    for (const ground of ['sheet', 'paper'] as const)
      for (const text of ['ink', 'muted'] as const)
        expect(contrast(theme[text], theme[ground])).toBeGreaterThanOrEqual(4.5)
    for (const mark of ['higher', 'lower', 'outline'] as const)
      expect(contrast(theme[mark], theme.sheet)).toBeGreaterThanOrEqual(2.99)
    for (const fill of ['higher', 'lower', 'similar', 'none', 'seq1', 'seq2', 'seq3', 'seq4', 'seq5'] as const)
      expect(contrast(theme[`on-${fill}`], theme[fill])).toBeGreaterThanOrEqual(4.5)
    expect(contrast(theme.ink, theme.sheet)).toBeGreaterThan(12)
    expect(cssVariables(name)).toContain(`--paint-higher: ${theme.higher};`)
  })
})

describe('measures', () => {
  it('wraps, hyphenates and spreads', () => {
    expect(wrapText('North East Lincolnshire', 90, 12)).toEqual(['North East', 'Lincolnshire'])
    expect(wrapText('Northumberland', 40, 12)).toBeNull()
    expect(hyphenate('Northumberland', 60, 12)).toEqual(['Northum-', 'berland'])
    expect(hyphenate('Middlesbrough', 60, 12)).toEqual(['Middles-', 'brough'])
    expect(textWidth('Salford', 13)).toBeGreaterThan(38)
    expect(spreadOut([10, 11, 12], 5, 0, 100)).toEqual([10, 15, 20])
    expect(spreadOut([99, 98], 5, 0, 100)).toEqual([100, 95])
  })

  it('labels ticks without crowding', () => {
    expect(linearTicks([0, 100], 300, 12).map(({ label }) => label)).toEqual(['0', '20', '40', '60', '80', '100'])
    const scale = logarithmic([1000, 1_000_000], [0, 300])
    expect(logTicks([1000, 1_000_000], scale, 12).map(({ label }) => label)).toEqual([
      '1,000',
      '10,000',
      '100,000',
      '1,000,000',
    ])
  })
})
