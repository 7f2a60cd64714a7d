import { expose, wrap } from 'comlink'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { answerWithStudies } from '../../src/analysis/answer'
import { openAnalysis, type Analysis } from '../../src/analysis/client'
import { lazyEngine } from '../../src/analysis/lazy'
import { computeStudy, type Prepared } from '../../src/analysis/studies'
import { hostOf } from '../../src/analysis/studies/client'
import { rangesOf, workRange } from '../../src/analysis/studies/ranges'
import { runStudy, type StudyHost, type StudyWorkers } from '../../src/analysis/studies/run'
import { studyService, type StudyService } from '../../src/analysis/studies/service'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import type { Question } from '../../src/domain'
import { QuestionError } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { neighboursFromLists } from '../../src/statistics/space'
import { random } from '../../src/statistics/random'
import { parseView, resolveView } from '../../src/view'

/** Workers at the other end of real message channels, in this thread; `kill` is their death. */
function channelWorkers(cores: number) {
  const hosts: { host: StudyHost; kill: (why: string) => void; ended: boolean }[] = []
  const spawn = async () => {
    const { port1, port2 } = new MessageChannel()
    expose(studyService(), port1)
    let kill = (_why: string) => {}
    const died = new Promise<never>((_, reject) => (kill = (why) => (port1.close(), reject(new Error(why)))))
    const end = () => void (port1.close(), port2.close(), (one.ended = true))
    const one = { host: hostOf(wrap<StudyService>(port2) as unknown as StudyService, died, end), kill, ended: false }
    hosts.push(one)
    return one.host
  }
  return { hosts, workers: { spawn, cores } satisfies StudyWorkers }
}
const nobody: StudyWorkers = { spawn: () => Promise.reject(new Error('there are no workers here')), cores: 4 }

/** Neighbours as they are gathered, on a grid wide enough that its permutations are shared out. */
function grid(wide: number, high: number): Prepared {
  const chance = random(11)
  const areas = Array.from({ length: wide * high }, (_, at) => ({ area: `a${at}`, name: `Area ${at}`, value: 10 + Math.sin(at / wide / 4) + chance.normal() })) // prettier-ignore
  const beside = (at: number) => [
    ...(at % wide > 0 ? [at - 1] : []),
    ...(at % wide < wide - 1 ? [at + 1] : []),
    ...(at >= wide ? [at - wide] : []),
    ...(at + wide < wide * high ? [at + wide] : []),
  ]
  const neighbours = neighboursFromLists(areas.map((_, at) => beside(at)))
  return { study: 'space', seed: 7, why: null, input: { unit: '%', areas, events: null, neighbours, without: 0 } }
}

describe('work that is shared out', () => {
  const large = grid(40, 26)
  const expected = computeStudy(large)

  test.each([1, 3])(
    'gives the same digits by %i workers, tells how far it is, and ends them',
    async (cores) => {
      const { hosts, workers } = channelWorkers(cores)
      const told: number[] = []
      expect(await runStudy(large, workers, { onProgress: (share) => told.push(share) })).toEqual(expected)
      expect(hosts.map(({ ended }) => ended)).toEqual(Array.from({ length: cores }, () => true))
      expect(told.length).toBeGreaterThan(8)
      expect(told).toEqual([...told].sort((one, other) => one - other))
      expect(told.at(-1)).toBe(1)
    },
    60_000,
  )

  test('covers every piece once, and a small study is done in one', () => {
    const ranges = rangesOf(large)
    expect(ranges.length).toBeGreaterThan(5)
    expect(ranges.map(({ from }) => from)).toEqual([0, ...ranges.slice(0, -1).map(({ to }) => to)])
    expect(ranges.at(-1)!.to).toBe(9_999)
    expect(workRange(large, { from: 0, to: 3 })).toMatchObject({ values: { permutations: 3 }, rates: null })
    expect(rangesOf(grid(10, 10))).toEqual([])
  })

  test('can be stopped between ranges: workers end, and the promise says so', async () => {
    const { hosts, workers } = channelWorkers(2)
    const stop = new AbortController()
    const running = runStudy(large, workers, { signal: stop.signal, onProgress: (share) => share > 0.1 && stop.abort() }) // prettier-ignore
    await expect(running).rejects.toMatchObject({ name: 'StudyCancelled', message: 'The study was stopped.' })
    expect(hosts.map(({ ended }) => ended)).toEqual([true, true])
  }, 60_000)

  test('can be stopped without workers too', async () => {
    const stop = new AbortController()
    const told: number[] = []
    const onProgress = (share: number) => void (told.push(share), share > 0.1 && stop.abort())
    await expect(runStudy(large, nobody, { signal: stop.signal, onProgress })).rejects.toThrow('stopped')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(told.at(-1)).toBeLessThan(0.3)
  }, 60_000)
})

describe('a study', () => {
  const small = grid(12, 12)

  test('is worked out here where there are no workers, and where some of them cannot be had, by the others', async () => {
    const expected = computeStudy(small)
    expect(await runStudy(small, nobody)).toEqual(expected)
    const { workers } = channelWorkers(3)
    const spawn = vi.fn(workers.spawn).mockRejectedValueOnce(new Error('no memory left'))
    const large = grid(34, 30)
    expect(await runStudy(large, { spawn, cores: 2 })).toEqual(computeStudy(large))
    expect(spawn).toHaveBeenCalledTimes(2)
  }, 60_000)

  test('of a worker that dies is an error, not a wait', async () => {
    const { hosts, workers } = channelWorkers(1)
    const running = runStudy(grid(40, 26), workers, { onProgress: () => hosts[0]!.kill('out of memory') })
    await expect(running).rejects.toThrow('out of memory')
  })

  test('of a signal that came before is not begun', async () => {
    const { hosts, workers } = channelWorkers(1)
    await expect(runStudy(small, workers, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'StudyCancelled' }) // prettier-ignore
    expect(hosts.every(({ ended }) => ended)).toBe(true)
  })
})

describe('asked of an open release', () => {
  let running: Analysis | null = null
  afterEach(() => running?.close())

  const demo = async () => {
    const open = await openRelease(folderSource('public/releases/demo-gm'))
    const { question } = resolveView(parseView('#v=1&view=compare&indicator=copd-admissions').view, open.release)
    return { open, question: question! }
  }

  test.each(['trend', 'inequality', 'space'] as const)('%s has the digits of cairn answer', async (id) => {
    const { open, question } = await demo()
    const tables = new Set(open.release.tables.map((table) => table.id))
    const engine = lazyEngine(columnsEngine(), (table) => open.table(table), (table) => tables.has(table)) // prettier-ignore
    const { studies } = await answerWithStudies({ ...question, studies: [id] }, open, engine)
    running = openAnalysis(open, { workers: channelWorkers(2).workers })
    const study = await running.study(question, id)
    expect(study.id).toBe(id)
    expect([study.why, study]).toEqual([null, studies![0]])
  })

  test('is remembered until another is asked, and a stopped one is not', async () => {
    const { open, question } = await demo()
    const { hosts, workers } = channelWorkers(1)
    running = openAnalysis(open, { workers })
    const stop = new AbortController()
    const stopped = running.study(question, 'trend', { signal: stop.signal })
    stop.abort()
    await expect(stopped).rejects.toMatchObject({ name: 'StudyCancelled' })
    const first = await running.study(question, 'trend')
    const started = hosts.length
    const told: number[] = []
    const again: Question = { ...question, studies: ['trend'] }
    expect(await running.study(again, 'trend', { onProgress: (share) => told.push(share) })).toBe(first)
    expect([told, hosts.length]).toEqual([[1], started])
    const other = await running.study({ ...question, sex: 'female' }, 'trend')
    expect(hosts.length).toBe(started + 1)
    expect(other.figures).not.toEqual(first.figures)
  })

  test('refuses a question that the release cannot answer', async () => {
    const { open, question } = await demo()
    running = openAnalysis(open, { workers: nobody })
    await expect(running.study({ ...question, indicator: 'nonesuch' }, 'space')).rejects.toBeInstanceOf(QuestionError)
  })
})
