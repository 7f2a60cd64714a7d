import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runLater, runNow } from '../../../src/analysis/steps'
import { computeStudy, gatherStudy } from '../../../src/analysis/studies'
import { truths } from '../../../src/demo'
import { columnsEngine } from '../../../src/engine/columns'
import { duckdbEngine, type DuckdbEngine } from '../../../src/engine/duckdb'
import { nodeBindings } from '../../../src/engine/duckdb/node'
import type { Indicator, Period } from '../../../src/domain'
import { ask as tinyQuestion, denseTable, tinyIndicator, tinyRelease, type Cell } from '../../spec/tiny'
import { ask, cellOf, columnOf, figureOf, openDemo, prepare, questionOf, type Demo } from './demo'

let demo: Demo
let duckdb: DuckdbEngine
beforeAll(async () => {
  demo = await openDemo()
  duckdb = duckdbEngine(await nodeBindings())
}, 60_000)
afterAll(() => duckdb.close())

const { topic, area, from } = truths.shift
/** 3 ∕ d₂: 2.66 in the textbooks. */
const FACTOR = 1.5 * Math.sqrt(Math.PI)

describe('process control of the demo', { timeout: 120_000 }, () => {
  it('finds the authority that moved, from the month in which it did', () => {
    const study = ask(demo, 'process', topic)
    expect(cellOf(study, area, 'signals')).toMatch(/\d+ in a row above the mean, March 2024 to December 2024/)
    const high = study.points!.rows.filter((row) => row.area === area && row.cells[1] === 'high')
    expect(high[0]!.period).toBe(from)
    expect(high).toHaveLength(10)
  })

  it('flags no more others than chance, seasons and rounding do', () => {
    const study = ask(demo, 'process', topic)
    const flagged = figureOf(study, 'areas-with-signals').value!
    const byChance = figureOf(study, 'by-chance').value!
    expect(byChance).toBeGreaterThan(10)
    expect(flagged).toBeLessThan(byChance + 3 * Math.sqrt(byChance) + 1)
  })

  it('both engines give the same digits', async () => {
    const question = questionOf(demo, topic)
    for (const table of demo.tables) if (!duckdb.has(table.id)) await duckdb.add(table)
    const prepared = await runLater(gatherStudy('process', question, demo.release, demo.beside), duckdb)
    expect(prepared).toEqual(prepare(demo, 'process', question))
  })

  it('has the comparator first, and every month of every area', () => {
    const study = ask(demo, 'process', topic)
    expect(study.rows[0]!.area).toBe(demo.release.comparators[0])
    expect(study.points!.rows).toHaveLength(study.rows.length * 36)
    expect([...columnOf(study, 'points').values()].every((points) => points === 36)).toBe(true)
    expect(figureOf(study, 'mean').value).toBe(study.rows[0]!.cells[0])
  })

  it('ends at the month that is asked for', () => {
    const study = ask(demo, 'process', topic, { period: '2022-10' })
    expect(columnOf(study, 'points').get(area)).toBe(10)
    expect(columnOf(study, 'limits').get(area)).toContain('fewer than 12')
    expect(figureOf(study, 'mean').note).toContain('fewer than 12')
  })

  it('says of yearly values that it needs shorter ones', () =>
    expect(ask(demo, 'process', 'copd-admissions').why).toBe('it needs monthly or quarterly values, and this indicator’s are for longer periods')) // prettier-ignore
})

/** Quarters of two years and a half, `absent` ones left out of the release altogether. */
function quarterly(counts: readonly Cell[], changes: Partial<Indicator> = {}, absent: readonly string[] = []) {
  const periods = counts
    .map((_, i): Period => {
      const [year, quarter] = [2021 + Math.floor(i / 4), i % 4]
      const start = `${year}-${['01', '04', '07', '10'][quarter]}-01`
      const end = `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter]}`
      return { code: `${year}-q${quarter + 1}`, label: `${year} Q${quarter + 1}`, start, end, kind: 'quarter' }
    })
    .filter(({ code }) => !absent.includes(code))
  const kept = counts.filter((_, i) => !absent.includes(`${2021 + Math.floor(i / 4)}-q${(i % 4) + 1}`))
  const table = {
    id: 't',
    axes: { period: periods.map(({ code }) => code), area: ['A', 'N'] },
    cells: { count: kept.flatMap((count) => [count, 500]), population: kept.flatMap(() => [1000, 10_000]) },
  }
  const plain = tinyRelease([tinyIndicator({ kind: 'rate', multiplier: 1000, ...changes })], [table])
  const release = { ...plain, dimensions: { ...plain.dimensions, periods } }
  const engine = columnsEngine()
  engine.add(denseTable(table))
  const question = tinyQuestion({ period: periods.at(-1)!.code })
  return computeStudy(runNow(gatherStudy('process', question, release, { boundaries: null }), engine))
}

describe('process control of quarters', () => {
  it('gives the mean and ± 2.66 mean moving ranges', () => {
    const study = quarterly([10, 12, 11, 13, 10, 12])
    const [mean, range] = [68 / 6, (2 + 1 + 2 + 3 + 2) / 5]
    expect(cellOf(study, 'A', 'mean')).toBeCloseTo(mean, 10)
    expect(cellOf(study, 'A', 'upper')).toBeCloseTo(mean + FACTOR * range, 9)
    expect(cellOf(study, 'A', 'limits')).toBe('provisional: they rest on fewer than 12 values')
  })

  it('takes no range over a hidden quarter, and counts it', () => {
    const study = quarterly([10, 12, 'hidden', 30, 31, 30])
    expect(cellOf(study, 'A', 'gaps')).toBe(1)
    expect((cellOf(study, 'A', 'upper') as number) - (cellOf(study, 'A', 'mean') as number)).toBeCloseTo(FACTOR * (4 / 3), 9) // prettier-ignore
    expect(study.notes.join(' ')).toContain('no range is taken across them')
    expect(cellOf(study, 'A', 'limits')).toContain('small values are hidden, so mean and limits are too high')
    const last = quarterly([10, 12, 11, 30, 31, 'hidden'])
    expect(cellOf(last, 'A', 'latest')).toBe('high, in 2022 Q1; what came later is hidden or missing')
    expect(study.points!.rows.filter((row) => row.area === 'A')[2]!.cells).toEqual([null, null, null, 'too few to show safely']) // prettier-ignore
  })

  it('nor over quarters that the release does not have', () => {
    const study = quarterly([10, 12, 20, 30, 31, 30], {}, ['2021-q3'])
    expect(study.points!.rows.filter((row) => row.area === 'A')[2]).toMatchObject({ period: '', cells: [null, null, null, 'not in this release'] }) // prettier-ignore
    expect((cellOf(study, 'A', 'upper') as number) - (cellOf(study, 'A', 'mean') as number)).toBeCloseTo(FACTOR * (4 / 3), 9) // prettier-ignore
    expect(cellOf(study, 'A', 'gaps')).toBe(0)
  })

  it('says why an area without two in a row has none', () => {
    const study = quarterly([10, 'hidden', 12, 'hidden', 14, 'hidden'])
    expect(cellOf(study, 'A', 'why')).toBe('no two quarters in a row have a value')
    expect(cellOf(study, 'A', 'mean')).toBeNull()
  })

  it('starts anew where coding changed', () => {
    const study = quarterly([90, 90, 10, 12, 11, 13], { breaks: [{ period: '2021-q3', why: 'coded anew' }] })
    expect(cellOf(study, 'A', 'mean')).toBeCloseTo(11.5, 10)
    expect(study.notes.join(' ')).toContain('Limits start in 2021 Q3')
  })

  it('judges a target only where one side is better', () => {
    const target = { value: 100, label: 'Ceiling' }
    const told = (polarity: Indicator['polarity']) => cellOf(quarterly([10, 12, 11, 13, 10, 12], { polarity, target }), 'A', 'target') // prettier-ignore
    expect(told('low-is-good')).toBe('can be relied on to meet it')
    expect(told('high-is-good')).toBe('cannot meet it as it is')
    expect(told('neither')).toBeNull()
  })
})
