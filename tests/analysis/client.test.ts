import { expose, proxy, wrap } from 'comlink'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { sameAnswer } from '../../src/analysis/agree'
import { answer } from '../../src/analysis/answer'
import { openAnalysis } from '../../src/analysis/client'
import type { Analysis } from '../../src/analysis/client'
import type { LoadTable } from '../../src/analysis/lazy'
import type { EngineHost } from '../../src/analysis/link'
import { engineService } from '../../src/analysis/service'
import type { EngineService } from '../../src/analysis/service'
import { QuestionError } from '../../src/domain'
import type { Question, Release } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import type { Bindings } from '../../src/engine/duckdb'
import { nodeBindings } from '../../src/engine/duckdb/node'
import type { DenseTable } from '../../src/engine/port'
import type { OpenRelease } from '../../src/release/read'
import { unwritten } from '../../src/release/signatures'
import { ask, denseTable, tinyIndicator, tinyRelease } from '../spec/tiny'
import type { TinyTable } from '../spec/tiny'

const AREAS = ['N', 'A', 'B', 'C', 'D']
const COUNTS: TinyTable = {
  id: 't',
  axes: { period: ['2021', '2022'], sex: ['female', 'male'], age: ['0-64', '65+'], area: AREAS },
  cells: { count: Array.from({ length: 40 }, (_, cell) => (cell === 21 ? 'hidden' : 10 + ((cell * 7) % 13))) },
  additive: ['sex', 'age'],
  populationAges: { '0-64': ['0-64'], '65+': ['65-74', '75+'] },
}
const PEOPLE: TinyTable = {
  id: 'population',
  shape: 'population',
  axes: { period: ['2021', '2022'], sex: ['female', 'male'], age: ['0-64', '65-74', '75+'], area: AREAS },
  cells: { population: Array.from({ length: 60 }, (_, cell) => 1000 + cell) },
  additive: ['sex', 'age'],
}
const OVERVIEW = {
  release: 'tiny',
  areaType: 'la',
  within: null,
  comparator: { kind: 'area', code: 'N' },
  rule: 'overlap',
  chosen: [],
} as const

let bindings: Bindings
let running: Analysis | null = null
beforeAll(async () => {
  bindings = await nodeBindings()
}, 60_000)
afterEach(() => running?.close())

function opened(): { open: OpenRelease; reads: string[]; release: Release } {
  const release = tinyRelease([tinyIndicator({ kind: 'rate', multiplier: 1000 })], [COUNTS, PEOPLE])
  const reads: string[] = []
  const table = async (id: string) => {
    reads.push(id)
    return denseTable(id === 't' ? COUNTS : PEOPLE) as DenseTable & Awaited<ReturnType<OpenRelease['table']>>
  }
  const nothing = async () => null
  const open = {
    release,
    checks: [],
    ...unwritten,
    table,
    cellNotes: async () => [],
    boundaries: nothing,
    layout: nothing,
    summary: nothing,
  }
  return { open, reads, release }
}

/** The worker's own service behind a real message channel, on Node's DuckDB. `kill` leaves it mute, as a hung engine is. */
function channelHost() {
  const kills: (() => void)[] = []
  const spawn = async (release: Release, load: LoadTable): Promise<EngineHost> => {
    const { port1, port2 } = new MessageChannel()
    expose(
      engineService(async () => bindings),
      port1,
    )
    const service = wrap<EngineService>(port2) as unknown as EngineService
    const terminate = () => (port1.close(), port2.close())
    kills.push(() => port1.close())
    await service.open(new ArrayBuffer(0))
    await service.use(release, proxy(load))
    return { service, onDeath: () => undefined, terminate }
  }
  return { spawn, kills }
}

function analysis(options: Parameters<typeof openAnalysis>[1] = {}) {
  const made = opened()
  running = openAnalysis(made.open, { deadline: 2000, ...options })
  return { ...made, analysis: running }
}

describe('before DuckDB', () => {
  test('a question is answered at once when its tables are decoded, and not before', async () => {
    const { analysis: one, reads } = analysis()
    expect(one.answerNow(ask())).toBeNull()
    const later = await one.answer(ask())
    expect(later.engine).toBe('columns')
    expect(reads.sort()).toEqual(['population', 't'])
    expect(sameAnswer(one.answerNow(ask())!, later)).toEqual({ same: true, differences: [] })
    await one.answer(ask({ sex: 'female' }))
    expect(reads).toHaveLength(2)
  })

  test('a bad question is refused, at once and later', async () => {
    const { analysis: one } = analysis()
    const bad: Question = ask({ indicator: 'nonesuch' })
    expect(() => one.answerNow(bad)).toThrow(QuestionError)
    await expect(one.answer(bad)).rejects.toBeInstanceOf(QuestionError)
    await expect(one.rows(bad)).rejects.toBeInstanceOf(QuestionError)
  })

  test('a table that failed to come may be asked for again', async () => {
    const { open } = opened()
    const table = vi.spyOn(open, 'table').mockRejectedValueOnce(new Error('cut off'))
    running = openAnalysis(open)
    await expect(running.answer(ask())).rejects.toThrow('cut off')
    await expect(running.answer(ask())).resolves.toMatchObject({ engine: 'columns' })
    expect(table.mock.calls.length).toBeGreaterThan(2)
  })

  test('without workers DuckDB is unavailable, with the reason, and columns answer all', async () => {
    const { analysis: one } = analysis()
    const states: string[] = []
    one.onEngine(() => states.push(one.engine))
    await one.startEngine()
    expect(one.engine).toBe('unavailable')
    expect(one.engineReason).toBe('there are no workers here')
    expect(states).toEqual(['starting', 'unavailable'])
    expect((await one.overview(OVERVIEW)).engine).toBe('columns')
    expect((await one.rows(ask())).engine).toBe('columns')
  })
})

describe('with DuckDB behind a message channel', () => {
  test('overview and rows come from it, the same as from columns', async () => {
    const { analysis: one } = analysis({ spawn: channelHost().spawn })
    const [overview, rows] = [
      await one.overview(OVERVIEW),
      await one.rows(ask({ sex: 'female' }), { sort: ['-count'] }),
    ]
    await one.startEngine()
    expect(one.engine).toBe('duckdb')
    expect(await one.overview(OVERVIEW)).toEqual({ ...overview, engine: 'duckdb' })
    expect(await one.rows(ask({ sex: 'female' }), { sort: ['-count'] })).toEqual({ ...rows, engine: 'duckdb' })
    expect(one.answerNow(ask())!.engine).toBe('columns')
  })

  test('killed in mid-query, it is started anew, filled again, and answers as before', async () => {
    const { spawn, kills } = channelHost()
    const { analysis: one, reads } = analysis({ spawn, deadline: 300 })
    await one.startEngine()
    const before = await one.overview(OVERVIEW)
    const asked = one.overview(OVERVIEW)
    kills[0]!()
    expect(await asked).toEqual(before)
    expect((await asked).engine).toBe('duckdb')
    expect(kills).toHaveLength(2)
    expect([one.engine, one.engineReason]).toEqual(['duckdb', 'it did not answer within 300 ms'])
    expect(reads).toHaveLength(2)
  })

  test('killed, and not to be had again, it is unavailable, and columns take over with the same answer', async () => {
    const { spawn, kills } = channelHost()
    const once: typeof spawn = (...parts) =>
      kills.length === 0 ? spawn(...parts) : Promise.reject(new Error('no memory left'))
    const { analysis: one } = analysis({ spawn: once, deadline: 300 })
    await one.startEngine()
    const before = await one.overview(OVERVIEW)
    expect(before.engine).toBe('duckdb')
    kills[0]!()
    expect(await one.overview(OVERVIEW)).toEqual({ ...before, engine: 'columns' })
    expect([one.engine, one.engineReason]).toEqual(['unavailable', 'no memory left'])
  })

  test('where it stumbles over one question, columns answer that one', async () => {
    const { analysis: one } = analysis({ spawn: channelHost().spawn })
    await one.startEngine()
    const connect = vi.spyOn(bindings, 'connect').mockImplementation(() => {
      throw new Error('out of memory')
    })
    expect(await one.rows(ask())).toMatchObject({ total: 16, engine: 'columns' })
    connect.mockRestore()
    expect(await one.rows(ask())).toMatchObject({ total: 16, engine: 'duckdb' })
  })
})

describe('the cells behind an answer', () => {
  test('add up to it, with the people they were counted among', async () => {
    const { analysis: one, release } = analysis()
    const question = ask({ sex: 'female', ages: ['65+'] })
    const { rows, total, axes } = await one.rows(question)
    expect(total).toBe(4)
    expect(axes).toEqual(['period', 'sex', 'age', 'area'])
    const engine = columnsEngine()
    for (const table of [COUNTS, PEOPLE]) engine.add(denseTable(table))
    for (const estimate of answer(question, release, engine).estimates) {
      const cells = rows.filter((row) => row.area.code === estimate.area)
      expect(cells.map((row) => row.codes)).toEqual([
        { period: '2022', sex: 'female', age: '65+', area: estimate.area },
      ])
      expect(cells[0]).toMatchObject({ population: estimate.population, numbers: { count: estimate.count } })
    }
  })

  test('say which are hidden, and keep them last when sorted by number', async () => {
    const { analysis: one } = analysis()
    const { rows, total } = await one.rows(ask(), { sort: ['-count'], limit: 100 })
    expect(total).toBe(16)
    expect(rows.at(-1)).toMatchObject({ numbers: { count: null }, status: 'hidden', area: { code: 'A' } })
    const counts = rows.slice(0, -1).map((row) => row.numbers.count!)
    expect(counts).toEqual([...counts].sort((one, other) => other - one))
    expect((await one.rows(ask(), { offset: 14, limit: 100 })).rows).toHaveLength(2)
  })

  test('cannot be sorted by what they do not have', async () => {
    const { analysis: one } = analysis()
    await expect(one.rows(ask(), { sort: ['postcode'] })).rejects.toThrow('cannot be sorted by postcode')
  })
})
