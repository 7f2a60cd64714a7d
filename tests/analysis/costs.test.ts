import { beforeAll, describe, expect, it } from 'vitest'
import { protectionCosts } from '../../src/analysis/cost'
import { loadSolver } from '../../src/disclosure'
import type { Solver } from '../../src/disclosure'
import { columnsEngine } from '../../src/engine/columns'
import { regions } from '../../src/demo'
import { draw, protectRegion } from '../simulation/draw'
import { releaseOf } from '../simulation/release'
import { trueTopic } from '../simulation/world'

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
}, 60_000)

describe('what protection costs', () => {
  it('is told for every indicator of a protected release, and for none of another', async () => {
    const topic = trueTopic('smoking-pregnancy')
    const drawn = draw(topic, 5)
    const safe = regions.map(({ id }) =>
      protectRegion(topic, drawn, id, id === 'nwc' ? 'hide-under-10' : 'controlled-5', solver),
    )
    const costs = async (made: ReturnType<typeof releaseOf>) => {
      const engine = columnsEngine()
      made.tables.forEach((table) => engine.add(table))
      return protectionCosts(made.release, engine)
    }
    expect(await costs(releaseOf(topic, drawn, null))).toEqual([])
    const [cost, ...more] = await costs(releaseOf(topic, drawn, safe))
    expect(more).toEqual([])
    expect(cost).toMatchObject({ areas: 62, areaTypeLabel: { one: 'authority' } })
    expect(cost!.indicator.id).toBe('smoking-pregnancy')
    expect(cost!.width! > 1.005 && cost!.width! < 1.15).toBe(true)
    expect(cost!.hidden >= 0 && cost!.hidden < 12).toBe(true)
  }, 60_000)
})
