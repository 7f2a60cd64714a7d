import { describe, expect, it } from 'vitest'
import { processScene } from '../../src/charts/process'
import { processLine, sayPoint } from '../../src/words/process'
import { outsideTexts, overlappingTexts, texts } from './measure'
import { aProcess, shifted, steady } from './processes'

const size = { width: 800, height: 420, compact: false }
const values = [...steady(10), null, ...shifted(13, 8, 60)]
const made = aProcess({ S: values }, steady(24), { synthetic: true, indicator: { polarity: 'low-is-good', target: { value: 280, label: 'Made up' } } }) // prettier-ignore
const scene = processScene(made.study, 'S', made.answer, size)!

describe('the process chart', () => {
  it('names mean, limits and target at their lines, limits dashed', () => {
    const said = texts(scene).map(({ text }) => text)
    const { mean, lower, upper } = processLine(made.study, 'S')!
    expect(said).toEqual(expect.arrayContaining([`Upper limit ${Math.round(upper!)}`, `Mean ${Math.round(mean!)}`, `Lower limit ${Math.round(lower!)}`, 'Target 280'])) // prettier-ignore
    expect(scene.marks.filter((mark) => mark.kind === 'line' && mark.dash === '6 4')).toHaveLength(2)
    expect(scene.subtitle).toMatch(/^SYNTHETIC\. Salford: COPD admissions, .*January 2023 to December 2024$/)
    expect(scene.description).toContain('upper limit')
  })

  it('marks what chance does not explain by shape and by word', () => {
    const up = scene.marks.filter((mark) => mark.kind === 'symbol' && mark.shape === 'up')
    const high = processLine(made.study, 'S')!.points.filter(({ cause }) => cause === 'high')
    expect(up.length).toBe(high.length)
    expect(up.length).toBeGreaterThanOrEqual(8)
    expect(texts(scene).map(({ text }) => text)).toContain('high')
    expect(scene.legend.map(({ label }) => label)).toContain(`more than chance: high or rising (${up.length})`)
  })

  it('names what is lowest clear of the months under it, at every width', () => {
    const fall = aProcess({ S: steady(24).map((value, i) => (i === 5 ? 120 : value)) }, steady(24))
    for (const width of [320, 390, 600, 800, 1200]) {
      const low = processScene(fall.study, 'S', fall.answer, { width, height: 380, compact: width < 520 })!
      expect(texts(low).map(({ text }) => text)).toContain('low')
      expect(overlappingTexts(low), `at ${width}`).toEqual([])
    }
  })

  it('hatches a hidden month, breaks its line there and says why', () => {
    expect(scene.marks.filter((mark) => mark.kind === 'rect' && mark.fill === 'hatch')).toHaveLength(1)
    const path = scene.marks.find((mark) => mark.kind === 'path')!
    expect(path.kind === 'path' && path.d.match(/M/g)).toHaveLength(2)
    expect(scene.items[10]!.name).toBe('November 2023: too few to show safely')
    expect(scene.legend.map(({ label }) => label)).toContain('no value (1)')
  })

  it('is walked month by month in the words of the table', () => {
    const { points } = processLine(made.study, 'S')!
    expect(scene.items.map(({ name }) => name)).toEqual(points.map((point) => sayPoint(point, made.answer.indicator)))
    expect(scene.items.map(({ key }) => key)).toEqual(points.map(({ period }) => period))
    const left = scene.items.map(({ box }) => box.x)
    expect(left).toEqual(left.toSorted((a, b) => a - b))
  })

  it.each([320, 390, 800, 1200])('keeps inside the drawing at %i px, no words over one another', (width) => {
    const small = processScene(made.study, 'S', made.answer, { width, height: 420, compact: width < 520 })!
    expect(outsideTexts(small)).toEqual([])
    expect(overlappingTexts(small)).toEqual([])
    for (const { box } of small.items) {
      expect(box.x).toBeGreaterThanOrEqual(-1)
      expect(box.x + box.width).toBeLessThanOrEqual(small.width + 1)
    }
  })

  it('says why there are no limits, and is nothing where the study has none', () => {
    const hidden = aProcess({ S: values.map(() => null) }, steady(24))
    expect(processScene(hidden.study, 'S', hidden.answer, size)!.empty).toBe('No process limits: no two months in a row have a value.') // prettier-ignore
    expect(processScene({ ...made.study, rows: [] }, 'S', made.answer, size)).toBeNull()
  })
})
