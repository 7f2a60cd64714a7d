import type { Interval } from '../../src/domain'
import { splitBootstrap, variationBootstrap } from '../../src/statistics/variation'
import { splitColumns, splitOfValues } from '../../src/statistics/variation/split'
import type { Truth } from './made-areas'
import { makeAreas } from './made-areas'

/** Least share of runs whose nominal 95 % interval must hold the truth. */
const LEAST = 0.93
/** A chance-only condition may be called varying in so many runs at 5 %: nominal, give or take three standard errors of 1,000 runs. */
const MOST_ALARMS = 0.07

const truth = (areas: number, events: number, left: number, deprivation = 0, base: number | null = 5): Truth => ({
  areas,
  events,
  left,
  deprivation,
  base,
})

const VARIATION: readonly Truth[] = [
  truth(20, 25, 0),
  truth(20, 25, 0.05),
  truth(20, 100, 0.01),
  truth(20, 100, 0.2),
  truth(60, 10, 0.05, 0, null),
  truth(60, 25, 0),
  truth(60, 50, 0.02),
  truth(60, 200, 0.1),
  truth(150, 50, 0),
  truth(150, 100, 0.01),
]

const SPLIT: readonly Truth[] = [
  truth(30, 50, 0),
  truth(30, 50, 0, 0.15),
  truth(30, 200, 0.02),
  truth(30, 200, 0.04, 0.15),
  truth(100, 50, 0.01, 0.1),
  truth(100, 200, 0, 0.1),
  truth(100, 200, 0.04),
]

const holds = ({ lower, upper }: Interval, value: number) => lower <= value + 1e-9 && value <= upper + 1e-9

/** Whether each interval of one run held its truth; names in the order of the table. */
type Held = Record<string, boolean>

function variationRun(one: Truth, seed: number, draws: number): Held {
  const { observed, expected, noise } = makeAreas(one, seed, 101)
  const found = variationBootstrap({ observed, expected, noise, base: one.base }, { seed, draws })
  return {
    'empirical Bayes': holds(found.empiricalBayes.interval95, one.left),
    SCV: holds(found.scv.interval95, one.left),
    ...(one.left === 0 && {
      'alarm χ²': found.tests.chiSquare.p <= 0.05,
      'alarm EB': found.empiricalBayes.p <= 0.05,
      'alarm SCV': found.scv.p <= 0.05,
    }),
  }
}

function splitRun(one: Truth, seed: number, draws: number): Held {
  const { observed, expected, noise, size, score, mean } = makeAreas(one, seed, 102)
  const areas = { expected, size, deprivation: score }
  const found = splitBootstrap({ ...areas, observed, noise, base: one.base }, { seed, draws })
  const columns = splitColumns({ ...areas, observed: mean })
  const parts = splitOfValues(columns, columns.value, null)
  const rate = mean.reduce((sum, events) => sum + events, 0) / size.reduce((sum, people) => sum + people, 0)
  const chance =
    mean.reduce((sum, events, i) => sum + (events + (noise?.[i] ?? 0)) / (size[i]! * rate) ** 2, 0) / mean.length
  const all = parts.total + chance
  return {
    chance: holds(found.chance.share95, chance / all),
    'age and sex': holds(found.age.share95, parts.age / all),
    deprivation: holds(found.deprivation!.share95, parts.deprivation / all),
    'left over': holds(found.left.share95, parts.left / all),
    'left, variance': holds(found.leftVariance95, one.left),
  }
}

function tally(one: Truth, runs: number, run: (seed: number) => Held): boolean {
  const held = new Map<string, number>()
  for (let seed = 1; seed <= runs; seed++)
    for (const [name, yes] of Object.entries(run(seed))) held.set(name, (held.get(name) ?? 0) + Number(yes))
  let good = true
  const cells = [...held].map(([name, times]) => {
    const share = times / runs
    const bad = name.startsWith('alarm') ? share > MOST_ALARMS : share < LEAST
    good &&= !bad
    return `${name} ${(100 * share).toFixed(1)}${bad ? ' ✗' : ''}`
  })
  const { areas, events, left, deprivation, base } = one
  const name = `${areas} areas × ${events} events, left ${left}, slope ${deprivation}, ${base ? `base ${base}` : 'exact'}`
  console.log(`${name.padEnd(62)} ${cells.join('  ')}`)
  return good
}

/** Prints how often intervals of the statistics held the truth, per cent of runs; true where all did often enough. */
export function checkStatistics(runs: number, draws: number): boolean {
  console.log(
    `\nStatistics, ${runs} runs of ${draws} draws: per cent of 95 % intervals that hold the truth (≥ ${100 * LEAST})`,
  )
  const variation = VARIATION.map((one) => tally(one, runs, (seed) => variationRun(one, seed, draws)))
  console.log('Shares of the spread')
  const split = SPLIT.map((one) => tally(one, runs, (seed) => splitRun(one, seed, draws)))
  return [...variation, ...split].every(Boolean)
}
