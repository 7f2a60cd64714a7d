import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { homedir } from 'node:os'

const CHROMIUM_NAMES =
  'chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge microsoft-edge-stable msedge'.split(
    ' ',
  )
const FIREFOX_NAMES = ['firefox', 'firefox-esr']

const CHROMIUM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...programFiles('Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'),
]
const FIREFOX_PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...programFiles('Mozilla Firefox/firefox.exe'),
]

function programFiles(...paths: string[]): string[] {
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])
  return roots.flatMap((root) => paths.map((path) => join(root, path)))
}

/** An installed Chromium, Chrome or Edge: `CAIRN_CHROMIUM` first, then PATH, then the usual places. Null where there is none. */
export const findChromium = () => chosen('CAIRN_CHROMIUM') ?? onPath(CHROMIUM_NAMES) ?? firstOf(CHROMIUM_PLACES)

/** An installed Firefox: `CAIRN_FIREFOX` first, then PATH, then the usual places. Null where there is none. */
export const findFirefox = () => chosen('CAIRN_FIREFOX') ?? onPath(FIREFOX_NAMES) ?? firstOf(FIREFOX_PLACES)

/** What a person named is meant, even where it is not there: they shall hear of it. */
function chosen(variable: string): string | null {
  const path = process.env[variable]
  if (path && !existsSync(path)) throw new Error(`${variable} names ${path}, which is not there`)
  return path || null
}

function onPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return firstOf(names.flatMap((name) => folders.map((folder) => join(folder || homedir(), `${name}${suffix}`))))
}

const firstOf = (places: readonly string[]): string | null => places.find((place) => existsSync(place)) ?? null
