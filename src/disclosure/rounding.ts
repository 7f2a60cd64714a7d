import { blocksOf } from './blocks'
import { DisclosureError } from './errors'
import { minimise } from './solver'
import type { Program, Solver } from './solver'
import { firstBroken } from './system'
import type { System } from './system'

export interface Rounded {
  /** Published values, multiples of the base, additive. */
  values: Int32Array
  /** Cells that lie a base or more from the truth, because nothing nearer was additive. */
  relaxed: number
  /** Blocks that the limits stopped before they were proven the best. */
  unproven: number
  blocks: number
  /** Mean |published − true|, and what rounding each cell alone to the nearest would give. */
  meanError: number
  nearestError: number
  /** Rows of the system that the published values fulfil. */
  additiveRows: number
  rows: number
}

export interface RoundingOptions {
  base: number
  /** What no published value may exceed, one a cell; −1 where there is no limit. */
  caps?: Int32Array | null
  /** Cells whose value stands already, such as those of an earlier release: published value, −1 where free. */
  standing?: Int32Array | null
  wholeBlock?: number
}

/**
 * Controlled rounding: z = base · u + r, published base · (u + y), y ∈ {0, 1}, y = 0 where r = 0, so that every margin is
 * the sum of its parts and Σ |published − z| is least. (L. H. Cox, JASA 82 (1987) 520; J.-J. Salazar-González, Math.
 * Programming 105 (2006) 583.) Blocks in which nothing fits are relaxed to u + y + {−1, 0, 1}.
 */
export function roundControlled(system: System, counts: Int32Array, solver: Solver, options: RoundingOptions): Rounded {
  const state = new Rounding(system, counts, solver, options)
  const blocks = blocksOf(system, options.wholeBlock)
  const failed = new Set<number>()
  for (const cells of blocks) {
    const component = system.component[cells[0]!]!
    if (!failed.has(component) && !state.block(cells)) failed.add(component)
  }
  for (const component of failed) state.whole(component)
  return state.result(blocks.length)
}

class Rounding {
  private readonly floor: Int32Array
  private readonly shift: Int32Array
  private readonly known: Uint8Array
  private readonly column: Int32Array
  private relaxed = 0
  private unproven = 0

  constructor(
    private readonly system: System,
    private readonly counts: Int32Array,
    private readonly solver: Solver,
    private readonly options: RoundingOptions,
  ) {
    const { base, standing } = options
    this.floor = counts.map((count) => Math.floor(count / base))
    this.shift = new Int32Array(system.cells)
    this.known = new Uint8Array(system.cells)
    this.column = new Int32Array(system.cells).fill(-1)
    standing?.forEach((value, cell) => {
      if (value < 0) return
      this.known[cell] = 1
      this.shift[cell] = value / base - this.floor[cell]!
    })
  }

  /** False where nothing fits what is known already. */
  block(all: Int32Array): boolean {
    const cells = all.filter((cell) => !this.known[cell])
    const solved = cells.length === 0 ? new Float64Array() : this.solve(this.program(cells))
    if (solved) this.keep(cells, solved)
    else cells.forEach((cell) => (this.column[cell] = -1))
    return solved !== null
  }

  /** A component of which a part did not fit: all of it at once, and if need be relaxed. */
  whole(component: number): void {
    const { standing } = this.options
    const cells = Int32Array.from(this.system.component.keys()).filter(
      (cell) => this.system.component[cell] === component && !(standing && standing[cell]! >= 0),
    )
    for (const cell of cells) this.known[cell] = this.shift[cell] = 0
    const program = this.program(cells)
    this.keep(cells, this.solve(program) ?? this.solveRelaxed(program, cells))
  }

  private keep(cells: Int32Array, solved: Float64Array): void {
    cells.forEach((cell, at) => {
      this.shift[cell] = Math.round(solved[at]!)
      this.known[cell] = 1
      this.column[cell] = -1
      if (
        Math.abs(this.options.base * (this.floor[cell]! + this.shift[cell]!) - this.counts[cell]!) >= this.options.base
      )
        this.relaxed++
    })
  }

  result(blocks: number): Rounded {
    const { base } = this.options
    const values = this.floor.map((floor, cell) => base * (floor + this.shift[cell]!))
    const errors = values.reduce((sum, value, cell) => sum + Math.abs(value - this.counts[cell]!), 0)
    const nearest = this.counts.reduce((sum, count) => sum + Math.min(count % base, base - (count % base)), 0)
    const cells = Math.max(1, this.system.cells)
    return {
      values,
      relaxed: this.relaxed,
      unproven: this.unproven,
      blocks,
      meanError: errors / cells,
      nearestError: nearest / cells,
      additiveRows: firstBroken(this.system, values) < 0 ? this.system.rows : countAdditive(this.system, values),
      rows: this.system.rows,
    }
  }

  /** First the linear relaxation, which is nearly whole; then whole numbers around what is not; then all of it. */
  private solve(program: Program): Float64Array | null {
    const relaxed = minimise(this.solver, program, false)
    if (!relaxed) return null
    if (relaxed.values.every(isWhole)) return relaxed.values
    for (const reach of [1, 2]) {
      const near = minimise(this.solver, fixFar(program, relaxed.values, reach), true)
      if (near && near.objective <= relaxed.objective + 0.01 * program.columns) return near.values
    }
    const best = minimise(this.solver, program, true)
    if (best && !best.optimal) this.unproven++
    return best?.values ?? null
  }

  private solveRelaxed(program: Program, cells: Int32Array): Float64Array {
    const { base, caps } = this.options
    const up = Float64Array.from(cells, (cell, at) =>
      caps && caps[cell]! >= 0 && base * (this.floor[cell]! + program.high[at]! + 1) > caps[cell]! ? 0 : 1,
    )
    const down = Float64Array.from(cells, (cell) => (this.floor[cell]! > 0 ? 1 : 0))
    const solved = minimise(this.solver, widen(program, base, up, down), true)
    if (!solved)
      throw new DisclosureError('No additive values exist within twice the base of the truth.', {
        todo: 'Publish fewer sums, or fewer values that must stand.',
      })
    const { columns } = program
    return solved.values
      .slice(0, columns)
      .map((y, at) => y + solved.values[columns + at]! - solved.values[2 * columns + at]!)
  }

  private program(cells: Int32Array): Program {
    const { base, caps } = this.options
    cells.forEach((cell, at) => (this.column[cell] = at))
    const left = Array.from(cells, (cell) => this.counts[cell]! - base * this.floor[cell]!)
    const allowed = (cell: number, at: number) =>
      left[at]! > 0 && !(caps && caps[cell]! >= 0 && base * (this.floor[cell]! + 1) > caps[cell]!)
    return {
      columns: cells.length,
      cost: Float64Array.from(left, (r) => base - 2 * r),
      low: new Float64Array(cells.length),
      high: Float64Array.from(cells, (cell, at) => (allowed(cell, at) ? 1 : 0)),
      ...this.equations(cells),
    }
  }

  /** Rows whose cells are all of this block or known already: Σ sign · y = −Σ sign · (floor + known shift). */
  private equations(cells: Int32Array) {
    const { cellStart, cellRow, rowStart, rowCell, rowSign } = this.system
    const rows = new Set<number>()
    for (const cell of cells) for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) rows.add(cellRow[k]!)
    const start = [0]
    const columns: number[] = []
    const values: number[] = []
    const right: number[] = []
    for (const row of [...rows].sort((a, b) => a - b)) {
      const places = rowCell.subarray(rowStart[row]!, rowStart[row + 1]!)
      if (places.some((cell) => !this.known[cell] && this.column[cell]! < 0)) continue
      let known = 0
      places.forEach((cell, k) => {
        const sign = rowSign[rowStart[row]! + k]!
        known += sign * (this.floor[cell]! + this.shift[cell]!)
        if (this.known[cell]) return
        columns.push(this.column[cell]!)
        values.push(sign)
      })
      start.push(columns.length)
      right.push(-known)
    }
    return {
      rowStart: Int32Array.from(start),
      rowColumn: Int32Array.from(columns),
      rowValue: Float64Array.from(values),
      right: Float64Array.from(right),
    }
  }
}

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6

/** Fixes what the relaxation made whole, but for cells within `reach` equations of one that is not. */
function fixFar(program: Program, values: Float64Array, reach: number): Program {
  const { rowStart, rowColumn } = program
  let free = Uint8Array.from(values, (value) => (isWhole(value) ? 0 : 1))
  for (let step = 0; step < reach; step++) {
    const wider = free.slice()
    for (let row = 0; row + 1 < rowStart.length; row++) {
      const places = rowColumn.subarray(rowStart[row]!, rowStart[row + 1]!)
      if (places.some((column) => free[column])) for (const column of places) wider[column] = 1
    }
    free = wider
  }
  const fixed = (bound: Float64Array) => bound.map((value, at) => (free[at] ? value : Math.round(values[at]!)))
  return { ...program, low: fixed(program.low), high: fixed(program.high) }
}

/** Lets every cell move one more base up or down, at a price above any that rounding pays. */
function widen(program: Program, base: number, up: Float64Array, down: Float64Array): Program {
  const { columns, cost, low, high, rowStart, rowColumn, rowValue } = program
  const rows = rowStart.length - 1
  const starts = Int32Array.from({ length: rows + 1 }, (_, row) => rowStart[row]! * 3)
  const column = new Int32Array(rowColumn.length * 3)
  const value = new Float64Array(rowColumn.length * 3)
  for (let row = 0; row < rows; row++) {
    const length = rowStart[row + 1]! - rowStart[row]!
    for (let k = 0; k < length; k++)
      [1, 1, -1].forEach((sign, copy) => {
        column[starts[row]! + copy * length + k] = rowColumn[rowStart[row]! + k]! + copy * columns
        value[starts[row]! + copy * length + k] = sign * rowValue[rowStart[row]! + k]!
      })
  }
  const triple = (first: Float64Array, second: Float64Array, third: Float64Array) =>
    Float64Array.from([...first, ...second, ...third])
  const none = new Float64Array(columns)
  const price = new Float64Array(columns).fill(4 * base)
  return {
    columns: columns * 3,
    cost: triple(cost, price, price),
    low: triple(low, none, none),
    high: triple(high, up, down),
    rowStart: starts,
    rowColumn: column,
    rowValue: value,
    right: program.right,
  }
}

function countAdditive(system: System, values: Int32Array): number {
  let additive = 0
  for (let row = 0; row < system.rows; row++) {
    let sum = 0
    for (let k = system.rowStart[row]!; k < system.rowStart[row + 1]!; k++)
      sum += system.rowSign[k]! * values[system.rowCell[k]!]!
    if (sum === 0) additive++
  }
  return additive
}
