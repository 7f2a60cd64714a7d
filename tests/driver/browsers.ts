import { findProgram, programFiles } from '../../src/cli/find-browser'

export { findChromium } from '../../src/cli/find-browser'

/** An installed Firefox: `CAIRN_FIREFOX` first, then PATH, then the usual places. Null where there is none. */
export const findFirefox = () =>
  findProgram({
    variable: 'CAIRN_FIREFOX',
    names: ['firefox', 'firefox-esr'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox', ...programFiles('Mozilla Firefox/firefox.exe')],
  })
