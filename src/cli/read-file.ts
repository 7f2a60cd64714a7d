import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { ReleaseError } from '../domain'

/** Bytes of a file that an option names. Throws `ReleaseError` where it cannot be read. */
export async function readBytes(path: string, expected = 'a file that exists'): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw new ReleaseError(`Cannot read ${path}`, { where: resolve(path), found: foundOf(cause), expected })
  })
}

const foundOf = (cause: unknown) =>
  (cause as { code?: string }).code === 'ENOENT' ? 'nothing of that name' : String(cause)

/** Text (UTF-8) of a file that an option names. Throws `ReleaseError` where it cannot be read. */
export async function readText(path: string, expected?: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(path, expected))
}

/** All files of a folder and of the folders in it, by path with slashes. Throws `ReleaseError` where there is no such folder. */
export async function filesIn(dir: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new ReleaseError(`Cannot read ${dir}`, { where: resolve(dir), found: foundOf(cause), expected: 'a folder' })
  })
  const files = new Map<string, Uint8Array>()
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files.set(relative(dir, path).split(sep).join('/'), await readFile(path))
  }
  return files
}
