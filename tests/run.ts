/** `npm test`: gets a browser, then types and lint, unit tests, both builds and journeys; ends with how many passed and failed. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFirefox } from './driver/browsers'
import { getChromium, NO_BROWSER } from './driver/install'
import { addTallies, describeTally, tallyOf, type Tally } from './tally'

const started = Date.now()
const say = (line: string) => console.log(line)
const folder = mkdtempSync(join(tmpdir(), 'cairn-test-'))

const chromium = await getChromium(say)
if (!chromium) {
  console.error(`npm test: ${NO_BROWSER}`)
  process.exit(1)
}
say(`Browser: ${chromium}`)
say(findFirefox() ? `Also: ${findFirefox()}` : 'skipped: no Firefox, so journeys run in Chromium alone')

const environment = { ...process.env, CAIRN_CHROMIUM: chromium, CAIRN_BUILT: '1' }
// Each of these keeps one core busy, so two at a time.
const sound = await both(step('types', 'npm', ['run', 'typecheck']), step('lint', 'npm', ['run', 'lint']))
const unit = await vitest('unit')
const built = await both(step('build', 'npm', ['run', 'build']), step('build for USB', 'npm', ['run', 'usb']))
const journeys = built ? await vitest('journeys') : null
rmSync(folder, { recursive: true, force: true })
finish([unit, journeys])

async function both(one: Promise<boolean>, other: Promise<boolean>): Promise<boolean> {
  return (await Promise.all([one, other])).every(Boolean)
}

/** Runs a program with its output as it comes. */
function step(what: string, program: string, words: readonly string[]): Promise<boolean> {
  say(`\n== ${what}`)
  return new Promise((done) => {
    const child = spawn(program, words, { stdio: 'inherit', env: environment, shell: process.platform === 'win32' })
    child.on('error', (error) => (console.error(`${program}: ${error.message}`), done(false)))
    child.on('exit', (code) => done(code === 0))
  })
}

/** Runs one of Vitest's projects; what it counted comes from its own report. Null where it left none. */
async function vitest(project: string): Promise<Tally | null> {
  const report = join(folder, `${project}.json`)
  const words = ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json']
  const passed = await step(project, 'npx', [...words, `--outputFile.json=${report}`])
  try {
    return { ...tallyOf(readFileSync(report, 'utf8')), content: passed }
  } catch {
    return null
  }
}

function finish(tallies: readonly (Tally | null)[]): never {
  const seconds = Math.round((Date.now() - started) / 1000)
  const known = tallies.filter((tally) => tally !== null)
  const complete = known.length === tallies.length && built && sound && known.every((tally) => tally.content)
  if (!sound) say('\nTypes or lint failed.')
  if (!built) say('\nThe build failed, so no journey was run.')
  else if (known.length < tallies.length) say('\nA test run ended without a report.')
  say(`\n${seconds} s`)
  say(describeTally(addTallies(known)))
  process.exit(complete && addTallies(known).failed === 0 ? 0 : 1)
}
