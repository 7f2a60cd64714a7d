import { roundControlled } from './rounding'
import type { Rounded, RoundingOptions } from './rounding'
import type { Solver } from './solver'
import { buildSystem, gather } from './system'
import type { System } from './system'
import { AMONG, cellCount, stridesOf } from './tables'
import type { CountTable, TableShape } from './tables'

interface Work {
  system: System
  tables: readonly CountTable[]
  counts: Int32Array
  solver: Solver
}

/**
 * Controlled rounding where some tables have the axis `among`: those counted and all are rounded each for themselves, all first, so that
 * no count exceeds its denominator. Those not counted are published nowhere; what can be worked out of them is blurred twice
 * over, and without them a table has one way less to add up, which is what makes it fast.
 */
export function roundApart({ system, tables, counts, solver }: Work, options: RoundingOptions): Rounded {
  if (!tables.some(hasAmong)) return roundControlled(system, counts, solver, options)
  const all = tables.flatMap((table, at) => (hasAmong(table) ? [planeOf(table, at, 2)] : []))
  const others = tables.map((table, at) =>
    hasAmong(table) ? planeOf(table, at, 0) : { shape: table, at, plane: null },
  )
  const values = new Int32Array(system.cells)
  const round = (planes: readonly Plane[], caps: Int32Array | null | undefined) => {
    const part = buildSystem(planes.map(({ shape }) => shape))
    const pick = (from: Int32Array, what: string) =>
      gather(
        part,
        planes.map((plane) => Int32Array.from(cellsOf(plane, system), (cell) => from[cell]!)),
        what,
      )
    const { base, standing, guarded, ...rest } = options
    const rounded = roundControlled(part, pick(counts, 'counts'), solver, {
      ...rest,
      base,
      caps: caps ? pick(caps, 'limits') : null,
      standing: standing ? pick(standing, 'standing values') : null,
      guarded: guarded ? Uint8Array.from(pick(Int32Array.from(guarded), 'marks')) : null,
    })
    planes.forEach((plane, k) =>
      cellsOf(plane, system).forEach((cell, index) => (values[cell] = rounded.values[part.cellOf[k]![index]!]!)),
    )
    return rounded
  }
  const denominators = round(all, options.caps)
  const counted = round(others, denominatorLimits(system, tables, values, options.caps ?? null))
  restOf(system, tables, values)
  return together({ ...counted, values }, denominators)
}

/** One member of the axis `among` of a table, as a table; or a whole table without that axis. */
interface Plane {
  shape: TableShape
  at: number
  plane: number | null
}

const hasAmong = ({ axes }: TableShape) => axes[0]?.name === AMONG

function planeOf({ id, of, axes, within }: CountTable, at: number, plane: number): Plane {
  return { shape: { id, of, axes: axes.slice(1), ...(within ? { within } : {}) }, at, plane }
}

function cellsOf({ shape, at, plane }: Plane, { cellOf }: System): Int32Array {
  if (plane === null) return cellOf[at]!
  const size = cellCount(shape)
  return cellOf[at]!.subarray(plane * size, (plane + 1) * size)
}

/** What no count may exceed: its rounded denominator, or else its cap; −1 where there is no limit. `values`: as published, of those among whom was counted. */
export function denominatorLimits(
  system: System,
  tables: readonly CountTable[],
  values: Int32Array,
  caps: Int32Array | null,
): Int32Array {
  const result = caps ? caps.slice() : new Int32Array(system.cells).fill(-1)
  tables.forEach((table, at) => {
    if (!hasAmong(table)) return
    const plane = stridesOf(table)[0]!
    for (let cell = 0; cell < plane; cell++)
      result[system.cellOf[at]![cell]!] = values[system.cellOf[at]![2 * plane + cell]!]!
  })
  return result
}

function restOf(system: System, tables: readonly CountTable[], values: Int32Array): void {
  tables.forEach((table, at) => {
    if (!hasAmong(table)) return
    const plane = stridesOf(table)[0]!
    const cell = system.cellOf[at]!
    for (let k = 0; k < plane; k++) values[cell[plane + k]!] = values[cell[2 * plane + k]!]! - values[cell[k]!]!
  })
}

/** Means weighted by nothing but halves would mislead, so by cells; counts add up. */
function together(a: Rounded, b: Rounded): Rounded {
  const [mine, other] = [a.rows + 1, b.rows + 1]
  const mean = (x: number, y: number) => (x * mine + y * other) / (mine + other)
  return {
    ...a,
    relaxed: a.relaxed + b.relaxed,
    unproven: a.unproven + b.unproven,
    blocks: a.blocks + b.blocks,
    meanError: mean(a.meanError, b.meanError),
    nearestError: mean(a.nearestError, b.nearestError),
    additiveRows: a.additiveRows + b.additiveRows,
    rows: a.rows + b.rows,
  }
}
