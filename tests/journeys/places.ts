import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Made once for a run of journeys (see `setup.ts`), outside the tree. */
const MADE = resolve('node_modules/.cache/cairn/journeys')

export const PLACES = {
  /** The app as built for a web server. */
  app: resolve('dist'),
  /** The app as built for a stick, not packed yet. */
  stickApp: resolve('node_modules/.cache/cairn/usb'),
  /** The demo, packed. */
  stick: `${MADE}/usb`,
  /** Two releases, packed so that their list opens. */
  launcher: `${MADE}/usb-launcher`,
  /** Real data of the North West, imported, as one release folder; and packed. */
  northwest: `${MADE}/northwest`,
  northwestStick: `${MADE}/usb-northwest`,
}

/** Real, open data that is not part of the project. */
export const REAL = resolve('../shared/real')
export const hasReal = existsSync(`${REAL}/northwest/fingertips.csv.gz`)
