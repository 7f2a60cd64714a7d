import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Builder, Key, type WebDriver, type WebElement } from 'selenium-webdriver'
import { findScreen } from './browsers'
import { downloadInto } from './downloads'
import { eventually, newWitness, type Driver, type DriverOptions, type Witness } from './driver'
import { comeToRest } from './in-page'
import { pageDriver, type PageParts } from './page-driver'
import { end, freePort, startScreen } from './processes'
import { setTrap, type Trap } from './trap'
import { evaluate, named } from './webkit-script'
import { hear, keepHearing } from './webkit-witness'

/** Starts WebKitGTK's MiniBrowser over WebDriver, on a screen in memory, with everything but this machine behind a trap. */
export async function startWebKit(program: string, options: DriverOptions = {}): Promise<Driver> {
  const { width = 1280, height = 800, theme = 'light' } = options
  const [trap, home, screen] = [await setTrap(), await newHome(), await startScreen(findScreen() ?? 'Xvfb')]
  const port = await freePort()
  const env = { ...environment(home), DISPLAY: screen.display, GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita' } // prettier-ignore
  const service = spawn(program, [`--port=${port}`], { stdio: 'ignore', env })
  const session = await startSession(port, trap, options.offline ?? false)
  const witness = newWitness()
  await resize(session, width, height)
  const stop = keepHearing(session, witness)
  const close = async () => {
    stop()
    await session.quit().catch(() => {})
    for (const one of [service, screen.process]) await end(one)
    trap.close()
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  return pageDriver('webkit', partsOf(session, witness, join(home, 'downloads'), close), witness, trap)
}

/** A home of its own, so that nothing is kept and files are saved where they can be found. */
async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'cairn-webkit-'))
  await mkdir(join(home, 'downloads'))
  await writeFile(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${home}/downloads"\n`)
  return home
}

const environment = (home: string) => ({
  ...process.env,
  HOME: home,
  XDG_CONFIG_HOME: home,
  GDK_BACKEND: 'x11',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
  // In a container there is nothing to make one of; pages here are the project's own.
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
})

/** The service's own address is given, so that Selenium looks for no browser and asks no server. */
async function startSession(port: number, trap: Trap, offline: boolean): Promise<WebDriver> {
  const server = `http://127.0.0.1:${port}`
  const ready = () => fetch(`${server}/status`).then((reply) => reply.ok, () => false) // prettier-ignore
  await eventually(ready, { say: () => 'WebKitWebDriver does not answer' })
  const elsewhere = `127.0.0.1:${trap.port}`
  const proxy = { proxyType: 'manual', httpProxy: elsewhere, sslProxy: elsewhere, noProxy: offline ? [] : ['127.0.0.1', 'localhost'] } // prettier-ignore
  return new Builder()
    .disableEnvironmentOverrides()
    .usingServer(server)
    .withCapabilities({ browserName: 'MiniBrowser', pageLoadStrategy: 'none', timeouts: { script: 120_000 }, proxy })
    .build()
}

function partsOf(session: WebDriver, witness: Witness, folder: string, close: () => Promise<void>): PageParts {
  return {
    goto: (address) => goto(session, witness, address),
    address: () => session.getCurrentUrl(),
    back: () => session.navigate().back(),
    forward: () => session.navigate().forward(),
    evaluate: async (run, argument) => {
      const value = await evaluate(session, run, argument)
      await hear(session, witness)
      return value
    },
    withElement: async (find, argument, act) => {
      const element = await session.executeScript<WebElement | null>(`return (${named(find)})(arguments[0])`, argument)
      if (!element) return false
      await act({ click: () => clickWhenStill(session, element), focus: () => focus(session, element) })
      return true
    },
    press: (keys) => press(session, keys.split('+').map(keyOf)),
    type: (text) => session.actions().sendKeys(text).perform(),
    screenshot: async (path) => writeFile(path, await session.takeScreenshot(), 'base64'),
    resize: (width, height) => resize(session, width, height),
    download: (action) => downloadInto(folder, action),
    close,
  }
}

/** Hears the last of the page that is left, and the next one before its scripts have done much. */
async function goto(session: WebDriver, witness: Witness, address: string): Promise<void> {
  await hear(session, witness).catch(() => {})
  await session.executeScript('globalThis.__left = true')
  await session.get(address)
  // Without a pause between: each moment is one in which the new page is not heard.
  for (const end = Date.now() + 60_000; await isLeft(session);)
    if (Date.now() > end) throw new Error(`never came to ${address}`)
  await hear(session, witness)
  const parsed = () => session.executeScript<boolean>('return document.readyState !== "loading"')
  await eventually(parsed, { say: () => `${address} was never read whole` })
}

/** Whether the page still stands that was to be left; between two pages there is none. */
const isLeft = (session: WebDriver) =>
  session.executeScript<boolean>('return globalThis.__left === true').catch(() => true)

const focus = (session: WebDriver, element: WebElement) => session.executeScript<void>('arguments[0].focus()', element)

/** At the middle of the first part of it that has a size; WebKitWebDriver takes the first part, be it empty. */
async function clickWhenStill(session: WebDriver, element: WebElement): Promise<void> {
  await session.executeAsyncScript(`(${named(comeToRest)})(arguments[0]).then(arguments[1])`, element)
  const [x, y] = await session.executeScript<[number, number]>(`return (${named(middleOf)})(arguments[0])`, element)
  await session.actions().move({ x, y, duration: 0 }).click().perform()
}

/** In the page. */
function middleOf(element: Element): [number, number] {
  const { left, right, top, bottom } =
    [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0) ??
    element.getBoundingClientRect()
  const middle = (from: number, to: number, most: number) => Math.floor((Math.max(from, 0) + Math.min(to, most)) / 2)
  return [middle(left, right, innerWidth), middle(top, bottom, innerHeight)]
}

/** A key by its name in the DOM, as WebDriver writes it. */
function keyOf(name: string): string {
  if (name.length === 1) return name
  const key = Key[name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').replace(/^Backspace$/, 'BACK_SPACE').toUpperCase() as 'ENTER'] // prettier-ignore
  if (typeof key !== 'string') throw new Error(`found no key ${name}`)
  return key
}

async function press(session: WebDriver, keys: readonly string[]): Promise<void> {
  const [last = '', held] = [keys[keys.length - 1], keys.slice(0, -1)]
  const actions = session.actions()
  for (const key of held) actions.keyDown(key)
  actions.sendKeys(held.length > 0 ? last.toLowerCase() : last)
  for (const key of [...held].reverse()) actions.keyUp(key)
  await actions.perform()
}

/** The window has more than the page, and it takes a moment. */
async function resize(session: WebDriver, width: number, height: number): Promise<void> {
  const inner = () => session.executeScript<[number, number]>('return [innerWidth, innerHeight]')
  const set = async () => {
    const [outer, [x, y]] = [await session.manage().window().getRect(), await inner()]
    if (x === width && y === height) return true
    await session.manage().window().setRect({ x: 0, y: 0, width: outer.width + width - x, height: outer.height + height - y }) // prettier-ignore
    return false
  }
  const say = async () => `the page is ${(await inner()).join(' × ')}, not ${width} × ${height}`
  await eventually(set, { milliseconds: 5_000, say })
}
