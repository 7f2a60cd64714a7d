import { join } from 'node:path'
import { ReleaseError, type AuditLine, type Release } from '../domain'
import { writeWhole } from '../release/folder'
import { parseJson } from '../release/json'
import { ENVELOPE, signRelease } from '../release/signing'
import type { SigningKey } from '../release/signing'
import { defineCommand, UsageError } from './command'
import { readBytes } from './read-file'
import { keyFrom, otherFacility, readReleaseFolder } from './release-folder'

/** `cairn sign`: one signature more. */
export const signCommand = defineCommand({
  name: 'sign',
  summary: 'Adds one signature to a release. Builder, checker and owner each sign the same text with their own key.',
  positionals: { name: 'RELEASE', help: 'folder of the release', min: 1, max: 1 },
  options: {
    key: { type: 'string', value: 'FILE', required: true, help: 'NAME.key, as cairn keys made it' },
    audit: {
      type: 'string',
      value: 'FILE',
      help: 'what cairn check wrote: how each attack went (first signature only)',
    },
    previous: { type: 'string', value: 'HEX', help: 'identity of the edition before (first signature only)' },
  },
  async run({ positionals: [dir = ''], key, audit, previous }, terminal) {
    if (previous !== undefined && !/^[0-9a-f]{64}$/.test(previous))
      throw new UsageError(`cairn sign: --previous is “${previous}”; expected 64 hex digits`)
    const signer = await keyFrom(key)
    const lines =
      audit === undefined ? undefined : readAudit(await readBytes(audit, 'what cairn check --json wrote'), audit)
    const { facilities } = await signFolder(dir, signer, { audit: lines, previous })
    const demo = signer.demo ? ' This is a demo key: anyone has it.' : ''
    terminal.print(`Signed ${dir} as ${signer.name} (${signer.role}), key ${signer.keyid}.${demo}`)
    const other = otherFacility(signer, facilities)
    if (other) terminal.warn(other)
    return 0
  },
})

/** Signs a release folder in place: only its envelope is written, whole or not at all. Throws `ReleaseError`. */
async function signFolder(
  dir: string,
  key: SigningKey,
  extras: { audit?: AuditLine[]; previous?: string } = {},
): Promise<Release> {
  const { files, release } = await readReleaseFolder(dir)
  const signed = await signRelease(files, { keys: [key], ...extras })
  await writeWhole(join(dir, ENVELOPE), signed.get(ENVELOPE) as Uint8Array)
  return release
}

const OUTCOMES = ['passed', 'failed', 'not-applicable']

/** Lines of the record that `cairn check` writes, a list or an object that holds one as `attacks` or `results`. */
function readAudit(bytes: Uint8Array, file: string): AuditLine[] {
  const json = parseJson(bytes, file) as { attacks?: unknown; results?: unknown } | null
  const list = Array.isArray(json) ? json : (json?.attacks ?? json?.results)
  if (Array.isArray(list) && list.length > 0 && list.every(isLine))
    return list.map(({ attack, name, outcome, detail }) => ({ attack, name, outcome, detail }))
  throw new ReleaseError(`sign: ${file} is no record of attacks`, { where: file, expected: 'attacks with attack, name, outcome and detail, as cairn check writes them' }) // prettier-ignore
}

function isLine(value: unknown): value is AuditLine {
  const line = value as Partial<Record<keyof AuditLine, unknown>> | null
  const texts = [line?.attack, line?.name, line?.detail]
  return texts.every((text) => typeof text === 'string') && OUTCOMES.some((outcome) => outcome === line?.outcome)
}
