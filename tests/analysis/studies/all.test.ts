import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runLater, runNow } from '../../../src/analysis/steps'
import { computeStudy, gatherStudy } from '../../../src/analysis/studies'
import { STUDIES, type Release, type Study, type StudyId } from '../../../src/domain'
import { columnsEngine } from '../../../src/engine/columns'
import { duckdbEngine, type DuckdbEngine } from '../../../src/engine/duckdb'
import { nodeBindings } from '../../../src/engine/duckdb/node'
import { ask as tinyQuestion, denseTable, tinyIndicator, tinyRelease, type TinyTable } from '../../spec/tiny'
import { ask, openDemo, prepare, questionOf, type Demo } from './demo'

let demo: Demo
let duckdb: DuckdbEngine
beforeAll(async () => {
  demo = await openDemo()
  duckdb = duckdbEngine(await nodeBindings())
}, 60_000)
afterAll(() => duckdb.close())

const CHOSEN = ['E08000013']

describe('every study', { timeout: 120_000 }, () => {
  it.each(STUDIES)('%s: the same question gives the same digits, as plain data and whatever is chosen', (id) => {
    const one = ask(demo, id, 'copd-admissions')
    expect(ask(demo, id, 'copd-admissions')).toEqual(one)
    const prepared = prepare(demo, id, questionOf(demo, 'copd-admissions'))
    expect(computeStudy(structuredClone(prepared))).toEqual(one)
    const other = ask(demo, id, 'copd-admissions', { chosen: CHOSEN })
    if (id !== 'peers') expect(other).toEqual(one)
    else expect(other.rows.map(({ cells }) => cells.slice(0, 2))).toEqual(one.rows.map(({ cells }) => cells.slice(0, 2))) // prettier-ignore
  })

  it.each(STUDIES)('%s: both engines give the same digits', async (id) => {
    const question = questionOf(demo, 'smi-checks', { chosen: CHOSEN })
    for (const table of demo.tables) if (!duckdb.has(table.id)) await duckdb.add(table)
    const prepared = await runLater(gatherStudy(id, question, demo.release, demo.beside), duckdb)
    expect(prepared).toEqual(prepare(demo, id, question))
  })

  it.each(STUDIES)('%s: says what it did, and nothing is not a number', (id) => {
    // A process needs months: yearly topics have none.
    const topics =
      id === 'process' ? ['abdominal-pain'] : ['copd-admissions', 'smi-checks', 'antibiotics', 'child-asthma']
    for (const topic of topics) {
      const { methods, rows, columns, figures, notes, why } = ask(demo, id, topic)
      expect(
        methods.every(({ name, source }) => name && /\d{4}|Fingertips|Model/.test(source)),
        id,
      ).toBe(true)
      expect(figures.length + rows.length > 0, `${id} of ${topic}`).toBe(why === null)
      expect(rows.every(({ cells }) => cells.length === columns.length)).toBe(true)
      expect(rows.flatMap(({ cells }) => cells).some((cell) => Number.isNaN(cell))).toBe(false)
      for (const { value, interval95, note } of figures) {
        expect(Number.isNaN(value ?? 0)).toBe(false)
        if (value === null) expect(note).not.toBeNull()
        if (interval95) expect(interval95.lower).toBeLessThanOrEqual(interval95.upper)
      }
      for (const note of notes) expect(note).toMatch(/^\p{Lu}.*\.$/u)
      expect(new Set(figures.map((figure) => figure.id)).size).toBe(figures.length)
    }
  })
})

/** Areas in another order. */
const permuted = (release: Release, order: readonly number[]): Release => ({
  ...release,
  areas: order.map((at) => release.areas[at]!),
})

/** Rows by area, numbers to twelve digits: sums in another order may differ in the last. */
const rowsBy = ({ rows }: Study) =>
  new Map(rows.map(({ area, cells }) => [area, cells.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell))])) // prettier-ignore

describe('a permutation of areas', { timeout: 120_000 }, () => {
  it.each<[StudyId, string]>([
    ['rules', 'copd-admissions'],
    ['rules', 'smi-checks'],
    ['spread', 'copd-admissions'],
    ['split', 'copd-admissions'],
    ['inequality', 'copd-admissions'],
  ])('%s of %s: permutes rows and changes nothing in them', (id, topic) => {
    const plain = rowsBy(ask(demo, id, topic))
    const places = demo.release.areas.map((_, at) => at)
    const anyOrder = fc.shuffledSubarray(places, { minLength: places.length })
    fc.assert(
      fc.property(anyOrder, (order) => {
        expect(rowsBy(ask({ ...demo, release: permuted(demo.release, order) }, id, topic))).toEqual(plain)
      }),
      { numRuns: 4 },
    )
  })
})

describe('a study that has nothing to give says why', () => {
  const AREAS = ['A', 'B', 'C', 'D']
  const counts: TinyTable = {
    id: 't',
    axes: { period: ['2022'], area: [...AREAS, 'N'] },
    cells: { count: [3, 4, 5, 6, 18], population: [50, 60, 70, 80, 260] },
  }
  const published: TinyTable = {
    id: 't',
    shape: 'published',
    axes: { period: ['2022'], area: [...AREAS, 'N'] },
    cells: {
      value: [6, 7, 8, 9, 7],
      lower95: [5, 6, 7, 8, 6.8],
      upper95: [7, 8, 9, 10, 7.2],
      lower998: [4, 5, 6, 7, 6.6],
      upper998: [8, 9, 10, 11, 7.4],
      count: ['absent', 'absent', 'absent', 'absent', 'absent'],
      denominator: ['absent', 'absent', 'absent', 'absent', 'absent'],
    },
  }
  const of = (id: StudyId, table: TinyTable, indicator = {}, question = {}) => {
    const release = tinyRelease([tinyIndicator(indicator)], [table])
    const engine = columnsEngine()
    engine.add(denseTable(table))
    return computeStudy(runNow(gatherStudy(id, tinyQuestion(question), release, { boundaries: null }), engine))
  }

  it.each<[StudyId, string]>([
    ['spread', 'this indicator comes as values, without the counts behind them'],
    ['split', 'this indicator comes as values, without the counts behind them'],
    ['peers', 'only 4 areas are compared; 15 are needed to tell which are alike'],
    ['space', 'this release has neither boundaries nor centres of all areas, so nobody can tell who is beside whom'],
    ['trend', 'only 1 periods compare with one another'],
  ])('%s of published values', (id, why) =>
    expect(of(id, published, { kind: 'published' })).toMatchObject({ why, figures: [], rows: [] }),
  )

  it('rules of published values are those that need no law of chance', () => {
    const { columns, notes, rows } = of('rules', published, { kind: 'published' })
    expect(columns.map(({ id }) => id)).toEqual(['value', 'overlap95', 'overlap998', 'fifths', 'false-discovery', 'fifth', 'p', 'p-adjusted']) // prettier-ignore
    expect(rows.map(({ cells }) => cells[1])).toEqual(['similar', 'similar', 'similar', 'higher'])
    expect(notes.join(' ')).toContain('no control limits')
  })

  it('too few areas', () => {
    expect(of('split', counts).why).toBe('only 4 areas have counts; 5 are needed')
    expect(of('spread', counts, {}, { within: 'E' }).why).toBe('only 2 areas have counts; 3 are needed')
    expect(of('spread', counts).why).toBeNull()
    expect(of('peers', counts).why).toMatch(/only 4 areas/)
  })

  it('one area, and one that is the comparator', () => {
    const region = of('rules', counts, {}, { within: 'A' })
    expect(region.why).toBeNull()
    expect(region.rows).toHaveLength(1)
    expect(region.figures.find(({ id }) => id === 'over-dispersed95')).toMatchObject({ value: null })
    expect(region.figures.find(({ id }) => id === 'fifths')?.note).toContain('needs 5 values')
  })

  it('nobody counted anywhere', () => {
    const none = { ...counts, cells: { ...counts.cells, count: [0, 0, 0, 0, 0] } }
    for (const id of ['spread', 'split'] as const) expect(of(id, none).why).toBe('nobody is counted in any area')
    expect(of('rules', none).rows.map(({ cells }) => cells[1])).toEqual(['similar', 'similar', 'similar', 'similar'])
  })

  it('a comparator without a value', () => {
    const alone = { ...published, axes: { period: ['2022'], area: AREAS }, cells: Object.fromEntries(Object.entries(published.cells).map(([name, cells]) => [name, cells.slice(0, 4)])) } // prettier-ignore
    expect(of('rules', alone, { kind: 'published' }).why).toBe('North has no value to compare with')
  })
})
