import { OPEN } from './bounds'
import type { Ranges } from './bounds'
import { BUDGET, Climbs } from './climb'
import type { Target } from './climb'
import { chooseSecondaries } from './cutting'
import { DisclosureError } from './errors'
import { toldToInsiders } from './insiders'
import { attackIntervals } from './interval'
import { Moves } from './moves'
import type { Move, Room } from './moves'
import { PricedPrograms } from './priced'
import type { PricedRoom, Shift } from './priced'
import type { Solver } from './solver'
import type { System } from './system'
import { unreadSums } from './unread'

export type { Target } from './climb'

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
  /** 1 where a published cell is only the sum of others: while one of these is hidden, nobody reads it. */
  derived: Uint8Array
  /** Whether to guard against persons who know to be alone in a cell; costs more hidden cells. */
  insiders: boolean
  /** Counts below this must not be learned by insiders. */
  small: number
  /** Values that must stay possible of a small count that is hidden beside the targets; absent: not asked. */
  beside?: number
  /** Whether cutting planes look for the fewest secondaries: many times slower, minutes for some 10,000 cells. */
  thorough?: boolean
}

/** Components with more cells than this are left to product moves: a program for each target would take too long. */
const MOST_CELLS = 20_000
/**
 * Complementary suppression. Where `thorough`, cutting planes choose what to hide (see `chooseSecondaries`). For each target
 * that is left: a move among hidden cells (see `Moves`) or else the cheapest change (see `PricedPrograms`) that gives it
 * enough feasible values, whose other cells are hidden; then every cell hidden for these that the proofs can do without is
 * shown again; then the exact audit, and repair of what it finds, until it finds nothing. Ties go to the lower cell and
 * limits are of steps, so results repeat.
 */
export function suppress(system: System, counts: Int32Array, solver: Solver, options: SuppressOptions): Suppressed {
  const state = new Suppression(system, counts, solver, options)
  const primaries = options.hidden.reduce((sum, one) => sum + one, 0)
  // Programs do best from the smallest up, each proof helping larger ones; single moves the other way round.
  const way = options.thorough ? 1 : -1
  const order = [...options.targets].sort((a, b) => way * (counts[a.cell]! - counts[b.cell]!) || a.cell - b.cell)
  try {
    if (options.thorough) state.choose(solver, order)
    else state.build(order)
    const rounds = repair(state, solver, order, options.insiders)
    const hidden = state.hidden
    return { hidden, secondaries: hidden.reduce((sum, one) => sum + one, 0) - primaries, rounds }
  } finally {
    state.end()
  }
}

function repair(state: Suppression, solver: Solver, order: readonly Target[], insiders: boolean): number {
  for (let rounds = 1; ; rounds++) {
    const before = state.size
    const failing = state.failing(solver, [...order, ...state.beside()])
    for (const target of failing) state.force(target)
    const told = failing.length > 0 || !insiders ? 0 : state.guardAgainstInsiders()
    if (failing.length + told === 0) return rounds
    if (state.size === before) throw stuck(failing.length + told)
  }
}

const stuck = (left: number) =>
  new DisclosureError('Everything that can be hidden is, and some counts are still too narrow.', {
    found: `${left} of them`,
    expected: 'none',
    todo: 'Publish fewer categories or larger areas, or no tables of their own for parts of others.',
  })

interface Seen {
  by: number
  cells: readonly number[]
}

class Suppression {
  readonly hidden: Uint8Array
  private readonly moves: Moves
  private readonly climbs: Climbs
  /** As things stand; and as if everything that can be hidden were, with its price. */
  private readonly free: Room
  private readonly paid: Room
  private readonly proofs = new Map<number, { target: Target; move: Move }>()
  private readonly users = new Map<number, Set<number>>()

  constructor(
    private readonly system: System,
    private readonly counts: Int32Array,
    solver: Solver,
    private readonly options: SuppressOptions,
  ) {
    this.hidden = options.hidden.slice()
    const most = options.targets.reduce((largest, { need }) => Math.max(largest, need), 4)
    this.wanted = new Map(options.targets.map((target) => [target.cell, target]))
    const { low, high } = options.known
    this.free = {
      up: counts.map((count, cell) => high[cell]! - count),
      down: counts.map((count, cell) => count - low[cell]!),
      price: new Int32Array(system.cells),
    }
    this.paid = { up: this.free.up.slice(), down: this.free.down.slice(), price: new Int32Array(system.cells) }
    this.moves = new Moves(system)
    this.climbs = new Climbs(this.moves, this.free, this.paid)
    for (let cell = 0; cell < system.cells; cell++)
      if (this.hidden[cell]) this.open(cell)
      else if (!options.fixed[cell]) this.offer(cell)
    const program = { reach: 4 * most, mostCells: options.thorough ? MOST_CELLS : 0 }
    this.programs = new PricedPrograms(solver, system, (cell) => this.pricedRoom(cell), program)
  }

  private readonly programs: PricedPrograms
  private readonly wanted: ReadonlyMap<number, Target>
  /** How far changes met so far let a target rise and fall, and by which cells. */
  private readonly seen = new Map<number, { up: Seen; down: Seen }>()
  /** While cells are shown again, nothing else may be hidden. */
  private closed = false

  end(): void {
    this.programs.close()
  }

  /** Proves each target in turn, hiding what that needs, and shows again what the proofs can do without. */
  build(order: readonly Target[]): void {
    const before = this.hidden.slice()
    for (const target of order) this.prove(target)
    this.showAgain(before)
  }

  /** Hides what cutting planes choose for the targets that need it, and then builds what they left. */
  choose(solver: Solver, order: readonly Target[]): void {
    const { system } = this
    const targets = this.failing(solver, order)
    const task = { targets, roomOf: (cell: number) => this.pricedRoom(cell), mostCells: MOST_CELLS }
    for (const cell of chooseSecondaries(system, solver, task)) this.hide(cell)
    this.build(this.failing(solver, targets))
  }

  /** A target that nothing frees keeps its place in the audit, which repairs it. */
  prove(target: Target): void {
    if (this.proofs.has(target.cell)) return
    const free = this.climbs.free(target, this.options.thorough ? BUDGET / 10 : BUDGET)
    if (free) return this.take(target, free)
    const shift = this.shiftFor(target)
    if (shift) this.takeShift(shift)
    else {
      const move = this.climbs.paid(target)
      if (move) this.take(target, move)
    }
  }

  private shiftFor({ cell, need }: Target): Shift | null {
    const want = need - 1 - (this.seen.get(cell)?.down.by ?? 0)
    return this.programs.cheapest(cell, want, 1) ?? this.programs.cheapest(cell, need - 1, -1)
  }

  /** Hides what the change needs. It shows of every target in it how far that can go; rise and fall together are a proof. */
  private takeShift(shift: Shift): void {
    for (const cell of shift.cells) if (this.paid.price[cell]! > 0 && this.beyond(shift, cell)) this.hide(cell)
    if (!shift.whole) return
    shift.cells.forEach((cell, at) => {
      const target = this.wanted.get(cell)
      if (!target || this.proofs.has(cell)) return
      const seen = this.seen.get(cell) ?? { up: { by: 0, cells: [] }, down: { by: 0, cells: [] } }
      this.seen.set(cell, seen)
      const way = shift.deltas[at]! > 0 ? seen.up : seen.down
      if (Math.abs(shift.deltas[at]!) > way.by)
        Object.assign(way, { by: Math.abs(shift.deltas[at]!), cells: shift.cells })
      if (seen.up.by + seen.down.by < target.need - 1) return
      const cells = [...new Set([...seen.up.cells, ...seen.down.cells])]
      this.take(target, { cells, signs: [], up: 0, down: 0, cost: 0 })
    })
  }

  /** Whether a change leaves what the public knows of a cell that is not hidden. */
  private beyond({ cells, deltas }: Shift, cell: number): boolean {
    const delta = deltas[cells.indexOf(cell)]!
    const { low, high } = this.options.known
    return this.counts[cell]! + delta > high[cell]! + 1e-6 || this.counts[cell]! + delta < low[cell]! - 1e-6
  }

  private pricedRoom(cell: number): PricedRoom {
    const [freeUp, freeDown] = [this.free.up[cell]!, this.free.down[cell]!]
    const price = this.paid.price[cell]! / 1_000
    if (price === 0 || this.closed) return { freeUp, freeDown, paidUp: 0, paidDown: 0, price }
    const [paidUp, paidDown] = [this.paid.up[cell]! - freeUp, this.paid.down[cell]! - freeDown]
    return { freeUp, freeDown, paidUp, paidDown, price }
  }

  /** Shows secondaries again, dearest first, where every proof that used them finds another way. */
  showAgain(primary: Uint8Array): void {
    const secondaries = [...this.hidden.keys()].filter((cell) => this.hidden[cell] && !primary[cell])
    const dearest = secondaries.sort((a, b) => this.counts[b]! - this.counts[a]! || a - b)
    this.setClosed(true)
    for (const cell of dearest) this.tryShowing(cell)
    this.setClosed(false)
  }

  private setClosed(closed: boolean): void {
    this.closed = closed
    for (let cell = 0; cell < this.system.cells; cell++) if (this.paid.price[cell]! > 0) this.programs.refresh(cell)
  }

  /** Cells hidden now. */
  get size(): number {
    return this.hidden.reduce((sum, one) => sum + one, 0)
  }

  /** Small counts that were hidden for others' sake, as targets of their own. */
  beside(): Target[] {
    const { small, beside: need } = this.options
    if (need === undefined) return []
    const isSmall = (cell: number) => this.hidden[cell] === 1 && this.counts[cell]! < small && !this.wanted.has(cell)
    return [...this.hidden.keys()].filter(isSmall).map((cell) => ({ cell, need }))
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
   * Whoever knows to be alone in a cell must not learn another small count exactly: where so, the other gets a proof that does
   * without the insider's cell. Returns how many had to be repaired.
   */
  guardAgainstInsiders(): number {
    const told = toldToInsiders(this.system, this.counts, this.ranges(), this.options.small)
    let hidden = 0
    for (const [cell, insiders] of told) hidden += this.proveWithout({ cell, need: 2 }, insiders)
    // From the truth all of them move already, and yet not from where the insider stands: then more must be hidden.
    if (hidden === 0) for (const cell of told.keys()) this.force({ cell, need: 2 })
    return told.size
  }

  /** Hides what lets a target move while the insiders' cells stand still. Returns how many cells that took. */
  private proveWithout(target: Target, insiders: readonly number[]): number {
    const rooms = [this.free, this.paid]
    const kept = rooms.map(({ up, down }) => insiders.map((cell) => [up[cell]!, down[cell]!] as const))
    for (const { up, down } of rooms) for (const cell of insiders) up[cell] = down[cell] = 0
    const move =
      this.moves.find(target.cell, this.free, 1, BUDGET) ?? this.moves.find(target.cell, this.paid, 1, BUDGET)
    rooms.forEach(({ up, down }, at) =>
      insiders.forEach((cell, k) => ([up[cell], down[cell]] = kept[at]![k]! as [number, number])),
    )
    const cells = move?.cost ? move.cells.filter((cell) => this.paid.price[cell]! > 0) : []
    for (const cell of cells) this.hide(cell)
    return cells.length
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
      const move = this.climbs.free(target, BUDGET / 10) ?? this.wholeShift(target)
      if (!move) {
        this.hide(cell)
        return
      }
      replacements.set(user, move)
    }
    for (const [user, move] of replacements) this.take(this.proofs.get(user)!.target, move)
  }

  private wholeShift({ cell, need }: Target): Move | null {
    const shift = this.programs.cheapest(cell, need - 1, 1)
    return shift?.whole ? { cells: shift.cells, signs: [], up: 0, down: 0, cost: 0 } : null
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
    this.programs?.refresh(cell)
  }

  private close(cell: number): void {
    const { low, high } = this.options.known
    this.free.up[cell] = high[cell]! - this.counts[cell]!
    this.free.down[cell] = this.counts[cell]! - low[cell]!
    this.offer(cell)
    this.programs.refresh(cell)
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
    const unread = unreadSums(this.system, this.options.derived, this.hidden)
    return {
      low: known.low.map((low, cell) => (unread[cell] ? 0 : this.hidden[cell] ? hiddenLow : low)),
      high: known.high.map((high, cell) => (unread[cell] || this.hidden[cell] ? OPEN : high)),
    }
  }
}
