import { readFile } from 'node:fs/promises'
import { chromium, type ElementHandle, type Page } from 'playwright-core'
import { pageDriver, type PageParts } from './page-driver'
import type { Driver, DriverOptions } from './driver'
import { newWitness, type Witness } from './driver'
import { listenForRefusals } from './in-page'
import { exceptFor, setTrap } from './trap'

/** Quiet: a browser's own calls home would be taken for the page's. */
export const CHROMIUM_FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' ') // prettier-ignore

/** Hosts that Chromium itself calls, whatever page is open. A page's own call to one is still among its requests. */
const BROWSERS_OWN =
  /\b((accounts|clients\d*|update|content-autofill|optimizationguide-pa)\.(google|googleapis)|[a-z0-9-]+\.gvt1|[a-z0-9.-]+\.microsoft)\.com\b/

/** Starts Chromium (or Edge, or Chrome) with everything but this machine behind a trap. */
export async function startChromium(executablePath: string, options: DriverOptions = {}): Promise<Driver> {
  const { theme = 'light', width = 1280, height = 800, offline = false } = options
  const trap = await setTrap()
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, `--proxy-server=http://127.0.0.1:${trap.port}`],
  })
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width, height },
    offline,
    acceptDownloads: true,
  })
  await context.addInitScript(listenForRefusals)
  const page = await context.newPage()
  const witness = newWitness()
  observe(page, witness)
  const close = async () => {
    await browser.close()
    trap.close()
  }
  const driver = pageDriver('chromium', partsOf(page, close), witness, exceptFor(BROWSERS_OWN, trap))
  return { ...driver, protocol: () => page.context().newCDPSession(page) }
}

function observe(page: Page, witness: Witness): void {
  page.context().on('request', (request) => witness.requests.push(request.url()))
  page.on('pageerror', (error) => witness.errors.push(`error in the page: ${error.message}`))
  page.on('crash', () => witness.errors.push('the page crashed'))
  page.on('console', (message) => {
    const from = message.location().url
    if (message.type() === 'error') witness.errors.push(`console: ${message.text()}${from ? ` (${from})` : ''}`)
  })
}

function partsOf(page: Page, close: () => Promise<void>): PageParts {
  const element = async (find: (argument: never) => Element | null, argument: unknown) =>
    (
      await page.evaluateHandle(find as (argument: unknown) => Element | null, argument)
    ).asElement() as ElementHandle | null
  return {
    goto: async (address) => void (await page.goto(address, { waitUntil: 'domcontentloaded' })),
    address: async () => page.url(),
    back: async () => void (await page.goBack({ waitUntil: 'commit' })),
    forward: async () => void (await page.goForward({ waitUntil: 'commit' })),
    evaluate: (run, argument) => page.evaluate(run as never, argument as never),
    withElement: async (find, argument, act) => {
      const handle = await element(find as never, argument)
      if (!handle) return false
      await act({ click: () => handle.click({ timeout: 5_000 }), focus: () => handle.focus() })
      await handle.dispose()
      return true
    },
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    screenshot: async (path) => void (await page.screenshot({ path, fullPage: true })),
    resize: (width, height) => page.setViewportSize({ width, height }),
    download: async (action) => {
      const [saved] = await Promise.all([page.waitForEvent('download'), action()])
      return { name: saved.suggestedFilename(), content: await readFile(await saved.path()) }
    },
    close,
  }
}
