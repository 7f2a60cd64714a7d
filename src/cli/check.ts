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
import { defineCommand, type Command, type Terminal } from './command'

const single = defineCommand({
  name: 'check',
  summary: 'Attacks releases as anybody could who holds them, and says what each attack found. 0: none succeeded.',
  positionals: { name: 'RELEASE', help: 'folder of a release', min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    against: { type: 'string', value: 'EARLIER', help: 'folder of an earlier edition; may be given several times' },
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
    const known = totals === undefined ? [] : readTotals(await readText(totals, 'a CSV file that exists'))
    const checkup = await checkFolders(positionals.map(folderSource), {
      solver: await loadSolver(),
      against: (against?.split('\n') ?? []).map(folderSource),
      totals: known,
      onProgress: ({ what, done, total }) => terminal.warn(what ? `${done + 1} of ${total}: ${what}` : 'done'),
    })
    for (const line of attackTable(checkup.results, worst)) terminal.print(line)
    terminal.print(verdictOf(checkup, (performance.now() - started) / 1000))
    if (json !== undefined) await writeRecord(json, checkup, known, worst, terminal)
    const folders = (await Promise.all(positionals.map(folderChecks)))
      .flat()
      .filter(({ outcome }) => outcome === 'failed')
    for (const { name, detail } of folders) terminal.print(`FAIL  ${name}: ${detail}`)
    return passed(checkup.results) && folders.length === 0 ? 0 : 1
  },
})

/** `cairn check`: the attack suite on release folders. */
export const checkCommand: Command = { ...single, run: (args, terminal) => single.run(joined(args), terminal) }

/** Several `--against` become one, since an option is otherwise given once. */
function joined(args: readonly string[]): string[] {
  const rest: string[] = []
  const against: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    const next = args[at + 1]
    if (arg.startsWith('--against=')) against.push(arg.slice('--against='.length))
    else if (arg === '--against' && next !== undefined && !next.startsWith('--')) {
      against.push(next)
      at++
    } else rest.push(arg)
  }
  return against.length > 0 ? [...rest, '--against', against.join('\n')] : rest
}

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
