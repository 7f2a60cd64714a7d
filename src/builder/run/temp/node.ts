import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../../../release/folder'

const PREFIX = 'cairn-overflow-'
let made = 0

/**
 * A folder for what does not fit into memory, with this process's number in its name. Those of processes that are gone (killed,
 * or switched off) are removed first: sums of records must not lie about.
 */
export function overflowFolder(base = tmpdir()): string {
  for (const name of readdirSync(base)) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(base, name), { recursive: true, force: true })
  }
  const folder = join(base, `${PREFIX}${process.pid}-${++made}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
