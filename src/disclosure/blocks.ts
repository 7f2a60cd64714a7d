import type { System } from './system'
import { coordinatesOf } from './tables'
import type { TableShape } from './tables'

/** Above this many cells a component is rounded part by part, from the top of its largest hierarchy downwards. */
const WHOLE_BLOCK = 3_000

/**
 * Splits the cells into blocks that are rounded one after the other, those before being fixed for those after.
 * Components are independent; a large one is split by table and by the node of the tree of the table's longest axis.
 */
export function blocksOf(system: System, wholeBlock = WHOLE_BLOCK): Int32Array[] {
  const sizes = new Int32Array(system.components)
  for (const component of system.component) sizes[component]!++
  const blocks = new Map<string, number[]>()
  const taken = new Uint8Array(system.cells)
  system.cellOf.forEach((cellOf, table) => {
    const nodeOf = nodes(system.shapes[table]!)
    cellOf.forEach((cell, index) => {
      if (taken[cell]) return
      taken[cell] = 1
      const component = system.component[cell]!
      const key = sizes[component]! <= wholeBlock ? `${component}` : `${component}/${table}/${nodeOf(index)}`
      const block = blocks.get(key)
      if (block) block.push(cell)
      else blocks.set(key, [cell])
    })
  })
  const depth = (key: string) => (key.includes('/') ? key.split('/').slice(1).map(Number) : [0, 0])
  return [...blocks]
    .map(([key, cells]) => ({ order: depth(key), cells: Int32Array.from(cells) }))
    .sort((a, b) => a.order[0]! - b.order[0]! || a.order[1]! - b.order[1]!)
    .map(({ cells }) => cells)
}

/** For a cell, the number of the sum under which its member stands on the longest axis; sums nearer the top come first. */
function nodes(shape: TableShape): (index: number) => number {
  const lengths = shape.axes.map(({ members }) => members.length)
  const axis = lengths.indexOf(Math.max(...lengths))
  const members = shape.axes[axis]!.members
  const parent = new Map<string, string>()
  for (const { code, parts } of members) for (const part of parts ?? []) if (!parent.has(part)) parent.set(part, code)
  const above = (code: string): number => {
    const up = parent.get(code)
    return up === undefined ? 0 : 1 + above(up)
  }
  // The whole and its direct parts make one block; each further sum makes one with its parts.
  const sums = members.filter(({ parts }) => parts?.length).sort((a, b) => above(a.code) - above(b.code))
  const rank = new Map(sums.map(({ code }, at) => [code, above(code) === 0 ? 0 : at + 1]))
  const nodeOf = members.map(({ code }) => (parent.has(code) ? rank.get(parent.get(code)!)! : 0))
  return (index) => nodeOf[coordinatesOf(shape, index)[axis]!]!
}
