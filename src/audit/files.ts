import { ran } from '../disclosure'
import type { AttackResult } from '../disclosure'
import type { Release } from '../domain'
import { columnsOf } from '../release/columns'
import { openParquet } from '../release/parquet-read'
import type { Source } from '../release'
import { verifyRelease } from '../release/verify'
import type { VerifyOptions } from '../release/verify'

/** What the files of a release say besides what the app reads of them: attacks 9, 12 and 14 on the folder. */
export async function attackFiles(source: Source, options: VerifyOptions = {}): Promise<AttackResult[]> {
  const { release, checks } = await verifyRelease(source, options)
  const failed = checks.filter(({ outcome }) => outcome === 'failed')
  const figures = { checks: checks.length, failing: failed.length }
  const tampered = ran(
    '14',
    failed.length > 0,
    figures,
    failed.map(({ name, detail }) => `${name}: ${detail}`).slice(0, 20),
  )
  if (!release || failed.length > 0 || release.protection.kind !== 'protected') return [tampered]
  const descriptor: unknown = JSON.parse(new TextDecoder().decode(await source.read('datapackage.json')))
  const words = namesIn(descriptor)
  const carriers = [...words.filter((name) => STATISTICS.test(name)), ...(await strangeColumns(source, release))]
  const secrets = words.filter((name) => SECRETS.test(name))
  return [
    tampered,
    ran('9', carriers.length > 0, { carriers: carriers.length }, carriers.slice(0, 20)),
    ran('12', secrets.length > 0, { seeds: secrets.length }, secrets.slice(0, 20)),
  ]
}

/** Statistics that may not stand beside counts: each gives away more than the count it was made of. */
const STATISTICS = /^(min(imum)?|max(imum)?|median|mean|quartiles?|percentiles?|rates?|values?|average|variance|sd)$/i
/** What of the rules may never be published. */
const SECRETS = /^(seed|keys?|recordkeys?|salt|dominance|share|ppercent|random(seed)?|truth|truecounts?)$/i

/** Names of properties that hold something other than words, anywhere in a descriptor; the words for columns are left out. */
function namesIn(json: unknown): string[] {
  if (Array.isArray(json)) return json.flatMap(namesIn)
  if (json === null || typeof json !== 'object') return []
  return Object.entries(json).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'schema' || name === 'thresholds' || (name === 'target' && isTarget(value))) return []
    return typeof value === 'string' && !SECRETS.test(name) ? [] : [name, ...namesIn(value)]
  })
}

/** A value that somebody set and called something, no more: it comes from the recipe, not from records. */
const isTarget = (json: unknown): boolean =>
  json !== null && typeof json === 'object' && Object.keys(json).sort().join() === 'label,value'

/** Columns of a table's file that the format does not know: the app leaves them alone, an attacker does not. */
async function strangeColumns(source: Source, release: Release): Promise<string[]> {
  const strange: string[] = []
  for (const table of release.tables) {
    const file = openParquet(await source.read(table.path), table.path)
    const known = columnsOf(table).map(({ name }) => name)
    strange.push(...file.columns.filter((name) => !known.includes(name)).map((name) => `${table.id}, column ${name}`))
  }
  return strange
}
