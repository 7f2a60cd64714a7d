import fc from 'fast-check'
import type { Ranges } from '../../src/disclosure/bounds'
import type { System } from '../../src/disclosure/system'
import { withMargins } from '../../src/disclosure/tables'
import type { CountTable } from '../../src/disclosure/tables'

/** A table of the given counts with the member `all` on every axis. */
export function table(sizes: Record<string, number>, counts: readonly number[], id = 'tiny'): CountTable {
  const axes = Object.entries(sizes).map(([name, size]) => ({
    name,
    members: Array.from({ length: size }, (_, at) => ({ code: `${name}${at}` })),
  }))
  const bare: CountTable = { id, of: 'tiny', axes, counts: Int32Array.from(counts) }
  return axes.reduce<CountTable>((grown, { name }) => withMargins(grown, name, [{ code: 'all' }]), bare)
}

/** Two or three axes of two to four members, counts mostly small. */
export const anyTable: fc.Arbitrary<CountTable> = fc
  .array(fc.integer({ min: 2, max: 4 }), { minLength: 2, maxLength: 3 })
  .chain((sizes) =>
    fc
      .array(fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 9 }) }, { weight: 1, arbitrary: fc.nat({ max: 60 }) }), {
        minLength: sizes.reduce((product, size) => product * size, 1),
        maxLength: sizes.reduce((product, size) => product * size, 1),
      })
      .map((counts) => table(Object.fromEntries(sizes.map((size, at) => [`axis${at}`, size])), counts)),
  )

/** Every whole solution of a tiny system within ranges, by trying all: least and greatest value of each cell. */
export function enumerate(system: System, { low, high }: Ranges): { low: number[]; high: number[]; solutions: number } {
  const values = new Int32Array(system.cells)
  const found = { low: Array.from(high), high: Array.from(low), solutions: 0 }
  const rowsEndingAt = endings(system)
  const visit = (cell: number): void => {
    if (cell === system.cells) {
      found.solutions++
      values.forEach((value, at) => {
        found.low[at] = Math.min(found.low[at]!, value)
        found.high[at] = Math.max(found.high[at]!, value)
      })
      return
    }
    for (let value = low[cell]!; value <= high[cell]!; value++) {
      values[cell] = value
      if (rowsEndingAt[cell]!.every((row) => sumOf(system, row, values) === 0)) visit(cell + 1)
    }
  }
  visit(0)
  return found
}

function endings(system: System): number[][] {
  const result = Array.from({ length: system.cells }, (): number[] => [])
  for (let row = 0; row < system.rows; row++) {
    const cells = system.rowCell.subarray(system.rowStart[row]!, system.rowStart[row + 1]!)
    result[Math.max(...cells)]!.push(row)
  }
  return result
}

export function sumOf(system: System, row: number, values: ArrayLike<number>): number {
  let sum = 0
  for (let k = system.rowStart[row]!; k < system.rowStart[row + 1]!; k++)
    sum += system.rowSign[k]! * values[system.rowCell[k]!]!
  return sum
}
