import type { Model } from 'highs'
import type { Ranges } from './bounds'
import { openModel, runModel } from './solver'
import type { Program, Solver } from './solver'
import { connect } from './system'
import type { System } from './system'

/** The open cells of one connected component, as one HiGHS model kept alive: only objectives change. */
export class ComponentModel {
  private readonly place = new Map<number, number>()
  private readonly relaxed: Model
  private exact: Model | null = null
  private last = -1

  constructor(
    private readonly solver: Solver,
    system: System,
    readonly cells: Int32Array,
    ranges: Ranges,
  ) {
    cells.forEach((cell, at) => this.place.set(cell, at))
    this.program = programOf(system, cells, this.place, ranges)
    this.relaxed = openModel(solver, this.program, false)
  }

  private readonly program: Program

  /** Any values that fit, whole where asked; null where none do. */
  point(whole: boolean): Float64Array | null {
    return runModel(this.solver, whole ? this.wholeModel() : this.relaxed)?.values ?? null
  }

  /**
   * The vertex at which a cell is least (`sign` 1) or greatest (−1), by linear or whole-number program, and the `bound` that
   * no solution passes: the same where the vertex is optimal. Null where the limits let nothing be found.
   */
  extreme(cell: number, sign: 1 | -1, whole = false): { bound: number; values: Float64Array; optimal: boolean } | null {
    const model = whole ? this.wholeModel() : this.relaxed
    const at = this.place.get(cell)!
    if (this.last >= 0) for (const one of [this.relaxed, this.exact]) one?.changeColCost(this.last, 0)
    model.changeColCost(at, sign)
    this.last = at
    const solved = runModel(this.solver, model)
    return solved && { bound: sign * solved.bound, values: solved.values, optimal: solved.optimal }
  }

  close(): void {
    this.relaxed.dispose()
    this.exact?.dispose()
  }

  private wholeModel(): Model {
    if (!this.exact) {
      this.exact = openModel(this.solver, this.program, true)
      // Ends must be exact: a gap that is small beside a large count is not small beside five values.
      this.exact.options.set({ mip_rel_gap: 0, mip_abs_gap: 0.5 })
    }
    return this.exact
  }
}

/** Cells that are open, by component: those connected through equations once all others are known. */
export function openComponents(system: System, { low, high }: Ranges): Int32Array[] {
  const fixed = Uint8Array.from(low, (least, cell) => (least === high[cell] ? 1 : 0))
  const { component } = connect(system.cells, system.rowStart, system.rowCell, fixed)
  const lists = new Map<number, number[]>()
  component.forEach((at, cell) => {
    if (fixed[cell]) return
    const list = lists.get(at)
    if (list) list.push(cell)
    else lists.set(at, [cell])
  })
  return [...lists.values()].map((list) => Int32Array.from(list))
}

/** One cell of each component of open cells, among those asked about, that no values fit, whole or not. */
export function impossibleIn(
  system: System,
  ranges: Ranges,
  solver: Solver,
  asked: (cell: number) => boolean,
): number[] {
  return openComponents(system, ranges).flatMap((cells) => {
    if (!asked(cells[0]!)) return []
    const model = new ComponentModel(solver, system, cells, ranges)
    try {
      return model.point(false) ? [] : [cells[0]!]
    } finally {
      model.close()
    }
  })
}

export interface Equations extends Pick<Program, 'rowStart' | 'rowColumn' | 'rowValue'> {
  /** Numbers of the system's rows, rising: one an equation. */
  rows: readonly number[]
}

/**
 * The equations in which some cells stand, over these cells alone. `place`: number of each cell, which has the columns
 * `signs.length · place` and on, one a sign.
 */
export function equationsOf(
  system: System,
  place: ReadonlyMap<number, number>,
  signs: readonly number[] = [1],
): Equations {
  const { cellStart, cellRow, rowStart, rowCell, rowSign } = system
  const found = new Set<number>()
  for (const cell of place.keys()) for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) found.add(cellRow[k]!)
  const rows = [...found].sort((a, b) => a - b)
  const start = [0]
  const columns: number[] = []
  const values: number[] = []
  for (const row of rows) {
    for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) {
      const at = place.get(rowCell[k]!)
      if (at === undefined) continue
      signs.forEach((sign, copy) => {
        columns.push(signs.length * at + copy)
        values.push(sign * rowSign[k]!)
      })
    }
    start.push(columns.length)
  }
  return {
    rows,
    rowStart: Int32Array.from(start),
    rowColumn: Int32Array.from(columns),
    rowValue: Float64Array.from(values),
  }
}

function programOf(
  system: System,
  cells: Int32Array,
  place: ReadonlyMap<number, number>,
  { low, high }: Ranges,
): Program {
  const { rows, ...equations } = equationsOf(system, place)
  const known = (row: number) => {
    let sum = 0
    for (let k = system.rowStart[row]!; k < system.rowStart[row + 1]!; k++) {
      const cell = system.rowCell[k]!
      if (!place.has(cell)) sum += system.rowSign[k]! * low[cell]!
    }
    return sum
  }
  return {
    columns: cells.length,
    cost: new Float64Array(cells.length),
    low: Float64Array.from(cells, (cell) => low[cell]!),
    high: Float64Array.from(cells, (cell) => high[cell]!),
    ...equations,
    right: Float64Array.from(rows, (row) => -known(row)),
  }
}
