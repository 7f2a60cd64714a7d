import { coordinatesOf, propagate } from '../disclosure'
import type { Scene, TableShape } from '../disclosure'
import type { Sight } from './scene'

/** A published cell by its table and the codes of its members, with what is known of it. */
export type Narrowed = ReadonlyMap<string, readonly [low: number, high: number]>

/**
 * Published cells of which totals from elsewhere say more than what is published. A total of several regions joins them by one
 * equation, which any choice of one region's own total within its narrowed range can still meet: so what is learned of a region is
 * what its narrowed totals tell within it, and each can be attacked for itself. Null where the totals contradict what is published. The
 * tables come in the same order, those of the totals last.
 */
export function narrowedBy({ scene: before, laid }: Sight, { scene: after }: Sight): Narrowed | null {
  if (after.clashes.length > 0 || after.outer.contradiction >= 0) return null
  const found = new Map<string, readonly [number, number]>()
  laid.forEach(({ table: { shape } }, at) => {
    const now = after.system.cellOf[at]!
    before.system.cellOf[at]!.forEach((cell, index) => {
      // Sums over several regions are what the total says itself.
      if (!before.system.published[cell]) return
      const [low, high] = [after.outer.low[now[index]!]!, after.outer.high[now[index]!]!]
      if (before.outer.low[cell]! < low || before.outer.high[cell]! > high) found.set(keyOf(shape, index), [low, high])
    })
  })
  return found
}

/** The same scene with more known of some cells; null where it holds none of them. */
export function withNarrowed({ scene, laid }: Sight, narrowed: Narrowed): Scene | null {
  const known = { low: scene.known.low.slice(), high: scene.known.high.slice() }
  let met = 0
  laid.forEach(({ table: { shape } }, at) =>
    scene.system.cellOf[at]!.forEach((cell, index) => {
      const range = narrowed.get(keyOf(shape, index))
      if (!range) return
      met++
      known.low[cell] = Math.max(known.low[cell]!, range[0])
      known.high[cell] = Math.min(known.high[cell]!, range[1])
    }),
  )
  return met === 0 ? null : { ...scene, known, outer: propagate(scene.system, known) }
}

function keyOf(shape: TableShape, index: number): string {
  const codes = coordinatesOf(shape, index).map((member, axis) => shape.axes[axis]!.members[member]!.code)
  return `${shape.id}|${codes.join('|')}`
}
