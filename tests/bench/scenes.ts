import { funnelScene, mapScene, rankedScene, type Scene, type Size } from '../../src/charts'
import { anAnswer, manyGiven } from '../charts/answers'
import { gridTopology } from '../charts/places'
import { processorTime } from './processor'

const AREAS = 10_000
const MOST_MS = 1000
const SIZE: Size = { width: 1000, height: 700, compact: false }

/** Each chart of 10,000 areas, laid out whole. */
export function sceneBench(rounds = 10) {
  const answer = anAnswer(manyGiven(AREAS), { chosen: ['A00100'] })
  const boundaries = gridTopology(answer.estimates.map(({ area }) => area), 100) // prettier-ignore
  const charts: Record<string, () => Scene> = {
    'ranked list': () => rankedScene(answer, SIZE),
    'funnel': () => funnelScene(answer, SIZE),
    'map': () => mapScene(answer, SIZE, { boundaries, shows: 'value' }),
    'map of circles': () => mapScene(answer, SIZE, { boundaries, map: 'symbols', sure: true }),
  } // prettier-ignore
  const goals = Object.entries(charts).map(([name, draw]) => {
    const { p50, p95 } = processorTime(draw, Math.min(rounds, 10))
    const goal = `${name} of ${AREAS.toLocaleString('en-GB')} areas in at most ${MOST_MS} ms of processor time`
    return { goal, found: `${p50.toFixed(0)} ms (p95 ${p95.toFixed(0)} ms)`, met: p50 <= MOST_MS }
  })
  return { title: 'Scenes of many areas', times: [], goals }
}

if (process.argv[1]?.endsWith('bench/scenes.ts'))
  for (const { goal, found, met } of sceneBench().goals) console.log(`${met ? 'met' : 'NOT MET'}: ${goal}: ${found}`)
