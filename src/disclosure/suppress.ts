import { OPEN, Propagation, propagate } from './bounds'
import type { Ranges } from './bounds'
import { attackIntervals } from './interval'
import { Moves } from './moves'
import type { Move, Room } from './moves'
import type { Solver } from './solver'
import type { System } from './system'

/** A cell that must keep at least `need` feasible values. */
export interface Target {
  cell: number
  need: number
}

export interface Suppressed {
  /** 1 where hidden: targets that were hidden to begin with, and those hidden beside them. */
  hidden: Uint8Array
  secondaries: number
  /** Rounds of audit and repair; the last found nothing to repair. */
  rounds: number
}

export interface SuppressOptions {
  /** What the public knows of a hidden cell: 0 or 1 at least. */
  hiddenLow: number
  /** What the public knows of cells that are not hidden, as ranges around the truth. */
  known: Ranges
  /** Cells hidden to begin with. */
  hidden: Uint8Array
  /** Cells that must stay as they are, such as true zeros that are shown. */
  fixed: Uint8Array
  targets: readonly Target[]
  /** Whether to guard against persons who know to be alone in a hidden cell; costs many more hidden cells. */
  insiders: boolean
}

/** Partial moves looked at for one target. */
const BUDGET = 30_000

/**
 * Complementary suppression: for each target the cheapest product move (see `Moves`) that gives it enough feasible values,
 * whose other cells are hidden; then every hidden cell that the proofs can do without is shown again; then the exact
 * audit, and repair of what it finds, until it finds nothing. Ties go to the lower cell, so results repeat.
 */
export function suppress(system: System, counts: Int32Array, solver: Solver, options: SuppressOptions): Suppressed {
  const state = new Suppression(system, counts, options)
  const primaries = options.hidden.reduce((sum, one) => sum + one, 0)
  const order = [...options.targets].sort((a, b) => counts[b.cell]! - counts[a.cell]! || a.cell - b.cell)
  for (const target of order) state.prove(target)
  state.showAgain(options.hidden)
  let rounds = 0
  for (;;) {
    const failing = state.failing(solver, order)
    for (const target of failing) state.force(target)
    const told = failing.length > 0 || !options.insiders ? 0 : state.guardAgainstInsiders(order)
    rounds++
    if (failing.length + told === 0) break
  }
  const hidden = state.hidden
  return { hidden, secondaries: hidden.reduce((sum, one) => sum + one, 0) - primaries, rounds }
}

class Suppression {
  readonly hidden: Uint8Array
  private readonly moves: Moves
  /** As things stand; and as if everything that can be hidden were, with its price. */
  private readonly free: Room
  private readonly paid: Room
  private readonly proofs = new Map<number, { target: Target; move: Move }>()
  private readonly users = new Map<number, Set<number>>()

  constructor(
    private readonly system: System,
    private readonly counts: Int32Array,
    private readonly options: SuppressOptions,
  ) {
    this.hidden = options.hidden.slice()
    this.moves = new Moves(system)
    const { low, high } = options.known
    this.free = {
      up: counts.map((count, cell) => high[cell]! - count),
      down: counts.map((count, cell) => count - low[cell]!),
      price: new Int32Array(system.cells),
    }
    this.paid = { up: this.free.up.slice(), down: this.free.down.slice(), price: new Int32Array(system.cells) }
    for (let cell = 0; cell < system.cells; cell++)
      if (this.hidden[cell]) this.open(cell)
      else if (!options.fixed[cell]) this.offer(cell)
  }

  /** A target that no move frees keeps its place in the audit, which repairs it. */
  prove(target: Target): void {
    const move = this.freeProof(target, BUDGET) ?? this.paidProof(target)
    if (move) this.take(target, move)
  }

  /** Moves among hidden cells that give the target enough values: one, or several one after the other. */
  private freeProof({ cell, need }: Target, budget: number): Move | null {
    const single = this.moves.find(cell, this.free, need - 1, budget)
    if (single) return single
    const climbed = this.climb(cell, need - 1, budget)
    for (const step of [...climbed.steps].reverse()) this.shift(step.move, -step.times)
    return climbed.total >= need - 1 ? climbed.proof : null
  }

  /** The cheaper of one paid move from the truth, and a shorter one from as far up as free moves lead. */
  private paidProof({ cell, need }: Target): Move | null {
    const plain = this.moves.find(cell, this.paid, need - 1, BUDGET)
    const climbed = this.climb(cell, need - 1, BUDGET / 10)
    const rest = climbed.total > 0 ? this.upwards(cell, this.paid, need - 1 - climbed.total, BUDGET) : null
    for (const step of [...climbed.steps].reverse()) this.shift(step.move, -step.times)
    if (!rest || (plain && plain.cost <= rest.cost)) return plain
    const cells = [...new Set([...climbed.proof.cells, ...rest.cells])]
    return { ...rest, cells }
  }

  /** Takes free moves that raise the target, one after the other, and leaves the rooms where they led. */
  private climb(cell: number, wanted: number, budget: number) {
    const steps: { move: Move; times: number }[] = []
    let total = Math.min(wanted, this.fall(cell, budget))
    const cells = new Set<number>(this.fallen)
    while (total < wanted && steps.length < 8) {
      const move = this.upwards(cell, this.free, 1, budget)
      if (!move) break
      const times = Math.min(move.up, wanted - total)
      this.shift(move, times)
      steps.push({ move, times })
      for (const one of move.cells) cells.add(one)
      total += times
    }
    const proof: Move = { cells: [...cells], signs: [], up: total, down: 0, cost: 0 }
    return { steps, total, proof }
  }

  private fallen: readonly number[] = []

  /** How far one free move lets the target fall. */
  private fall(cell: number, budget: number): number {
    const up = this.free.up[cell]!
    this.free.up[cell] = 0
    const move = this.moves.find(cell, this.free, 1, budget)
    this.free.up[cell] = up
    this.fallen = move?.cells ?? []
    return move?.down ?? 0
  }

  private upwards(cell: number, room: Room, need: number, budget: number): Move | null {
    const down = room.down[cell]!
    room.down[cell] = 0
    const move = this.moves.find(cell, room, need, budget)
    room.down[cell] = down
    return move
  }

  /** What room is left once a move was made some times. */
  private shift(move: Move, times: number): void {
    move.cells.forEach((cell, k) => {
      for (const { up, down } of [this.free, this.paid]) {
        up[cell]! -= times * move.signs[k]!
        down[cell]! += times * move.signs[k]!
      }
    })
  }

  /** Shows secondaries again, dearest first, where every proof that used them finds another way. */
  showAgain(primary: Uint8Array): void {
    const secondaries = [...this.hidden.keys()].filter((cell) => this.hidden[cell] && !primary[cell])
    const dearest = secondaries.sort((a, b) => this.counts[b]! - this.counts[a]! || a - b)
    for (const cell of dearest) this.tryShowing(cell)
  }

  failing(solver: Solver, targets: readonly Target[]): Target[] {
    const unproven = targets.filter(({ cell }) => !this.proofs.has(cell))
    if (unproven.length === 0) return []
    const needs = [...new Set(unproven.map(({ need }) => need))]
    return needs.flatMap((need) => {
      const asked = unproven.filter((target) => target.need === need)
      const cells = asked.map(({ cell }) => cell)
      const found = attackIntervals(this.system, this.ranges(), solver, { targets: cells, need, point: this.counts })
      return asked.filter((_, at) => found[at]!.high - found[at]!.low + 1 < need)
    })
  }

  /**
   * Whoever knows to be alone in a hidden cell must not learn another target exactly: where so, the other gets a proof that
   * does without the insider's cell. Returns how many had to be repaired.
   */
  guardAgainstInsiders(targets: readonly Target[]): number {
    const byCell = new Map(targets.map((target) => [target.cell, target]))
    const propagation = new Propagation(this.system, propagate(this.system, this.ranges()))
    const { low, high } = propagation.ranges
    let repaired = 0
    for (const cell of this.hidden.keys()) {
      if (!this.hidden[cell] || low[cell]! > 1 || high[cell]! < 1) continue
      propagation.suppose(cell, 1)
      for (const [other, value] of propagation.learned) {
        const target = byCell.get(other)
        if (!target || value <= 1) continue
        this.proveWithout(target, cell)
        repaired++
      }
    }
    return repaired
  }

  private proveWithout(target: Target, insider: number): void {
    const rooms = [this.free, this.paid].map(({ up, down }) => ({
      up,
      down,
      kept: [up[insider]!, down[insider]!] as const,
    }))
    for (const { up, down } of rooms) up[insider] = down[insider] = 0
    const move =
      this.moves.find(target.cell, this.free, 1, BUDGET) ?? this.moves.find(target.cell, this.paid, 1, BUDGET)
    for (const { up, down, kept } of rooms) [up[insider], down[insider]] = kept
    if (!move || move.cost === 0) this.force(target)
    else for (const cell of move.cells) if (this.paid.price[cell]! > 0) this.hide(cell)
  }

  /** Hides the largest cell that is still shown in an equation of the target: crude, certain to end, seldom needed. */
  force({ cell }: Target): void {
    const { cellStart, cellRow, rowStart, rowCell } = this.system
    let largest = -1
    for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++)
      for (let j = rowStart[cellRow[k]!]!; j < rowStart[cellRow[k]! + 1]!; j++) {
        const other = rowCell[j]!
        if (this.hidden[other] || this.options.fixed[other]) continue
        if (largest < 0 || this.counts[other]! > this.counts[largest]!) largest = other
      }
    if (largest < 0) largest = this.hidden.findIndex((one, at) => !one && !this.options.fixed[at])
    if (largest >= 0) this.hide(largest)
  }

  private tryShowing(cell: number): void {
    const users = [...(this.users.get(cell) ?? [])]
    this.hidden[cell] = 0
    this.close(cell)
    const replacements = new Map<number, Move>()
    for (const user of users) {
      const { target } = this.proofs.get(user)!
      const move = this.freeProof(target, BUDGET / 10)
      if (!move) {
        this.hide(cell)
        return
      }
      replacements.set(user, move)
    }
    for (const [user, move] of replacements) this.take(this.proofs.get(user)!.target, move)
  }

  private take(target: Target, move: Move): void {
    const before = this.proofs.get(target.cell)
    for (const cell of before?.move.cells ?? []) this.users.get(cell)?.delete(target.cell)
    this.proofs.set(target.cell, { target, move })
    for (const cell of move.cells) {
      if (this.paid.price[cell]! > 0 && move.cost > 0) this.hide(cell)
      const users = this.users.get(cell) ?? new Set<number>()
      this.users.set(cell, users.add(target.cell))
    }
  }

  private hide(cell: number): void {
    this.hidden[cell] = 1
    this.open(cell)
  }

  private open(cell: number): void {
    for (const room of [this.free, this.paid]) {
      room.up[cell] = OPEN
      room.down[cell] = this.counts[cell]! - this.options.hiddenLow
      room.price[cell] = 0
    }
  }

  private close(cell: number): void {
    const { low, high } = this.options.known
    this.free.up[cell] = high[cell]! - this.counts[cell]!
    this.free.down[cell] = this.counts[cell]! - low[cell]!
    this.offer(cell)
  }

  /** What hiding a cell would give and cost: one cell, and a little for how much it says. */
  private offer(cell: number): void {
    if (this.options.known.low[cell] === 0 && this.options.known.high[cell] === OPEN) return
    const count = this.counts[cell]!
    if (count < this.options.hiddenLow) return
    this.paid.up[cell] = OPEN
    this.paid.down[cell] = count - this.options.hiddenLow
    this.paid.price[cell] = 1_000 + Math.floor(40 * Math.log2(count + 1))
  }

  private ranges(): Ranges {
    const { known, hiddenLow } = this.options
    return {
      low: known.low.map((low, cell) => (this.hidden[cell] ? hiddenLow : low)),
      high: known.high.map((high, cell) => (this.hidden[cell] ? OPEN : high)),
    }
  }
}
