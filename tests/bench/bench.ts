/** `npm run bench [-- --rounds 30]`: each goal as a ratio within one run, with what was found. */
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { packFolder } from '../../src/cli/pack'
import { PLACES } from '../journeys/places'
import { printed } from './arms'
import { engineBench } from './engine'
import { linkBench, type Goal } from './link'
import { moranBench } from './moran'
import { sceneBench } from './scenes'
import { standardisationBench } from './standardisation'
import { variationBench } from './variation'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '30' } } })
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${values.rounds}: expected a whole number`)

const goals: Goal[] = []
const inThisProcess = () => [
  standardisationBench(rounds),
  moranBench(rounds),
  variationBench(rounds),
  sceneBench(rounds),
]
for (const { title, times, goals: found } of [...(await engineBench(rounds)), ...inThisProcess()]) {
  if (times.length > 0) console.log(`\n${printed(title, times)}`)
  goals.push(...found.map((one) => ({ ...one, goal: `${one.goal} (${title.toLowerCase()})` })))
}

await build({ configFile: 'vite.config.ts', logLevel: 'warn' })
await build({ configFile: 'vite.config.ts', logLevel: 'warn', mode: 'usb' })
await packFolder({ app: PLACES.stickApp, out: PLACES.stick, open: 'demo-north' })
goals.push(...(await linkBench(PLACES.app, PLACES.stick, rounds)))

const width = Math.max(...goals.map(({ goal }) => goal.length))
console.log('')
for (const { goal, found, met } of goals) console.log(`${met ? 'met    ' : 'NOT MET'}  ${goal.padEnd(width)}  ${found}`)
process.exit(0)
