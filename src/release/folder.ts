import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { ReleaseError } from '../domain'
import type { Source } from './source'

/** A folder on disk (Node only). Paths that climb out of it are refused. */
export function folderSource(dir: string): Source {
  const root = resolve(dir)
  return {
    label: dir,
    async read(path, onBytes) {
      const bytes = await readFile(inside(root, path)).catch((cause: unknown) => {
        throw new ReleaseError(`${path} is missing from ${dir}.`, {
          where: join(dir, path),
          found: cause instanceof Error ? cause.message : String(cause),
          expected: `the file ${path}`,
          todo: 'Check the folder, or make the release again.',
        })
      })
      onBytes?.(bytes.length, bytes.length)
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    },
  }
}

/**
 * Writes a folder whole or not at all (Node only): into a sibling, then renamed into place.
 * A folder that stands there is replaced. `alone`: nobody but its owner may look into it.
 */
export async function writeFolder(
  files: ReadonlyMap<string, Uint8Array>,
  dir: string,
  { alone = false } = {},
): Promise<void> {
  const target = resolve(dir)
  const fresh = beside(target, 'writing')
  const old = beside(target, 'replaced')
  try {
    if (alone) await mkdir(fresh, { recursive: true, mode: 0o700 })
    await writeAll(files, fresh)
    const replaced = await rename(target, old).then(yes, no)
    await rename(fresh, target).catch(async (cause: unknown) => {
      if (replaced) await rename(old, target)
      throw cause
    })
    await rm(old, { recursive: true, force: true })
    await removeLeftOvers(target)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Writes one file whole or not at all (Node only); one that stands there is replaced. */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const fresh = beside(resolve(file), 'writing')
  try {
    await writeFile(fresh, bytes)
    await rename(fresh, file)
  } finally {
    await rm(fresh, { force: true })
  }
}

/** What writers left beside it that were killed before they were done. Their folders' names begin with a point: no reader opens them. */
async function removeLeftOvers(target: string): Promise<void> {
  const marks = [markOf(target, 'writing'), markOf(target, 'replaced')]
  for (const name of await readdir(dirname(target))) {
    const mark = marks.find((one) => name.startsWith(one))
    const writer = mark === undefined ? '' : name.slice(mark.length)
    if (/^\d+$/.test(writer) && !isAlive(Number(writer)))
      await rm(join(dirname(target), name), { recursive: true, force: true })
  }
}

/** Whether a process of that number runs on this machine (Node only). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    // It lives, but belongs to somebody else.
    return (cause as { code?: string }).code === 'EPERM'
  }
}

async function writeAll(files: ReadonlyMap<string, Uint8Array>, root: string): Promise<void> {
  await mkdir(root, { recursive: true })
  for (const [path, bytes] of files) {
    const file = inside(root, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }
}

function inside(root: string, path: string): string {
  const file = resolve(root, path)
  if (file.startsWith(root + sep)) return file
  throw new ReleaseError(`${path} lies outside the release's folder.`, {
    where: root,
    found: path,
    expected: 'a path within it',
  })
}

/** Hidden, and with this process's number, so that two writers do not meet. */
function beside(target: string, what: Passing): string {
  return join(dirname(target), `${markOf(target, what)}${process.pid}`)
}

type Passing = 'writing' | 'replaced'

const markOf = (target: string, what: Passing) => `.${basename(target)}.${what}-`

const yes = (): boolean => true

/** Nothing to replace is no fault; anything else is. */
function no(cause: unknown): boolean {
  if ((cause as { code?: string }).code === 'ENOENT') return false
  throw cause
}
