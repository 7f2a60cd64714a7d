import { blocksOf } from './blocks'
import { DisclosureError } from './errors'
import { minimise } from './solver'
import type { Program, Solver } from './solver'
import { FALLS, FREE, keeping, standsOf } from './standing'
import type { Falls } from './standing'
import { firstBroken } from './system'
import type { System } from './system'
import { solveWhole, widen } from './whole'

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
  /** Published values of an earlier edition, −1 where there are none: as few as can be change, and fewest of all fall. */
  standing?: Int32Array | null
  /** Counts below this are small: where values must fall, theirs do last. */
  small?: number
  /** Marks of cells in whose equations values fall last, too, or rise last; see `Standing`. */
  guarded?: Uint8Array | null
  wholeBlock?: number
}

/**
 * Controlled rounding: z = base · u + r, published base · (u + y), y ∈ {0, 1}, y = 0 where r = 0, so that every margin is
 * the sum of its parts and Σ |published − z| is least. (L. H. Cox, JASA 82 (1987) 520; J.-J. Salazar-González, Math.
 * Programming 105 (2006) 583.) Blocks in which nothing fits are relaxed to u + y + {−1, 0, 1}. Values of an
 * earlier edition stand where that is within a base of the truth and additive: the fewest change, see `keeping`.
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
  /** How each cell stands; null where there is no earlier edition. */
  private readonly stands: Uint8Array | null
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
    this.stands = standing ? standsOf(system, counts, { ...options, standing }) : null
  }

  /** False where nothing fits what is known already. */
  block(cells: Int32Array): boolean {
    const solved = this.solve(this.program(cells), cells)
    if (solved) this.keep(cells, solved)
    else cells.forEach((cell) => (this.column[cell] = -1))
    return solved !== null
  }

  /** A component of which a part did not fit: all of it at once, and if need be relaxed. */
  whole(component: number): void {
    const cells = Int32Array.from(this.system.component.keys()).filter(
      (cell) => this.system.component[cell] === component,
    )
    for (const cell of cells) this.known[cell] = this.shift[cell] = 0
    const program = this.program(cells)
    this.keep(cells, this.solve(program, cells) ?? this.solveRelaxed(program, cells))
  }

  /** Values of an earlier edition may fall only where nothing additive is left otherwise. */
  private solve(program: Program, cells: Int32Array): Float64Array | null {
    for (const falls of this.stands ? FALLS : [null]) {
      const solved = solveWhole(this.solver, falls ? this.keeping(program, cells, falls) : program)
      if (!solved) continue
      if (!solved.optimal) this.unproven++
      return solved.values
    }
    return null
  }

  private keeping(program: Program, cells: Int32Array, falls: Falls): Program {
    return keeping(
      program,
      Uint8Array.from(cells, (cell) => this.stands?.[cell] ?? FREE),
      falls,
    )
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

  private solveRelaxed(program: Program, cells: Int32Array): Float64Array {
    const { base, caps } = this.options
    const up = Float64Array.from(cells, (cell, at) =>
      caps && caps[cell]! >= 0 && base * (this.floor[cell]! + program.high[at]! + 1) > caps[cell]! ? 0 : 1,
    )
    const down = Float64Array.from(cells, (cell) => (this.floor[cell]! > 0 ? 1 : 0))
    const solved = minimise(this.solver, widen(program, 4 * base, up, down), true)
    if (!solved)
      throw new DisclosureError('No additive values exist within twice the base of the truth.', {
        todo: 'Publish fewer sums.',
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
