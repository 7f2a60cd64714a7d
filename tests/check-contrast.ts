/**
 * `npm run check:contrast [address]`: the contrast of every text and mark on every view, measured from rendered pixels in
 * both themes; of the packed app, or of the one at the address. Fails below 4.5 for text, 3 for large text and marks.
 */
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { hideInPage, measureStrip, targetsOfPage, type Target } from './contrast/measure'
import { findChromium } from './driver/browsers'
import { CHROMIUM_FLAGS } from './driver/chromium'
import { PLACES } from './journeys/places'
import setup from './journeys/setup'
import { settle, unfixBar, VIEWS } from './pictures/views'

const THEMES = ['light', 'dark'] as const
const SCALE = 2
/** CSS pixels photographed at once: a picture of a whole long page is more than a browser draws. */
const STRIP = 2000
/** More of the page below, so that what begins at a strip's foot is on it whole. */
const FOOT = 400

interface Found extends Target {
  ratio: number
}

const [given, only] = process.argv.slice(2)
if (!given) await setup()
const address = given ?? pathToFileURL(`${PLACES.stick}/index.html`).href
const executablePath = findChromium()
if (!executablePath) throw new Error('found no Chromium; npm test says how to get one')
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
const scales = await browser.newPage()
await scales.addInitScript('globalThis.__name ??= (value) => value')
await scales.goto('about:blank')
let [measured, faults] = [0, 0]
for (const [view, words] of Object.entries(VIEWS))
  for (const theme of THEMES) if (!only || only.split(',').includes(view)) await check(browser, view, words, theme)
await browser.close()
console.log(`${measured} texts and marks measured, ${faults} under their limit`)
process.exit(faults === 0 && measured > 0 ? 0 : 1)

async function check(from: Browser, view: string, words: string, theme: (typeof THEMES)[number]): Promise<void> {
  const context = await from.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: theme, reducedMotion: 'reduce', deviceScaleFactor: SCALE }) // prettier-ignore
  try {
    await context.addInitScript('globalThis.__name ??= (value) => value')
    const page = await context.newPage()
    await page.goto(address + (words && `#v=1&${words}`))
    await settle(page)
    await page.evaluate(unfixBar)
    report(`${view}, ${theme}`, await measure(page))
  } finally {
    await context.close()
  }
}

async function measure(page: Page): Promise<Found[]> {
  const targets = await page.evaluate(targetsOfPage)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const found: Found[] = []
  for (let top = 0; top < height; top += STRIP) {
    const here = targets.flatMap((target, at) => (inStrip(target, top) ? [{ ...target, at }] : []))
    const pictures = [await picture(page, top, height, 'nothing'), await picture(page, top, height, 'text'), await picture(page, top, height, 'marks')] as const // prettier-ignore
    const results = await scales.evaluate(measureStrip, { pictures, scale: SCALE, top, targets: here })
    for (const { target, ratio } of results) found.push({ ...targets[target]!, ratio })
  }
  return found
}

/** Each belongs to the strip in which it begins. */
function inStrip({ boxes }: Target, top: number): boolean {
  const y = boxes[0]?.y ?? -1
  return y >= top && y < top + STRIP
}

async function picture(page: Page, top: number, height: number, hidden: 'nothing' | 'text' | 'marks'): Promise<string> {
  await page.evaluate(hideInPage, hidden)
  const clip = { x: 0, y: top, width: 1280, height: Math.min(STRIP + FOOT, height - top) }
  return (await page.screenshot({ fullPage: true, clip })).toString('base64')
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
