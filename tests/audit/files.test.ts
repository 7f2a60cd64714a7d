import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadSolver, shapesOf } from '../../src/disclosure'
import type { ProtectedTable, ProtectedTables, Solver } from '../../src/disclosure'
import { protect } from '../../src/disclosure'
import { markProtected } from '../../src/disclosure/protected'
import { protectedDraft } from '../../src/release/protected'
import { writeRelease } from '../../src/release/write'
import { five, own } from './planted/publishing'
import { AGES, count, countTables, dice, outlineOf, outlined, worldOf } from './planted/world'
import type { World } from './planted/world'

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

/** What `protect` hands on where the truth differs but nothing published does: hidden counts stay behind. */
function published(world: World): ProtectedTable[] {
  const shapes = shapesOf('copd', outlined(world, own), {
    dimensions: { periods: world.periods, ages: AGES },
    areas: world.areas,
    allIsSum: true,
  })
  return shapes.map((shape) => {
    const truth = count(shape, world)
    const hidden = (number: number) => number > 0 && number < 6
    return {
      shape,
      values: truth.map((number) => (hidden(number) ? 0 : number)),
      status: Uint8Array.from(truth, (number) => (hidden(number) ? 2 : 0)),
    }
  })
}

const report = {} as ProtectedTables['report']
const filesOf = (world: World) =>
  writeRelease(protectedDraft(outlineOf(world, own), [markProtected({ tables: published(world), report })]))

/** The same world with other numbers in the cells that are hidden: each keeps 1 to 5 people. */
function otherwise(world: World, seed: number): World {
  const roll = dice(seed)
  const cellOf = (one: World['people'][number]) =>
    [one.area, one.sex, one.age < 18 ? 0 : one.age < 65 ? 1 : 2, one.day < 18_628].join()
  const cells = new Map<string, World['people']>()
  for (const one of world.people) cells.set(cellOf(one), [...(cells.get(cellOf(one)) ?? []), one])
  const people = [...cells.values()].flatMap((cell) =>
    cell.length < 6 ? Array.from({ length: 1 + roll(5) }, () => cell[0]!) : cell,
  )
  return { ...world, people }
}

describe('the files themselves (attack 13)', () => {
  it('are the same to the byte for two inputs with equal published values', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), async (seed, other) => {
        const world = worldOf(seed, 8)
        const another = otherwise(world, other)
        // Sums of hidden cells are published nowhere, so both worlds publish the same.
        expect(published(another)[0]!.values.length).toBe(published(world)[0]!.values.length)
        const [a, b] = [await filesOf(world), await filesOf(another)]
        expect([...b.keys()]).toEqual([...a.keys()])
        for (const [path, bytes] of a) expect(Buffer.compare(bytes, b.get(path)!), path).toBe(0)
      }),
      { numRuns: 12 },
    )
  })

  it('are the same to the byte for the same input, and not where a published value differs', async () => {
    const world = worldOf(3)
    const make = () =>
      writeRelease(protectedDraft(outlineOf(world, five), [protect(countTables(world, five), five, solver)]))
    const [a, b] = [await make(), await make()]
    expect([...b].every(([path, bytes]) => Buffer.compare(bytes, a.get(path)!) === 0)).toBe(true)
    const more = { ...world, people: [...world.people, ...world.people.slice(0, 40)] }
    const c = await writeRelease(
      protectedDraft(outlineOf(more, five), [protect(countTables(more, five), five, solver)]),
    )
    expect([...c.keys()]).not.toEqual([...a.keys()])
  })
})
