import { resolve } from 'node:path'
import { sayRecords } from '../builder'
import { egressPack } from '../builder/egress'
import { adviceFor } from '../builder/make/correction'
import { makeRelease, type MadeRelease } from '../builder/make/node'
import { readTotals } from '../audit'
import { openRelease, type OpenRelease } from '../release'
import { folderSource, writeFolder } from '../release/folder'
import { defineCommand, UsageError, type Terminal } from './command'
import { attackTable } from './attack-table'
import { filesIn, readText } from './read-file'
import { keyFrom, otherFacility, refuseForeign } from './release-folder'

/** `cairn build`: patient records become a release, attacked and signed, and a pack for the output checkers. */
export const buildCommand = defineCommand({
  name: 'build',
  summary: 'Makes a release from patient records: counts them, makes the counts safe, attacks them, signs.',
  options: {
    recipe: { type: 'string', value: 'FILE', required: true, help: 'the recipe, in JSON' },
    out: {
      type: 'string',
      value: 'DIR',
      required: true,
      help: 'folder of the release; one that stands there is replaced',
    },
    records: { type: 'string', value: 'DIR', help: 'folder of the recipe’s files (the recipe’s own)' },
    policy: { type: 'string', value: 'FILE', help: 'the facility’s policy (where the recipe names no preset)' },
    aggregates: {
      type: 'string',
      value: 'DIR',
      help: 'sums that were made elsewhere by `cairn plan`’s SQL; reads no records',
    },
    inside: {
      type: 'string',
      value: 'DIR',
      help: 'folder of the pack for output checkers; never leaves (OUT-inside, beside OUT)',
    },
    key: { type: 'string', value: 'FILE', help: 'the builder’s private key; without it the release is not signed' },
    against: { type: 'string', value: 'EARLIER', many: true, help: 'folder of an earlier edition, attacked together with this one; the newest last' }, // prettier-ignore
    previous: {
      type: 'string',
      value: 'DIR',
      help: 'the pack for output checkers of one of them: as few published values as can be change',
    },
    totals: { type: 'string', value: 'FILE', help: 'counts that are known exactly from elsewhere, as CSV' },
    memory: { type: 'string', value: 'SIZE', help: 'what DuckDB may hold in memory (3GB)' },
    threads: { type: 'string', value: 'N', help: 'how many cores DuckDB may use (all); the bytes are the same' },
  },
  async run(options, terminal) {
    const { recipe, out, records, policy, aggregates, memory } = options
    const inside = options.inside ?? `${resolve(out)}-inside`
    mustBeApart(out, inside)
    if (options.previous !== undefined && options.against.length === 0)
      throw new UsageError(
        'cairn build: --previous needs --against with the folder of that edition: the two are attacked together',
      )
    await refuseForeign('build', out)
    const earlier = await Promise.all(options.against.map((dir) => openRelease(folderSource(dir))))
    const key = options.key === undefined ? null : await keyFrom(options.key)
    const made = await makeRelease({
      recipe,
      records,
      policy,
      aggregates,
      memory,
      threads: options.threads === undefined ? undefined : readThreads(options.threads),
      against: earlier,
      previous: options.previous === undefined ? undefined : await filesIn(options.previous),
      totals: options.totals === undefined ? [] : readTotals(await readText(options.totals)),
      keys: key ? [key] : [],
      onProgress: (what) => terminal.print(`${what} …`),
    })
    const code = await finish(made, earlier, { out, inside }, terminal)
    const other = key && otherFacility(key, made.counted.recipe.facilities)
    if (code === 0 && other) terminal.warn(other)
    return code
  },
})

/** The pack lies beside the release, never in it, nor the release in the pack. */
function mustBeApart(out: string, inside: string): void {
  const [release, pack] = [resolve(out), resolve(inside)]
  const within = (a: string, b: string) => a === b || a.startsWith(`${b}/`)
  if (within(release, pack) || within(pack, release))
    throw new UsageError(
      'cairn build: --inside and --out lie in one another; the pack must never leave with the release',
    )
}

function readThreads(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text)
  throw new UsageError(`cairn build: --threads is “${text}”; expected a whole number from 1`)
}

interface Folders {
  out: string
  inside: string
}

/** The pack first: a release that stands there has one. */
async function finish(
  made: MadeRelease,
  earlier: readonly OpenRelease[],
  { out, inside }: Folders,
  terminal: Terminal,
) {
  const { counted, policy, built, results, release, identity } = made
  for (const report of counted.reports) terminal.print(sayRecords(report))
  for (const line of attackTable(results, true)) terminal.print(line)
  if (!release) {
    const together = results.some(({ attack, outcome }) => attack === '7' && outcome === 'failed')
    const advice = together ? adviceFor(policy.method) : 'Change the recipe or the policy, and build again.'
    terminal.warn(`An attack got through: nothing was written. ${advice}`)
    return 1
  }
  const editions = earlier.map((one) => ({ release: one }))
  const pack = await egressPack({ counted, policy, built, release, results, earlier: editions, made: {} })
  await writeFolder(pack, inside, { alone: true })
  await writeFolder(release, out)
  terminal.print(`Wrote ${sizeOf(pack)} for the output checkers to ${inside}: it must not leave the facility.`)
  terminal.print(`Wrote ${sizeOf(release)} to ${out}; identity ${identity}`)
  return 0
}

function sizeOf(files: ReadonlyMap<string, Uint8Array>): string {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0)
  return `${files.size} files, ${(bytes / 1e6).toFixed(2)} MB,`
}
