import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { AttackCancelled, attackRelease, publicResults, readTotals } from '../../src/audit'
import type { CheckRecord, GivenAway } from '../../src/audit'
import { cairn } from '../../src/cli/cairn'
import { loadSolver, preset } from '../../src/disclosure'
import type { AttackResult, Solver } from '../../src/disclosure'
import { memorySource, openRelease } from '../../src/release'
import type { SafeDraft } from '../../src/release'
import { writeFolder } from '../../src/release/folder'
import { writeRelease } from '../../src/release/write'
import { draftOf, safe } from '../release/fixture'
import { down, five, hidden1to7, hideOrRound, otherwise, own, round, ten } from './planted/publishing'
import { plantedDraft, safeDraft, worldOf } from './planted/world'
import { apart, checkered } from './planted/worlds'

vi.setConfig({ testTimeout: 60_000 })

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

const opened = async (draft: SafeDraft) => openRelease(memorySource(await writeRelease(draft), 'memory'))
const exact = (count: number): [number, number] => [count, 0]

describe('attacks on a release', () => {
  it('come in their order, each with an outcome, and stay silent on a safe one', async () => {
    const told: string[] = []
    const results = await attackRelease([await opened(safeDraft(worldOf(1), ten, solver))], {
      solver,
      onProgress: ({ what }) => told.push(what),
    })
    expect(results.map(({ attack }) => attack).join(' ')).toBe('1 1b 2 3 4 5 6 7 8 9 10 11 12 13 14 15')
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(results.filter(({ outcome }) => outcome === 'passed').map(({ attack }) => attack)).toEqual(
      expect.arrayContaining(['1', '1b', '2', '3', '4', '9', '10', '12']),
    )
    expect(told).toEqual(['copd', ''])
  })

  it('do not apply where nothing was protected, and say why', async () => {
    const results = await attackRelease([await opened(safe(draftOf()))], { solver })
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['not-applicable']))
    expect(results[0]!.detail).toMatch(/no rules protect them/)
  })

  it('stop when told to', async () => {
    const open = await opened(safeDraft(worldOf(1), five, solver))
    await expect(attackRelease([open], { solver, cancelled: () => true })).rejects.toThrow(AttackCancelled)
  })

  it('tell outsiders what happened, never where or how narrow', async () => {
    const results = await attackRelease([await opened(plantedDraft(worldOf(2), own, exact))], { solver })
    const failed = results.find(({ attack }) => attack === '1')!
    expect(failed.worst.length).toBeGreaterThan(0)
    // Limits of published rules alone, and the odds from which a model's guess is told.
    const rules = [`${own.small}`, `${own.leastValues}`, `${own.bestGuess * 100}`, '90']
    const figuresOf = (text: string) =>
      [...text.matchAll(/[\d,.]*\d/g)].flatMap(([it]) => (rules.includes(it) ? [] : [it]))
    expect(figuresOf(JSON.stringify(failed.worst)).length).toBeGreaterThan(0)
    for (const one of publicResults(results)) {
      expect(Object.keys(one).sort()).toEqual(['attack', 'detail', 'name', 'outcome'])
      expect(one.detail).toMatch(/^\p{Lu}.{15,}\.$/u)
      if (one.outcome !== 'not-applicable') expect(figuresOf(one.detail)).toEqual([])
    }
  })

  it('hold a release to the floors, whatever it says of its own rules', async () => {
    const lax = { ...own, leastValues: 1, small: 1, bestGuess: 1 }
    const results = await attackRelease([await opened(plantedDraft(worldOf(2), lax, exact))], { solver })
    expect(results.filter(({ outcome }) => outcome === 'failed').map(({ attack }) => attack)).toContain('1')
  })

  it('tell outsiders the limits that the rules set, and where an owner has approved otherwise', () => {
    const told = (attack: string, figures: Record<string, number>) =>
      publicResults([{ attack, name: '', outcome: 'passed', detail: '', worst: [], figures }])[0]!.detail
    expect(told('1', { least: 3, small: 4 })).toBe(
      'No count under 4 can be narrowed down to fewer than 3 possible values.',
    )
    expect(told('1b', { limit: 0.75 })).toContain('guessed with more than 75 % certainty')
    expect(told('1b', { limit: 0.5, examined: 9, certain: 1, modelLimit: 0.95 })).toContain(
      'the rules allow up to 95 %',
    )
    expect(told('1b', { limit: 0.5, examined: 9, certain: 1, modelLimit: 1 })).toContain('the rules set no limit')
    expect(told('4', { approved: 0 })).toBe('No group is known to be all in one category.')
    expect(told('4', { approved: 1 })).toBe(
      'Where the owner has not approved it, no group is known to be all in one category.',
    )
  })

  it('tell outsiders how many small counts a model names nearly surely, since readers must know', async () => {
    const told = (certain: number) =>
      publicResults([{ attack: '1b', name: '', outcome: 'passed', detail: '', worst: ['here'], figures: { examined: 1234, limit: 0.5, certain } }])[0]!.detail // prettier-ignore
    expect(told(0)).toContain('Nor could somebody name one with over 90 % certainty')
    expect(told(7)).toContain('could name 7 of 1,234 small counts with over 90 % certainty')
  })

  it('do not take the blur of cell keys for people who were added', async () => {
    const keyed = { ...preset('cell-key'), cellKey: '00'.repeat(16) }
    const blurred = (by: number) =>
      plantedDraft(worldOf(5), keyed, (count, at) => [
        count > 0 && at['area'] !== 'D1' ? Math.max(1, count + by) : count,
        1,
      ])
    const [now, then] = [await opened(blurred(1)), await opened(blurred(-1))]
    const results = await attackRelease([now], { solver, against: [then] })
    const seven = results.find(({ attack }) => attack === '7')!
    expect(seven.detail).toContain('31 cells changed')
    expect(seven.outcome).toBe('passed')
  })

  it('tell what either presumption shows, and where it cannot be', async () => {
    const [now, then] = [
      await opened(plantedDraft(checkered(1, 0), five, otherwise)),
      await opened(plantedDraft(checkered(1, 10), five, round(5))),
    ]
    const lost: GivenAway[] = []
    const of = (results: readonly AttackResult[]) => results.find(({ attack }) => attack === '7')!
    const back = of(await attackRelease([now], { solver, against: [then], onGivenAway: (cell) => lost.push(cell) }))
    expect(back.figures).toMatchObject({ lateVoid: 1, lateExamined: 0, goneVoid: 0 })
    expect(back.figures['goneNarrowed']).toBe(lost.length)
    expect(new Set(lost.map(({ presumes }) => presumes))).toEqual(new Set(['gone']))
    expect(lost[0]!.said).toContain('if records were only taken away')
    const forth = of(await attackRelease([then], { solver, against: [now] }))
    expect(forth.figures).toMatchObject({ goneVoid: 1, lateVoid: 0, lateNarrowed: lost.length })
    const told = publicResults([{ ...forth, outcome: 'passed', figures: { ...forth.figures, lateBounded: 3 } }])[0]!
    expect(told.detail).toMatch(/added, or only taken away; in large parts this was tried by bounds alone\.$/)
  })

  it('attack what another area hides although one was corrected', async () => {
    const against = [await opened(plantedDraft(apart(1, 0), hidden1to7, hideOrRound))]
    const now = await opened(plantedDraft(apart(1, 17), five, down))
    const { figures } = (await attackRelease([now], { solver, against })).find(({ attack }) => attack === '7')!
    // Two sexes, two ages and two years, all of them 1 to 4; elsewhere one cell changed each year.
    expect(figures).toMatchObject({ changed: 2, corrected: 2, failing: 8 })
  })

  it('tell two releases with totals apart from one', async () => {
    const open = await opened(safeDraft(worldOf(4), five, solver))
    const totals = readTotals('indicator,period,area,count\ncopd,2020,R1,100000\n')
    const eight = (await attackRelease([open], { solver, totals })).find(({ attack }) => attack === '8')!
    expect(eight).toMatchObject({ outcome: 'failed', figures: { totals: 1, contradictions: 1 } })
  })

  it('count totals that meet nothing', async () => {
    const open = await opened(safeDraft(worldOf(4), five, solver))
    const totals = readTotals('indicator,period,area,count\ncopd,1999,R1,5\n')
    const eight = (await attackRelease([open], { solver, totals })).find(({ attack }) => attack === '8')!
    expect(eight).toMatchObject({ outcome: 'passed', figures: { unused: 1 } })
  })
})

describe('totals', () => {
  it.each([
    ['indicator,count\ncopd,x', 'line 2'],
    ['indicator,count\n,5', 'line 2'],
    ['indicator,count,town\ncopd,5,a', 'line 1'],
    ['indicator,period,count\ncopd,5', 'line 2'],
  ])('%j are refused with the line', (csv, where) => {
    expect(() => readTotals(csv)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ where: expect.stringContaining(where) }) }),
    )
  })
})

describe('cairn check', () => {
  it('prints a table, exits by the outcome and leaves a record', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cairn-check-'))
    const world = worldOf(1)
    await writeFolder(await writeRelease(safeDraft(world, five, solver)), join(dir, 'safe'))
    await writeFolder(await writeRelease(plantedDraft(world, own, exact)), join(dir, 'unsafe'))
    await writeFile(join(dir, 'totals.csv'), 'indicator,count\ncopd,90000\n')
    const said: string[] = []
    const io = { print: (line: string) => void said.push(line), warn: () => undefined }
    const run = (...args: string[]) => cairn(['check', ...args], { io })
    expect(await run(join(dir, 'safe'), '--json', join(dir, 'safe.json'))).toBe(0)
    expect(said.join('\n')).toMatch(/Interval of every small cell/)
    expect(await run(join(dir, 'unsafe'), '--json', join(dir, 'inside.json'), '--worst')).toBe(1)
    const twice = ['--against', join(dir, 'safe'), `--against=${join(dir, 'safe')}`]
    expect(await run(join(dir, 'safe'), ...twice, '--json', join(dir, 'twice.json'))).toBe(0)
    expect(await run(join(dir, 'safe'), '--totals', join(dir, 'totals.csv'))).toBe(1)
    const [outward, inside, repeated] = (await Promise.all(
      ['safe', 'inside', 'twice'].map(async (name) => JSON.parse(await readFile(join(dir, `${name}.json`), 'utf8'))),
    )) as [CheckRecord, CheckRecord, CheckRecord]
    expect(outward).toMatchObject({ passed: true, releases: [{ id: 'planted' }] })
    expect(JSON.stringify(outward)).not.toMatch(/figures|worst|narrowest/)
    expect(inside.passed).toBe(false)
    expect(repeated.against).toHaveLength(2)
    expect(inside.results.find(({ attack }) => attack === '1')?.worst?.length).toBeGreaterThan(0)
  })
})
