import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, type ElementHandle, type KeyInput, type Page } from 'puppeteer-core'
import { newWitness, type Driver, type DriverOptions, type Witness } from './driver'
import { downloadInto } from './downloads'
import { comeToRest, listenForRefusals } from './in-page'
import { pageDriver, type PageParts } from './page-driver'
import { exceptFor, setTrap, type Trap } from './trap'

/** Starts Firefox over WebDriver BiDi with everything but this machine behind a trap. */
export async function startFirefox(executablePath: string, options: DriverOptions = {}): Promise<Driver> {
  const { width = 1280, height = 800 } = options
  const [trap, folder] = [await setTrap(), await mkdtemp(join(tmpdir(), 'cairn-downloads-'))]
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: preferences(options, trap, folder),
  })
  // The first window's tab has not the focus, so that keys would reach its fields but not its buttons.
  const page = await browser.newPage()
  await page.bringToFront()
  await page.setViewport({ width, height })
  await page.evaluateOnNewDocument(listenForRefusals)
  const witness = newWitness()
  observe(page, witness)
  const close = async () => {
    await browser.close()
    trap.close()
    await rm(folder, { recursive: true, force: true })
  }
  return pageDriver('firefox', partsOf(page, folder, close), witness, exceptFor(BROWSERS_OWN, trap))
}

function preferences({ theme = 'light', offline = false }: DriverOptions, trap: Trap, folder: string) {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': trap.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': trap.port,
    'network.proxy.no_proxies_on': offline ? '' : '127.0.0.1,localhost',
    'network.proxy.allow_hijacking_localhost': offline,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
    'browser.download.folderList': 2,
    'browser.download.dir': folder,
    'browser.download.always_ask_before_handling_new_types': false,
  }
}

/** Hosts that Firefox itself calls, whatever page is open. */
const BROWSERS_OWN = /\b[a-z0-9.-]+\.(mozilla\.(com|net|org)|firefox\.com|mozgcp\.net)\b/

function observe(page: Page, witness: Witness): void {
  page.on('request', (request) => witness.requests.push(request.url()))
  page.on('pageerror', (error) => witness.errors.push(`error in the page: ${String(error)}`))
  page.on('console', (message) => {
    if (message.type() === 'error') witness.errors.push(`console: ${message.text()}`)
  })
}

function partsOf(page: Page, folder: string, close: () => Promise<void>): PageParts {
  return {
    goto: async (address) => void (await page.goto(address, { waitUntil: 'domcontentloaded' })),
    address: async () => page.evaluate(() => location.href),
    back: async () => void (await page.evaluate(() => history.back())),
    forward: async () => void (await page.evaluate(() => history.forward())),
    evaluate: (run, argument) => page.evaluate(run as never, argument) as never,
    withElement: async (find, argument, act) => {
      const found = await page.evaluateHandle(find as (argument: unknown) => Element | null, argument)
      const handle = found.asElement() as ElementHandle<Element> | null
      if (!handle) return false
      await act({ click: () => clickWhenStill(handle), focus: () => handle.focus() })
      await handle.dispose()
      return true
    },
    press: (keys) => pressTogether(page, keys.split('+') as KeyInput[]),
    type: (text) => page.keyboard.type(text),
    screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png`, fullPage: true })),
    resize: (width, height) => page.setViewport({ width, height }),
    download: (action) => downloadInto(folder, action),
    close,
  }
}

/** BiDi clicks where the element was when it asked. */
async function clickWhenStill(handle: ElementHandle<Element>): Promise<void> {
  await handle.evaluate(comeToRest)
  await handle.click()
}

async function pressTogether(page: Page, keys: readonly KeyInput[]): Promise<void> {
  const [last, held] = [keys[keys.length - 1], keys.slice(0, -1)]
  for (const key of held) await page.keyboard.down(key)
  if (last) await page.keyboard.press(last)
  for (const key of [...held].reverse()) await page.keyboard.up(key)
}
