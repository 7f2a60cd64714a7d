import type { System } from './system'

/** No count is taken to be as large as this; it stands for no upper bound. */
export const OPEN = 1_000_000_000

/** What is known of each cell: low ≤ z ≤ high. */
export interface Ranges {
  low: Int32Array
  high: Int32Array
}

/**
 * Integer bound propagation: each equation, with the ranges of all its cells but one, limits that one; again until
 * nothing changes. Sound: a true value inside its range stays inside. Steps are limited, so ranges can stay wider.
 */
export class Propagation {
  /** A row that no values within the ranges fulfil; −1 where none was met. */
  contradiction = -1
  /** What the last supposition made exact. */
  readonly learned = new Map<number, number>()
  private readonly queue: number[] = []
  private readonly waiting: Uint8Array
  private trail: number[] | null = null

  constructor(
    private readonly system: System,
    readonly ranges: Ranges,
    private readonly visitsPerRow = 60,
  ) {
    this.waiting = new Uint8Array(system.rows)
  }

  /** Propagates from every row. */
  all(): this {
    for (let row = 0; row < this.system.rows; row++) this.wake(row)
    this.drain(this.system.rows * this.visitsPerRow)
    return this
  }

  /**
   * What else an insider learns who knows that a cell is `value`: cells that thereby become exact, the known one not
   * counted. Ranges are as before afterwards.
   */
  suppose(cell: number, value: number, visits = 100_000): number[] {
    return this.supposeAll([[cell, value]], visits)
  }

  /** The same of several cells at once. */
  supposeAll(known: readonly (readonly [cell: number, value: number])[], visits = 100_000): number[] {
    const { low, high } = this.ranges
    this.trail = []
    for (const [cell, value] of known) if (this.contradiction < 0) this.narrow(cell, value, value)
    this.drain(visits)
    this.learned.clear()
    for (let k = 0; k < this.trail.length; k += 3) {
      const changed = this.trail[k]!
      if (low[changed] === high[changed] && !known.some(([cell]) => cell === changed))
        this.learned.set(changed, low[changed]!)
    }
    for (let k = this.trail.length - 3; k >= 0; k -= 3) {
      low[this.trail[k]!] = this.trail[k + 1]!
      high[this.trail[k]!] = this.trail[k + 2]!
    }
    this.trail = null
    const impossible = this.contradiction >= 0
    this.contradiction = -1
    if (impossible) this.learned.clear()
    return [...this.learned.keys()]
  }

  private wake(row: number): void {
    if (this.waiting[row]) return
    this.waiting[row] = 1
    this.queue.push(row)
  }

  private drain(visits: number): void {
    let next = 0
    while (next < this.queue.length && visits-- > 0 && this.contradiction < 0) {
      const row = this.queue[next++]!
      this.waiting[row] = 0
      this.visit(row)
      if (next > 65_536) {
        this.queue.splice(0, next)
        next = 0
      }
    }
    for (; next < this.queue.length; next++) this.waiting[this.queue[next]!] = 0
    this.queue.length = 0
  }

  private visit(row: number): void {
    const { rowStart, rowCell, rowSign } = this.system
    const { low, high } = this.ranges
    const [from, to] = [rowStart[row]!, rowStart[row + 1]!]
    let least = 0
    let most = 0
    for (let k = from; k < to; k++) {
      const cell = rowCell[k]!
      least += rowSign[k]! > 0 ? low[cell]! : -high[cell]!
      most += rowSign[k]! > 0 ? high[cell]! : -low[cell]!
    }
    if (least > 0 || most < 0) {
      this.contradiction = row
      return
    }
    for (let k = from; k < to; k++) {
      const cell = rowCell[k]!
      const [l, h] = [low[cell]!, high[cell]!]
      const below = rowSign[k]! > 0 ? h - most : least + h
      const above = rowSign[k]! > 0 ? l - least : most + l
      if (below <= l && above >= h) continue
      this.narrow(cell, Math.max(l, below), Math.min(h, above))
      if (this.contradiction >= 0) return
      if (rowSign[k]! > 0) {
        least += low[cell]! - l
        most += high[cell]! - h
      } else {
        least += h - high[cell]!
        most += l - low[cell]!
      }
    }
  }

  private narrow(cell: number, low: number, high: number): void {
    const { cellStart, cellRow } = this.system
    if (low > high) {
      this.contradiction = cellStart[cell]! < cellStart[cell + 1]! ? cellRow[cellStart[cell]!]! : 0
      return
    }
    this.trail?.push(cell, this.ranges.low[cell]!, this.ranges.high[cell]!)
    this.ranges.low[cell] = low
    this.ranges.high[cell] = high
    for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) this.wake(cellRow[k]!)
  }
}

/** Outer ranges of all cells: what bound propagation makes of what is known. The given ranges are left alone. */
export function propagate(system: System, known: Ranges): Ranges & { contradiction: number } {
  const propagation = new Propagation(system, { low: known.low.slice(), high: known.high.slice() }).all()
  return { ...propagation.ranges, contradiction: propagation.contradiction }
}
