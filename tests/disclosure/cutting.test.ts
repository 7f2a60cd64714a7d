import { beforeAll, describe, expect, it, vi } from 'vitest'
import { attackIntervals, buildSystem, gatherCounts, loadSolver, suppress } from '../../src/disclosure'
import type { CountTable, Solver } from '../../src/disclosure'
import { CapacityProgram } from '../../src/disclosure/capacity'
import { chooseSecondaries } from '../../src/disclosure/cutting'
import { seeded } from '../bench/disclosure-tables'
import { table } from './tiny'

vi.setConfig({ testTimeout: 120_000 })

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

const OPEN = 1_000_000_000

function taskOf(one: CountTable, threshold: number, need: number) {
  const system = buildSystem([one])
  const counts = gatherCounts(system, [one])
  const hidden = Uint8Array.from(counts, (count) => (count > 0 && count < threshold ? 1 : 0))
  const targets = [...counts.keys()].filter((cell) => hidden[cell]).map((cell) => ({ cell, need }))
  const roomOf = (cell: number) => {
    const down = Math.max(0, counts[cell]! - 1)
    if (hidden[cell]) return { freeUp: OPEN, freeDown: down, paidUp: 0, paidDown: 0, price: 0 }
    const [paidUp, price] = counts[cell]! > 0 ? [OPEN, 1] : [0, 0]
    return { freeUp: 0, freeDown: 0, paidUp, paidDown: down, price }
  }
  return { system, counts, hidden, targets, roomOf, need }
}

type Task = ReturnType<typeof taskOf>

function passes({ system, counts, hidden, targets, need }: Task, others: readonly number[]): boolean {
  const all = hidden.slice()
  for (const cell of others) all[cell] = 1
  const known = {
    low: counts.map((count, cell) => (all[cell] ? 1 : count)),
    high: counts.map((count, cell) => (all[cell] ? OPEN : count)),
  }
  const cells = targets.map(({ cell }) => cell)
  return attackIntervals(system, known, solver, { targets: cells, need, exact: true }).every(
    ({ low, high }) => high - low + 1 >= need,
  )
}

/** The least number of cells that must be hidden besides, by trying all sets; null where not even all suffice. */
function fewest(task: Task): number | null {
  const shown = [...task.counts.keys()].filter((cell) => !task.hidden[cell] && task.counts[cell]! > 0)
  if (!passes(task, shown)) return null
  for (let size = 0; ; size++) for (const set of subsets(shown, size)) if (passes(task, set)) return size
}

function* subsets(from: readonly number[], size: number, start = 0): Generator<number[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let at = start; at < from.length; at++)
    for (const rest of subsets(from, size - 1, at + 1)) yield [from[at]!, ...rest]
}

function randomTask(seed: number): Task {
  const random = seeded(seed)
  const counts = Array.from({ length: 9 }, () => Math.floor(random() * (random() < 0.5 ? 9 : 60)))
  return taskOf(table({ a: 3, b: 3 }, counts), 6, 5)
}

describe('cuts', () => {
  it('say what must be hidden beside a single small count', () => {
    const task = taskOf(table({ a: 4 }, [3, 20, 30, 40]), 6, 5)
    const cells = Int32Array.from(task.counts.keys())
    const program = new CapacityProgram(solver, task.system, cells, task.roomOf, 4)
    const cut = program.cut(0, 4)!
    expect(cut.cells).not.toContain(0)
    expect(cut.weights.every((weight) => Math.abs(weight - 1) < 1e-6)).toBe(true)
    expect(cut.cells).toHaveLength(4)
    program.hide((cell) => (cell === 1 ? 1 : 0))
    expect(program.cut(0, 4)).toBeNull()
    program.hide(() => 0)
    expect(program.cut(0, 4)).not.toBeNull()
    program.close()
  })

  it('never forbid a set of cells that is enough', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const task = randomTask(seed)
      const shown = [...task.counts.keys()].filter((cell) => !task.hidden[cell] && task.counts[cell]! > 0)
      const cells = Int32Array.from([...task.counts.keys()].filter((cell) => task.counts[cell]! > 0))
      const program = new CapacityProgram(solver, task.system, cells, task.roomOf, 4)
      const cuts = task.targets.flatMap(({ cell }) => program.cut(cell, 4) ?? [])
      for (const set of subsets(shown, Math.min(3, shown.length)))
        if (passes(task, set))
          for (const cut of cuts) {
            const reached = cut.cells.reduce((sum, cell, k) => sum + (set.includes(cell) ? cut.weights[k]! : 0), 0)
            expect(reached).toBeGreaterThan(1 - 1e-4)
          }
      program.close()
    }
  })
})

describe('suppression by cutting planes', () => {
  it('hides the fewest cells of small tables, as trying all sets shows', () => {
    let compared = 0
    for (let seed = 1; seed <= 30; seed++) {
      const task = randomTask(seed)
      const least = fewest(task)
      if (least === null) continue
      const { system, counts, hidden, targets } = task
      const made = suppress(system, counts, solver, {
        hiddenLow: 1,
        known: { low: counts, high: counts },
        hidden,
        fixed: Uint8Array.from(counts, (count) => (count === 0 ? 1 : 0)),
        targets,
        insiders: false,
        small: 10,
        derived: new Uint8Array(system.cells),
        thorough: true,
      })
      const others = [...made.hidden.keys()].filter((cell) => made.hidden[cell] && !hidden[cell])
      expect(passes(task, others)).toBe(true)
      expect(made.secondaries, `seed ${seed}`).toBe(least)
      compared++
    }
    expect(compared).toBeGreaterThan(20)
  })

  it('chooses the same each time, and nothing where nothing may be hidden', () => {
    const task = randomTask(3)
    const chosen = () => chooseSecondaries(task.system, solver, { ...task, mostCells: 100 })
    expect(chosen()).toEqual(chosen())
    const roomOf = (cell: number) => ({ ...task.roomOf(cell), paidUp: 0, paidDown: 0, price: 0 })
    expect(chooseSecondaries(task.system, solver, { ...task, roomOf, mostCells: 100 })).toEqual([])
    expect(chooseSecondaries(task.system, solver, { ...task, mostCells: 2 })).toEqual([])
  })
})
