import { findChromium, findFirefox, findWebKit } from './browsers'
import { startChromium } from './chromium'
import type { BrowserName, Driver, DriverOptions } from './driver'
import { startFirefox } from './firefox'
import { startWebKit } from './webkit'

export type { BrowserName, Driver, DriverOptions } from './driver'
export { eventually } from './driver'

const BROWSERS = {
  chromium: { find: findChromium, start: startChromium },
  firefox: { find: findFirefox, start: startFirefox },
  webkit: { find: findWebKit, start: startWebKit },
}

/** Where the program is by which a browser is driven; null where it is not installed. */
export const findBrowser = (name: BrowserName) => BROWSERS[name].find()

/** Starts a browser with one empty page. Throws where it is not installed. */
export async function startDriver(name: BrowserName, options: DriverOptions = {}): Promise<Driver> {
  const program = findBrowser(name)
  if (!program) throw new Error(`found no ${name}; npm test finds or installs a browser`)
  return BROWSERS[name].start(program, options)
}
