import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { importsOf } from '../architecture/imports'
import type { ListedGroup } from './list'

/** Where replay files take the versions of methods from. */
export const VERSIONS = 'src/replay/versions.json'

/** Where a view's figures are worked out, beside the methods themselves. */
const ANSWERS = ['answer', 'overview', 'series', 'division', 'people', 'groups', 'pairing', 'standing', 'studies/index']

/**
 * A version of each method by its module below `src/statistics`, and one, `answers`, of all that puts methods together: the first 8
 * hex digits of the SHA-256 of its code and of all code that it draws in. Comments, types and the way lines are broken do not count.
 */
export function methodVersions(groups: readonly ListedGroup[]): Record<string, string> {
  const modules = [...new Set(groups.flatMap(({ methods }) => methods.map(({ module }) => module)))].sort()
  const answers = versionOf(ANSWERS.map((name) => `src/analysis/${name}.ts`), (path) => !path.startsWith('src/statistics/')) // prettier-ignore
  const methods = modules.map((module) => [module, versionOf([`src/statistics/${module}.ts`])] as const)
  return Object.fromEntries([['answers', answers], ...methods])
}

function versionOf(entries: readonly string[], counts: (path: string) => boolean = () => true): string {
  const hash = createHash('sha256')
  for (const path of [...drawnIn(entries)].filter(counts).sort()) hash.update(`${path}\n${codeOf(path)}\n`)
  return hash.digest('hex').slice(0, 8)
}

/** Files of the project that these draw in when they run, themselves included. */
function drawnIn(entries: readonly string[], found = new Set<string>()): Set<string> {
  for (const path of entries) {
    if (found.has(path)) continue
    found.add(path)
    drawnIn(importedBy(path), found)
  }
  return found
}

const imported = new Map<string, string[]>()

function importedBy(path: string): string[] {
  const known = imported.get(path) ?? importsOf(path, readFileSync(path, 'utf8')).flatMap(({ specifier, kind }) => (kind === 'runtime' && specifier.startsWith('.') ? fileOf(path, specifier) : [])) // prettier-ignore
  imported.set(path, known)
  return known
}

const fileOf = (from: string, specifier: string): string[] => {
  const target = posix.join(posix.dirname(from), specifier)
  return [`${target}.ts`, `${target}/index.ts`].filter((path) => existsSync(join(process.cwd(), path))).slice(0, 1)
}

const codes = new Map<string, string>()

/** Code as it runs, without types and comments, in one way of writing. */
function codeOf(path: string): string {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true }
  const known = codes.get(path) ?? ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: options }).outputText.replace(/\s+/g, ' ') // prettier-ignore
  codes.set(path, known)
  return known
}
