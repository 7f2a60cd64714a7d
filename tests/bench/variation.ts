import { zOf } from '../../src/statistics'
import { drawGamma, drawPoisson } from '../../src/statistics/draws'
import { random } from '../../src/statistics/random'
import {
  claytonKaldor,
  funnelScores,
  heterogeneityTests,
  logNormalBayes,
  overDispersedLimits,
  overDispersion,
  variationBootstrap,
  type ChanceModel,
} from '../../src/statistics/variation'
import type { ArmTimes } from './arms'
import { processorTime } from './processor'

const [AREAS, DRAWS, LINE] = [150, 2_000, 60]
const MOST_MS = 150

export interface VariationBench {
  title: string
  times: ArmTimes[]
  goals: { goal: string; found: string; met: boolean }[]
}

/** The funnel and all measures of variation of 150 areas with their intervals: of counts as they happened, and of counts rounded to 5. */
export function variationBench(rounds = 30): VariationBench {
  const kinds = { 'as they happened': made(null), 'rounded to 5': made(5) }
  const goals = Object.entries(kinds).map(([kind, model]) => {
    const { p50, p95 } = processorTime(() => everything(model), rounds)
    return {
      goal: `funnel and all variation of ${AREAS} areas, ${DRAWS.toLocaleString('en')} draws, counts ${kind}, in at most ${MOST_MS} ms of processor time`,
      found: `${p50.toFixed(1)} ms (p95 ${p95.toFixed(1)} ms)`,
      met: p50 <= MOST_MS,
    }
  })
  return { title: `Funnel and variation of ${AREAS} areas`, times: [], goals }
}

function everything(model: ChanceModel): unknown[] {
  const { observed, expected } = model
  const scores = funnelScores(observed, expected, 'log ratio')
  const { tau2 } = overDispersion(scores)
  const lines = [0.95, 0.998].flatMap((coverage) =>
    Array.from({ length: LINE }, (_, at) =>
      overDispersedLimits('log ratio', 10 + 20 * at, { target: scores.target, tau2, z: zOf(coverage) }),
    ),
  )
  const plain = [heterogeneityTests(model), claytonKaldor(model), logNormalBayes(model)]
  return [lines, ...plain, variationBootstrap(model, { seed: 4, draws: DRAWS })]
}

/** Areas of 20 to 600 expected events whose risks scatter by a tenth, their counts rounded where there is a base. */
function made(base: number | null): ChanceModel {
  const chance = random(150)
  const expected = Float64Array.from({ length: AREAS }, () => 20 * 30 ** chance.uniform())
  const events = expected.map((mean) => drawPoisson(chance, (mean * drawGamma(chance, 100)) / 100))
  if (base === null) return { observed: events, expected }
  const observed = events.map((count) => base * Math.round(count / base))
  return { observed, expected, base, noise: new Float64Array(AREAS).fill((base * base - 1) / 12) }
}

if (process.argv[1]?.endsWith('bench/variation.ts'))
  for (const { goal, found, met } of variationBench().goals)
    console.log(`${met ? 'met' : 'NOT MET'}: ${goal}: ${found}`)
