import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  audit,
  buildSystem,
  firstBroken,
  gather,
  isProtected,
  loadSolver,
  preset,
  protect,
  suppressionPolicy,
} from '../../src/disclosure'
import type { CountTable, Policy, ProtectedTable, Solver } from '../../src/disclosure'
import { anyTable, table } from './tiny'

vi.setConfig({ testTimeout: 240_000 })

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

const five: Policy = { ...preset('controlled-5'), approval: { by: 'the data owner', on: '2026-01-31' } }
const failed = (tables: readonly ProtectedTable[], policy: Policy) =>
  audit(tables, policy, solver)
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ attack }) => attack)
const asShown = (shape: CountTable, change: (count: number) => [value: number, status: number]): ProtectedTable => ({
  shape,
  values: Int32Array.from(shape.counts, (count) => change(count)[0]),
  status: Uint8Array.from(shape.counts, (count) => change(count)[1]),
})

describe('controlled rounding', () => {
  it('is additive, less than a base from the truth, the same each time, and passes the audit', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(five, preset('controlled-10')), (any, policy) => {
        const made = protect([any], policy, solver)
        const [only] = made.tables
        const system = buildSystem([any])
        expect(firstBroken(system, gather(system, [only!.values], 'values'))).toBe(-1)
        expect(made.report.rounding?.relaxed).toBe(0)
        only!.values.forEach((value, cell) => {
          expect(value % policy.base!).toBe(0)
          expect(Math.abs(value - any.counts[cell]!)).toBeLessThan(policy.base!)
        })
        expect(protect([any], policy, solver).tables).toEqual(made.tables)
        expect(failed(made.tables, policy)).toEqual([])
        expect(isProtected(made)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('never exceeds the people there are', () => {
    const few = table({ a: 2, b: 2 }, [3, 4, 3, 12])
    const population = Int32Array.of(4, 4, 8, 4, 20, 24, 8, 24, 32)
    const [only] = protect([{ ...few, population }], five, solver).tables
    only!.values.forEach((value, cell) => expect(value).toBeLessThanOrEqual(population[cell]!))
  })

  it('keeps what an earlier release said of unchanged cells', () => {
    const any = table({ a: 3, b: 3 }, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    const first = protect([any], five, solver).tables[0]!
    const standing = [first.values]
    expect(protect([any], five, solver, { standing }).tables[0]!.values).toEqual(first.values)
  })

  it('hides what one person dominates', () => {
    const events = table({ a: 3, b: 3 }, [40, 22, 31, 25, 36, 47, 28, 39, 50])
    const largest = new Int32Array(16).fill(1)
    largest[0] = 38
    const made = protect([{ ...events, largest }], five, solver)
    expect(made.tables[0]!.status[0]).toBe(2)
    expect(made.report.sensitive.dominated).toBe(1)
  })
})

describe('hiding', () => {
  it('says which are secondaries only to the facility', () => {
    const two = table({ a: 3, b: 3 }, [3, 20, 30, 40, 50, 60, 70, 80, 90])
    const made = protect([two], suppressionPolicy('own', 6), solver)
    expect(made.report.secondaries).toBeGreaterThan(0)
    expect(new Set(made.tables[0]!.status)).toEqual(new Set([0, 2]))
  })
})

describe('the audit', () => {
  const two = table({ a: 3, b: 3 }, [3, 20, 30, 40, 50, 60, 70, 80, 90])

  it('catches a small count that is shown, and one that is hidden alone', () => {
    const shown = asShown(two, (count) => [count, 0])
    expect(failed([shown], suppressionPolicy('own', 6))).toEqual(expect.arrayContaining(['1', '2']))
    const alone = asShown(two, (count) => (count < 6 ? [0, 2] : [count, 0]))
    expect(failed([alone], suppressionPolicy('own', 6))).toEqual(expect.arrayContaining(['1', '2']))
  })

  it('passes the same table made safe', () => {
    expect(failed(protect([two], suppressionPolicy('own', 6), solver).tables, suppressionPolicy('own', 6))).toEqual([])
  })

  it('catches rounding that was claimed but not done, and rounding that does not add up', () => {
    const claimed = asShown(two, (count) => [count, 1])
    expect(failed([claimed], five)).toContain('12')
    const wrong = protect([two], five, solver).tables[0]!
    const broken = { ...wrong, values: wrong.values.map((value, cell) => (cell === 15 ? value + 100 : value)) }
    expect(failed([broken], five)).toEqual(['1', '12'])
  })

  it('catches a category that everybody is in', () => {
    const all = table({ area: 2, outcome: 3 }, [60, 0, 0, 30, 40, 50])
    expect(failed([asShown(all, (count) => [count, 0])], suppressionPolicy('own', 6))).toEqual(['4'])
    const spread = table({ area: 2, outcome: 3 }, [60, 20, 0, 30, 40, 50])
    expect(failed([asShown(spread, (count) => [count, 0])], suppressionPolicy('own', 6))).toEqual([])
  })

  it('catches the insider who is alone beside one other', () => {
    const pair = table({ a: 4 }, [1, 5, 30, 40])
    const hidden = asShown(pair, (count) => (count < 6 ? [0, 2] : [count, 0]))
    expect(failed([hidden], { ...suppressionPolicy('own', 6), leastValues: 4 })).toContain('3')
  })

  it('catches linked tables that give each other away', () => {
    const ages = asShown(table({ area: 2, age: 2 }, [4, 26, 40, 50], 'ages'), (count) =>
      count === 4 || count === 26 ? [0, 2] : [count, 0],
    )
    const sexes = asShown(table({ area: 2, sex: 2 }, [12, 18, 45, 45], 'sexes'), (count) => [count, 0])
    expect(failed([ages, sexes], suppressionPolicy('own', 6))).toEqual(expect.arrayContaining(['1', '5']))
  })
})
