import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A program that may be installed: the variable by which a person names it, its names on PATH, its usual places. */
interface Sought {
  variable: string
  names: readonly string[]
  places: readonly string[]
}

const CHROMIUM: Sought = {
  variable: 'CAIRN_CHROMIUM',
  names: 'chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge microsoft-edge-stable msedge'.split(' '), // prettier-ignore
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...programFiles('Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'),
  ],
}

/** An installed Chromium, Chrome or Edge: `CAIRN_CHROMIUM` first, then PATH, then the usual places. Null where there is none. */
export const findChromium = (): string | null => findProgram(CHROMIUM)

/** The first that is there. Throws where a person named one that is not: they shall hear of it. */
export function findProgram({ variable, names, places }: Sought): string | null {
  const path = process.env[variable]
  if (path && !existsSync(path)) throw new Error(`${variable} names ${path}, which is not there`)
  return path || onPath(names) || firstOf(places)
}

/** Paths under the folders in which Windows keeps programs. */
export function programFiles(...paths: string[]): string[] {
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])
  return roots.flatMap((root) => paths.map((path) => join(root, path)))
}

function onPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return firstOf(names.flatMap((name) => folders.map((folder) => join(folder || homedir(), `${name}${suffix}`))))
}

const firstOf = (places: readonly string[]): string | null => places.find((place) => existsSync(place)) ?? null
