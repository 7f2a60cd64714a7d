import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ReleaseError, type CatalogueEntry, type Check, type ListSigning, type Signing } from '../domain'
import { CATALOGUE, openList } from '../release/catalogue'
import { folderSource } from '../release/folder'
import { KEYS } from '../release/signing'
import type { TrustedKey } from '../release/signing'
import { inFull, verifyRelease } from '../release/verify'
import { demoWarning, listSentence, signingSentence } from '../words/signing'
import { defineCommand, type Terminal } from './command'
import { folderChecks } from './folder-checks'
import { keysIn } from './release-folder'

const MARKS = { checking: '…', passed: '✓', failed: '✗', 'not-applicable': '–' } as const

/** `cairn verify`: every check of a release, and who signed it. */
export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'Checks a release to its last row: files, tables, signatures, and its place in the catalogue beside it.',
  positionals: { name: 'RELEASE', help: 'folder of the release', min: 1, max: 1 },
  options: {
    keys: { type: 'string', value: 'FILE', many: true, help: `keys that count, ${KEYS} or a .pub file (the ${KEYS} beside the release)` }, // prettier-ignore
    identity: { type: 'string', value: 'HEX', help: 'identity that a link or a colleague names' },
    signed: { type: 'boolean', help: 'fail where nobody with a known key has signed the release' },
    'signed-list': { type: 'boolean', help: 'fail where nobody with a known key has signed the list of releases beside it' }, // prettier-ignore
  },
  async run({ positionals: [dir = ''], keys, identity, signed, 'signed-list': signedList }, terminal) {
    const known = await knownKeys(dir, keys)
    const { entry, check } = await listBeside(dir, known)
    const expectIdentity = identity ?? entry?.identity
    const { signing, checks } = await verifyRelease(folderSource(dir), {
      expectIdentity,
      expectId: entry?.id,
      signatures: { keys: known, signed: entry?.signed || undefined, signers: entry?.signers },
    })
    const asked = [
      ...(signed ? [mustBeSigned(signing)] : []),
      ...(signedList ? [listMustBeSigned(check, entry !== null)] : []),
    ]
    const all = [...checks, ...(await folderChecks(dir)), ...check, ...asked]
    return tell(all, signing, terminal)
  },
})

function mustBeSigned(signing: Signing | null): Check {
  const name = 'Signed by somebody known'
  if (signing?.state === 'signed') return { name, outcome: 'passed', detail: 'as was asked for' }
  return { name, outcome: 'failed', detail: 'A signature by a known key was asked for, and there is none.' }
}

/** Whoever takes a list's signature away takes its word that it is signed away too: only somebody who asks for one sees that. */
function listMustBeSigned(list: readonly Check[], named: boolean): Check {
  const name = 'List signed by somebody known'
  if (list.length > 0 && !named)
    return { name, outcome: 'failed', detail: 'The list beside it does not name this release.' }
  if (list.some(({ outcome }) => outcome === 'passed')) return { name, outcome: 'passed', detail: 'as was asked for' }
  const found = list[0]?.detail ?? 'No list of releases lies beside it.'
  return { name, outcome: 'failed', detail: `A list signed by a known key was asked for. ${found}` }
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

/** Nothing where none are named and none lie beside the release. */
async function knownKeys(dir: string, files: readonly string[]): Promise<TrustedKey[] | undefined> {
  const beside = join(dirname(resolve(dir)), KEYS)
  const named = files.length === 0 && existsSync(beside) ? [beside] : files
  if (named.length === 0) return undefined
  return (await Promise.all(named.map(keysIn))).flat()
}

interface Beside {
  /** What the catalogue beside the release says of it; null where there is none, or it lists other folders. */
  entry: CatalogueEntry | null
  /** Who signed that catalogue. */
  check: Check[]
}

async function listBeside(dir: string, keys: readonly TrustedKey[] | undefined): Promise<Beside> {
  const parent = dirname(resolve(dir))
  if (!existsSync(join(parent, CATALOGUE))) return { entry: null, check: [] }
  const { catalogue, verify } = await openList(folderSource(parent))
  const entry = catalogue.releases.find(({ path }) => resolve(parent, path) === resolve(dir)) ?? null
  return { entry, check: [await checkOf(verify({ keys, look: true }))] }
}

/** A stranger's signature on the list proves nothing and fails nothing: keys may have been given for the release alone. */
async function checkOf(verified: Promise<ListSigning>): Promise<Check> {
  const name = 'List of releases beside it'
  try {
    const signing = await verified
    const detail = [listSentence(signing), demoWarning(signing)].filter(Boolean).join(' ')
    return { name, outcome: signing.state === 'signed' ? 'passed' : 'not-applicable', detail }
  } catch (cause) {
    if (!(cause instanceof ReleaseError)) throw cause
    return { name, outcome: 'failed', detail: inFull(cause) }
  }
}
