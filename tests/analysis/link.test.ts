import { describe, expect, test } from 'vitest'
import { EngineGone, EngineLink } from '../../src/analysis/link'
import type { EngineHost } from '../../src/analysis/link'
import type { EngineService } from '../../src/analysis/service'
import type { Rows } from '../../src/engine/port'

const ROWS: Rows = { total: 7, cells: new Int32Array(0), measures: {} }
const QUERY = { table: 't', measures: [], keep: [] }

/** Engines made to order: each answers, hangs, fails, or dies. */
function engines(...kinds: ('answers' | 'hangs' | 'fails' | 'dies' | 'cannot start')[]) {
  const log: string[] = []
  const kill: ((why: string) => void)[] = []
  const spawn = async (): Promise<EngineHost> => {
    const n = log.filter((line) => line.startsWith('start')).length
    const kind = kinds[n] ?? 'answers'
    log.push(`start ${n}`)
    if (kind === 'cannot start') throw new Error('wasm is blocked')
    const rows = async () => {
      if (kind === 'fails') throw new TypeError('a bad question')
      if (kind === 'dies') kill[n]!('out of memory')
      return kind === 'answers' ? ROWS : new Promise<Rows>(() => undefined)
    }
    return {
      service: { rows } as unknown as EngineService,
      onDeath: (tell) => (kill[n] = tell),
      terminate: () => log.push(`end ${n}`),
    }
  }
  const states: string[] = []
  const link = new EngineLink({ spawn, deadline: 40, onChange: (state) => states.push(state) })
  return { link, log, kill, states }
}

const ask = (link: EngineLink) => link.call((service) => service.rows(QUERY))

describe('an engine', () => {
  test('starts once, however many ask', async () => {
    const { link, log, states } = engines('answers')
    const answers = await Promise.all([link.start(), ask(link), ask(link)])
    expect(answers.slice(1)).toEqual([ROWS, ROWS])
    expect(log).toEqual(['start 0'])
    expect(states).toEqual(['starting', 'duckdb'])
  })

  test.each(['hangs', 'dies'] as const)('that %s in mid-query is ended, started anew and asked again', async (kind) => {
    const { link, log, states } = engines(kind, 'answers')
    await expect(ask(link)).resolves.toEqual(ROWS)
    expect(log).toEqual(['start 0', 'end 0', 'start 1'])
    expect(states).toEqual(['starting', 'duckdb', 'starting', 'duckdb'])
    expect(link.reason).toMatch(kind === 'hangs' ? /did not answer within 40 ms/ : /it died: out of memory/)
  })

  test('that dies again before it has answered is given up, and is not started a third time', async () => {
    const { link, log } = engines('dies', 'hangs', 'answers')
    await expect(ask(link)).rejects.toBeInstanceOf(EngineGone)
    expect(link.state).toBe('unavailable')
    expect(link.reason).toMatch(/did not answer/)
    await expect(ask(link)).rejects.toBeInstanceOf(EngineGone)
    expect(log).toEqual(['start 0', 'end 0', 'start 1', 'end 1'])
  })

  test('that dies while idle is started anew at once', async () => {
    const { link, log, kill } = engines('answers', 'answers')
    await ask(link)
    kill[0]!('the browser took its memory')
    await expect.poll(() => link.state).toBe('duckdb')
    expect(log).toEqual(['start 0', 'end 0', 'start 1'])
    await expect(ask(link)).resolves.toEqual(ROWS)
  })

  test('may die again later, when it has answered in between', async () => {
    const { link } = engines('hangs', 'answers')
    await ask(link)
    await ask(link)
    expect(link.state).toBe('duckdb')
  })

  test('that cannot start is unavailable, says why, and `start` does not reject', async () => {
    const { link, states } = engines('cannot start')
    await link.start()
    expect([link.state, link.reason]).toEqual(['unavailable', 'wasm is blocked'])
    expect(states).toEqual(['starting', 'unavailable'])
  })

  test("passes the service's own errors on, and lives", async () => {
    const { link, log } = engines('fails')
    await expect(ask(link)).rejects.toThrow('a bad question')
    expect(log).toEqual(['start 0'])
    expect(link.state).toBe('duckdb')
  })

  test('closed while it starts is ended, and stays so', async () => {
    const { link, log } = engines('answers')
    const starting = link.start()
    link.close()
    await starting
    expect(log).toEqual(['start 0', 'end 0'])
    expect(link.state).toBe('unavailable')
  })
})
