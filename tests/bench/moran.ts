import {
  localPermutationTask,
  neighboursFromLists,
  permuteAreas,
  permuteLocalMoran,
  spatialWeights,
  type LocalPermutationTask,
  type SpatialWeights,
} from '../../src/statistics/space'
import { countRows } from '../../src/statistics/space/permuted-lag'
import { random } from '../../src/statistics/random'
import { contest, printed, type Arm, type ArmTimes } from './arms'
import { processorTime } from './processor'

const [WIDE, HIGH] = [200, 165]
const AREAS = WIDE * HIGH
/** Row by row takes seconds, so the contest is of fewer permutations than the goal. */
const [CONTEST, GOAL] = [999, 9_999]
const MOST_MS = 100

export interface MoranBench {
  title: string
  times: ArmTimes[]
  goals: { goal: string; found: string; met: boolean }[]
}

/** Local Moran's I of 33,000 areas on a grid (neighbours at sides and corners) by conditional permutation, on one core. */
export function moranBench(rounds = 30): MoranBench {
  const weights = grid()
  const values = smoothNoise()
  const task = localPermutationTask(values, weights, { seed: 1, permutations: CONTEST })
  const arms: Arm<Float64Array>[] = [
    { name: 'looked up in sorted sums', run: () => permuteAreas(task, 0, AREAS).pFolded },
    { name: 'row by row', run: () => rowByRow(task) },
  ]
  const times = contest(arms, (one, other) => one.every((p, area) => p === other[area]), Math.min(rounds, 3))
  const { p50, p95 } = processorTime(() => permuteLocalMoran(values, weights, { seed: 1, permutations: GOAL }), rounds)
  const goal = `local Moran of 33,000 areas × 9,999 permutations, draws included, in at most ${MOST_MS} ms of processor time`
  return {
    title: `Local Moran’s I, 33,000 areas × ${CONTEST} permutations of one table`,
    times,
    goals: [{ goal, found: `${p50.toFixed(1)} ms (p95 ${p95.toFixed(1)} ms)`, met: p50 <= MOST_MS }], // prettier-ignore
  }
}

/** What one would write by hand: the neighbours' values of each row of the same table, added up for each area. */
function rowByRow({ weights, grid: { values }, shared, columns, permutations }: LocalPermutationTask): Float64Array {
  const count = { atLeast: 0, atMost: 0, sum: 0, squares: 0, cubes: 0 }
  return Float64Array.from({ length: AREAS }, (_, area) => {
    const [from, to] = [weights.starts[area]!, weights.starts[area + 1]!]
    let lag = 0
    for (let at = from; at < to; at++) lag += values[weights.ids[at]!]!
    countRows(shared!.table, columns, values, { area, degree: to - from, weights: null, low: lag, high: lag }, count)
    return (Math.min(count.atLeast, count.atMost) + 1) / (permutations + 1)
  })
}

function grid(): SpatialWeights {
  const steps = [-1, 0, 1]
  const lists = Array.from({ length: AREAS }, (_, area) => {
    const [x, y] = [area % WIDE, Math.floor(area / WIDE)]
    return steps.flatMap((dx) =>
      steps.flatMap((dy) => {
        const inside = x + dx >= 0 && x + dx < WIDE && y + dy >= 0 && y + dy < HIGH
        return inside && (dx !== 0 || dy !== 0) ? [area + dx + dy * WIDE] : []
      }),
    )
  })
  return spatialWeights(neighboursFromLists(lists), 'W')
}

/** A wave across the grid and as much noise. */
function smoothNoise(): Float64Array {
  const chance = random(33_000)
  return Float64Array.from({ length: AREAS }, (_, area) => Math.sin((area % WIDE) / 20) + chance.normal())
}

if (process.argv[1]?.endsWith('bench/moran.ts')) {
  const { title, times, goals } = moranBench()
  console.log(printed(title, times))
  for (const { goal, found, met } of goals) console.log(`  ${met ? 'met' : 'NOT MET'}: ${goal}: ${found}`)
}
