import type { CountTable, SystemMember } from '../../src/disclosure/tables'
import { withMargins } from '../../src/disclosure/tables'

/** Mulberry32: the same numbers on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A Poisson count; by products of uniforms below 30, by a rounded normal above. */
export function poisson(mean: number, random: () => number): number {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal))
  }
  let count = -1
  for (let product = 1; product > Math.exp(-mean); product *= random()) count++
  return Math.max(0, count)
}

export interface AxisPlan {
  name: string
  atoms: number
  /** How many groups stand between the atoms and the whole. */
  groups?: number
  /** The ratio between the largest and the smallest atom's share. */
  spread?: number
  /** False where the whole is not published, as with periods. */
  sum?: boolean
}

/**
 * A table of Poisson counts with margins: atoms' means are products of one factor an axis (log-uniform within
 * `spread`) times `mean`.
 */
export function syntheticTable(id: string, seed: number, mean: number, plans: readonly AxisPlan[]): CountTable {
  const random = seeded(seed)
  const factors = plans.map(({ atoms, spread = 20 }) => Array.from({ length: atoms }, () => spread ** (random() - 0.5)))
  const sizes = plans.map(({ atoms }) => atoms)
  const counts = new Int32Array(sizes.reduce((product, size) => product * size, 1))
  for (let index = 0; index < counts.length; index++) {
    let left = index
    let expected = mean
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      expected *= factors[axis]![left % sizes[axis]!]!
      left = Math.floor(left / sizes[axis]!)
    }
    counts[index] = poisson(expected, random)
  }
  const axes = plans.map(({ name, atoms }) => ({ name, members: atomsOf(name, atoms) }))
  return plans.reduce<CountTable>((table, plan) => withMargins(table, plan.name, marginsOf(plan)), {
    id,
    of: id,
    axes,
    counts,
  })
}

const atomsOf = (name: string, atoms: number): SystemMember[] =>
  Array.from({ length: atoms }, (_, at) => ({ code: `${name}${at}` }))

function marginsOf({ name, atoms, groups = 0, sum = true }: AxisPlan) {
  const codes = atomsOf(name, atoms).map(({ code }) => code)
  const grouped = Array.from({ length: groups }, (_, group) => ({
    code: `${name}-group${group}`,
    parts: codes.filter((_code, at) => Math.floor((at * groups) / atoms) === group),
  })).filter(({ parts }) => parts.length > 1)
  return sum ? [...grouped, { code: 'all' }] : grouped
}

/** Sex × age in groups × area in regions: 3 × 23 × 243 = 16,767 cells, sums included. */
export const threeWay = (mean = 4, seed = 3, areas = 243, groups = 9, spread = 1000): CountTable =>
  syntheticTable(areas > 1000 ? 'three-way, large' : 'three-way', seed, mean, [
    { name: 'sex', atoms: 2, spread: 1.3 },
    { name: 'age', atoms: 18, groups: 4, spread },
    { name: 'area', atoms: areas - groups - 1, groups, spread: 8 },
  ])

/** The same with 1,456 areas: 100,464 cells. */
export const threeWayLarge = (mean = 4, seed = 3): CountTable => threeWay(mean, seed, 1_456, 55)

/** Sex × age × area in regions, for each of six periods without a sum over them: 3 × 7 × 211 × 6 = 26,586 cells. */
export const fourWay = (mean = 3, seed = 4, spread = 100): CountTable =>
  syntheticTable('four-way', seed, mean, [
    { name: 'period', atoms: 6, spread: 1.5, sum: false },
    { name: 'sex', atoms: 2, spread: 1.2 },
    { name: 'age', atoms: 6, spread },
    { name: 'area', atoms: 201, groups: 9, spread: 8 },
  ])

/*
 * privacy.md does not say how the tables that it measured were made, so no table here is one of them. The first two below were given
 * the same numbers of cells, and means and spreads under which the common rules let through about what is told there. Small cells
 * narrowed to fewer than 5 values by bound propagation, hidden counts being known to be small and zeros only where they are shown
 * (`npx tsx tests/bench/disclosure.ts rules`): 1–7 redacted; independent rounding to 5; 1–7 hidden and the rest rounded; under 10
 * hidden and the rest rounded:
 *
 *     four-way, 2,700 cells    there 100, 79, 41, 12 %   here 100, 78, 36, 19 %
 *     three-way, 16,767 cells  there  26, 57,  7,  2 %   here  26, 57,  9,  2 %
 *
 * `fourWay` above shares only its number of cells with the four-way table of about 26,000 there. How many cells suppression hides
 * depends on all of this: its figures here and there compare methods only roughly.
 */

/** Sex × age in groups × area in regions, small counts everywhere: 3 × 23 × 243 = 16,767 cells; seed 3. */
export const threeWayLike = (): CountTable =>
  syntheticTable('three-way with hierarchy', 3, 3, [
    { name: 'sex', atoms: 2, spread: 1.3 },
    { name: 'age', atoms: 18, groups: 4, spread: 3 },
    { name: 'area', atoms: 233, groups: 9, spread: 2 },
  ])

/** Year × sex × age × area: 3 × 3 × 12 × 25 = 2,700 cells; seed 4. */
export const fourWayLike = (): CountTable =>
  syntheticTable('four-way, 2,700', 4, 20, [
    { name: 'year', atoms: 2, spread: 1.5 },
    { name: 'sex', atoms: 2, spread: 10 },
    { name: 'age', atoms: 11, spread: 10 },
    { name: 'area', atoms: 24, spread: 10 },
  ])

/** Sex × practice × diagnosis: 3 × 183 × 183 = 100,467 cells, nearest-5 error 1.13 (1.15 there); seed 5. */
export const threeWayWide = (): CountTable =>
  syntheticTable('three-way, 100,467', 5, 3, [
    { name: 'sex', atoms: 2, spread: 1.3 },
    { name: 'diagnosis', atoms: 182, spread: 20 },
    { name: 'practice', atoms: 182, spread: 8 },
  ])
