import { directlyStandardised, dobsonColumns, zOf, type StratumColumns } from '../../src/statistics'
import { contest, printed, type Arm, type ArmTimes } from './arms'

const [AREAS, STRATA] = [10_000, 38]
const MOST = 1.5
const COVERAGES = [0.95, 0.998] as const

export interface StandardisationBench {
  title: string
  times: ArmTimes[]
  goals: { goal: string; found: string; met: boolean }[]
}

/** Directly standardised rates of 10,000 areas in 38 strata (19 ages, two sexes) with Dobson's limits at 95 % and 99.8 %. */
export function standardisationBench(rounds = 30): StandardisationBench {
  const strata = made()
  const arms: Arm<Float64Array[]>[] = [
    { name: 'bare typed loop', run: () => bareLoop(strata) },
    { name: 'our statistics', run: () => ours(strata) },
  ]
  const times = contest(arms, sameRates, rounds)
  const { ratio, p50 } = times[1]!
  return {
    title: 'Directly standardised rates with intervals, 10,000 areas × 38 strata',
    times,
    goals: [
      {
        goal: `G1: at most ${MOST}× a bare typed loop`,
        found: `${ratio.toFixed(2)}× (${p50.toFixed(1)} ms)`,
        met: ratio <= MOST,
      },
    ],
  }
}

function made(): StratumColumns[] {
  return Array.from({ length: STRATA }, (_, stratum) => ({
    weight: 1000 + 250 * (stratum % 19),
    count: Float64Array.from({ length: AREAS }, (_, area) => (area * 7919 + stratum * 31) % (2 + (stratum % 19))),
    population: Float64Array.from({ length: AREAS }, (_, area) => 200 + ((area * 104_729 + stratum * 17) % 900)),
  }))
}

function ours(strata: readonly StratumColumns[]): Float64Array[] {
  const rates = directlyStandardised(strata, AREAS)
  const limits = COVERAGES.map((coverage) => dobsonColumns(rates, { coverage }))
  return [rates.value, ...limits.flatMap(({ lower, upper }) => [lower, upper])]
}

/** What one would write by hand where every area has people in every stratum and ten events or more. */
function bareLoop(strata: readonly StratumColumns[]): Float64Array[] {
  const value = new Float64Array(AREAS)
  const variance = new Float64Array(AREAS)
  const events = new Float64Array(AREAS)
  let weights = 0
  for (const { weight, count, population } of strata) {
    weights += weight
    for (let i = 0; i < AREAS; i++) {
      const each = weight / population[i]!
      const part = each * count[i]!
      events[i]! += count[i]!
      value[i]! += part
      variance[i]! += each * part
    }
  }
  for (let i = 0; i < AREAS; i++) {
    value[i]! /= weights
    variance[i]! /= weights * weights
  }
  return [value, ...COVERAGES.flatMap((coverage) => bareLimits(value, variance, events, zOf(coverage)))]
}

function bareLimits(value: Float64Array, variance: Float64Array, events: Float64Array, z: number): Float64Array[] {
  const lower = new Float64Array(AREAS)
  const upper = new Float64Array(AREAS)
  for (let i = 0; i < AREAS; i++) {
    const o = events[i]!
    const p = o + 1
    const scale = Math.sqrt(variance[i]! / o)
    const below = 1 - 1 / (9 * o) - z / (3 * Math.sqrt(o))
    const above = 1 - 1 / (9 * p) + z / (3 * Math.sqrt(p))
    lower[i] = Math.max(0, value[i]! + scale * (o * below * below * below - o))
    upper[i] = value[i]! + scale * (p * above * above * above - o)
  }
  return [lower, upper]
}

/** To rounding: one may divide where the other multiplies. */
function sameRates(one: readonly Float64Array[], other: readonly Float64Array[]): boolean {
  return one.every((column, c) => column.every((rate, i) => Math.abs(rate - other[c]![i]!) <= 1e-12 * Math.abs(rate)))
}

if (process.argv[1]?.endsWith('bench/standardisation.ts')) {
  const { title, times, goals } = standardisationBench()
  console.log(printed(title, times))
  for (const { goal, found, met } of goals) console.log(`  ${met ? 'met' : 'NOT MET'}: ${goal}: ${found}`)
}
