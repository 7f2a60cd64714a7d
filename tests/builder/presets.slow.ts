import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attackRelease, passed } from '../../src/audit'
import { makeRelease, type MadeRelease } from '../../src/builder/make/node'
import { PRESETS, loadSolver, type PresetId } from '../../src/disclosure'
import type { Release } from '../../src/domain'
import { memorySource, openRelease } from '../../src/release'
import { smallPeople, smallRecipe, smallRecords } from './small'

/** Few enough records that many sums lie in one category alone. */
const RECORDS = 260
const SECRETS = ['00112233445566778899aabbccddeeff', 'a1b2c3d4e5f60718293a4b5c6d7e8f90', '5e'.repeat(16)]
const APPROVAL = { by: 'Somebody (made up)', on: '2026-01-01' }

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-presets-'))
  const lines = smallRecords().split('\n')
  await writeFile(join(dir, 'events.csv'), [...lines.slice(0, RECORDS), ''].join('\n'))
  await writeFile(join(dir, 'population.csv'), smallPeople())
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function make(id: PresetId, approved: boolean, cellKey?: string): Promise<MadeRelease> {
  const policy = { policy: 1, id: 'ours', version: '1', preset: id, groupDisclosureApproved: approved, approval: APPROVAL, cellKey } // prettier-ignore
  await writeFile(join(dir, 'recipe.json'), JSON.stringify({ ...smallRecipe('ours'), cellKeys: id === 'cell-key' }))
  await writeFile(join(dir, 'policy.json'), JSON.stringify(policy))
  return makeRelease({ recipe: join(dir, 'recipe.json'), policy: join(dir, 'policy.json'), threads: 1 })
}

const failures = ({ results }: MadeRelease) => results.filter(({ outcome }) => outcome === 'failed')
const rulesOf = ({ protection }: Pick<Release, 'protection'>) =>
  protection.kind === 'protected' ? protection.rules[0]! : null

/** Counts of nothing that are published as hidden. */
const hiddenZeros = ({ built }: MadeRelease) => {
  const pairs = built.indicators.flatMap(({ before, after }) => before.map((table, at) => ({ table, made: after.tables[at]! }))) // prettier-ignore
  return pairs.reduce((sum, { table, made }) => {
    const stored = [...table.counts.keys()].filter((cell) => isStored(table.axes, cell))
    return sum + stored.filter((cell) => table.counts[cell] === 0 && made.status[cell] === 2).length
  }, 0)
}

function isStored(axes: MadeRelease['built']['indicators'][number]['before'][number]['axes'], cell: number): boolean {
  let left = cell
  return [...axes].reverse().every(({ members }) => {
    const { derived, unpublished } = members[left % members.length]!
    left = Math.floor(left / members.length)
    return !derived && !unpublished
  })
}

describe.each(PRESETS.filter((id) => id !== 'cell-key'))('a release by the preset %s', (id) => {
  it.each([false, true])('is made, with group disclosure approved: %s', { timeout: 120_000 }, async (approved) => {
    const made = await make(id, approved)
    expect(failures(made)).toEqual([])
    const open = await openRelease(memorySource(made.release!, 'made'))
    expect(passed(await attackRelease([open], { solver: await loadSolver() }))).toBe(true)
    // Only where the owner has not approved it do zeros have to go, and readers are told.
    const opens = !approved && !id.startsWith('controlled')
    expect(hiddenZeros(made) > 0).toBe(opens)
    expect(rulesOf(open.release)).not.toHaveProperty('noise')
    const opened = made.built.indicators.filter(({ after }) => after.report.zerosHidden).map(({ id }) => id)
    expect(rulesOf(open.release)?.zerosHidden ?? []).toEqual(opened)
    expect(opened.length > 0).toBe(opens)
    expect(made.results.find(({ attack }) => attack === '4')!.outcome).toBe(approved ? 'not-applicable' : 'passed')
  })
})

describe.each(SECRETS)('a release by cell keys, under the secret %s', (secret) => {
  it.each([false, true])('is made, with group disclosure approved: %s', { timeout: 120_000 }, async (approved) => {
    const made = await make('cell-key', approved, secret)
    expect(failures(made)).toEqual([])
    const open = await openRelease(memorySource(made.release!, 'made'))
    expect(passed(await attackRelease([open], { solver: await loadSolver() }))).toBe(true)
    const { noise, leastValues } = rulesOf(open.release)!
    expect(made.built.indicators.map(({ after }) => after.report.noise)).toEqual(made.built.indicators.map(() => noise))
    expect(noise!).toBeGreaterThan(leastValues)
  })
})
