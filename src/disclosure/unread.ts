import type { System } from './system'

/** Of sums that are published only by their parts, 1 for those that no equation makes of cells that can be read. */
export function unreadSums(system: System, derived: Uint8Array, hidden: Uint8Array): Uint8Array {
  const { rows, rowStart, rowCell, published } = system
  const unread = derived.slice()
  const readable = (cell: number) => published[cell] === 1 && !hidden[cell] && !unread[cell]
  for (let found = true; found;) {
    found = false
    for (let row = 0; row < rows; row++) {
      const [sum, ...parts] = rowCell.subarray(rowStart[row]!, rowStart[row + 1]!)
      if (!unread[sum!] || !parts.every(readable)) continue
      unread[sum!] = 0
      found = true
    }
  }
  return unread
}
