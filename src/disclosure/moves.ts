import type { System } from './system'
import { coordinatesOf, stridesOf } from './tables'

/** How far each cell may go from where it stands, and what it costs to let it. */
export interface Room {
  up: Int32Array
  down: Int32Array
  /** 0 where the cell is free to move already. */
  price: Int32Array
}

/** Cells that change together by +1 or −1 and leave every equation whole. */
export interface Move {
  cells: number[]
  signs: number[]
  /** How many times it can be made forwards (the target rising) and backwards. */
  up: number
  down: number
  cost: number
}

/** Members of one axis of one table that a choice changes, as offsets, with signs; or a factor where the axis is absent. */
interface Effect {
  offsets: readonly number[]
  signs: readonly number[]
}

/** One atom more (`to` = −1), or one in place of another, on one axis. */
interface Choice {
  from: number
  to: number
}

interface TableView {
  table: number
  /** For each of the group's axes: offset of the members above each atom; null where the table lacks the axis. */
  above: (readonly (readonly number[])[] | null)[]
  /** For absent axes: 1 for each atom that the table takes in. */
  inside: (Uint8Array | null)[]
  /** What choices change, by axis, as far as it was asked: a search asks it over and over. */
  effects: Map<number, Effect>[]
}

interface Group {
  axes: readonly string[]
  universe: readonly number[]
  views: readonly TableView[]
}

/**
 * Moves along products of single steps, one an axis: "a record more at atom i" or "one at i in place of one at j". Every
 * such product leaves all margins of all linked tables true, so that each is a witness against an attacker's certainty.
 */
export class Moves {
  private readonly groupOf: number[] = []
  private readonly groups: Group[] = []
  private readonly home: Int32Array
  private readonly homeIndex: Int32Array

  constructor(private readonly system: System) {
    const names = [...new Set(system.shapes.map(({ of }) => of))]
    names.forEach((of) => this.groups.push(groupOf(system, of)))
    system.shapes.forEach(({ of }) => this.groupOf.push(names.indexOf(of)))
    this.home = new Int32Array(system.cells).fill(-1)
    this.homeIndex = new Int32Array(system.cells)
    system.cellOf.forEach((cellOf, table) =>
      cellOf.forEach((cell, index) => {
        if (this.home[cell]! >= 0) return
        this.home[cell] = table
        this.homeIndex[cell] = index
      }),
    )
  }

  /**
   * The cheapest move that lets the target take `need` values more, or null. `seen` is told of every whole move met on the
   * way. `budget` limits the partial moves looked at.
   */
  find(target: number, room: Room, need: number, budget: number, seen?: (move: Move) => boolean): Move | null {
    const table = this.home[target]!
    const group = this.groups[this.groupOf[table]!]!
    return new MoveSearch(this.system, group, table, this.homeIndex[target]!, room, need, budget, seen).run()
  }
}

function groupOf(system: System, of: string): Group {
  const tables = system.shapes.flatMap((shape, table) => (shape.of === of ? [table] : []))
  const universes = new Map<string, number>()
  for (const table of tables) for (const { name, universe } of system.covers[table]!) universes.set(name, universe)
  const axes = [...universes.keys()]
  const views = tables.map((table): TableView => {
    const shape = system.shapes[table]!
    const strides = stridesOf(shape)
    const above = axes.map((name) => {
      const axis = shape.axes.findIndex((one) => one.name === name)
      if (axis < 0) return null
      const lists = Array.from({ length: universes.get(name)! }, (): number[] => [])
      system.covers[table]![axis]!.atoms.forEach((atoms, member) =>
        atoms.forEach((atom) => lists[atom]!.push(member * strides[axis]!)),
      )
      return lists
    })
    const inside = axes.map((name) => insideOf(system, table, name, universes.get(name)!))
    return { table, above, inside, effects: axes.map(() => new Map()) }
  })
  return { axes, universe: axes.map((name) => universes.get(name)!), views }
}

/** The atoms that a table takes in on an axis by which it does not divide. */
function insideOf(system: System, table: number, name: string, universe: number): Uint8Array | null {
  const shape = system.shapes[table]!
  if (shape.axes.some((axis) => axis.name === name)) return null
  const limit = system.limits[table]!.find((one) => one.name === name)
  if (!limit) return new Uint8Array(universe).fill(1)
  const inside = new Uint8Array(universe)
  limit.atoms.forEach((atom) => (inside[atom] = 1))
  return inside
}

/** Depth first over the axes, cheapest choices first, cut off where cost or room cannot win any more. */
class MoveSearch {
  private best: Move | null = null
  private readonly base: number[]
  private readonly options: Choice[][]
  private readonly targetView: TableView
  private stopped = false
  /** The choice on each axis of the move that is looked at. */
  private readonly chosen: Choice[] = []

  constructor(
    private readonly system: System,
    private readonly group: Group,
    table: number,
    index: number,
    private readonly room: Room,
    private readonly need: number,
    private budget: number,
    private readonly seen?: (move: Move) => boolean,
  ) {
    this.targetView = group.views.find((view) => view.table === table)!
    const shape = system.shapes[table]!
    const strides = stridesOf(shape)
    const at = coordinatesOf(shape, index)
    this.base = group.axes.map((name) => {
      const axis = shape.axes.findIndex((one) => one.name === name)
      return axis < 0 ? 0 : at[axis]! * strides[axis]!
    })
    this.options = group.axes.map((name, axis) => {
      const own = shape.axes.findIndex((one) => one.name === name)
      const atoms = own < 0 ? null : system.covers[table]![own]!.atoms[at[own]!]!
      return this.choices(axis, atoms)
    })
  }

  run(): Move | null {
    this.step(0, ONE)
    return this.best
  }

  /** What can be chosen on an axis so that the target moves, cheapest on the target's own line first; at most 300. */
  private choices(axis: number, atoms: Int32Array | null): Choice[] {
    const universe = this.group.universe[axis]!
    const found: { choice: Choice; cost: number }[] = []
    const inside = new Set(atoms ?? [])
    const starts = atoms ?? Int32Array.from({ length: Math.min(universe, 12) }, (_, at) => at)
    const few = starts.length > 40 ? starts.filter((_, at) => at % Math.ceil(starts.length / 40) === 0) : starts
    for (const from of few) {
      for (let to = -1; to < universe; to++) {
        if (to >= 0 && (!atoms || inside.has(to))) continue
        const choice = { from, to }
        const cost = this.lineCost(axis, choice)
        if (cost !== null) found.push({ choice, cost })
      }
    }
    found.sort((a, b) => a.cost - b.cost || a.choice.from - b.choice.from || a.choice.to - b.choice.to)
    return found.slice(0, 300).map(({ choice }) => choice)
  }

  private lineCost(axis: number, choice: Choice): number | null {
    const others = this.base.reduce((sum, offset, k) => (k === axis ? sum : sum + offset), 0)
    return this.weigh(this.effectOf(this.targetView, axis, choice), others)?.cost ?? null
  }

  /** Cost and reach of some cells of the target's table moving together; null where they cannot move far enough. */
  private weigh({ offsets, signs }: Effect, from: number): Omit<Move, 'cells' | 'signs'> | null {
    const cellOf = this.system.cellOf[this.targetView.table]!
    const { up, down, price } = this.room
    let [forth, back, cost] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0]
    for (let k = 0; k < offsets.length; k++) {
      const cell = cellOf[from + offsets[k]!]!
      const sign = signs[k]!
      forth = Math.min(forth, sign > 0 ? up[cell]! : down[cell]!)
      back = Math.min(back, sign > 0 ? down[cell]! : up[cell]!)
      cost += price[cell]!
    }
    return forth + back < this.least() ? null : { up: forth, down: back, cost }
  }

  private least(): number {
    return this.seen ? 1 : this.need
  }

  /** `sofar`: what the choices on the axes before change in the target's own table; it alone decides whether to go on. */
  private step(axis: number, sofar: Effect): void {
    if (this.stopped || this.budget-- <= 0) return
    if (axis === this.group.axes.length) return this.whole(sofar)
    for (const choice of this.options[axis]!) {
      const next = product(this.effectOf(this.targetView, axis, choice), sofar)
      this.chosen[axis] = choice
      if (this.promising(axis + 1, next)) this.step(axis + 1, next)
      if (this.stopped || this.budget <= 0) return
    }
  }

  /** Whether the cells chosen so far, the rest being the target's own members, can still win. */
  private promising(axis: number, sofar: Effect): boolean {
    const rest = this.base.slice(axis).reduce((sum, offset) => sum + offset, 0)
    const weight = this.weigh(sofar, rest)
    return weight !== null && (!this.best || weight.cost < this.best.cost)
  }

  /** What the choices made change in another table. */
  private effectOn(view: TableView): Effect {
    return this.chosen.reduce((sofar, choice, axis) => product(this.effectOf(view, axis, choice), sofar), ONE)
  }

  private effectOf(view: TableView, axis: number, choice: Choice): Effect {
    const key = choice.from * (this.group.universe[axis]! + 1) + choice.to + 1
    const known = view.effects[axis]!.get(key)
    if (known) return known
    const effect = effectOf(view, axis, choice)
    view.effects[axis]!.set(key, effect)
    return effect
  }

  private whole(own: Effect): void {
    const { up, down, price } = this.room
    const merged = new Map<number, number>()
    let [forth, back, cost] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0]
    for (const view of this.group.views) {
      const cellOf = this.system.cellOf[view.table]!
      const { offsets, signs } = view === this.targetView ? own : this.effectOn(view)
      for (let k = 0; k < offsets.length; k++) {
        const cell = cellOf[offsets[k]!]!
        // Tables that share a cell move it the same way.
        if (merged.has(cell)) continue
        const sign = signs[k]!
        merged.set(cell, sign)
        forth = Math.min(forth, sign > 0 ? up[cell]! : down[cell]!)
        back = Math.min(back, sign > 0 ? down[cell]! : up[cell]!)
        cost += price[cell]!
      }
      if (forth + back < this.least()) return
    }
    const move: Move = { cells: [...merged.keys()], signs: [...merged.values()], up: forth, down: back, cost }
    if (this.seen) {
      this.stopped = this.seen(move)
      return
    }
    if (this.best && this.best.cost <= cost) return
    this.best = move
    this.stopped = cost === 0
  }
}

const ONE: Effect = { offsets: [0], signs: [1] }
const NOTHING: Effect = { offsets: [], signs: [] }
const MINUS: Effect = { offsets: [0], signs: [-1] }

/** Every cell of `before` moved along by every member of `effect`. */
function product(effect: Effect, before: Effect): Effect {
  const [offsets, signs]: [number[], number[]] = [[], []]
  for (let k = 0; k < effect.offsets.length; k++)
    for (let j = 0; j < before.offsets.length; j++) {
      offsets.push(before.offsets[j]! + effect.offsets[k]!)
      signs.push(before.signs[j]! * effect.signs[k]!)
    }
  return { offsets, signs }
}

function effectOf(view: TableView, axis: number, { from, to }: Choice): Effect {
  const above = view.above[axis]
  if (!above) {
    const inside = view.inside[axis]!
    const factor = inside[from]! - (to < 0 ? 0 : inside[to]!)
    return factor > 0 ? ONE : factor < 0 ? MINUS : NOTHING
  }
  if (to < 0) return { offsets: above[from]!, signs: above[from]!.map(() => 1) }
  const gained = above[from]!.filter((offset) => !above[to]!.includes(offset))
  const lost = above[to]!.filter((offset) => !above[from]!.includes(offset))
  return { offsets: [...gained, ...lost], signs: [...gained.map(() => 1), ...lost.map(() => -1)] }
}
