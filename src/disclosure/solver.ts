import highsLoader from 'highs'
import type { Highs, InitOptions, Model } from 'highs'

export type Solver = Highs

/**
 * Loads HiGHS (WebAssembly, one thread). Node finds `highs.wasm` by itself: `loadSolver()`. A page or worker says where it is:
 *
 *     import wasmUrl from 'highs/runtime?url' // Vite: copies highs.wasm beside the app and gives its address
 *     await loadSolver({ locateFile: () => wasmUrl })
 *
 * or, where nothing may be fetched (a page opened from a file), makes the instance itself: `loadSolver({ instantiateWasm })`, see
 * `compiled` in `audit/service.ts`. highs 1.15.3 passes over `wasmBinary`, though its types offer it.
 * Load it in a worker: every call blocks its thread. One solver serves any number of models, one after the other.
 * @throws whatever the platform throws where the file is missing or is not WebAssembly.
 */
export const loadSolver = (options?: InitOptions): Promise<Solver> => highsLoader(options)

/** A program over whole columns with equality rows: Σ coefficient · x = right, low ≤ x ≤ high. */
export interface Program {
  columns: number
  cost: Float64Array
  low: Float64Array
  high: Float64Array
  rowStart: Int32Array
  rowColumn: Int32Array
  rowValue: Float64Array
  right: Float64Array
  /** Added to the objective, which limits in its proportion are taken of; absent: 0. */
  offset?: number
  /** How far above the least an objective may be to count as it; absent: in proportion. */
  gap?: number
}

/** Limits are of nodes and steps, never of time, so that a result repeats on every machine. */
const OPTIONS = { output_flag: false, random_seed: 1, mip_max_nodes: 3_000, mip_rel_gap: 0.002 } as const

export function openModel(solver: Solver, program: Program, whole: boolean): Model {
  const { columns, cost, low, high, rowStart, rowColumn, rowValue, right, offset, gap } = program
  const rows = right.length
  const model = solver.createModel({
    numCols: columns,
    numRows: rows,
    offset,
    colCost: cost,
    colLower: low,
    colUpper: high,
    rowLower: right,
    rowUpper: right,
    matrix: { format: 'csr', numRows: rows, numCols: columns, starts: rowStart, indices: rowColumn, values: rowValue },
    ...(whole ? { integrality: new Array(columns).fill(solver.constants.variableType.integer) } : {}),
  })
  model.options.set(OPTIONS)
  if (gap !== undefined) model.options.set({ mip_rel_gap: 0, mip_abs_gap: gap })
  return model
}

export interface Solved {
  values: Float64Array
  objective: number
  /** No solution has an objective below this: the objective itself where optimal, else what the search had proven. */
  bound: number
  /** False where a limit stopped the search: the values hold, but better ones may exist. */
  optimal: boolean
}

/** Minimises; null where nothing fits (or nothing was found within the limits). */
export function minimise(solver: Solver, program: Program, whole: boolean): Solved | null {
  const model = openModel(solver, program, whole)
  try {
    return runModel(solver, model)
  } finally {
    model.dispose()
  }
}

export function runModel(solver: Solver, model: Model): Solved | null {
  const { modelStatus } = solver.constants
  model.run()
  const status = model.getModelStatus()
  const optimal = status === modelStatus.optimal
  const feasible = optimal || Number(model.info.get('primal_solution_status')) === 2
  if (!feasible) return null
  const objective = model.getObjectiveValue()
  const bound = optimal ? objective : provenBound(model)
  return { values: Float64Array.from(model.getSolution().colValue), objective, bound, optimal }
}

/** A linear program that was stopped proves nothing; HiGHS keeps what a whole-number search had proven. */
function provenBound(model: Model): number {
  const bound = Number(model.info.get('mip_dual_bound'))
  return Number.isFinite(bound) && Number(model.info.get('mip_node_count')) >= 0 ? bound : -Infinity
}
