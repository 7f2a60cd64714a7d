import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { serveApp, type Served } from '../../src/cli/serve'
import { findBrowser, startDriver, type BrowserName, type Driver, type DriverOptions } from '../driver'
import { PLACES } from './places'

/** Where a journey is made: a browser, and the app from a server or from a disk. */
export interface Stage {
  browser: BrowserName
  from: 'http' | 'file'
}

/** What a journey is given. Read inside a test: both are set before the first. */
export interface Set {
  stage: Stage
  driver: Driver
  /** Opens the app at a view: `view=map&indicator=…`. */
  open(view?: string): Promise<void>
  /** Address of the app's page. */
  page: string
}

export interface StageOptions extends DriverOptions {
  /** Which stages; all of them where nothing is said. */
  stages?: readonly Stage[]
  /** Folder of the packed app for `file`, and of the app for `http`. */
  stick?: string
  app?: string
  /** Folder of releases for `http`, instead of the app's own. */
  releases?: string
}

const EVERYWHERE = import.meta.env.MODE === 'everywhere'

export const STAGES: readonly Stage[] = [
  { browser: 'chromium', from: 'http' },
  { browser: 'chromium', from: 'file' },
  { browser: 'firefox', from: 'file' },
  // Needs a driver and a screen of its own, so it is no part of `npm test`.
  ...(EVERYWHERE ? [{ browser: 'webkit', from: 'file' } as const] : []),
]
export const CHROMIUM_HTTP: readonly Stage[] = [{ browser: 'chromium', from: 'http' }]
/**
 * Hosted alone in `npm test`, which has ten minutes; everywhere in `npm run test:journeys`. For what no browser and no disk does in
 * another way than the journeys that go everywhere always.
 */
export const HOSTED: readonly Stage[] = EVERYWHERE ? STAGES : CHROMIUM_HTTP
const FROM_DISK = findBrowser('firefox') === null ? 'chromium' : 'firefox'
/** From a disk: in one browser in `npm test`, Firefox where there is one; in each in `npm run test:journeys`. */
export const ON_DISK = STAGES.filter(({ browser, from }) => from === 'file' && (EVERYWHERE || browser === FROM_DISK))
/** One hosted and one on a disk in `npm test`, each in a browser of its own; everywhere in `npm run test:journeys`. */
export const BOTH_WAYS: readonly Stage[] = EVERYWHERE ? STAGES : [...CHROMIUM_HTTP, ...ON_DISK]

/**
 * Declares journeys on each stage with a fresh browser. After each of them nothing may have gone wrong unseen: no
 * error, no refusal by the policy, no request that left the page's own place.
 */
export function journeys(name: string, body: (set: Set) => void, options: StageOptions = {}): void {
  for (const stage of options.stages ?? STAGES) {
    const missing = findBrowser(stage.browser) === null
    const label = `${name} (${stage.browser}, ${stage.from}:)`
    if (missing) console.warn(`skipped: no ${stage.browser[0]?.toUpperCase()}${stage.browser.slice(1)} for ${label}`)
    describe.skipIf(missing)(label, () => onStage(stage, body, options))
  }
}

function onStage(stage: Stage, body: (set: Set) => void, options: StageOptions): void {
  const { app = PLACES.app, stick = PLACES.stick, releases, ...driving } = options
  let served: Served | null = null
  const set = { stage } as Set
  beforeAll(async () => {
    if (stage.from === 'http') served = await serveApp({ dir: app, port: 4300, ...(releases ? { releases } : {}) })
    set.page = served?.address ?? pathToFileURL(`${stick}/index.html`).href
    set.driver = await startDriver(stage.browser, { ...driving, offline: driving.offline ?? stage.from === 'file' })
    set.open = (view = '') => openAt(set, view)
  })
  afterEach(() => expect(set.driver.complaints()).toEqual([]))
  afterAll(async () => {
    await set.driver?.close()
    served?.server.close()
  })
  body(set)
}

/** A fresh visit, not a step within the last one: a change of the fragment alone would not load the page. */
async function openAt({ driver, page }: Set, view: string): Promise<void> {
  await driver.open('about:blank')
  await driver.open(view ? `${page}#v=1&${view}` : page)
}
