import type { Model } from 'highs'
import { equationsOf } from './linear'
import type { PricedRoom } from './priced'
import { openModel } from './solver'
import type { Program, Solver } from './solver'
import type { System } from './system'

/** Of the cells listed, enough must be hidden: Σ weight · y ≥ 1, y being 1 for a cell that is hidden and 0 for one that is shown. */
export interface Cut {
  cells: number[]
  weights: number[]
}

/** Share of its room that a shown cell is given while a cut is looked for: so little that cuts with few cells win. */
const TRACE = 1e-4
const ALMOST = 1e-6
/** Simplex steps for one end of one target; a target that needs more has no cut. */
const STEPS = 20_000

/**
 * How far the cells of one component can go from the truth while shares of some are hidden, as one linear program in which
 * only the objective and bounds change. Where a target falls short, the program's dual says what must be hidden.
 * (M. Fischetti, J.-J. Salazar-González, Management Science 47 (2001) 1008: capacity constraints.)
 */
export class CapacityProgram {
  private readonly place = new Map<number, number>()
  private readonly model: Model
  private readonly rooms: PricedRoom[]
  private readonly shares: Float64Array
  private readonly seenUp: Float64Array
  private readonly seenDown: Float64Array
  private last = -1

  /** @param reach no cell goes further than this. */
  constructor(
    private readonly solver: Solver,
    private readonly system: System,
    readonly cells: Int32Array,
    roomOf: (cell: number) => PricedRoom,
    private readonly reach: number,
  ) {
    cells.forEach((cell, at) => this.place.set(cell, at))
    this.rooms = Array.from(cells, (cell) => this.within(roomOf(cell)))
    this.shares = new Float64Array(cells.length)
    this.seenUp = new Float64Array(cells.length)
    this.seenDown = new Float64Array(cells.length)
    this.model = openModel(solver, this.program(), false)
    // From one target to the next the old corner stays possible and only ceases to be best: work for the primal simplex.
    this.model.options.set({ simplex_strategy: 4, simplex_iteration_limit: STEPS })
  }

  /** Share of each cell that is hidden from now on, 0 to 1. */
  hide(shareOf: (cell: number) => number): void {
    let less = false
    this.cells.forEach((cell, at) => {
      const share = shareOf(cell)
      if (share === this.shares[at]) return
      less ||= share < this.shares[at]!
      this.shares[at] = share
      const [low, high] = this.boundsAt(at)
      this.model.changeColBounds(at, low, high)
    })
    // What was seen holds while no cell has less room than it had.
    if (!less) return
    this.seenUp.fill(0)
    this.seenDown.fill(0)
  }

  /** What must be hidden so that the target can take `want` values more; null where it can, or where hiding all is not enough. */
  cut(target: number, want: number): Cut | null {
    const place = this.place.get(target)!
    if (this.seenUp[place]! + this.seenDown[place]! >= want - ALMOST) return null
    const weights = new Map<number, number>()
    let missing = want
    for (const sign of [1, -1] as const) {
      const prices = this.pricesAt(place, sign)
      if (!prices) return null
      prices.forEach((price, at) => {
        if (Math.abs(price) < 1e-9) return
        const { freeUp, freeDown, paidUp, paidDown } = this.rooms[at]!
        missing -= price < 0 ? -price * freeUp : price * freeDown
        const weight = price < 0 ? -price * paidUp : price * paidDown
        if (weight > 1e-9) weights.set(at, (weights.get(at) ?? 0) + weight)
      })
      if (missing <= ALMOST) return null
    }
    return this.violated(weights, missing)
  }

  close(): void {
    this.model.dispose()
  }

  private violated(found: ReadonlyMap<number, number>, missing: number): Cut | null {
    const places = [...found.keys()].sort((a, b) => a - b)
    const weights = places.map((at) => Math.min(1, found.get(at)! / missing))
    const reached = places.reduce((sum, at, k) => sum + weights[k]! * this.shares[at]!, 0)
    const most = weights.reduce((sum, weight) => sum + weight, 0)
    if (reached > 1 - 1e-4 || most < 1 - ALMOST) return null
    return { cells: places.map((at) => this.cells[at]!), weights }
  }

  /** Reduced costs where the cell at a place is greatest (`sign` 1) or least; null where steps did not suffice. */
  private pricesAt(at: number, sign: 1 | -1): Float64Array | null {
    if (this.last >= 0) this.model.changeColCost(this.last, 0)
    this.model.changeColCost(at, -sign)
    this.last = at
    this.model.run()
    const solved = this.model.getModelStatus() === this.solver.constants.modelStatus.optimal
    if (!solved) return null
    const { colValue, colDual } = this.model.getSolution()
    colValue.forEach((value, each) => {
      if (value > this.seenUp[each]!) this.seenUp[each] = value
      else if (-value > this.seenDown[each]!) this.seenDown[each] = -value
    })
    return colDual
  }

  private within({ freeUp, freeDown, paidUp, paidDown, price }: PricedRoom): PricedRoom {
    const [up, down] = [Math.min(this.reach, freeUp), Math.min(this.reach, freeDown)]
    return {
      freeUp: up,
      freeDown: down,
      paidUp: Math.min(this.reach - up, paidUp),
      paidDown: Math.min(this.reach - down, paidDown),
      price,
    }
  }

  private boundsAt(at: number): [low: number, high: number] {
    const { freeUp, freeDown, paidUp, paidDown } = this.rooms[at]!
    const share = Math.max(TRACE, this.shares[at]!)
    return [-freeDown - share * paidDown, freeUp + share * paidUp]
  }

  private program(): Program {
    const { cells } = this
    const { rows, ...equations } = equationsOf(this.system, this.place)
    const bounds = Array.from(cells, (_, at) => this.boundsAt(at))
    return {
      columns: cells.length,
      cost: new Float64Array(cells.length),
      low: Float64Array.from(bounds, ([low]) => low),
      high: Float64Array.from(bounds, ([, high]) => high),
      ...equations,
      right: new Float64Array(rows.length),
    }
  }
}
