import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ReleaseError, type CatalogueEntry, type Check, type Signing } from '../domain'
import { CATALOGUE, openCatalogue } from '../release/catalogue'
import { folderSource } from '../release/folder'
import { parseJson } from '../release/json'
import { KEYS, parseKeys, readPublicKey } from '../release/signing'
import type { TrustedKey } from '../release/signing'
import { verifyRelease } from '../release/verify'
import { demoWarning, signingSentence } from '../words/signing'
import { defineCommand, type Terminal } from './command'
import { folderChecks } from './folder-checks'

const MARKS = { checking: '…', passed: '✓', failed: '✗', 'not-applicable': '–' } as const

/** `cairn verify`: every check of a release, and who signed it. */
export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'Checks a release to its last row: files, tables, signatures, and its place in the catalogue beside it.',
  positionals: { name: 'RELEASE', help: 'folder of the release', min: 1, max: 1 },
  options: {
    keys: { type: 'string', value: 'FILES', help: `keys that count: keys.json or .pub files, commas between (the ${KEYS} beside the release)` }, // prettier-ignore
    identity: { type: 'string', value: 'HEX', help: 'identity that a link or a colleague names' },
    signed: { type: 'boolean', help: 'fail where nobody with a known key has signed' },
  },
  async run({ positionals: [dir = ''], keys, identity, signed }, terminal) {
    const entry = await entryBeside(dir)
    const expectIdentity = identity ?? entry?.identity
    const known = await knownKeys(dir, keys)
    const { signing, checks } = await verifyRelease(folderSource(dir), {
      ...(expectIdentity ? { expectIdentity } : {}),
      ...(entry ? { expectId: entry.id } : {}),
      signatures: { ...(known ? { keys: known } : {}), signed: entry?.signed || undefined, signers: entry?.signers },
    })
    const all = [...checks, ...(await folderChecks(dir)), ...(signed ? [mustBeSigned(signing)] : [])]
    return tell(all, signing, terminal)
  },
})

function mustBeSigned(signing: Signing | null): Check {
  const name = 'Signed by somebody known'
  if (signing?.state === 'signed') return { name, outcome: 'passed', detail: 'as was asked for' }
  return { name, outcome: 'failed', detail: 'A signature by a known key was asked for, and there is none.' }
}

function tell(checks: readonly Check[], signing: Signing | null, terminal: Terminal): number {
  for (const { name, outcome, detail } of checks) terminal.print(`${MARKS[outcome]} ${name}: ${detail}`)
  if (signing) terminal.print(signingSentence(signing))
  const warning = signing && demoWarning(signing)
  if (warning) terminal.print(warning)
  const failed = checks.filter(({ outcome }) => outcome === 'failed').length
  terminal.print(failed === 0 ? 'No check failed.' : `${failed} of ${checks.length} checks failed.`)
  return failed === 0 ? 0 : 1
}

/** Null where none are named and none lie beside the release. */
async function knownKeys(dir: string, files: string | undefined): Promise<TrustedKey[] | null> {
  const beside = join(dirname(resolve(dir)), KEYS)
  const named = files?.split(',') ?? (existsSync(beside) ? [beside] : [])
  if (named.length === 0) return null
  return (await Promise.all(named.map(keysIn))).flat()
}

async function keysIn(file: string): Promise<TrustedKey[]> {
  const bytes = await readFile(file).catch(() => {
    throw new ReleaseError(`verify: ${file} cannot be read`, { where: file, expected: 'keys.json or a .pub file' })
  })
  const isList = 'keys' in (parseJson(bytes, file) as object)
  return isList ? parseKeys(bytes, file) : [{ ...(await readPublicKey(bytes, file)), from: null, to: null }]
}

/** What the catalogue beside the release says of it; null where there is none, or it lists other folders. */
async function entryBeside(dir: string): Promise<CatalogueEntry | null> {
  const parent = dirname(resolve(dir))
  if (!existsSync(join(parent, CATALOGUE))) return null
  const { releases } = await openCatalogue(folderSource(parent))
  return releases.find(({ path }) => resolve(parent, path) === resolve(dir)) ?? null
}
