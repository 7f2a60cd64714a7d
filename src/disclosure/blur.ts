import { denominatorLimits } from './apart'
import { perturb } from './cellkey'
import type { NoiseTable } from './cellkey'
import { DisclosureError } from './errors'
import { gatherOptional } from './primary'
import type { System } from './system'
import { nameCell, ownCells } from './tables'
import type { CountTable } from './tables'

/**
 * Counts blurred by their cells' keys and a table of noise, one a cell of the system; no count exceeds the people among whom was counted. Cells that no table stores keep their count: nobody publishes them.
 * @throws DisclosureError where a table has no keys, or two tables give the same records different ones.
 */
export function blurCells(
  system: System,
  tables: readonly CountTable[],
  counts: Int32Array,
  noise: NoiseTable,
): Int32Array {
  const keys = keysOf(system, tables)
  const blurred = perturb(counts, keys.sums, noise)
  const free = counts.map((count, cell) => (keys.known[cell] ? blurred[cell]! : count))
  const people = within(free, gatherOptional(system, tables, 'population'))
  return within(people, denominatorLimits(system, tables, people, null))
}

/** A limit below 0 is none. */
const within = (values: Int32Array, limits: Int32Array | null) =>
  limits ? values.map((value, cell) => (limits[cell]! < 0 ? value : Math.min(value, limits[cell]!))) : values

/** Keys of the cells that some table stores: sums and pieces that are only worked out have none. */
function keysOf(system: System, tables: readonly CountTable[]) {
  const sums = new Uint32Array(system.cells)
  const known = new Uint8Array(system.cells)
  tables.forEach((table, at) => {
    const { keys, id } = table
    if (!keys)
      throw new DisclosureError('Cell keys need the sum of its records’ keys for every cell.', {
        where: id,
        found: 'none',
        expected: 'one a cell',
      })
    const own = ownCells(table)
    system.cellOf[at]!.forEach((cell, index) => {
      if (!own[index]) return
      if (known[cell] && sums[cell] !== keys[index])
        throw new DisclosureError('Two tables disagree about the keys of the same records.', {
          where: nameCell(table, index),
        })
      known[cell] = 1
      sums[cell] = keys[index]!
    })
  })
  return { sums, known }
}
