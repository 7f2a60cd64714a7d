import { DisclosureError } from './errors'
import { cellCount } from './tables'
import type { SystemAxis, TableShape } from './tables'

/** Which atoms each member of an axis covers. */
export interface AxisCover {
  name: string
  /** For each member, positions of its atoms among the axis's universe, rising. */
  atoms: readonly Int32Array[]
  /** Number of atoms of the axis over all tables. */
  universe: number
}

export interface AxisLimit {
  name: string
  atoms: Int32Array
  universe: number
}

/** Gives every cell a number by the records that it covers, so that cells of linked tables can be one. */
export class CellKeys {
  readonly covers: readonly (readonly AxisCover[])[]
  private readonly numbers = new Map<string, number>()
  private readonly sets = new Map<string, number>()

  constructor(private readonly shapes: readonly TableShape[]) {
    const universes = new Map<string, Map<string, number>>()
    const expanded = shapes.map((shape) => shape.axes.map((axis) => expand(shape, axis)))
    for (const [at, shape] of shapes.entries()) {
      shape.axes.forEach((axis, k) => addAtoms(universes, axis.name, expanded[at]![k]!.flat()))
      for (const [name, atoms] of Object.entries(shape.within ?? {})) addAtoms(universes, name, atoms)
    }
    this.covers = shapes.map((shape, at) =>
      shape.axes.map(({ name }, k) => {
        const universe = universes.get(name)!
        const atoms = expanded[at]![k]!.map((codes) => Int32Array.from(codes, (code) => universe.get(code)!).sort())
        return { name, atoms, universe: universe.size }
      }),
    )
    this.universes = universes
  }

  private readonly universes: ReadonlyMap<string, ReadonlyMap<string, number>>

  get size() {
    return this.numbers.size
  }

  /** Atoms to which a table is limited on axes that it does not divide by, as positions. */
  limits(shape: TableShape): AxisLimit[] {
    return Object.entries(shape.within ?? {})
      .filter(([name]) => !shape.axes.some((axis) => axis.name === name))
      .map(([name, codes]) => {
        const universe = this.universes.get(name)!
        return { name, universe: universe.size, atoms: Int32Array.from(codes, (code) => universe.get(code)!).sort() }
      })
  }

  /** The place in the system of every cell of a table. */
  number(shape: TableShape, at: number): Int32Array {
    const parts = this.covers[at]!.map(({ name, atoms, universe }) =>
      atoms.map((set) => this.part(name, set, universe)),
    )
    // Limits and axes in one order of names: a table within one member has the same cells as that member of another table.
    const limited = this.limits(shape).map(({ name, atoms, universe }) => ({
      name,
      axis: -1,
      part: this.part(name, atoms, universe),
    }))
    const axes = shape.axes.map(({ name }, axis) => ({ name, axis, part: '' }))
    const order = [...axes, ...limited].sort((a, b) => (a.name < b.name ? -1 : 1))
    const result = new Int32Array(cellCount(shape))
    const place = new Array<number>(shape.axes.length).fill(0)
    for (let index = 0; index < result.length; index++) {
      let key = `${shape.of}|`
      for (const { axis, part } of order) key += axis < 0 ? part : parts[axis]![place[axis]!]!
      let number = this.numbers.get(key)
      if (number === undefined) this.numbers.set(key, (number = this.numbers.size))
      result[index] = number
      advance(place, shape)
    }
    return result
  }

  /** 1 where at least one table publishes the cell. */
  published(cellOf: readonly Int32Array[]): Uint8Array {
    const result = new Uint8Array(this.size)
    this.shapes.forEach((shape, table) => {
      const place = new Array<number>(shape.axes.length).fill(0)
      for (const cell of cellOf[table]!) {
        if (shape.axes.every(({ members }, axis) => !members[place[axis]!]!.unpublished)) result[cell] = 1
        advance(place, shape)
      }
    })
    return result
  }

  /** Empty where all atoms are covered: such a cell is the same as one of a table without the axis. */
  private part(name: string, atoms: Int32Array, universe: number): string {
    if (atoms.length === universe) return ''
    const text = `${name}:${atoms.join(',')}`
    let set = this.sets.get(text)
    if (set === undefined) this.sets.set(text, (set = this.sets.size))
    return `${set};`
  }
}

function advance(place: number[], shape: TableShape): void {
  for (let axis = place.length - 1; axis >= 0; axis--) {
    if (++place[axis]! < shape.axes[axis]!.members.length) return
    place[axis] = 0
  }
}

function addAtoms(universes: Map<string, Map<string, number>>, name: string, codes: readonly string[]): void {
  const universe = universes.get(name) ?? new Map<string, number>()
  universes.set(name, universe)
  for (const code of codes) if (!universe.has(code)) universe.set(code, universe.size)
}

/** Codes of the atoms of each member. */
function expand(shape: TableShape, axis: SystemAxis): string[][] {
  const where = `${shape.id}, axis ${axis.name}`
  const members = new Map(axis.members.map((member) => [member.code, member]))
  if (members.size < axis.members.length) throw new DisclosureError('An axis names a member twice.', { where })
  const atomsOf = (code: string, above: readonly string[]): string[] => {
    const member = members.get(code)
    if (!member) throw new DisclosureError('A sum names a part that the axis does not have.', { where, found: code })
    if (above.includes(code)) throw new DisclosureError('A member is part of itself.', { where, found: code })
    const parts = member.parts?.flatMap((part) => atomsOf(part, [...above, code])) ?? []
    if (new Set(parts).size < parts.length)
      throw new DisclosureError('The parts of a sum overlap.', { where, found: code })
    if (member.covers && parts.length > 0 && !sameSet(parts, member.covers))
      throw new DisclosureError('A sum covers other atoms than its parts.', { where, found: code })
    return parts.length > 0 ? parts : [...(member.covers ?? [code])]
  }
  return axis.members.map(({ code }) => atomsOf(code, []))
}

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && new Set([...a, ...b]).size === a.length
