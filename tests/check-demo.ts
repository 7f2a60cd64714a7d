/**
 * `npm run check:demo`: makes the whole demo again, four regions and the centre with its joint audit, and compares every byte with what is
 * committed; then attacks what is committed with `cairn check`, the four together.
 */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { cairn } from '../src/cli/cairn'

const RELEASES = join('public', 'releases')
const said = { print: (line: string) => console.log(line), warn: (line: string) => console.error(line) }

async function filesOf(dir: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const files = await Promise.all(paths.map(async (path) => [relative(dir, path), await readFile(path)] as const))
  return new Map(files.sort())
}

const out = await mkdtemp(join(tmpdir(), 'cairn-check-demo-'))
try {
  const code = await cairn(['demo', '--out', out], { io: said })
  const [made, committed] = [await filesOf(out), await filesOf(RELEASES)]
  const paths = [...new Set([...made.keys(), ...committed.keys()])]
  const differing = paths.filter((path) => !made.get(path)?.equals(committed.get(path) ?? Buffer.alloc(0)))
  for (const path of differing) console.log(`differs: ${path}`)
  console.log(`${paths.length} files compared, ${differing.length} differ`)
  const parts = (await readdir(RELEASES)).filter((name) => name.startsWith('demo-') && name !== 'demo-north')
  const checked = await cairn(['check', ...parts.map((name) => join(RELEASES, name))], { io: said })
  process.exitCode = code === 0 && differing.length === 0 && checked === 0 ? 0 : 1
} finally {
  await rm(out, { recursive: true, force: true })
}
