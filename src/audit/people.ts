import { HIDDEN } from '../disclosure'
import type { Table } from '../domain'
import type { DecodedTable } from '../release'
import type { Attacked } from './lay'

/** The public people among whom a table's stored cells were counted; −1 where not known. Null where none are published. */
export async function publicPeople(open: Attacked, table: Table, decoded: DecodedTable): Promise<Int32Array | null> {
  const own = decoded.measures['population']
  if (own) return own.status ? null : Int32Array.from(own.values)
  const population = open.release.tables.find(({ shape }) => shape === 'population')
  if (!population || !table.populationAges) return null
  return matched(table, population, await open.table(population.id))
}

function matched(table: Table, population: Table, decoded: DecodedTable): Int32Array {
  const measure = decoded.measures['population']!
  const choices = population.axes.map((axis) => choicesOn(axis.name, axis.members, table))
  const strides = population.axes.map((_, at) =>
    population.axes.slice(at + 1).reduce((size, { members }) => size * members.length, 1),
  )
  const sizes = table.axes.map(({ members }) => members.length)
  const result = new Int32Array(sizes.reduce((product, size) => product * size, 1))
  const place = new Array<number>(sizes.length).fill(0)
  for (let row = 0; row < result.length; row++) {
    result[row] = sumOver(
      choices.map((choose) => choose(place)),
      strides,
      measure,
    )
    for (let axis = sizes.length - 1; axis >= 0 && ++place[axis]! === sizes[axis]; axis--) place[axis] = 0
  }
  return result
}

/** For a place in the table, positions on one axis of the populations that add up to its people. */
function choicesOn(name: string, members: readonly string[], table: Table): (place: readonly number[]) => number[] {
  const at = new Map(members.map((code, position) => [code, position]))
  const positions = (codes: readonly string[]) => codes.map((code) => at.get(code) ?? -1)
  const every = positions(members)
  const axis = table.axes.findIndex((one) => one.name === name)
  const takesIn = (code: string): number[] => {
    if (name === 'age') return positions(table.populationAges?.[code] ?? [code])
    return code === 'all' || (code === 'persons' && !at.has(code)) ? every : positions([code])
  }
  if (axis >= 0) {
    const chosen = table.axes[axis]!.members.map(takesIn)
    return (place) => chosen[place[axis]!]!
  }
  const limits = table.limits[name]
  const whole = limits
    ? limits.flatMap(takesIn)
    : name === 'age' && table.populationAges?.['all']
      ? takesIn('all')
      : every
  return () => whole
}

function sumOver(
  choices: readonly (readonly number[])[],
  strides: readonly number[],
  { values, status }: DecodedTable['measures'][string],
): number {
  let offsets = [0]
  for (const [axis, positions] of choices.entries()) {
    if (positions.length === 0 || positions.includes(-1)) return -1
    offsets = offsets.flatMap((offset) => positions.map((position) => offset + position * strides[axis]!))
  }
  let sum = 0
  for (const offset of offsets) {
    if ((status?.[offset] ?? 0) >= HIDDEN) return -1
    sum += values[offset]!
  }
  return sum
}
