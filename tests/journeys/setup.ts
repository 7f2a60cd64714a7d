import { existsSync } from 'node:fs'
import { build } from 'vite'
import { cairn } from '../../src/cli/cairn'
import { packFolder } from '../../src/cli/pack'
import { hasReal, PLACES, REAL } from './places'

/** Builds the app twice, unless `npm test` just did, and packs what journeys open from disk. */
export default async function setup(): Promise<void> {
  if (process.env.CAIRN_BUILT !== '1') {
    await build({ configFile: 'vite.config.ts', logLevel: 'warn' })
    await build({ configFile: 'vite.config.ts', logLevel: 'warn', mode: 'embed' })
    await typed('previews dist')
  }
  await packDemo()
  const releases = ['demo-gm', 'demo-cy'].map((id) => `public/releases/${id}`)
  if (releases.every(existsSync)) await packFolder({ app: PLACES.stickApp, out: PLACES.launcher, releases })
  if (hasReal) await packNorthWest()
  else console.warn(`skipped: journeys on real data, because ${REAL} is not there`)
}

/** Builds the app for a stick, unless `npm test` just did, and packs it with the demo. */
export async function packDemo(): Promise<void> {
  if (process.env.CAIRN_BUILT !== '1') await build({ configFile: 'vite.config.ts', logLevel: 'warn', mode: 'usb' })
  if (existsSync('public/releases/catalogue.json'))
    await packFolder({
      app: PLACES.stickApp,
      out: PLACES.stick,
      address: 'https://cairn.example/app/',
      open: 'demo-north',
    })
}

/** Exactly what the README tells a reader to type. */
async function packNorthWest(): Promise<void> {
  const { northwest, northwestStick } = PLACES
  const source = `${REAL}/northwest`
  const words = `import --csv ${source}/fingertips.csv.gz --areas ${source}/areas.csv --indicators ${source}/indicators.csv --boundaries ${REAL}/boundaries/uk.topojson --out ${northwest}` // prettier-ignore
  await typed(words)
  await typed(`pack --release ${northwest} --out ${northwestStick}`)
  if (!existsSync(`${northwestStick}/index.html`)) throw new Error(`${northwestStick} was not written`)
}

async function typed(words: string): Promise<void> {
  const said: string[] = []
  const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }
  const code = await cairn(words.split(' '), { io })
  if (code !== 0) throw new Error(`cairn ${words}\n${said.join('\n')}`)
}
