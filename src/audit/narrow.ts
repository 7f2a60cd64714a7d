import { intervalsOf, propagate, publishedPoint, tooNarrow } from '../disclosure'
import type { CellInterval, Ranges, Scene, Solver } from '../disclosure'

/** Cells of a component above which bounds alone are propagated where no solution is known: programs would take hours. */
export const LARGE = 1_500

/** How the cells of a component are attacked: by programs, by bounds alone, or not at all. */
export type Depth = 'programs' | 'bounds' | 'none'

export interface Narrowed {
  narrow: CellInterval[]
  /** Cells of which only bounds were propagated. */
  bounded: number
}

/**
 * Cells with fewer possible values than their rules ask; none where what is known contradicts itself. `scene`: as it is known, with the
 * cells to be attacked. Components that programs are not to see are known to be 0 to them, which all equations allow.
 */
export function narrowIn(scene: Scene, solver: Solver, depthOf: (component: number) => Depth): Narrowed {
  const { system, known, outer, targets } = scene
  if (outer.contradiction >= 0) return { narrow: [], bounded: 0 }
  const at = (depth: Depth) => targets.filter((cell) => depthOf(system.component[cell]!) === depth)
  const bounded = at('bounds')
  const isOpen = Uint8Array.from({ length: system.components }, (_, part) => (depthOf(part) === 'programs' ? 1 : 0))
  const only = (values: Int32Array) => values.map((value, cell) => (isOpen[system.component[cell]!] ? value : 0))
  const ranges = { low: only(known.low), high: only(known.high) }
  const attacked = { ...scene, known: ranges, outer: propagate(system, ranges), targets: at('programs') }
  const point = publishedPoint(scene)
  const intervals = [
    ...bounded.map((cell) => boundedBy(outer, cell)),
    ...intervalsOf(attacked, solver, point && only(point)),
  ]
  return { narrow: intervals.filter((one) => tooNarrow(scene, one)), bounded: bounded.length }
}

function boundedBy({ low, high }: Ranges, cell: number): CellInterval {
  const range = { low: low[cell]!, high: high[cell]! }
  return { cell, ...range, seenLow: range.low, seenHigh: range.high, reached: 'propagation' }
}

/** How many cells each component has. */
export function sizesOf({ component, components }: Scene['system']): Int32Array {
  const sizes = new Int32Array(components)
  for (const part of component) sizes[part]!++
  return sizes
}
