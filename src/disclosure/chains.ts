import { stridesOf } from './tables'
import type { TableShape } from './tables'

/** How the atoms of one table stand to its cells. */
export interface Chains {
  /** Index in the table of each atom: a cell whose every member is an atom of its axis. */
  atoms: Int32Array
  /** For each atom, the cells that take it in. */
  chainStart: Int32Array
  chainCell: Int32Array
  /** Numbers of atoms along each axis, first slowest: an atom's number is its place in that smaller table. */
  sizes: readonly number[]
}

/** For every member of an axis, which atoms it takes in; for every atom, the members that take it in, itself first. */
export function membersAbove(shape: TableShape, axis: number): { atoms: number[]; above: number[][] } {
  const members = shape.axes[axis]!.members
  const position = new Map(members.map(({ code }, at) => [code, at]))
  const atoms = members.flatMap(({ parts }, at) => (parts?.length ? [] : [at]))
  const above = new Map(atoms.map((atom) => [atom, [atom]]))
  const leaves = (at: number): number[] => {
    const parts = members[at]!.parts
    return parts?.length ? parts.flatMap((code) => leaves(position.get(code)!)) : [at]
  }
  members.forEach(({ parts }, at) => {
    if (parts?.length) for (const leaf of leaves(at)) above.get(leaf)!.push(at)
  })
  return { atoms, above: atoms.map((atom) => above.get(atom)!) }
}

export function chainsOf(shape: TableShape): Chains {
  const axes = shape.axes.map((_, axis) => membersAbove(shape, axis))
  const strides = stridesOf(shape)
  const sizes = axes.map(({ atoms }) => atoms.length)
  const total = sizes.reduce((product, size) => product * size, 1)
  const atoms = new Int32Array(total)
  const chainStart = new Int32Array(total + 1)
  const chain: number[] = []
  const at = new Array<number>(sizes.length).fill(0)
  for (let atom = 0; atom < total; atom++) {
    const from = chain.length
    chain.push(0)
    axes.forEach(({ above }, axis) => multiply(chain, from, above[at[axis]!]!, strides[axis]!))
    atoms[atom] = chain[from]!
    chainStart[atom + 1] = chain.length
    for (let axis = sizes.length - 1; axis >= 0 && ++at[axis]! === sizes[axis]; axis--) at[axis] = 0
  }
  return { atoms, chainStart, chainCell: Int32Array.from(chain), sizes }
}

/** Replaces the offsets from `from` on by their sums with each member's offset, the first member's block first. */
function multiply(chain: number[], from: number, members: readonly number[], stride: number): void {
  const before = chain.slice(from)
  chain.length = from
  for (const member of members) for (const offset of before) chain.push(offset + member * stride)
}
