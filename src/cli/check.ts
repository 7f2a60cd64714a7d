import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { checkFolders, checkRecord, passed, readTotals } from '../audit'
import type { Checkup, KnownTotal } from '../audit'
import { loadSolver } from '../disclosure'
import type { AttackResult } from '../disclosure'
import { folderSource } from '../release/folder'
import { attackTable } from './attack-table'
import { folderChecks } from './folder-checks'
import { readText } from './read-file'
import { defineCommand, type Terminal } from './command'

/** `cairn check`: the attack suite on release folders. */
export const checkCommand = defineCommand({
  name: 'check',
  summary: 'Attacks releases as anybody could who holds them, and says what each attack found. 0: none succeeded.',
  positionals: { name: 'RELEASE', help: 'folder of a release', min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    against: { type: 'string', value: 'EARLIER', many: true, help: 'folder of an earlier edition' },
    totals: {
      type: 'string',
      value: 'FILE',
      help: 'CSV of counts known from elsewhere: indicator, period, sex, age, area, count',
    },
    json: { type: 'string', value: 'FILE', help: 'write the result for machines' },
    worst: { type: 'boolean', help: 'tell cells and figures in the result too: for inside the facility only' },
  },
  async run({ positionals, against, totals, json, worst }, terminal) {
    const started = performance.now()
    const folders = (await Promise.all(positionals.map(folderChecks))).flat()
    const known = totals === undefined ? [] : readTotals(await readText(totals, 'a CSV file that exists'))
    const checkup = await checkFolders(positionals.map(folderSource), {
      solver: await loadSolver(),
      against: against.map(folderSource),
      totals: known,
      onProgress: ({ what, done, total }) => terminal.warn(what ? `${done + 1} of ${total}: ${what}` : 'done'),
    })
    for (const line of attackTable(checkup.results, worst)) terminal.print(line)
    terminal.print(verdictOf(checkup, (performance.now() - started) / 1000))
    if (json !== undefined) await writeRecord(json, checkup, known, worst, terminal)
    const strange = folders.filter(({ outcome }) => outcome === 'failed')
    for (const { name, detail } of strange) terminal.print(`FAIL  ${name}: ${detail}`)
    return passed(checkup.results) && strange.length === 0 ? 0 : 1
  },
})

function verdictOf({ results }: Checkup, seconds: number): string {
  const number = (outcome: AttackResult['outcome']) => results.filter((one) => one.outcome === outcome).length
  const said = `${number('passed')} attacks failed to break it, ${number('failed')} succeeded, ${number('not-applicable')} did not apply`
  return `\n${said}; ${seconds.toFixed(1)} s.`
}

async function writeRecord(
  file: string,
  { releases, against, results }: Checkup,
  totals: readonly KnownTotal[],
  inside: boolean,
  terminal: Terminal,
): Promise<void> {
  const version = await versionOf()
  const record = checkRecord({ releases, against, totals: totals.length, results, inside, version })
  await writeFile(file, `${JSON.stringify(record, null, 1)}\n`)
  terminal.print(`The record is in ${basename(file)}${inside ? ': it names cells, so it stays inside' : ''}.`)
}

async function versionOf(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
