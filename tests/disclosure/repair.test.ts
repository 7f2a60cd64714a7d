import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  audit,
  buildSystem,
  gatherCounts,
  loadSolver,
  observe,
  preset,
  protect,
  suppressionPolicy,
} from '../../src/disclosure'
import type { CountTable, Policy, Solver } from '../../src/disclosure'
import { certainRows } from '../../src/disclosure/groups'
import { scatter } from '../release/fixture'
import { anyTable, table } from './tiny'

vi.setConfig({ testTimeout: 120_000 })

let solver: Solver
beforeAll(async () => (solver = await loadSolver()))

/** As everybody reads it: sums are stored here, so nothing is only worked out. */
function published(made: CountTable, policy: Policy) {
  const { tables, report } = protect([made], policy, solver)
  return { tables, report, rules: { ...policy, zerosHidden: report.zerosHidden, noise: report.noise ?? undefined } }
}

const certain = (made: CountTable, { tables, rules }: ReturnType<typeof published>) => {
  const system = buildSystem([made])
  return certainRows(observe(tables, rules), gatherCounts(system, [made]), [])
}

const failed = ({ tables, rules }: ReturnType<typeof published>) =>
  audit(tables, rules, solver, { places: [] }).filter(({ outcome }) => outcome === 'failed')

describe('sums in one category', () => {
  const hiding = [preset('hide-1-7'), preset('hide-under-10'), suppressionPolicy('own', 6)]

  it.each(hiding)('are known of nobody under $id, whatever the table', (policy) => {
    fc.assert(
      fc.property(anyTable, (made) => {
        const done = published(made, policy)
        expect(certain(made, done)).toEqual([])
        expect(failed(done)).toEqual([])
      }),
      { numRuns: policy.method === 'suppression' ? 8 : 40, seed: 7 },
    )
  })

  // All of one sex are of one age, and all of two ages of one sex.
  const few = table({ sex: 2, age: 3 }, [30, 20, 10, 25, 0, 0])

  it('need zeros hidden, which readers are told; without the rule none are', () => {
    const done = published(few, preset('hide-1-7'))
    expect(done.report.zerosHidden).toBe(true)
    const approved = published(few, {
      ...preset('hide-1-7'),
      groupDisclosureApproved: true,
      approval: { by: 'owner', on: '2026-01-31' },
    })
    expect(approved.report.zerosHidden).toBe(false)
    expect(certain(few, approved).length).toBeGreaterThan(0)
    const zeros = [...few.counts.keys()].filter((cell) => few.counts[cell] === 0)
    expect(zeros.filter((cell) => done.tables[0]!.status[cell] === 2).length).toBe(2)
    expect(zeros.filter((cell) => approved.tables[0]!.status[cell] === 2)).toEqual([])
  })

  it('stay where too few people live for the zeros to be anything else, and that is said', () => {
    const population = few.counts.map((count) => (count === 0 ? 2 : 1_000))
    expect(() => protect([{ ...few, population }], preset('hide-1-7'), solver)).toThrow(/3 of them \(attack 4\).*record the owner’s approval/) // prettier-ignore
    const nobody = few.counts.map((count) => (count === 0 ? 0 : 1_000))
    expect(protect([{ ...few, population: nobody }], preset('hide-1-7'), solver).report.zerosHidden).toBe(false)
  })
})

describe('noise of cell keys', () => {
  function keyed(sizes: Record<string, number>, seed: number): CountTable {
    const random = scatter(seed)
    const cells = Object.values(sizes).reduce((product, size) => product * size, 1)
    const made = table(
      sizes,
      Array.from({ length: cells }, () => Math.floor(-40 * Math.log(1 - random.next().value))),
    )
    return { ...made, keys: Uint32Array.from(made.counts, () => Math.floor(random.next().value * 2 ** 32)) }
  }
  const policy = (seed: number): Policy => ({ ...preset('cell-key'), cellKey: `${seed}`.repeat(32) })

  it.each([1, 2, 3])('is the least at which no attack gets through (%i)', (seed) => {
    const made = keyed({ a: 8, b: 40 }, seed)
    const done = published(made, policy(seed))
    expect(failed(done)).toEqual([])
    expect(done.report.noise).toBeGreaterThan(5)
    const values = done.tables[0]!.values
    const farthest = made.counts.reduce((most, count, cell) => Math.max(most, done.tables[0]!.status[cell] === 1 ? Math.abs(values[cell]! - count) : 0), 0) // prettier-ignore
    expect(farthest).toBeLessThanOrEqual(done.report.noise!)
    // Whoever asks for more gets it, and for no more than that.
    expect(protect([made], { ...policy(seed), noise: done.report.noise! + 2 }, solver).report.noise).toBe(done.report.noise! + 2) // prettier-ignore
  })

  it('does not help where sums of two stand beside them everywhere, and that is said', () => {
    expect(() => protect([keyed({ a: 2, b: 3, c: 30 }, 5)], policy(5), solver)).toThrow(/attack 11 .*Publish no sums beside their parts/) // prettier-ignore
  })

  it('is not less than the rules ask', () => {
    expect(() => protect([keyed({ a: 3, b: 3 }, 1)], { ...policy(1), noise: 4 }, solver)).toThrow('noise')
  })
})
