import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyRelease } from '../../src/release/verify'
import { folderSource } from '../../src/release/folder'
import { smallPeople, smallRecipe, smallRecords } from './small'

let dir = ''
const out = () => join(dir, 'out', 'release')
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-kill-'))
  await writeFile(join(dir, 'recipe.json'), JSON.stringify(smallRecipe('controlled-10')))
  await writeFile(join(dir, 'events.csv'), smallRecords())
  await writeFile(join(dir, 'population.csv'), smallPeople())
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** Builds in a process of its own and kills it after so many lines of progress; null lets it end. Gives the exit code. */
function build(lines: number | null): Promise<number | null> {
  const args = ['--import', 'tsx', join('src', 'cli', 'cairn.ts'), 'build', '--recipe', join(dir, 'recipe.json'), '--out', out()] // prettier-ignore
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let told = 0
  child.stdout.on('data', (text: Buffer) => {
    told += String(text).split('\n').length - 1
    if (lines !== null && told >= lines) child.kill('SIGKILL')
  })
  return new Promise((resolve) => child.on('exit', resolve))
}

it('a builder killed at any step leaves nothing that reads as a release, and running again completes', { timeout: 240_000 }, async () => {
  // From the first line of progress to the last attack; the folder is written after these.
  for (const lines of [1, 2, 4, 7, 20, 24]) {
    await build(lines)
    const found = await verifyRelease(folderSource(out()))
    const whole = found.release !== null && found.checks.every(({ outcome }) => outcome !== 'failed')
    expect(whole || !existsSync(join(out(), 'datapackage.json')), `killed after ${lines} lines`).toBe(true)
  }
  expect(await build(null)).toBe(0)
  const { release, checks } = await verifyRelease(folderSource(out()))
  expect(release?.id).toBe('tiny')
  expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  expect((await readdir(join(dir, 'out'))).sort()).toEqual(['release', 'release-inside'])
}) // prettier-ignore
