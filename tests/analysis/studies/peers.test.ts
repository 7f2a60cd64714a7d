import { beforeAll, describe, expect, it } from 'vitest'
import { computeStudy, type Prepared } from '../../../src/analysis/studies'
import { rangesOf, workRange } from '../../../src/analysis/studies/ranges'
import { truths } from '../../../src/demo'
import type { Question } from '../../../src/domain'
import { similarTo } from '../../../src/words/similar'
import { anAnswer } from '../../charts/answers'
import { ask, cellOf, figureOf, openDemo, prepare, questionOf, type Demo } from './demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

describe('similar areas', { timeout: 60_000 }, () => {
  it('are ten, none the area itself, and mostly do not hang on weights', () => {
    const study = ask(demo, 'peers', 'copd-admissions')
    expect(study.rows).toHaveLength(62)
    for (const { area, name } of study.rows) {
      const names = `${cellOf(study, area, 'similar')}`.split('; ')
      expect(new Set(names).size).toBe(10)
      expect(names).not.toContain(name)
      const codes = `${cellOf(study, area, 'similar-codes')}`.split(' ')
      expect(codes.map((code) => study.rows.find((row) => row.area === code)?.name)).toEqual(names)
    }
    expect(figureOf(study, 'stability').value).toBeGreaterThan(70)
    expect(figureOf(study, 'stability').value).toBeLessThan(100)
  })

  it('are those at the least distance over standardised traits', () => {
    const input = prepare(demo, 'peers', questionOf(demo, 'copd-admissions')).input as { traits: { values: number[] }[]; similar: number[][] } // prettier-ignore
    expect(input.traits).toHaveLength(4)
    const scores = input.traits.map(({ values }) => {
      const mean = values.reduce((sum, value) => sum + value) / values.length
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
      return values.map((value) => (value - mean) / deviation)
    })
    for (const [i, found] of input.similar.entries()) {
      const distances = scores[0]!.map((_, j) => Math.hypot(...scores.map((score) => score[i]! - score[j]!)))
      const order = [...distances.keys()].filter((j) => j !== i).sort((one, other) => distances[one]! - distances[other]!) // prettier-ignore
      expect(found).toEqual(order.slice(0, 10))
    }
  })

  it('traits are what the table of people holds', () => {
    const input = prepare(demo, 'peers', questionOf(demo, 'copd-admissions')).input as { traits: { label: string; values: number[] }[] } // prettier-ignore
    const [score, people, young, old] = input.traits.map(({ values }) => values)
    const areas = demo.release.areas.filter(({ type }) => ['unitary', 'metropolitan', 'district'].includes(type))
    expect(score).toEqual(areas.map((area) => area.score))
    // A whole population: what the crude rate’s denominator is for an indicator of all ages.
    expect(people!.every((log) => log > Math.log(30_000) && log < Math.log(2_000_000))).toBe(true)
    for (const share of [young!, old!]) expect(share.every((one) => one > 0.1 && one < 0.4)).toBe(true)
  })
})

describe('difference from peers', { timeout: 120_000 }, () => {
  const chosen = [...truths.outliers.areas, 'E06000064']

  it('is found for the planted outliers, and not told of an area like its peers', () => {
    const study = ask(demo, 'peers', truths.outliers.topic, { chosen })
    for (const area of truths.outliers.areas) {
      expect(cellOf(study, area, 'similar-verdict')).toContain('more than at the rate of similar areas')
      expect(Number(cellOf(study, area, 'similar-lower95'))).toBeGreaterThan(0)
      expect(Number(cellOf(study, area, 'similar-p'))).toBeLessThan(0.01)
    }
    const answer = anAnswer(study.rows.map(({ area, name }) => ({ code: area, name, value: 100 })))
    const said = chosen.map((area) => similarTo(study, area, answer)!)
    expect(said.map(({ codes }) => codes.length)).toEqual([10, 10, 10])
    for (const { sentence } of said.slice(0, 2)) expect(sentence).toMatch(/ has about \d+ more admissions a year \(\d+ to \d+\) than it would at the rate of the 10 authorities most like it\.$/) // prettier-ignore
    expect(said[2]!.sentence).toMatch(/ cannot be told apart from the 10 authorities most like it\.$/)
    expect(cellOf(study, 'E06000064', 'similar-difference')).toBeNull()
    expect(cellOf(study, 'E06000007', 'similar-verdict')).toBeNull()
    expect(figureOf(study, 'told-from-similar')).toMatchObject({ value: 2, note: 'of 3 chosen' })
    expect(study.columns.map(({ id }) => id)).not.toContain('best-difference')
  })

  it('is the same whatever else is chosen, and whoever does it', () => {
    const one = ask(demo, 'peers', truths.outliers.topic, { chosen: [chosen[1]!] })
    const question = questionOf(demo, truths.outliers.topic, { chosen })
    const prepared = JSON.parse(JSON.stringify(prepare(demo, 'peers', question))) as Prepared
    const ranges = rangesOf(prepared)
    expect(ranges).toHaveLength(3)
    const done = [...ranges].reverse().map((range) => workRange(prepared, range))
    const all = computeStudy(prepared, { done: done.reverse() })
    expect(all).toEqual(computeStudy(prepared))
    const row = ({ rows }: typeof one) => rows.find(({ area }) => area === chosen[1])
    expect(row(all)).toEqual(row(one))
  })

  it('under chance alone is told as seldom as it may be, and never with a number', () => {
    const study = ask(demo, 'peers', truths.chanceAlone.topic, { chosen: demo.release.areas.slice(0, 12).map(({ code }) => code) }) // prettier-ignore
    // One in twenty of twelve, more than this in one of 500 such releases; a number of none.
    expect(figureOf(study, 'told-from-similar').value).toBeLessThanOrEqual(3)
    expect(study.rows.every(({ area }) => cellOf(study, area, 'similar-difference') === null)).toBe(true)
    expect(study.notes.join(' ')).toMatch(/not what could be changed/)
    expect(study.notes.join(' ')).toContain('for an area far out the true difference is likelier larger')
    expect(JSON.stringify(study)).not.toMatch(/avoid|worth|excess|preventable/i)
  })

  it('from the best fifth is told where there is a better end', () => {
    const [area] = truths.highNeedLowCare.areas
    const study = ask(demo, 'peers', truths.highNeedLowCare.care.topic, { chosen: [area] })
    expect(cellOf(study, area, 'best-verdict')).toBe('fewer than at the rate of the best fifth')
    expect(Number(cellOf(study, area, 'best-upper95'))).toBeLessThan(0)
  })
})

describe('peers that the reader chose', { timeout: 120_000 }, () => {
  const chosen = [truths.outliers.areas[0]!]
  const peers = (given: Question['peers']) => ask(demo, 'peers', truths.outliers.topic, { chosen, peers: given })

  it('are taken as they are, the area left out, and the same ten give the same difference', () => {
    const similar = ask(demo, 'peers', truths.outliers.topic, { chosen })
    const codes = `${cellOf(similar, chosen[0]!, 'similar-codes')}`.split(' ')
    const study = peers({ kind: 'areas', codes: [...codes, chosen[0]!] })
    expect(`${cellOf(study, chosen[0]!, 'similar-codes')}`.split(' ').sort()).toEqual([...codes].sort())
    for (const column of ['similar-difference', 'similar-lower95', 'similar-upper95'])
      expect(cellOf(study, chosen[0]!, column)).toBeCloseTo(Number(cellOf(similar, chosen[0]!, column)), 6)
    expect(cellOf(study, chosen[0]!, 'similar-verdict')).toBe('more than at the rate of the peers chosen')
    expect(cellOf(study, chosen[0]!, 'stability')).toBeNull()
    expect(study.notes[0]).toMatch(/the draws behind the interval never choose others/)
    expect(study.methods).toHaveLength(2)
  })

  it('are none where the area itself is the only one: a reason stands in place of the verdict', () => {
    const study = peers({ kind: 'areas', codes: chosen })
    expect(cellOf(study, chosen[0]!, 'similar-verdict')).toContain('it has no other area as a peer here')
    expect(cellOf(study, 'E08000007', 'similar-verdict')).toBeNull()
  })

  it('may be one alone, those of the same region, or none', () => {
    const one = peers({ kind: 'areas', codes: ['E08000007'] })
    expect(cellOf(one, chosen[0]!, 'similar')).toBe('Stockport')
    expect(cellOf(one, 'E08000007', 'similar')).toBeNull()
    const region = peers({ kind: 'within', type: 'region' })
    const parent = (code: string) => demo.release.areas.find((area) => area.code === code)!.parents[0]
    for (const { area } of region.rows) {
      const codes = `${cellOf(region, area, 'similar-codes')}`.split(' ')
      expect(codes).toEqual(region.rows.map((row) => row.area).filter((code) => code !== area && parent(code) === parent(area))) // prettier-ignore
    }
    expect(cellOf(region, 'E08000006', 'peers-of')).toBe('Greater Manchester')
    const lost = peers({ kind: 'areas', codes: ['CR-GM'] })
    expect(lost.rows.every(({ area }) => cellOf(lost, area, 'similar') === null)).toBe(true)
    expect(lost.notes.join(' ')).toContain('Not among the areas compared, and so without a part: Greater Manchester.')
  })
})
