import { checkRecord } from '../../audit'
import type { AttackResult, Policy } from '../../disclosure'
import { ReleaseError } from '../../domain'
import { memorySource, openRelease, type OpenRelease } from '../../release'
import { sha256 } from '../../release/hash'
import type { Built } from '../build'
import type { Counted } from '../counted'
import { sayRecords } from '../report'
import { beforeAndAfter } from './before-after'
import { countsFiles } from './counts'
import { CRATE, crateJson, workflowCrate } from './crate'
import { csvView } from './csv-view'
import { differenceFrom, type EarlierEdition } from './editions'
import type { Facts, ListedFile } from './facts'
import { provenEqual } from './proof'
import { purposeOf } from './purposes'
import { toHtml, toMarkdown } from './sheet'
import { summarySheet } from './summary'

export interface EgressInput {
  counted: Counted
  policy: Policy
  built: Built
  /** The release's files as written, by path; signed or not. */
  release: ReadonlyMap<string, Uint8Array>
  /** What the attacks found, cells included. */
  results: readonly AttackResult[]
  earlier: readonly EarlierEdition[]
  /** Who makes the pack, and the version of Cairn, where they are to stand in it. Never taken from the machine. */
  made: { by?: string; version?: string }
}

/** Version of the manifest's form. */
const FORMAT = 'cairn-egress 1'

/**
 * The egress pack for output checkers, by path. It holds true counts and the full rules: it stays inside the facility and must never be
 * written into a release's folder. The same input gives the same bytes.
 * @throws ReleaseError where the release is not the one that was built, or its CSV view is not equal to it.
 */
export async function egressPack(input: EgressInput): Promise<Map<string, Uint8Array>> {
  const { counted, policy, built } = input
  const open = await openRelease(memorySource(input.release, input.built.draft.title))
  await mustBeBuilt(open, built)
  const pack = new Map<string, Uint8Array>()
  const add = (files: ReadonlyMap<string, Uint8Array>) => files.forEach((bytes, path) => pack.set(path, bytes))
  add(await csvView(open))
  const facts = await factsOf(input, open, pack)
  add(beforeAndAfter(built.indicators, built.draft.tables, counted.areas))
  add(countsFiles(built.indicators, policy, open.release))
  // Checkers need the rules, not the secret by which the noise could be taken off again.
  pack.set('policy.json', json({ ...policy, cellKey: policy.cellKey === null ? null : 'kept by the facility' }))
  pack.set('recipe.json', json(counted.recipe))
  pack.set('workflow/recipe.json', json(counted.recipe))
  pack.set(`workflow/${CRATE}`, workflowCrate(facts))
  pack.set('records.txt', text(`${counted.reports.map(sayRecords).join('\n')}\n`))
  pack.set('check.json', json(recordOf(input, open)))
  const sheet = summarySheet(facts, [...pack.keys(), 'summary.md', 'summary.html', CRATE, 'manifest.json'].sort())
  pack.set('summary.md', text(toMarkdown(sheet)))
  pack.set('summary.html', text(toHtml(sheet)))
  pack.set(CRATE, crateJson(facts, await listed(pack)))
  pack.set('manifest.json', json(manifestOf(facts, await listed(pack))))
  return new Map([...pack].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const text = (content: string) => new TextEncoder().encode(content)
const json = (content: unknown) => text(`${JSON.stringify(content, null, 1)}\n`)

/** Paths, lengths and hashes, by path. */
async function listed(files: ReadonlyMap<string, Uint8Array>): Promise<ListedFile[]> {
  const list: ListedFile[] = []
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    list.push({ path, bytes: bytes.length, sha256: await sha256(bytes) })
  return list
}

async function factsOf(
  { counted, policy, built, release, results, earlier, made }: EgressInput,
  open: OpenRelease,
  view: ReadonlyMap<string, Uint8Array>,
): Promise<Facts> {
  const editions = []
  for (const edition of earlier) editions.push(await differenceFrom(open, edition))
  // Opened afresh, so that what is compared comes from the bytes and not from what the view was made of.
  const fresh = await openRelease(memorySource(release, built.draft.title))
  const proof = await provenEqual(view, fresh)
  const by = made.by?.trim() || null
  return { release: open.release, policy, counted, built, results, editions, proof, files: await listed(release), by }
}

/** A release with other numbers than those that were built must not be told of as if it had them. */
async function mustBeBuilt({ release, table: read }: OpenRelease, { draft }: Built): Promise<void> {
  const other = (where: string) =>
    new ReleaseError('The release is not the one that was built, so no pack is made.', {
      where,
      found: 'other numbers',
      expected: 'the files that were written of what was built',
    })
  if (release.id !== draft.id || release.tables.length !== draft.tables.length) throw other(release.id)
  for (const { id, measures } of draft.tables) {
    const decoded = (await read(id)).measures
    for (const [name, { values, status }] of Object.entries(measures)) {
      const written = decoded[name]
      const same = (value: number, cell: number) => {
        const mark = status?.[cell] ?? 0
        return mark === (written?.status?.[cell] ?? 0) && (mark > 1 || Object.is(value, written?.values[cell]))
      }
      if (!values.every(same)) throw other(`${id}, ${name}`)
    }
  }
}

function recordOf({ results, earlier, made }: EgressInput, { release }: OpenRelease) {
  const totals = results.find(({ attack }) => attack === '8')?.figures['totals'] ?? 0
  const against = earlier.map(({ release: open }) => open.release)
  const version = made.version ?? 'of a version not told'
  return checkRecord({ releases: [release], against, totals, results, inside: true, version })
}

function manifestOf({ release: { id, title, date, identity }, files: released }: Facts, files: readonly ListedFile[]) {
  return {
    format: FORMAT,
    stays: 'inside the facility: true counts and full rules',
    release: { id, title, date, identity, files: released },
    files: files.map((file) => ({ ...file, purpose: purposeOf(file.path) })),
  }
}
