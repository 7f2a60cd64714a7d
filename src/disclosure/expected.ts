import { LEAST, LogLinear, keysOf, sumsBy } from './loglinear'
import { HIDDEN } from './ranges'
import type { Scene } from './scene'
import { stridesOf } from './tables'
import type { TableShape } from './tables'

/** Greatest and least size that is learned of factors: what is fitted is itself uncertain, by a fifth or so. */
const SURENESS = 20
const WEAKEST = 0.5
/** Cells that a model's parameters must leave free: from fewer nobody knows how far it can be believed. */
const FEWEST_FREE = 30

/**
 * What a statistician expects of every cell that no other of its table adds up to, from the table alone: a log-linear model with
 * all pairs of axes (area by age, period by area and so on) or with single axes alone, whichever foretells the published
 * cells better, over the people among whom was counted where they are public; and what the same place in the table had in its
 * other periods, as a gamma factor that the data weigh (empirical Bayes; Clayton & Kaldor 1987, Biometrics 43, 671–681). A cell's
 * own value never speaks for itself. Each is negative binomial: a mean, and a size (large: nearly Poisson).
 */
export class Expectations {
  /** One a cell of the system; NaN for sums, which follow from their parts, and in tables too small for a model. */
  readonly mean: Float64Array
  readonly size: Float64Array
  private readonly models: TableModel[]
  /** 1 for cells that are the sum of others in some table: what is expected of them follows from these. */
  private readonly sums: Uint8Array

  constructor({ system, caps, status }: Scene) {
    const { shapes, cellOf, cells, rows, rowStart, rowCell } = system
    this.sums = new Uint8Array(cells)
    for (let row = 0; row < rows; row++) this.sums[rowCell[rowStart[row]!]!] = 1
    this.mean = new Float64Array(cells).fill(NaN)
    this.size = new Float64Array(cells)
    this.models = shapes.map((shape, at) => new TableModel(shape, cellOf[at]!, caps, status))
  }

  /** `values`: what is known or guessed of each cell so far. */
  fit(values: Float64Array): void {
    this.mean.fill(NaN)
    for (const model of this.models) {
      model.fit(values)
      model.cells.forEach((cell, at) => {
        // Of several tables the first is asked; what the others add comes by the equations.
        if (this.sums[cell] || !Number.isNaN(this.mean[cell]!)) return
        this.mean[cell] = model.mean[at]!
        this.size[cell] = model.size[at]!
      })
    }
  }
}

class TableModel {
  readonly cells: Int32Array
  readonly mean: Float64Array
  readonly size: Float64Array
  private readonly models: LogLinear[]
  /** Cells of the same place in other periods share a number. */
  private readonly place: Int32Array
  /** 1 for cells of which something is published: by these models are judged. */
  private readonly told: Uint8Array

  constructor(shape: TableShape, cellOf: Int32Array, caps: Int32Array, status: Uint8Array) {
    const own = shape.axes.map(({ members }) => members.flatMap(({ parts }, at) => (parts?.length ? [] : [at])))
    const sizes = own.map((members) => members.length)
    const strides = stridesOf(shape)
    const indices = own.reduce<number[]>(
      (all, members, axis) => all.flatMap((index) => members.map((member) => index + member * strides[axis]!)),
      [0],
    )
    this.cells = Int32Array.from(indices, (index) => cellOf[index]!)
    this.told = Uint8Array.from(this.cells, (cell) => (status[cell]! < HIDDEN ? 1 : 0))
    this.mean = new Float64Array(this.cells.length)
    this.size = new Float64Array(this.cells.length)
    const known = this.cells.every((cell) => caps[cell]! >= 0)
    const start = () => Float64Array.from(this.cells, (cell) => (known ? Math.max(LEAST, caps[cell]!) : 1))
    const orders = sizes.filter((size) => size > 1).length < 3 ? ([1] as const) : ([2, 1] as const)
    this.models = orders
      .map((order) => new LogLinear(sizes, order, start()))
      .filter(({ freedom }) => freedom * this.cells.length >= FEWEST_FREE)
    const period = shape.axes.findIndex(({ name }) => name === 'period')
    const others = [...sizes.keys()].filter((axis) => axis !== period)
    this.place = keysOf(sizes, others)
  }

  /** Leaves means NaN where the table is too small for any model. */
  fit(values: Float64Array): void {
    if (this.models.length === 0) {
      this.mean.fill(NaN)
      return
    }
    const own = Float64Array.from(this.cells, (cell) => values[cell]!)
    const tried = this.models.map((model) => {
      model.fit(own)
      const foretold = model.leftOut(own)
      return { model, foretold, misses: missesOf(own, foretold, this.told) }
    })
    const best = tried.reduce((a, b) => (b.misses < a.misses ? b : a))
    this.weighPlaces(own, best.model, best.foretold)
  }

  /** What a place had more or less than fitted, its own cell left out, shrunk as the spread of all places says. */
  private weighPlaces(own: Float64Array, { fitted, freedom }: LogLinear, foretold: Float64Array): void {
    const [had, meant] = [sumsBy(this.place, own), sumsBy(this.place, fitted)]
    const strength = strengthOf(had, meant, freedom)
    own.forEach((value, at) => {
      const place = this.place[at]!
      const size = strength + Math.max(0, had[place]! - value)
      this.size[at] = size
      this.mean[at] = (foretold[at]! * size) / (strength + Math.max(0, meant[place]! - fitted[at]!))
    })
    // What even that does not explain: events that come in runs, and effects of three axes.
    const alone = strengthOf(own, this.mean, freedom)
    this.size.forEach((size, at) => (this.size[at] = 1 / (1 / size + 1 / alone)))
  }
}

/** How far published cells lie from what was foretold of them without themselves: Pearson’s squares. */
function missesOf(own: Float64Array, foretold: Float64Array, told: Uint8Array): number {
  let sum = 0
  own.forEach((value, at) => {
    if (told[at]) sum += (value - foretold[at]!) ** 2 / (foretold[at]! + 0.5)
  })
  return sum
}

/**
 * Size of the gamma law of the factors between what was had and what was fitted, by Pearson's moments: Σ (S − M)² ∕ M = Σ (1 + M ∕ size),
 * with the squares that fitting took away given back.
 */
function strengthOf(had: Float64Array, fitted: Float64Array, freedom: number): number {
  let [beyond, sum] = [0, 0]
  had.forEach((value, at) => {
    const mean = fitted[at]!
    beyond += (value - mean) ** 2 / (mean + 0.5) / freedom - 1
    sum += mean
  })
  return beyond > 0 ? Math.min(SURENESS, Math.max(WEAKEST, sum / beyond)) : SURENESS
}
