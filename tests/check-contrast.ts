/**
 * `npm run check:contrast [address [view…]]`: the contrast of every text and mark on every view, or on those named, measured
 * from rendered pixels in both themes; of the packed app, or of the one at the address. Fails below 4.5 for text, 3 for
 * large text and marks.
 */
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { hideInPage, measureStrip, targetsOfPage, type Target } from './contrast/measure'
import { findChromium } from './driver/browsers'
import { CHROMIUM_FLAGS } from './driver/chromium'
import { PLACES } from './journeys/places'
import { packDemo } from './journeys/setup'
import { settle, unfixBar, VIEWS, viewsNamed } from './pictures/views'

const THEMES = ['light', 'dark'] as const
const SCALE = 2
/** CSS pixels measured at once: a picture of a whole long page is more than a browser draws. */
const STRIP = 1440
/** More of the page below, so that what begins at a strip's foot is on it whole. */
const FOOT = 160
const WINDOW = { width: 1280, height: STRIP + FOOT }

interface Found extends Target {
  ratio: number
}

const [given, ...named] = process.argv.slice(2)
const views = viewsNamed(named.flatMap((names) => names.split(',')))
const began = performance.now()
if (!given) await packDemo()
const address = given ?? pathToFileURL(`${PLACES.stick}/index.html`).href
const executablePath = findChromium()
if (!executablePath) throw new Error('found no Chromium; npm test says how to get one')
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
const scales = await browser.newPage()
await scales.addInitScript('globalThis.__name ??= (value) => value')
await scales.goto('about:blank')
let [measured, faults] = [0, 0]
for (const view of views) await check(browser, view)
await browser.close()
console.log(`${measured} texts and marks measured, ${faults} under their limit; ${seconds(began)} in all`)
process.exit(faults === 0 && measured > 0 ? 0 : 1)

async function check(from: Browser, view: string): Promise<void> {
  const words = VIEWS[view]
  const context = await from.newContext({ viewport: WINDOW, reducedMotion: 'reduce', deviceScaleFactor: SCALE }) // prettier-ignore
  try {
    await context.addInitScript('globalThis.__name ??= (value) => value')
    const page = await context.newPage()
    const at = performance.now()
    await page.goto(address + (words && `#v=1&${words}`))
    await settle(page)
    await page.evaluate(unfixBar)
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme })
      report(`${view}, ${theme}`, await measure(page))
    }
    console.log(`  ${view} took ${seconds(at)}`)
  } finally {
    await context.close()
  }
}

function seconds(since: number): string {
  return `${Math.round((performance.now() - since) / 1000)} s`
}

async function measure(page: Page): Promise<Found[]> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const found: Found[] = []
  for (let from = 0; from < height; from += STRIP) {
    // The last strip's window begins higher up.
    const top = await page.evaluate((y) => (scrollTo({ top: y, behavior: 'instant' }), scrollY), from)
    const targets = await page.evaluate(targetsOfPage)
    const here = targets.flatMap((target, at) => (inStrip(target, from) ? [{ ...target, at }] : []))
    const pictures = [await picture(page, 'nothing'), await picture(page, 'text'), await picture(page, 'marks')] as const // prettier-ignore
    const results = await scales.evaluate(measureStrip, { pictures, scale: SCALE, top, targets: here })
    for (const { target, ratio } of results) found.push({ ...targets[target]!, ratio })
  }
  await page.evaluate(hideInPage, 'nothing' as const)
  return found
}

/** Each belongs to the strip in which it begins. */
function inStrip({ boxes }: Target, from: number): boolean {
  const y = boxes[0]?.y ?? -1
  return y >= from && y < from + STRIP
}

/** Of what stands in the window: of a whole page it takes many times as long. */
async function picture(page: Page, hidden: 'nothing' | 'text' | 'marks'): Promise<string> {
  await page.evaluate(hideInPage, hidden)
  return (await page.screenshot({ timeout: 120_000 })).toString('base64')
}

function report(name: string, found: readonly Found[]): void {
  const worst = (kind: Target['kind']) => found.filter((one) => one.kind === kind).sort((a, b) => a.ratio / a.least - b.ratio / b.least)[0] // prettier-ignore
  const told = (['text', 'mark'] as const).flatMap((kind) => {
    const one = worst(kind)
    return one ? [`${kind} ${one.ratio.toFixed(2)} (“${one.say}”)`] : []
  })
  console.log(`${name}: ${found.length} measured; worst ${told.join(', ')}`)
  const under = found.filter(({ ratio, least }) => ratio < least - 0.005)
  for (const { kind, say, ratio, least } of under) console.log(`  UNDER ${least}: ${kind} ${ratio.toFixed(2)} “${say}”`)
  measured += found.length
  faults += under.length
}
