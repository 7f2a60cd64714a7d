/** `npm run screenshots`: every view at two sizes in two themes, into `screenshots/`, each looked over by machine. */
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findChromium } from './driver/browsers'
import { CHROMIUM_FLAGS } from './driver/chromium'
import { hasReal, PLACES, REAL } from './journeys/places'
import setup from './journeys/setup'
import { faultsOfPage } from './pictures/checks'
import { settle, unfixBar, VIEWS } from './pictures/views'

const OUT = 'screenshots'
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]
const THEMES = ['light', 'dark'] as const
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Shot {
  release: string
  address: string
  view: string
  fragment: string
  width: number
  height: number
  theme: (typeof THEMES)[number]
}

await setup()
rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT)
const shots = shotsOf('demo', PLACES.stick, '')
if (hasReal) shots.push(...shotsOf('northwest', PLACES.northwestStick, '&indicator=diabetes-241'))
else console.warn(`skipped: pictures of real data, because ${REAL} is not there`)

const executablePath = findChromium()
if (!executablePath) throw new Error('found no Chromium; npm test says how to get one')
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
let faults = 0
for (const shot of shots) faults += await take(browser, shot)
await browser.close()
console.log(`${shots.length} pictures in ${OUT}/, ${faults} faults`)
process.exit(faults === 0 ? 0 : 1)

function shotsOf(release: string, folder: string, more: string): Shot[] {
  const address = pathToFileURL(`${folder}/index.html`).href
  return Object.entries(VIEWS).flatMap(([view, words]) =>
    SIZES.flatMap((size) =>
      THEMES.map((theme) => ({ release, address, view, fragment: words && `#v=1&${words}${more}`, ...size, theme })),
    ),
  )
}

/** Gives how many faults the picture has, and prints them. */
async function take(from: Browser, shot: Shot): Promise<number> {
  const { width, height, theme } = shot
  const context = await from.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', deviceScaleFactor: 1 }) // prettier-ignore
  try {
    await context.addInitScript('globalThis.__name ??= (value) => value')
    const page = await context.newPage()
    await page.goto(shot.address + shot.fragment)
    await settle(page)
    const name = `${shot.release}-${shot.view}-${width}-${theme}`
    await page.evaluate(unfixBar)
    await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true })
    const found = [...(await page.evaluate(faultsOfPage)), ...(await accessibility(page))]
    for (const fault of found) console.log(`${name}: ${fault}`)
    return found.length
  } finally {
    await context.close()
  }
}

async function accessibility(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(TAGS).options({ rules: { 'target-size': { enabled: true } } })
  const { violations } = await axe.setLegacyMode().analyze()
  return violations.map(
    ({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.length}×, e.g. ${nodes[0]?.html.slice(0, 120)})`,
  )
}
