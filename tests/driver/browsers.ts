import { findProgram, programFiles } from '../../src/cli/find-browser'

export { findChromium } from '../../src/cli/find-browser'

/** An installed Firefox: `CAIRN_FIREFOX` first, then PATH, then the usual places. Null where there is none. */
export const findFirefox = () =>
  findProgram({
    variable: 'CAIRN_FIREFOX',
    names: ['firefox', 'firefox-esr'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox', ...programFiles('Mozilla Firefox/firefox.exe')],
  })

/** What drives WebKitGTK’s MiniBrowser: `CAIRN_WEBKIT` first, then PATH. Null where it, or a screen to draw on, is not there. */
export const findWebKit = () =>
  findScreen() && findProgram({ variable: 'CAIRN_WEBKIT', names: ['WebKitWebDriver'], places: [] })

/** A screen in memory, for a browser that cannot do without. */
export const findScreen = () => findProgram({ variable: 'CAIRN_XVFB', names: ['Xvfb'], places: [] })
