import { propagate } from './bounds'
import type { Ranges } from './bounds'
import { DisclosureError } from './errors'
import { ComponentModel, openComponents } from './linear'
import { Moves } from './moves'
import type { Solver } from './solver'
import { firstBroken, whereIs } from './system'
import type { System } from './system'

/** How a cell's verdict was reached: too narrow by propagation; wide enough by witnesses; by linear or whole-number program. */
export type Reached = 'propagation' | 'witness' | 'linear' | 'whole'

export interface CellInterval {
  cell: number
  /** An attacker can be certain that low ≤ z ≤ high. */
  low: number
  high: number
  /** Values that are possible for sure: each end is shown by a whole solution, or by the exact program. */
  seenLow: number
  seenHigh: number
  reached: Reached
  /**
   * True where a limit stopped the programs before they showed whether `need` values are possible: low and high hold, but
   * the cell may be narrower. Neither a pass nor a failure.
   */
  unconfirmed?: true
}

export interface AttackOptions {
  /** Cells to be examined. */
  targets: readonly number[]
  /** A cell is safe once this many values are possible for it. */
  need: number
  /** A whole solution, such as the truth (the builder has it) or the published values (they may be one); null is looked for. */
  point?: Int32Array | null
  /** All ends exactly, whether or not enough values are possible already. */
  exact?: boolean
  /** Partial moves looked at for each target. */
  budget?: number
}

/**
 * The least and greatest value of each target consistent with all that is known: first bound propagation (outer), then
 * witnesses by moves (inner), then linear programs on one model a component, then whole numbers where fractions alone are wide enough.
 * (τ-Argus manual 2.15; Hundepool and others, Handbook on Statistical Disclosure Control, ch. 2 and 4.)
 */
export function attackIntervals(system: System, known: Ranges, solver: Solver, options: AttackOptions): CellInterval[] {
  const outer = propagate(system, known)
  if (outer.contradiction >= 0)
    throw new DisclosureError('What is published contradicts itself.', {
      where: whereIs(system, system.rowCell[system.rowStart[outer.contradiction]!]!),
    })
  const attack = new Attack(system, outer, solver, options)
  try {
    return options.targets.map((cell) => attack.examine(cell))
  } finally {
    attack.close()
  }
}

class Attack {
  private readonly seenLow: Int32Array
  private readonly seenHigh: Int32Array
  private readonly moves: Moves | null
  private readonly room: { up: Int32Array; down: Int32Array; price: Int32Array } | null
  private models: { of: Int32Array; lists: Int32Array[]; open: (ComponentModel | null)[] } | null = null

  constructor(
    private readonly system: System,
    private readonly outer: Ranges,
    private readonly solver: Solver,
    private readonly options: AttackOptions,
  ) {
    const point = this.fits(options.point) ? options.point! : this.findPoint()
    this.seenLow = point ? point.slice() : new Int32Array(system.cells).fill(1_000_000_000)
    this.seenHigh = point ? point.slice() : new Int32Array(system.cells).fill(-1)
    this.moves = point && new Moves(system)
    this.room = point && {
      up: point.map((value, cell) => outer.high[cell]! - value),
      down: point.map((value, cell) => value - outer.low[cell]!),
      price: new Int32Array(system.cells),
    }
  }

  examine(cell: number): CellInterval {
    const { low, high } = this.outer
    const { need, exact } = this.options
    if (low[cell] === high[cell] || (!exact && high[cell]! - low[cell]! + 1 < need))
      return this.told(cell, 'propagation')
    this.tryMoves(cell)
    const wanted = exact ? high[cell]! - low[cell]! + 1 : need
    if (this.seen(cell) >= wanted) return this.told(cell, 'witness')
    return this.solve(cell)
  }

  close(): void {
    for (const model of this.models?.open ?? []) model?.close()
  }

  private seen(cell: number): number {
    return this.seenHigh[cell]! - this.seenLow[cell]! + 1
  }

  private told(
    cell: number,
    reached: Reached,
    low = this.outer.low[cell]!,
    high = this.outer.high[cell]!,
  ): CellInterval {
    return { cell, low, high, seenLow: this.seenLow[cell]!, seenHigh: this.seenHigh[cell]!, reached }
  }

  private tryMoves(cell: number): void {
    if (!this.moves || !this.room) return
    const { low, high } = this.outer
    const { need, exact, budget = 2_000 } = this.options
    const wanted = exact ? high[cell]! - low[cell]! + 1 : need
    if (this.seen(cell) >= wanted) return
    this.moves.find(cell, this.room, 1, budget, ({ cells, signs, up, down }) => {
      cells.forEach((one, k) => {
        const here = this.start(one)
        const [most, least] = signs[k]! > 0 ? [up, down] : [down, up]
        this.seenHigh[one] = Math.max(this.seenHigh[one]!, here + most)
        this.seenLow[one] = Math.min(this.seenLow[one]!, here - least)
      })
      return this.seen(cell) >= wanted
    })
  }

  private start(cell: number): number {
    return this.outer.low[cell]! + this.room!.down[cell]!
  }

  private solve(cell: number): CellInterval {
    const model = this.modelOf(cell)
    const linear = this.ends(model, cell, false)
    const width = linear.high - linear.low + 1
    // Too narrow for fractions is too narrow for persons; wide enough for fractions need not be, unless it was seen to be.
    const settled = width < this.options.need || this.seen(cell) >= this.options.need
    if (linear.sure && settled && !this.options.exact) return this.told(cell, 'linear', linear.low, linear.high)
    const whole = this.ends(model, cell, true)
    const [low, high] = [Math.max(linear.low, whole.low), Math.min(linear.high, whole.high)]
    const told = this.told(cell, 'whole', low, high)
    const open = !whole.sure && high - low + 1 >= this.options.need && this.seen(cell) < this.options.need
    return open ? { ...told, unconfirmed: true } : told
  }

  private ends(model: ComponentModel, cell: number, whole: boolean): { low: number; high: number; sure: boolean } {
    const [low, high] = [this.end(model, cell, 1, whole), this.end(model, cell, -1, whole)]
    return { low: low.value, high: high.value, sure: low.sure && high.sure }
  }

  /** One end of a cell's interval, rounded inwards to a whole number; vertices are pooled for the others. */
  private end(model: ComponentModel, cell: number, sign: 1 | -1, whole: boolean): { value: number; sure: boolean } {
    const outer = sign > 0 ? this.outer.low[cell]! : this.outer.high[cell]!
    if ((sign > 0 ? this.seenLow[cell] : this.seenHigh[cell]) === outer) return { value: outer, sure: true }
    const found = model.extreme(cell, sign, whole)
    if (!found) return { value: outer, sure: false }
    this.pool(model.cells, found.values, whole)
    const value = sign > 0 ? Math.ceil(found.bound - 1e-6) : Math.floor(found.bound + 1e-6)
    return { value: sign > 0 ? Math.max(outer, value) : Math.min(outer, value), sure: found.optimal }
  }

  /** A whole vertex is a solution like any other: what it shows of other cells need not be asked again. */
  private pool(cells: Int32Array, values: Float64Array, whole: boolean): void {
    if (!whole && values.some((value) => Math.abs(value - Math.round(value)) > 1e-6)) return
    cells.forEach((cell, at) => {
      const value = Math.round(values[at]!)
      this.seenLow[cell] = Math.min(this.seenLow[cell]!, value)
      this.seenHigh[cell] = Math.max(this.seenHigh[cell]!, value)
    })
  }

  private modelOf(cell: number): ComponentModel {
    const models = this.componentModels()
    const at = models.of[cell]!
    return (models.open[at] ??= new ComponentModel(this.solver, this.system, models.lists[at]!, this.outer))
  }

  private componentModels() {
    if (this.models) return this.models
    const lists = openComponents(this.system, this.outer)
    const of = new Int32Array(this.system.cells).fill(-1)
    lists.forEach((cells, at) => cells.forEach((cell) => (of[cell] = at)))
    return (this.models = { of, lists, open: lists.map(() => null) })
  }

  private fits(point: Int32Array | null | undefined): boolean {
    if (!point) return false
    const { low, high } = this.outer
    return (
      point.every((value, cell) => value >= low[cell]! && value <= high[cell]!) && firstBroken(this.system, point) < 0
    )
  }

  /** A whole solution, component by component; null where the limits stopped the search for one. */
  private findPoint(): Int32Array | null {
    const point = this.outer.low.slice()
    const models = this.componentModels()
    for (const [at, cells] of models.lists.entries()) {
      const model = (models.open[at] ??= new ComponentModel(this.solver, this.system, cells, this.outer))
      const values = model.point(false)
      if (!values)
        throw new DisclosureError('What is published contradicts itself.', { where: whereIs(this.system, cells[0]!) })
      const whole = values.every((value) => Math.abs(value - Math.round(value)) < 1e-6) ? values : model.point(true)
      if (!whole) return null
      cells.forEach((cell, k) => (point[cell] = Math.round(whole[k]!)))
    }
    return point
  }
}
