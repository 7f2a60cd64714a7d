import { chromium, type Browser } from 'playwright-core'
import { findChromium } from '../driver/browsers'
import { CHROMIUM_FLAGS } from '../driver/chromium'

/** One visit, timed inside the page: milliseconds since it was asked for. */
export interface Load {
  /** First frame after the chart's marks stood. */
  firstChart: number
  /** DuckDB has taken over; null where it was not waited for. */
  engineReady: number | null
  /** What the first chart said of each area. */
  first: string[]
  /** What the chart said once DuckDB was ready. */
  last: string[]
  /** Addresses asked for before the first chart. */
  before: string[]
  all: string[]
}

export interface LoadOptions {
  /** 1.6 Mbit/s, 150 ms, processor slowed four times. */
  slow?: boolean
  waitForEngine?: boolean
}

export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('found no Chromium; npm test says how to get one')
  return chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
}

/** Visits in a profile of its own, so that nothing is cached. */
export async function load(browser: Browser, address: string, options: LoadOptions = {}): Promise<Load> {
  const { slow = false, waitForEngine = true } = options
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    await context.addInitScript(watchForChart)
    const page = await context.newPage()
    if (slow) await slowDown(await context.newCDPSession(page))
    await page.goto(address, { waitUntil: 'commit' })
    await page.waitForFunction(() => 'cairnChart' in globalThis, undefined, { timeout: 120_000 })
    if (waitForEngine)
      await page.waitForFunction(() => performance.getEntriesByName('cairn:engine-ready').length > 0, undefined, {
        timeout: 180_000,
      })
    return await page.evaluate(readLoad)
  } finally {
    await context.close()
  }
}

async function slowDown(session: {
  send(method: 'Network.emulateNetworkConditions', words: object): Promise<unknown>
  send(method: 'Emulation.setCPUThrottlingRate', words: object): Promise<unknown>
}): Promise<void> {
  const bytesPerSecond = 1_600_000 / 8
  const line = { offline: false, latency: 150, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond }
  await session.send('Network.emulateNetworkConditions', line)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}

/** In the page, before its scripts: notes when a chart with areas in it has been painted. */
function watchForChart(): void {
  ;(globalThis as { __name?: unknown }).__name ??= (value: unknown) => value
  const here = globalThis as { cairnChart?: { at: number; said: string[] } }
  const options = () => [...document.querySelectorAll('main svg[role=listbox] [role=option]')]
  const watch = new MutationObserver(() => {
    const found = options()
    if (found.length === 0) return
    watch.disconnect()
    const said = found.map((option) => option.getAttribute('aria-label') ?? '')
    requestAnimationFrame(() => setTimeout(() => (here.cairnChart = { at: performance.now(), said })))
  })
  watch.observe(document, { childList: true, subtree: true })
}

function readLoad(): Load {
  const { at, said } = (globalThis as unknown as { cairnChart: { at: number; said: string[] } }).cairnChart
  const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  const last = [...document.querySelectorAll('main svg[role=listbox] [role=option]')]
  return {
    firstChart: at,
    engineReady: performance.getEntriesByName('cairn:engine-ready')[0]?.startTime ?? null,
    first: said,
    last: last.map((option) => option.getAttribute('aria-label') ?? ''),
    before: files.filter((file) => file.startTime < at).map(({ name }) => name),
    all: files.map(({ name }) => name),
  }
}
