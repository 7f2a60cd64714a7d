import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ReleaseError, type SignerRole } from '../domain'
import { writeWhole } from '../release/folder'
import { newKey, parseKeys, ROLES, writeKeys, writePublicKey, writeSigningKey } from '../release/signing'
import type { PublicKey } from '../release/signing'
import { defineCommand, UsageError } from './command'

/** `cairn keys`: a pair of keys for somebody who signs releases. */
export const keysCommand = defineCommand({
  name: 'keys',
  summary:
    'Makes a pair of keys: NAME.key signs and stays with its owner, NAME.pub tells readers whose signature it is.',
  options: {
    out: { type: 'string', value: 'DIR', required: true, help: 'folder for the two files; nothing there is replaced' },
    name: { type: 'string', value: 'NAME', required: true, help: 'who signs, as readers shall see it' },
    role: { type: 'string', value: 'ROLE', required: true, help: ROLES.join(', ') },
    facility: { type: 'string', value: 'NAME', help: 'the facility for which they sign' },
    list: { type: 'string', value: 'FILE', help: 'keys.json that the public key is added to' },
    from: { type: 'string', value: 'YYYY-MM-DD', help: 'date of the first release that it may sign' },
    to: { type: 'string', value: 'YYYY-MM-DD', help: 'date of the last release that it may sign' },
  },
  async run({ out, name, role, facility, list, from, to }, terminal) {
    const days = { from: checkedDay('from', from), to: checkedDay('to', to) }
    const key = await newKey({ name: checkedName(name), role: checkedRole(role), facility: facility ?? null })
    await mkdir(out, { recursive: true })
    await writeNew(join(out, `${name}.key`), writeSigningKey(key), 0o600)
    await writeNew(join(out, `${name}.pub`), writePublicKey(key), 0o644)
    terminal.print(
      `Wrote ${join(out, `${name}.key`)} (keep it secret) and ${join(out, `${name}.pub`)}; key ${key.keyid}`,
    )
    if (list === undefined) return 0
    await addTo(list, { ...key, ...days })
    terminal.print(`Added it to ${list}. Compare the key’s id with its owner before you publish the list.`)
    return 0
  },
})

async function addTo(file: string, key: PublicKey & { from: string | null; to: string | null }): Promise<void> {
  const known = existsSync(file) ? await parseKeys(await readFile(file), file) : []
  await writeWhole(file, writeKeys([...known, key]))
}

/** Never over another file: a key that is lost cannot be made again. */
async function writeNew(file: string, bytes: Uint8Array, mode: number): Promise<void> {
  await writeFile(file, bytes, { mode, flag: 'wx' }).catch((cause: unknown) => {
    if ((cause as { code?: string }).code !== 'EEXIST') throw cause
    throw new ReleaseError(`keys: ${file} is there already, and is left as it is`, { where: file, expected: 'a new file', todo: 'Choose another name or folder.' }) // prettier-ignore
  })
}

/** It becomes the name of two files. */
function checkedName(name: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name)) return name
  throw new UsageError(`cairn keys: --name is “${name}”; expected letters, digits, spaces, points and hyphens`)
}

function checkedRole(role: string): SignerRole {
  const known = ROLES.find((one) => one === role)
  if (known) return known
  throw new UsageError(`cairn keys: --role is “${role}”; expected ${ROLES.join(', ')}`)
}

function checkedDay(option: string, day: string | undefined): string | null {
  if (day === undefined) return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) return day
  throw new UsageError(`cairn keys: --${option} is “${day}”; expected YYYY-MM-DD`)
}
