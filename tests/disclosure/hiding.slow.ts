import fc from 'fast-check'
import { beforeAll, expect, it, vi } from 'vitest'
import { audit, loadSolver, preset, protect, suppressionPolicy, type Solver } from '../../src/disclosure'
import { anyTable } from './tiny'

vi.setConfig({ testTimeout: 240_000 })

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

it.each([preset('hide-1-7'), preset('hide-under-10'), suppressionPolicy('own', 6), suppressionPolicy('own', 10)])(
  '$id: every small count is hidden, and none can be worked out',
  (policy) => {
    fc.assert(
      fc.property(anyTable, (any) => {
        const open = { ...policy, groupDisclosureApproved: true, approval: { by: 'owner', on: '2026-01-31' } }
        const made = protect([any], open, solver)
        made.tables[0]!.status.forEach((status, cell) => {
          const count = any.counts[cell]!
          if (count > 0 && count <= policy.hideTo!) expect(status).toBe(2)
          if (status === 2) expect(made.tables[0]!.values[cell]).toBe(0)
        })
        const failed = audit(made.tables, open, solver).filter(({ outcome }) => outcome === 'failed')
        expect(failed.filter(({ attack }) => ['1', '2'].includes(attack))).toEqual([])
      }),
      // A seed, since some tables take programs a minute: always the same ones.
      { numRuns: 12, seed: 7 },
    )
  },
)
