import { CapacityProgram } from './capacity'
import { Choice } from './choice'
import type { PricedRoom } from './priced'
import type { Solver } from './solver'
import { connect } from './system'
import type { System } from './system'

export interface CuttingTask {
  targets: readonly { cell: number; need: number }[]
  roomOf: (cell: number) => PricedRoom
  /** Components with more cells are left alone. */
  mostCells: number
}

/** Cuts that are gathered before the choice is made anew. */
const BATCH = 10
/** Passes over the targets with shares, and choices of whole cells after them. */
const PASSES = 20
const WHOLE_CHOICES = 12
/** What the audit's repair of one target that was left costs, in cells, about. */
const REPAIR = 1.5
/** So few targets that fall short are not asked again before all the others. */
const FEW = 10

/**
 * Which cells to hide so that all targets keep enough feasible values, by cutting planes: a choice is made that keeps all cuts
 * so far; targets that fall short give further cuts; with shares first, then with whole cells until none falls short.
 * What is returned is nearly the fewest and nearly enough: an audit must follow.
 */
export function chooseSecondaries(system: System, solver: Solver, task: CuttingTask): number[] {
  return componentsOf(system, task).flatMap(({ cells, targets }) => {
    const cutting = new Cutting(solver, system, cells, targets, task)
    try {
      return cutting.run()
    } finally {
      cutting.close()
    }
  })
}

interface Component {
  cells: Int32Array
  targets: { cell: number; need: number }[]
}

/** Components, through equations, of the cells that can move, where some target stands. */
function componentsOf(system: System, { roomOf, targets, mostCells }: CuttingTask): Component[] {
  const still = new Uint8Array(system.cells)
  for (let cell = 0; cell < system.cells; cell++) {
    const { freeUp, freeDown, paidUp, paidDown } = roomOf(cell)
    still[cell] = freeUp + freeDown + paidUp + paidDown === 0 ? 1 : 0
  }
  const { component } = connect(system.cells, system.rowStart, system.rowCell, still)
  const found = new Map<number, { cells: number[]; targets: Component['targets'] }>()
  for (const target of targets) {
    const at = component[target.cell]!
    const known = found.get(at)
    if (known) known.targets.push(target)
    else found.set(at, { cells: [], targets: [target] })
  }
  component.forEach((at, cell) => {
    if (!still[cell]) found.get(at)?.cells.push(cell)
  })
  return [...found.values()]
    .filter(({ cells }) => cells.length > 0 && cells.length <= mostCells)
    .map(({ cells, targets }) => ({ cells: Int32Array.from(cells), targets }))
}

class Cutting {
  private readonly program: CapacityProgram
  private readonly choice: Choice
  private readonly offered: number[]

  constructor(
    solver: Solver,
    system: System,
    cells: Int32Array,
    private readonly targets: Component['targets'],
    task: CuttingTask,
  ) {
    const reach = targets.reduce((most, { need }) => Math.max(most, need - 1), 1)
    this.program = new CapacityProgram(solver, system, cells, task.roomOf, reach)
    this.offered = [...cells].filter((cell) => task.roomOf(cell).price > 0)
    // Fewest cells first; what they say only settles ties.
    this.choice = new Choice(solver, this.offered, (cell) => 1 + (task.roomOf(cell).price - 1) / 20)
  }

  run(): number[] {
    if (this.offered.length === 0) return []
    for (let left = PASSES; left > 0 && this.settle(BATCH) > FEW; left--);
    let best: { cost: number; cells: number[] } | null = null
    for (let left = WHOLE_CHOICES; left > 0; left--) {
      const price = this.choose(true)
      if (price === null) break
      const cells = this.offered.filter((cell) => this.choice.shareOf(cell) > 0.5)
      const short = this.settle(Infinity)
      const cost = price + REPAIR * short
      if (!best || cost < best.cost) best = { cost, cells }
      if (short === 0) break
    }
    return best?.cells ?? []
  }

  close(): void {
    this.program.close()
    this.choice.close()
  }

  /** Passes over all targets, then over those that fell short until few are left. Returns how many fell short of all. */
  private settle(batch: number): number {
    const short = this.pass(this.targets, batch)
    for (let asked = short, left = PASSES; asked.length > FEW && left > 0; left--) {
      if (batch === Infinity) this.choose(true)
      asked = this.pass(asked, batch)
    }
    return short.length
  }

  /** Looks for cuts of each target; those that gave one are returned. The choice is made anew after each batch. */
  private pass(targets: Component['targets'], batch: number): Component['targets'] {
    let waiting = 0
    const short = targets.filter(({ cell, need }) => {
      const cut = this.program.cut(cell, need - 1)
      if (!cut) return false
      this.choice.add(cut)
      if (++waiting % batch === 0) this.choose(false)
      return true
    })
    if (waiting % batch > 0 && batch < Infinity) this.choose(false)
    return short
  }

  private choose(whole: boolean): number | null {
    const cost = this.choice.solve(whole)
    if (cost !== null) this.program.hide(this.choice.shareOf)
    return cost
  }
}
