import ts from 'typescript'
import type { Files } from './house'

/** What lets numbers into a release, and the only files under `src` that may say its name: where it stands, and who uses it. */
export const DOORS: Readonly<Record<string, readonly string[]>> = {
  alreadyPublic: ['src/imports/fingertips.ts', 'src/imports/plain/import.ts', 'src/release/draft.ts'],
  markSafe: ['src/centre/combine.ts', 'src/release/draft.ts', 'src/release/protected.ts'],
  markProtected: ['src/disclosure/protect.ts', 'src/disclosure/protected.ts'],
  protectedDraft: ['src/builder/build.ts', 'src/release/protected.ts'],
}

/** Files under `src` that say each door's name, in order; comments do not count. */
export function usersOf(files: Files): Record<string, string[]> {
  const users: Record<string, string[]> = Object.fromEntries(Object.keys(DOORS).map((door) => [door, []]))
  for (const path of [...files.keys()].filter((one) => /^src\/.*\.(ts|svelte)$/.test(one)).sort()) {
    const text = files.get(path) ?? ''
    // Most files need no second look.
    const said = Object.keys(DOORS).some((door) => text.includes(door)) ? wordsOf(path, text) : new Set()
    for (const [door, found] of Object.entries(users)) if (said.has(door)) found.push(path)
  }
  return users
}

/** Names and texts of a file's code, so that neither `draft.markSafe` nor `draft['markSafe']` is missed; of a Svelte file all words. */
function wordsOf(path: string, text: string): Set<string> {
  if (path.endsWith('.svelte')) return new Set(text.match(/\w+/g))
  const words = new Set<string>()
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) words.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true))
  return words
}
