import { ReleaseError, type AgeBand, type TableAxis } from '../domain'
import type { People } from './files/populations'

/** Status of a cell whose people nobody counted. */
const ABSENT = 3

/** For each age of a table, the bands of the population that it takes in. Throws `ReleaseError` where bands do not fit together. */
export function agesWithin(
  table: readonly string[],
  population: readonly string[],
  ages: readonly AgeBand[],
): Record<string, string[]> {
  const band = (code: string) => ages.find((age) => age.code === code)
  return Object.fromEntries(
    table.map((code) => {
      const wide = band(code)
      const within = population.filter((one) => inside(band(one), wide))
      if (
        !covers(
          within.flatMap((one) => band(one) ?? []),
          wide,
        )
      )
        throw new ReleaseError(`Ages ${code} cannot be made of the population’s bands.`, {
          where: 'ages',
          found: population.join(', '),
          expected: `bands that add up to ${code}`,
        })
      return [code, within]
    }),
  )
}

const inside = (band: AgeBand | undefined, wide: AgeBand | undefined) =>
  Boolean(
    band && wide && band.start >= wide.start && (wide.end === null || (band.end !== null && band.end <= wide.end)),
  )

function covers(bands: readonly AgeBand[], wide: AgeBand | undefined): boolean {
  if (!wide) return false
  let next: number | null = wide.start
  for (const { start, end } of [...bands].sort((a, b) => a.start - b.start)) {
    if (start !== next) return false
    next = end === null ? null : end + 1
  }
  return wide.end === null ? next === null : next === wide.end + 1
}

/**
 * People of each cell of a table, summed from a population that has the table's axes and perhaps more. `limits` are the members
 * that the table's records can be of on axes that it does not have. A cell that the population does not have has status 3.
 */
export function denominatorOf(
  axes: readonly TableAxis[],
  people: People,
  ages: readonly AgeBand[],
  limits: Readonly<Record<string, readonly string[]>> = {},
): { values: Int32Array; status: Uint8Array | null } {
  const missing = axes.filter(({ name }) => !people.axes.some((axis) => axis.name === name)).map(({ name }) => name)
  if (missing.length > 0)
    throw new ReleaseError(`The population ${people.id} does not have ${missing.join(', ')}.`, { where: people.id })
  const size = axes.reduce((product, { members }) => product * members.length, 1)
  const values = new Int32Array(size)
  const status = new Uint8Array(size).fill(ABSENT)
  const targets = people.axes.map(({ name, members }) => targetsOf(name, members, axes, ages, limits[name]))
  const steps = people.axes.map(({ name }) => strideOf(axes, name))
  const walk = (depth: number, from: number, to: number): void => {
    const axis = people.axes[depth]
    if (!axis) {
      if (!people.given[from]) return
      values[to] = (values[to] ?? 0) + (people.values[from] ?? 0)
      status[to] = 0
      return
    }
    for (let member = 0; member < axis.members.length; member++) {
      const target = targets[depth]?.[member] ?? -1
      if (target >= 0) walk(depth + 1, from * axis.members.length + member, to + target * (steps[depth] ?? 0))
    }
  }
  walk(0, 0, 0)
  return { values, status: status.includes(ABSENT) ? status : null }
}

/** For each member of a population's axis where it goes on the table's: 0 where the table sums over it, −1 where it is left out. */
function targetsOf(
  name: string,
  members: readonly string[],
  axes: readonly TableAxis[],
  ages: readonly AgeBand[],
  limit: readonly string[] | undefined,
): number[] {
  const axis = axes.find((one) => one.name === name)
  if (!axis && !limit) return members.map(() => 0)
  if (!axis && name === 'age') {
    const within = new Set(Object.values(agesWithin(limit ?? [], members, ages)).flat())
    return members.map((code) => (within.has(code) ? 0 : -1))
  }
  if (!axis) return members.map((code) => (limit?.includes(code) ? 0 : -1))
  if (name !== 'age') return members.map((code) => axis.members.indexOf(code))
  const within = agesWithin(axis.members, members, ages)
  return members.map((code) => axis.members.findIndex((wide) => within[wide]?.includes(code)))
}

function strideOf(axes: readonly TableAxis[], name: string): number {
  const at = axes.findIndex((axis) => axis.name === name)
  return at < 0 ? 0 : axes.slice(at + 1).reduce((product, { members }) => product * members.length, 1)
}
