import { preset, protect, withDenominator, withMargins } from '../../src/disclosure'
import type { CountTable, Policy, Solver } from '../../src/disclosure'
import { random } from '../../src/statistics/random'
import type { RegionId, TrueTopic } from './world'
import { places, regions } from './world'

export type PolicyName = 'controlled-5' | 'hide-under-10'

export const POLICIES: Record<PolicyName, Policy> = {
  'controlled-5': { ...preset('controlled-5'), approval: { by: 'Demo', on: '2026-01-05' } },
  'hide-under-10': preset('hide-under-10'),
}

/** True counts of one year: cell for cell of the topic; `register` where there is a denominator of its own. */
export interface Drawn {
  counts: Int32Array
  register: Int32Array | null
}

/** One year as chance makes it. */
export function draw({ topic, cells }: TrueTopic, seed: number): Drawn {
  const chance = random(seed, 77)
  const events = topic.model.events.reduce<number[]>((sums, share) => [...sums, (sums.at(-1) ?? 0) + share], [])
  const register = topic.model.outcome ? new Int32Array(cells.length) : null
  const counts = new Int32Array(cells.length)
  cells.forEach(({ persons, share }, at) => {
    const drawn = chance.poisson(persons)
    if (register) {
      register[at] = drawn
      for (let person = 0; person < drawn; person++) if (chance.uniform() < share) counts[at]!++
    } else for (let person = 0; person < drawn; person++) counts[at]! += 1 + chance.pick(events)
  })
  return { counts, register }
}

/** One measure as it may be shown: by area (authorities, then the region itself), with statuses. */
export interface Shown {
  values: Int32Array
  status: Uint8Array
}

/** A region's tables after protection: `main` by sex, age and area; `total` by area alone. Areas: its places, then itself. */
export interface ProtectedRegion {
  region: RegionId
  policy: PolicyName
  areas: number
  main: { count: Shown; population: Shown | null }
  total: { count: Shown; population: Shown | null }
}

export function protectRegion(
  { sexes, ages, cells }: TrueTopic,
  drawn: Drawn,
  region: RegionId,
  policy: PolicyName,
  solver: Solver,
): ProtectedRegion {
  const own = places.filter((place) => place.region === region)
  const at = new Map(own.map(({ index }, position) => [index, position]))
  const lay = (values: ArrayLike<number>) => {
    const laid = new Int32Array(sexes.length * ages.length * own.length)
    cells.forEach(({ place, sex, age }, cell) => {
      const position = at.get(place)
      if (position !== undefined) laid[(sex * ages.length + age) * own.length + position] = values[cell]!
    })
    return laid
  }
  const members = (codes: readonly string[]) => codes.map((code) => ({ code }))
  const whole = POLICIES[policy].method === 'controlled-rounding'
  const margins = (table: CountTable) =>
    ['sex', 'age', 'area'].reduce((grown, axis) => withMargins(grown, axis, [{ code: 'all' }]), table)
  const bare = (counts: Int32Array): CountTable => ({
    id: 'main',
    of: 'topic',
    axes: [
      { name: 'sex', members: members(sexes) },
      { name: 'age', members: members(ages) },
      { name: 'area', members: members(own.map(({ code }) => code)) },
    ],
    counts,
    population: drawn.register ? null : lay(cells.map(({ people }) => people)),
  })
  const full = margins(bare(lay(drawn.counts)))
  const register = drawn.register ? margins(bare(lay(drawn.register))).counts : null
  const named = full.axes.map(({ name, members: all }) => ({
    name,
    // Sums over sexes and ages are published apart, as a total; a region is an area like the others.
    members: all.map((member) =>
      member.parts && name !== 'area' && !whole ? { ...member, unpublished: true } : member,
    ),
  }))
  const main: CountTable = { ...full, axes: named }
  const [S, A, P] = [sexes.length + 1, ages.length + 1, own.length + 1]
  const totalCells = Array.from({ length: P }, (_, area) => ((S - 1) * A + A - 1) * P + area)
  const pick = (values: Int32Array) => Int32Array.from(totalCells, (cell) => values[cell]!)
  const area = named[2]!
  const covers = { name: 'sex', members: [{ code: 'all', covers: [...sexes] }] }
  const coversAge = { name: 'age', members: [{ code: 'all', covers: [...ages] }] }
  const total: CountTable = { id: 'total', of: 'topic', axes: [covers, coversAge, area], counts: pick(main.counts) }
  if (main.population) total.population = pick(main.population)
  const tables = register ? [withDenominator(main, register), withDenominator(total, pick(register))] : [main, total]
  const { tables: made } = protect(tables, POLICIES[policy], solver)
  const cut = (table: number, size: number, member: number): Shown => {
    const { values, status } = made[table]!
    const range = register ? [size * member, size * (member + 1)] : [0, size]
    return {
      values: values.slice(...(range as [number, number])),
      status: status.slice(...(range as [number, number])),
    }
  }
  const inner = ({ values, status }: Shown): Shown => {
    const keep = sexes.flatMap((_, s) =>
      ages.flatMap((__, a) => Array.from({ length: P }, (___, p) => (s * A + a) * P + p)),
    )
    return {
      values: Int32Array.from(keep, (cell) => values[cell]!),
      status: Uint8Array.from(keep, (cell) => status[cell]!),
    }
  }
  return {
    region,
    policy,
    areas: P,
    main: { count: inner(cut(0, S * A * P, 0)), population: register ? inner(cut(0, S * A * P, 2)) : null },
    total: { count: cut(1, P, 0), population: register ? cut(1, P, 2) : null },
  }
}

export { regions }
