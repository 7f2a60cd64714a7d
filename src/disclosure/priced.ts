import type { Model } from 'highs'
import { equationsOf } from './linear'
import { openModel } from './solver'
import type { Program, Solver } from './solver'
import { connect } from './system'
import type { System } from './system'

/** How far a cell may go from the truth: for nothing, and at the price of hiding it (0 and 0 where it cannot be hidden). */
export interface PricedRoom {
  freeUp: number
  freeDown: number
  paidUp: number
  paidDown: number
  price: number
}

export interface ProgramLimits {
  /** No cell is moved further than this. */
  reach: number
  /** Components with more cells have no program. */
  mostCells: number
}

/** A change of several cells that leaves every equation whole. */
export interface Shift {
  cells: number[]
  deltas: Float64Array
  /** Whether every change is a whole number, so that truth plus change is a table like any other. */
  whole: boolean
}

/** Price of changing a hidden cell by one: little, so that proofs stay short. */
const HIDDEN_PRICE = 0.002
/** Simplex steps for one target; a target that needs more is left to other means. */
const STEPS = 20_000

/**
 * The cheapest way to let a cell take other values, as a linear program: min Σ price · |δ|, Mδ = 0, δ of the target at
 * least what it needs. One HiGHS model a component stays alive; from target to target only bounds and prices change.
 * (M. Fischetti, J.-J. Salazar-González, Management Science 47 (2001) 1008: their heuristic, without the cuts.)
 */
export class PricedPrograms {
  private readonly of: Int32Array
  private readonly lists: Int32Array[]
  private readonly open: (PricedProgram | null)[]

  constructor(
    private readonly solver: Solver,
    private readonly system: System,
    private readonly roomOf: (cell: number) => PricedRoom,
    private readonly limits: ProgramLimits,
  ) {
    const still = new Uint8Array(system.cells)
    for (let cell = 0; cell < system.cells; cell++) still[cell] = isStill(roomOf(cell)) ? 1 : 0
    const { component } = connect(system.cells, system.rowStart, system.rowCell, still)
    const lists = new Map<number, number[]>()
    component.forEach((at, cell) => {
      if (still[cell]) return
      const list = lists.get(at)
      if (list) list.push(cell)
      else lists.set(at, [cell])
    })
    this.of = new Int32Array(system.cells).fill(-1)
    this.lists = [...lists.values()]
      .filter((cells) => cells.length <= limits.mostCells)
      .map((cells) => Int32Array.from(cells))
    this.lists.forEach((cells, at) => cells.forEach((cell) => (this.of[cell] = at)))
    this.open = this.lists.map(() => null)
  }

  /** The cheapest change by which the target rises (`sign` 1) or falls (−1) by `want`. */
  cheapest(target: number, want: number, sign: 1 | -1): Shift | null {
    return this.at(target)?.cheapest(target, want, sign) ?? null
  }

  /** The room of a cell changed, such as when it is hidden or shown. */
  refresh(cell: number): void {
    const at = this.of[cell]!
    if (at >= 0) this.open[at]?.refresh(cell)
  }

  close(): void {
    for (const program of this.open) program?.close()
    this.open.fill(null)
  }

  private at(target: number): PricedProgram | null {
    const at = this.of[target]!
    if (at < 0) return null
    return (this.open[at] ??= new PricedProgram(
      this.solver,
      this.system,
      this.lists[at]!,
      this.roomOf,
      this.limits.reach,
    ))
  }
}

const isStill = ({ freeUp, freeDown, paidUp, paidDown }: PricedRoom) => freeUp + freeDown + paidUp + paidDown === 0

/** Columns of a cell: free rise, free fall, paid rise, paid fall. */
const SIGNS = [1, -1, 1, -1] as const

class PricedProgram {
  private readonly place = new Map<number, number>()
  private readonly model: Model

  constructor(
    solver: Solver,
    private readonly system: System,
    private readonly cells: Int32Array,
    private readonly roomOf: (cell: number) => PricedRoom,
    private readonly reach: number,
  ) {
    cells.forEach((cell, at) => this.place.set(cell, at))
    this.model = openModel(solver, this.program(), false)
    this.model.options.set({ simplex_iteration_limit: STEPS })
    this.solved = solver.constants.modelStatus.optimal
  }

  private readonly solved: number

  refresh(cell: number): void {
    const at = this.place.get(cell)!
    const { limits, costs } = this.columnsOf(cell)
    for (const k of [0, 1, 2, 3]) {
      this.model.changeColBounds(4 * at + k, 0, limits[k]!)
      this.model.changeColCost(4 * at + k, costs[k]!)
    }
  }

  cheapest(target: number, want: number, sign: 1 | -1): Shift | null {
    const asked = this.demand(target, want, sign)
    if (asked) this.model.run()
    const shift = asked && this.model.getModelStatus() === this.solved ? this.read() : null
    this.refresh(target)
    return shift
  }

  close(): void {
    this.model.dispose()
  }

  private hold(cell: number): void {
    for (const k of [0, 1, 2, 3]) this.model.changeColBounds(4 * this.place.get(cell)! + k, 0, 0)
  }

  /** The target moves one way only, by what is wanted or more. */
  private demand(target: number, want: number, sign: 1 | -1): boolean {
    const { limits } = this.columnsOf(target)
    const [free, paid] = sign > 0 ? [0, 2] : [1, 3]
    const first = Math.min(want, limits[free]!)
    if (first + limits[paid]! < want) return false
    const at = 4 * this.place.get(target)!
    this.hold(target)
    this.model.changeColBounds(at + free, first, limits[free]!)
    this.model.changeColBounds(at + paid, want - first, limits[paid]!)
    return true
  }

  private read(): Shift {
    const values = this.model.getSolution().colValue
    const moved: number[] = []
    const deltas: number[] = []
    this.cells.forEach((cell, at) => {
      const delta = SIGNS.reduce((sum, sign, k) => sum + sign * values[4 * at + k]!, 0)
      if (Math.abs(delta) < 1e-6) return
      moved.push(cell)
      deltas.push(delta)
    })
    const whole = deltas.every((delta) => Math.abs(delta - Math.round(delta)) < 1e-6)
    return { cells: moved, deltas: Float64Array.from(deltas, (delta) => (whole ? Math.round(delta) : delta)), whole }
  }

  private columnsOf(cell: number) {
    const { freeUp, freeDown, paidUp, paidDown, price } = this.roomOf(cell)
    const limits = [freeUp, freeDown, paidUp, paidDown].map((limit) => Math.min(limit, this.reach))
    return { limits, costs: [HIDDEN_PRICE, HIDDEN_PRICE, price, price] }
  }

  private program(): Program {
    const { rows, ...equations } = equationsOf(this.system, this.place, SIGNS)
    const all = Array.from(this.cells, (cell) => this.columnsOf(cell))
    const columns = SIGNS.length * all.length
    return {
      columns,
      cost: Float64Array.from(all.flatMap(({ costs }) => costs)),
      low: new Float64Array(columns),
      high: Float64Array.from(all.flatMap(({ limits }) => limits)),
      ...equations,
      right: new Float64Array(rows.length),
    }
  }
}
