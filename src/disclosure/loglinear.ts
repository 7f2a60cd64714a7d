/** Sweeps of proportional fitting each time; later fits start from the last. */
const SWEEPS = 8
/** Keeps an empty margin from making what is hidden in it impossible. */
export const LEAST = 1e-3
/** Farthest that leaving a cell out moves what is fitted, as a logarithm. */
const FARTHEST = 2

/** A set of margins of a table, and how often it counts where overlapping sets are added up (inclusion and exclusion). */
interface Term {
  /** The margin to which each cell belongs. */
  keys: Int32Array
  margins: number
  times: number
  /** Whether the model keeps these margins themselves. */
  kept: boolean
}

/**
 * A log-linear Poisson model of a dense table that keeps the margins of every axis (`order` 1) or of every pair (2), fitted by
 * iterative proportional fitting from any start, such as the people among whom was counted. (Deming & Stephan 1940; Bishop,
 * Fienberg & Holland 1975, ch. 3.)
 */
export class LogLinear {
  /** Share of the cells that the parameters leave free. */
  readonly freedom: number
  private readonly terms: Term[]

  constructor(
    sizes: readonly number[],
    order: 1 | 2,
    readonly fitted: Float64Array,
  ) {
    this.terms = termsOf(sizes, order)
    const parameters = this.terms.reduce((sum, { margins, times }) => sum + times * margins, 0)
    this.freedom = 1 - parameters / fitted.length
  }

  fit(own: Float64Array): void {
    const kept = this.terms.filter((term) => term.kept).map(({ keys }) => ({ keys, wanted: sumsBy(keys, own, LEAST) }))
    for (let sweep = 0; sweep < SWEEPS; sweep++) for (const { keys, wanted } of kept) this.rescale(keys, wanted)
  }

  private rescale(keys: Int32Array, wanted: Float64Array): void {
    const { fitted } = this
    const now = sumsBy(keys, fitted)
    keys.forEach((key, at) => (fitted[at] = Math.max(1e-6, (fitted[at]! * wanted[key]!) / now[key]!)))
  }

  /** What would be fitted without the cell itself, to the first order: else what is hidden would speak for itself. */
  leftOut(own: Float64Array): Float64Array {
    const weight = new Float64Array(own.length)
    for (const { keys, times } of this.terms) {
      const sums = sumsBy(keys, this.fitted, LEAST)
      keys.forEach((key, at) => (weight[at]! += times / sums[key]!))
    }
    return own.map((value, at) => {
      const fitted = this.fitted[at]!
      const leverage = Math.min(0.9, Math.max(0, fitted * weight[at]!))
      const shift = (leverage * (fitted - value)) / (fitted * (1 - leverage))
      return fitted * Math.exp(Math.max(-FARTHEST, Math.min(FARTHEST, shift)))
    })
  }
}

function termsOf(sizes: readonly number[], order: 1 | 2): Term[] {
  const axes = [...sizes.keys()].filter((axis) => sizes[axis]! > 1)
  const many = axes.length
  const term = (of: readonly number[], times: number, kept = false): Term => ({
    keys: keysOf(sizes, of),
    margins: of.reduce((product, axis) => product * sizes[axis]!, 1),
    times,
    kept,
  })
  if (order === 1) return [...axes.map((axis) => term([axis], 1, true)), term([], 1 - many)]
  const pairs = axes.flatMap((a, at) => axes.slice(at + 1).map((b) => term([a, b], 1, true)))
  return [...pairs, ...axes.map((axis) => term([axis], 2 - many)), term([], ((many - 1) * (many - 2)) / 2)]
}

/** Number of each cell's margin when all axes but these are summed over. */
export function keysOf(sizes: readonly number[], axes: readonly number[]): Int32Array {
  const cells = sizes.reduce((product, size) => product * size, 1)
  const keys = new Int32Array(cells)
  for (const axis of axes) {
    const inner = sizes.slice(axis + 1).reduce((product, size) => product * size, 1)
    for (let cell = 0; cell < cells; cell++)
      keys[cell] = keys[cell]! * sizes[axis]! + (Math.floor(cell / inner) % sizes[axis]!)
  }
  return keys
}

export function sumsBy(keys: Int32Array, values: Float64Array, least = 0): Float64Array {
  const sums = new Float64Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1).fill(least)
  keys.forEach((key, at) => (sums[key]! += values[at]!))
  return sums
}
