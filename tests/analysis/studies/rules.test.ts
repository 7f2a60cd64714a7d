import { beforeAll, describe, expect, it } from 'vitest'
import { answer } from '../../../src/analysis/answer'
import { truths } from '../../../src/demo'
import type { RuleId } from '../../../src/domain'
import { normalTwoSided } from '../../../src/statistics/normal-tails'
import { ask, cellOf, columnOf, figureOf, openDemo, questionOf, type Demo } from './demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

const RULES = ['overlap95', 'overlap998', 'limits95', 'limits998', 'over-dispersed95', 'over-dispersed998', 'fifths', 'false-discovery'] // prettier-ignore

describe('the rules', () => {
  it.each(truths.outliers.areas)('all call %s higher', (area) => {
    const study = ask(demo, 'rules', truths.outliers.topic)
    for (const rule of RULES) expect(cellOf(study, area, rule), rule).toBe('higher')
  })

  it('name nobody among many where chance alone is at work, but fifths do', () => {
    const study = ask(demo, 'rules', truths.chanceAlone.topic)
    const told = (rule: string) => [...columnOf(study, rule).values()].filter((verdict) => verdict !== 'similar').length
    expect(told('false-discovery')).toBe(0)
    expect(told('overlap998')).toBe(0)
    expect(told('fifths')).toBeGreaterThan(20)
  })

  it.each<[string, RuleId]>([
    ['copd-admissions', 'overlap'],
    ['copd-admissions', 'limits'],
    ['smi-checks', 'overlap'],
    ['smi-checks', 'limits'],
    ['antibiotics', 'limits'],
  ])('%s: the columns are the answer’s own verdicts, and %s is what flips are counted against', (topic, rule) => {
    const question = questionOf(demo, topic, { rule })
    const { estimates } = answer(question, demo.release, demo.engine)
    const study = ask(demo, 'rules', topic, { rule })
    for (const { area, verdicts, verdict998 } of estimates) {
      expect(cellOf(study, area, 'overlap95')).toBe(verdicts.overlap)
      expect(cellOf(study, area, 'limits95')).toBe(verdicts.limits)
      expect(cellOf(study, area, `${rule}998`)).toBe(verdict998)
    }
    expect(figureOf(study, `${rule}95`).value).toBe(0)
    for (const id of study.figures
      .map((figure) => figure.id)
      .filter((one) => one !== 'agreed' && !one.startsWith('target'))) {
      // prettier-ignore
      const flips = estimates.filter(({ area, verdict }) => cellOf(study, area, id) !== verdict)
      expect(figureOf(study, id).value, id).toBe(flips.length)
    }
  })

  it('both official forms of limits for proportions are there, and named', () => {
    const study = ask(demo, 'rules', 'smi-checks')
    expect(figureOf(study, 'limits95').label).toContain('P ± z√(P(1 − P)∕n)')
    expect(figureOf(study, 'wilson-limits95').label).toContain('Wilson')
    expect(ask(demo, 'rules', 'copd-admissions').columns.map(({ id }) => id)).not.toContain('wilson-limits95')
  })

  it('a probability is that of the distance from the comparator in its error, near enough', () => {
    const { estimates, comparator } = answer(questionOf(demo, 'smi-checks'), demo.release, demo.engine)
    const study = ask(demo, 'rules', 'smi-checks')
    const share = comparator.value! / 100
    for (const { area, value, size, protection } of estimates) {
      const variance = (share * (1 - share)) / size! + ((protection?.error ?? 0) / 100) ** 2 + ((comparator.protection?.error ?? 0) / 100) ** 2 // prettier-ignore
      const p = normalTwoSided((value! / 100 - share) / Math.sqrt(variance))
      expect(cellOf(study, area, 'p')).toBeCloseTo(p, 10)
    }
  })

  it('hold areas against a target that was set, beside the rules and not among them', () => {
    const target = { value: 60, label: 'Made-up' }
    const indicators = demo.release.indicators.map((one) => ({ ...one, target: one.id === 'smi-checks' ? target : undefined })) // prettier-ignore
    const release = { ...demo.release, indicators }
    const study = ask({ ...demo, release }, 'rules', 'smi-checks')
    const bare = ask({ ...demo, release: { ...release, indicators: indicators.map((one) => ({ ...one, target: undefined })) } }, 'rules', 'smi-checks') // prettier-ignore
    expect(figureOf(study, 'agreed').value).toBe(figureOf(bare, 'agreed').value)
    expect(bare.columns.map(({ id }) => id)).not.toContain('target95')
    const { estimates } = answer(questionOf(demo, 'smi-checks'), release, demo.engine)
    for (const { area, value, interval95, interval998 } of estimates) {
      const side = (lower: number, upper: number) => (lower > 60 ? 'higher' : upper < 60 ? 'lower' : 'similar')
      expect(cellOf(study, area, 'target95')).toBe(side(interval95!.lower, interval95!.upper))
      expect(cellOf(study, area, 'target998')).toBe(side(interval998!.lower, interval998!.upper))
      expect(cellOf(study, area, 'target')).toBe(side(value!, value!))
    }
    const above = [...columnOf(study, 'target95').values()].filter((verdict) => verdict === 'higher').length
    expect(figureOf(study, 'target95')).toMatchObject({ value: above, unit: 'areas above it' })
    expect(figureOf(study, 'target').note).toContain('Made-up; ')
    expect(study.notes.join(' ')).toContain('Made-up: 60. It was set, not measured')
  })

  it('areas that all rules agree on are counted', () => {
    const study = ask(demo, 'rules', 'copd-admissions')
    const same = study.rows.filter(({ area }) => new Set(RULES.map((rule) => cellOf(study, area, rule))).size === 1)
    expect(figureOf(study, 'agreed').value).toBe(same.length)
  })
})
