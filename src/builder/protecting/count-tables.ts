import {
  cellCount,
  shapesOf,
  withDenominator,
  type CountTable,
  type ShapeSetting,
  type TableShape,
} from '../../disclosure'
import type { SystemMember } from '../../disclosure'
import { ReleaseError } from '../../domain'
import { keyedNumbers } from '../../release/keyed-hash'
import type { CountedTable } from '../counted'

/**
 * The tables of one indicator with everything that protection asks of a cell, sums over whole axes among them. Of persons a sum
 * is the sum of its parts, though one may stand in several: never too few by much, since people seldom move within a period.
 * `secret`: the facility's, where its policy blurs by cell keys.
 * @throws ReleaseError where a table was not counted, or there are no keys though there is a secret.
 */
export function countTables(
  of: string,
  tables: readonly CountedTable[],
  setting: ShapeSetting,
  secret: string | null = null,
): CountTable[] {
  const drafts = tables.map(({ draft }) => draft)
  const shapes = shapesOf(of, drafts, setting)
  const made = tables.map((table, at) => countTable(shapes[at] as TableShape, table))
  if (secret === null) return made
  const keyOf = keyedNumbers(secret)
  return made.map((table, at) => ({ ...table, keys: cellKeys(table, tables[at] as CountedTable, keyOf) }))
}

/** Keys of the cells that are stored; 0 for the others, of which none is asked. */
function cellKeys(shape: TableShape, { draft, keys }: CountedTable, keyOf: (sum: number) => number): Uint32Array {
  if (!keys) throw new ReleaseError(`${draft.id} was counted without keys.`, { where: draft.id })
  const sizes = draft.axes.map(({ members }) => members.length)
  const { counted, people } = keys
  const planes = people && shape.axes.length > sizes.length ? [counted, null, people] : [counted]
  const axes = shape.axes.slice(-sizes.length)
  const size = cellCount({ ...shape, axes })
  const all = new Uint32Array(size * planes.length)
  planes.forEach((plane, at) => {
    if (plane)
      all.set(
        laidOut({ ...shape, axes }, sizes, Int32Array.from(plane, keyOf), () => 0),
        at * size,
      )
  })
  return all
}

function countTable(shape: TableShape, { draft, sums, people }: CountedTable): CountTable {
  if (!sums) throw new ReleaseError(`${draft.id} was not counted.`, { where: draft.id })
  const sizes = draft.axes.map(({ members }) => members.length)
  const whole = (values: Int32Array, combine = plus) => laidOut(shape, sizes, values, combine)
  const counts = whole(draft.measures['count']?.values as Int32Array)
  const population = people ? whole(people.values) : null
  if (population && people?.fromRecords) return withDenominator({ ...shape, counts }, population)
  return {
    ...shape,
    counts,
    population,
    persons: whole(sums.counts.persons),
    largest: sums.counts.largest.some((most) => most > 1) ? whole(sums.counts.largest, Math.max) : null,
  }
}

const plus = (a: number, b: number) => a + b

/** Values of the stored members, laid out over the shape's axes together with its sums. */
function laidOut(shape: TableShape, sizes: number[], values: Int32Array, combine: typeof plus): Int32Array {
  return shape.axes.reduce((now, { members }, axis) => {
    const outer = shape.axes.slice(0, axis).reduce((product, one) => product * one.members.length, 1)
    const inner = sizes.slice(axis + 1).reduce((product, size) => product * size, 1)
    return widened(now, { outer, inner, stored: sizes[axis] ?? 0, members }, combine)
  }, values)
}

interface Line {
  outer: number
  inner: number
  stored: number
  members: readonly SystemMember[]
}

/** One axis longer by its sums, which follow the stored members. */
function widened(values: Int32Array, { outer, inner, stored, members }: Line, combine: typeof plus): Int32Array {
  if (members.length === stored) return values
  const place = new Map(members.map(({ code }, at) => [code, at]))
  const partsOf = members.map(({ parts = [] }) => parts.map((code) => place.get(code) ?? 0))
  const wide = new Int32Array(outer * members.length * inner)
  for (let block = 0; block < outer; block++) {
    const to = block * members.length * inner
    wide.set(values.subarray(block * stored * inner, (block + 1) * stored * inner), to)
    for (let member = stored; member < members.length; member++)
      for (let cell = 0; cell < inner; cell++) {
        const at = (one: number) => to + one * inner + cell
        wide[at(member)] =
          members[member]?.parts === undefined
            ? pieceOf(member, partsOf, (one) => wide[at(one)] ?? 0)
            : (partsOf[member] ?? []).map((part) => wide[at(part)] ?? 0).reduce(combine)
      }
  }
  return wide
}

/** A piece between members that overlap: what is left of a stored member once its other parts are taken away. */
function pieceOf(piece: number, partsOf: readonly number[][], valueOf: (member: number) => number): number {
  const whole = partsOf.findIndex((parts) => parts.includes(piece) && parts.every((part) => part <= piece))
  if (whole < 0)
    throw new ReleaseError('Members of an axis overlap in a way whose pieces cannot be counted.', {
      expected: 'members that are sums of others, or do not overlap',
      todo: 'Leave one of the overlapping periods, ages or areas out of the table.',
    })
  return Math.max(
    0,
    (partsOf[whole] ?? []).reduce((left, part) => (part === piece ? left : left - valueOf(part)), valueOf(whole)),
  )
}
