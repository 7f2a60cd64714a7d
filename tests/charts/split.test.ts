import { describe, expect, it } from 'vitest'
import type { Study, StudyFigure } from '../../src/domain'
import { splitScene } from '../../src/charts/split'
import { measuresTable } from '../../src/words/measures'
import { ruleFlips, splitParts, splitSentence } from '../../src/words/split'
import { anAnswer, manyGiven } from './answers'
import { outsideTexts, overlappingTexts, texts } from './measure'

const figure = (
  id: string,
  value: number | null,
  ends?: [number, number],
  note: string | null = null,
): StudyFigure => ({
  id,
  label: id,
  unit: '%',
  value,
  interval95: ends ? { lower: ends[0], upper: ends[1] } : null,
  p: null,
  note,
})
const part = (id: string, deviation: number, ends: [number, number], share: number) => [
  figure(`${id}-deviation`, deviation, ends),
  figure(`${id}-share`, share),
]
const study = (figures: StudyFigure[], why: string | null = null): Study => ({
  id: 'split',
  label: 'What the spread is made of',
  figures,
  columns: [],
  rows: [],
  methods: [],
  notes: [],
  why,
  draws: null,
})
const whole = (left: [number, number, number]) =>
  study([...part('chance', 7.1, [7, 7.2], 8.1), ...part('age', 16, [14, 17.2], 42), ...part('deprivation', 13, [12, 15], 29), ...part('left', left[0], [left[1], left[2]], 21)]) // prettier-ignore
const answer = anAnswer(manyGiven(62))
const size = { width: 700, height: 400, compact: false }

describe('what the spread is made of', () => {
  it('says what is left with its interval, and nothing where it may explain all', () => {
    expect(splitSentence(whole([11.5, 7.2, 12]), answer)).toBe('Authorities differ by about 12 % of their average (7.2 to 12 %) more than chance, age, sex and deprivation explain.') // prettier-ignore
    const none = splitSentence(whole([3, 0, 6.1]), answer)
    expect(none).toContain('may explain all')
    expect(none).toContain('6.1 % of the average or less')
    expect(none).not.toContain('explain.')
  })

  it('says why there is none', () => {
    expect(splitSentence(study([], 'only 2 areas have a value'), answer)).toBe('What the spread is made of cannot be told: only 2 areas have a value.') // prettier-ignore
    expect(splitScene(study([], 'only 2 areas have a value'), answer, size).empty).toContain('only 2 areas')
  })

  it('leaves out what was not taken apart, in the sentence as in the picture', () => {
    const without = study(whole([11.5, 7.2, 12]).figures.filter(({ id }) => !id.startsWith('deprivation')))
    expect(splitParts(without).map(({ id }) => id)).toEqual(['chance', 'age', 'left'])
    expect(splitSentence(without, answer)).toContain('more than chance, age and sex explain')
  })

  it('draws a bar and an interval a part, named as it is read', () => {
    for (const width of [320, 390, 800, 1200]) {
      const scene = splitScene(whole([11.5, 7.2, 12]), anAnswer(manyGiven(62), { synthetic: true }), { ...size, width })
      expect(scene.items.map(({ name }) => name)).toEqual(['Chance: 7.1 % (7.0 to 7.2 %), 8.1 % of the variance', 'Age and sex: 16 % (14 to 17 %), 42 % of the variance', 'Deprivation: 13 % (12 to 15 %), 29 % of the variance', 'Left over: 12 % (7.2 to 12 %), 21 % of the variance']) // prettier-ignore
      expect(scene.subtitle).toContain('SYNTHETIC')
      const bars = scene.marks.flatMap((mark) => (mark.kind === 'rect' ? [mark.x + mark.width] : []))
      expect(bars.length).toBeGreaterThanOrEqual(4)
      expect(Math.max(...bars)).toBeLessThanOrEqual(width)
    }
  })

  it('keeps every letter inside and apart at every width, figures below their name where there is no room beside it', () => {
    const heights = [280, 320, 390, 800, 1200].map((width) => {
      const scene = splitScene(whole([11.5, 7.2, 12]), answer, { ...size, width })
      expect(outsideTexts(scene), `at ${width}`).toEqual([])
      expect(overlappingTexts(scene), `at ${width}`).toEqual([])
      const [label, figures] = texts(scene)
      expect(figures!.y > label!.y, `at ${width}`).toBe(width < 390)
      expect(texts(scene).filter(({ text }) => text.includes('…'))).toEqual([])
      return scene.height
    })
    expect(heights[1]).toBeGreaterThan(heights[3]!)
  })
})

describe('other rules', () => {
  const rules = study([
    figure('overlap95', 0, undefined, '1 higher'),
    figure('over-dispersed95', 11),
    figure('fifths', 6),
    figure('agreed', 37),
    figure('target', 5),
    figure('unasked', null),
  ])

  it('come with how many verdicts they would change, most first, the target apart', () => {
    const found = ruleFlips(rules, answer)
    expect(found.sentence).toBe('All rules give 37 of 62 authorities the same verdict; for the other 25 it depends on the rule.') // prettier-ignore
    expect(found.rules.map(({ id, flips }) => [id, flips])).toEqual([['over-dispersed95', 11], ['fifths', 6], ['overlap95', 0]]) // prettier-ignore
    expect(ruleFlips(study([], 'no area has a value'), answer).sentence).toBe(
      'No rule can be applied: no area has a value.',
    )
  })
})

describe('measures', () => {
  it('print value, interval and probability, what is infinite and what is not given', () => {
    const table = measuresTable(study([{ ...figure('scv', 0.04144, [0.0285, 0.0706]), unit: '', p: 0.0004 }, figure('eq', Infinity), figure('x', null, undefined, 'too few')]), answer) // prettier-ignore
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['scv', '0.0414', '0.0285 to 0.0706', '< 0.001', ''],
      ['eq', '∞ %', '', '', ''],
      ['x', 'not given', '', '', 'too few'],
    ])
  })
})
