import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { findChromium } from './browsers'
import { CHROMIUM_FLAGS } from './chromium'

export const NO_BROWSER = `found no browser that starts, and could get none.
The tests drive a real one. Do one of these, then run npm test again:
- install Chromium, Google Chrome or Microsoft Edge
- npx playwright install --with-deps chromium
- CAIRN_CHROMIUM=/path/to/chromium npm test`

/** A Chromium that starts: installed, else Playwright's, else Debian's package when root. Null where none can be had. */
export async function getChromium(say: (line: string) => void): Promise<string | null> {
  for (const way of [installed, fromPlaywright, fromDebian]) {
    const program = await way(say)
    if (program && (await starts(program, say))) return program
  }
  return null
}

const installed = async () => findChromium()

async function fromPlaywright(say: (line: string) => void): Promise<string | null> {
  const program = chromium.executablePath()
  if (existsSync(program)) return program
  say('No browser is installed: getting Playwright’s Chromium')
  run('npx', ['playwright', 'install', 'chromium'])
  return existsSync(program) ? program : null
}

async function fromDebian(say: (line: string) => void): Promise<string | null> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  say('Installing Debian’s Chromium')
  run('apt-get', ['update'])
  run('apt-get', ['install', '-y', 'chromium'])
  return findChromium()
}

/** The next way is tried where this one fails, so only what it prints matters. */
function run(program: string, words: readonly string[]): void {
  spawnSync(program, words, { stdio: 'inherit', shell: process.platform === 'win32' })
}

/** A browser may be there and still lack a library that it needs. */
async function starts(executablePath: string, say: (line: string) => void): Promise<boolean> {
  try {
    await (await chromium.launch({ executablePath, args: CHROMIUM_FLAGS, timeout: 60_000 })).close()
    return true
  } catch (error) {
    say(`${executablePath} does not start: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
    return false
  }
}
