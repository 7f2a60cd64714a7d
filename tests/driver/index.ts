import { findChromium, findFirefox } from './browsers'
import { startChromium } from './chromium'
import type { BrowserName, Driver, DriverOptions } from './driver'
import { startFirefox } from './firefox'

export type { BrowserName, Driver, DriverOptions } from './driver'
export { eventually } from './driver'

/** Where the browser's program is; null where it is not installed. */
export const findBrowser = (name: BrowserName) => (name === 'chromium' ? findChromium() : findFirefox())

/** Starts a browser with one empty page. Throws where it is not installed. */
export async function startDriver(name: BrowserName, options: DriverOptions = {}): Promise<Driver> {
  const program = findBrowser(name)
  if (!program) throw new Error(`found no ${name}; npm test finds or installs a browser`)
  return name === 'chromium' ? startChromium(program, options) : startFirefox(program, options)
}
