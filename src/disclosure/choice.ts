import type { Model } from 'highs'
import type { Cut } from './capacity'
import type { Solver } from './solver'

/** Which cells to hide so that all cuts known so far are kept and least is hidden: linear first, whole in the end. */
export class Choice {
  private readonly place = new Map<number, number>()
  private readonly model: Model
  private shares: Float64Array
  private waiting: Cut[] = []

  /** @param priceOf what hiding a cell costs, above 0. */
  constructor(
    private readonly solver: Solver,
    cells: readonly number[],
    priceOf: (cell: number) => number,
  ) {
    cells.forEach((cell, at) => this.place.set(cell, at))
    this.shares = new Float64Array(cells.length)
    this.model = solver.createModel({
      numCols: cells.length,
      numRows: 0,
      colCost: Float64Array.from(cells, priceOf),
      colLower: new Float64Array(cells.length),
      colUpper: new Float64Array(cells.length).fill(1),
      rowLower: new Float64Array(0),
      rowUpper: new Float64Array(0),
      matrix: {
        format: 'csr',
        numRows: 0,
        numCols: cells.length,
        starts: new Int32Array(1),
        indices: new Int32Array(0),
        values: new Float64Array(0),
      },
    })
    this.model.options.set({ output_flag: false, random_seed: 1, mip_max_nodes: 500, mip_rel_gap: 0.001 })
  }

  readonly shareOf = (cell: number): number => this.shares[this.place.get(cell) ?? -1] ?? 0

  add(cut: Cut): void {
    this.waiting.push(cut)
  }

  /** Solves with the cuts added since. Returns the cost, or null where nothing was found. */
  solve(whole: boolean): number | null {
    this.append()
    const columns = this.shares.length
    const { variableType, modelStatus } = this.solver.constants
    if (whole)
      this.model.changeColsIntegrality(
        { kind: 'range', from: 0, to: columns - 1 },
        new Array(columns).fill(variableType.integer),
      )
    this.model.run()
    const found =
      this.model.getModelStatus() === modelStatus.optimal || Number(this.model.info.get('primal_solution_status')) === 2
    if (found)
      this.shares = this.model.getSolution().colValue.map((share) => (share < 1e-7 ? 0 : share > 1 - 1e-7 ? 1 : share))
    const cost = found ? this.model.getObjectiveValue() : null
    if (whole) this.model.clearIntegrality()
    return cost
  }

  close(): void {
    this.model.dispose()
  }

  private append(): void {
    const cuts = this.waiting
    if (cuts.length === 0) return
    this.waiting = []
    const starts = [0]
    for (const { cells } of cuts) starts.push(starts.at(-1)! + cells.length)
    this.model.addRows({
      lower: new Float64Array(cuts.length).fill(1),
      upper: new Float64Array(cuts.length).fill(Infinity),
      matrix: {
        format: 'csr',
        numRows: cuts.length,
        numCols: this.shares.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(cuts.flatMap(({ cells }) => cells.map((cell) => this.place.get(cell)!))),
        values: Float64Array.from(cuts.flatMap(({ weights }) => weights)),
      },
    })
  }
}
