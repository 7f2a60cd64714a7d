import { minimise } from './solver'
import type { Program, Solved, Solver } from './solver'

/**
 * The least of a rounding program in whole numbers; null where nothing fits. First the linear relaxation, which is nearly whole; then
 * whole numbers around what is not; then all of it.
 */
export function solveWhole(solver: Solver, program: Program): Solved | null {
  const relaxed = minimise(solver, program, false)
  if (!relaxed || relaxed.values.every(isWhole)) return relaxed
  const enough = relaxed.objective + (program.gap ?? 0.01 * program.columns)
  for (const reach of [1, 2]) {
    const near = minimise(solver, fixFar(program, relaxed.values, reach), true)
    if (near && near.objective <= enough) return { ...near, optimal: true }
  }
  return minimise(solver, program, true)
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

/**
 * Lets every cell move one more base up or down, at a price above any that rounding pays. `up`, `down`: how far each may.
 * Columns: those of the program, then the further steps up, then those down.
 */
export function widen(program: Program, price: number, up: Float64Array, down: Float64Array): Program {
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
  const prices = new Float64Array(columns).fill(price)
  return {
    ...program,
    columns: columns * 3,
    cost: triple(cost, prices, prices),
    low: triple(low, none, none),
    high: triple(high, up, down),
    rowStart: starts,
    rowColumn: column,
    rowValue: value,
  }
}
