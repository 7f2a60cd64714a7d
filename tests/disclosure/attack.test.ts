import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { attackIntervals, buildSystem, gatherCounts, loadSolver, propagate } from '../../src/disclosure'
import type { Solver } from '../../src/disclosure'
import { anyTable, enumerate, table } from './tiny'

vi.setConfig({ testTimeout: 60_000 })

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

/** The table with some cells hidden (0 to `most` for all anyone knows) and the rest exact. */
const hideSome = fc.tuple(
  fc.array(fc.nat({ max: 5 }), { minLength: 9, maxLength: 9 }).map((counts) => table({ a: 3, b: 3 }, counts)),
  fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
)

describe('what an attacker can work out', () => {
  it('finds the one hidden cell of a row', () => {
    const two = table({ a: 2, b: 2 }, [3, 20, 30, 40])
    const system = buildSystem([two])
    const counts = gatherCounts(system, [two])
    const high = counts.slice()
    const low = counts.slice()
    low[0] = 1
    high[0] = 1_000_000_000
    expect([propagate(system, { low, high }).low[0], propagate(system, { low, high }).high[0]]).toEqual([3, 3])
  })

  it('keeps the truth inside, and the programs inside propagation, and both agree with trying all', () => {
    fc.assert(
      fc.property(hideSome, ([any, hidden]) => {
        const system = buildSystem([any])
        const counts = gatherCounts(system, [any])
        const known = {
          low: counts.map((count, cell) => (hidden[cell] ? 0 : count)),
          high: counts.map((count, cell) => (hidden[cell] ? Math.max(count, 8) : count)),
        }
        const outer = propagate(system, known)
        const truth = enumerate(system, outer)
        expect(truth.solutions).toBeGreaterThan(0)
        const targets = [...counts.keys()]
        for (const point of [counts, null]) {
          const found = attackIntervals(system, known, solver, { targets, need: 5, point, exact: true })
          for (const { cell, low, high } of found) {
            expect(outer.low[cell]).toBeLessThanOrEqual(counts[cell]!)
            expect(outer.high[cell]).toBeGreaterThanOrEqual(counts[cell]!)
            expect(low).toBeGreaterThanOrEqual(outer.low[cell]!)
            expect(high).toBeLessThanOrEqual(outer.high[cell]!)
            expect([low, high]).toEqual([truth.low[cell], truth.high[cell]])
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('never says that a cell is safe when it is not', () => {
    fc.assert(
      fc.property(anyTable, fc.integer({ min: 1, max: 9 }), (any, threshold) => {
        const system = buildSystem([any])
        const counts = gatherCounts(system, [any])
        const hide = (count: number) => count > 0 && count <= threshold
        const known = {
          low: counts.map((count) => (hide(count) ? 1 : count)),
          high: counts.map((count) => (hide(count) ? 1_000_000_000 : count)),
        }
        const targets = [...counts.keys()].filter((cell) => hide(counts[cell]!))
        const quick = attackIntervals(system, known, solver, { targets, need: 5, point: counts })
        const exact = attackIntervals(system, known, solver, { targets, need: 5, exact: true })
        quick.forEach(({ low, high }, at) => {
          const width = exact[at]!.high - exact[at]!.low + 1
          expect(high - low + 1 >= 5).toBe(width >= 5)
        })
      }),
      { numRuns: 25 },
    )
  })
})
