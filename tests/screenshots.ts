/**
 * `npm run screenshots [-- view…]`: every view, or those named, at two sizes in two themes, into `screenshots/`, each looked over
 * by machine. `npm run screenshots -- --readme` takes the two pictures of the README instead.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findChromium } from './driver/browsers'
import { CHROMIUM_FLAGS } from './driver/chromium'
import { hasReal, PLACES, REAL } from './journeys/places'
import setup, { packDemo } from './journeys/setup'
import { faultsOfPage } from './pictures/checks'
import { publishedWords, settle, unfixBar, VIEWS, viewsNamed } from './pictures/views'

const OUT = 'screenshots'
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]
const THEMES = ['light', 'dark'] as const
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What the README shows, and the height of the window in which it is taken. */
const README = [
  { view: 'front', words: '', height: 1000 },
  { view: 'map', words: 'view=map&indicator=copd-admissions', height: 1240 },
]

interface Shot {
  release: string
  address: string
  view: string
  words: string
  width: number
  height: number
  theme: (typeof THEMES)[number]
}

const asked = process.argv.slice(2)
const executablePath = findChromium()
if (!executablePath) throw new Error('found no Chromium; npm test says how to get one')
const faults = await (asked.includes('--readme')
  ? takeForReadme(executablePath)
  : takeAll(viewsNamed(asked), executablePath))
process.exit(faults === 0 ? 0 : 1)

async function takeAll(views: readonly string[], executablePath: string): Promise<number> {
  await setup()
  // Those of other views stand where only some are asked for.
  if (asked.length === 0) rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  const shots = shotsOf('demo', PLACES.stick, views, (view) => VIEWS[view]!)
  if (hasReal) shots.push(...shotsOf('northwest', PLACES.northwestStick, views, publishedWords))
  else console.warn(`skipped: pictures of real data, because ${REAL} is not there`)
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
  let found = 0
  for (const shot of shots) found += await take(browser, shot)
  await browser.close()
  console.log(`${shots.length} pictures in ${OUT}/, ${found} faults`)
  return found
}

function shotsOf(release: string, folder: string, views: readonly string[], wordsOf: (view: string) => string | null) {
  const address = pathToFileURL(`${folder}/index.html`).href
  return views.flatMap((view): Shot[] => {
    const words = wordsOf(view)
    if (words === null) return []
    return SIZES.flatMap((size) => THEMES.map((theme) => ({ release, address, view, words, ...size, theme })))
  })
}

async function takeForReadme(executablePath: string): Promise<number> {
  await packDemo()
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
  const address = pathToFileURL(`${PLACES.stick}/index.html`).href
  let found = 0
  for (const picture of README)
    found += await take(browser, { ...picture, release: 'demo', address, width: 1280, theme: 'light' }, `.pictures/${picture.view}.png`) // prettier-ignore
  await browser.close()
  return found
}

/** Gives how many faults the picture has, and prints them. One with a path of its own shows the window alone. */
async function take(from: Browser, shot: Shot, path?: string): Promise<number> {
  const { width, height, theme, address, words } = shot
  const context = await from.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', deviceScaleFactor: 1 }) // prettier-ignore
  const began = performance.now()
  try {
    await context.addInitScript('globalThis.__name ??= (value) => value')
    const page = await context.newPage()
    await page.goto(address + (words && `#v=1&${words}`))
    await settle(page)
    const name = `${shot.release}-${shot.view}-${width}-${theme}`
    await page.evaluate(unfixBar)
    await page.screenshot({ path: path ?? `${OUT}/${name}.png`, fullPage: path === undefined, timeout: 120_000 })
    const found = [...(await page.evaluate(faultsOfPage)), ...(await accessibility(page))]
    console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
    for (const fault of found) console.log(`  ${fault}`)
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
