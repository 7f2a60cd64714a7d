import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { referenceMethods } from '../reference'
import { COPIED, readReference } from '../reference/kit'

const TESTS = 'tests/statistics'

/** What proves a function: values made with R, by what they are of, and files of tests. */
export interface Proofs {
  reference: string[]
  tests: string[]
}

/** What is known to prove which function of which module. */
export function proofsOf(): (one: { name: string; module: string }) => Proofs {
  const tests = testFiles().map((path) => ({ path, names: importedFromStatistics(path) }))
  return ({ name, module }) => ({
    reference: referenceMethods.filter(({ proves }) => proves.includes(module)).map(({ file }) => titleOf(file)),
    tests: tests.filter(({ names }) => names.has(name)).map(({ path }) => path),
  })
}

function titleOf(file: string): string {
  const found = readReference(file, COPIED)
  if (!found) throw new Error(`${file} has no cases in the project`)
  return found.method
}

const testFiles = () =>
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .map((file) => join(TESTS, file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts'))
    .sort()

/** Names that a file imports from the statistics; the reference values have files of their own. */
function importedFromStatistics(path: string): Set<string> {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext)
  const names = file.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier, importClause }) => {
    const from = (moduleSpecifier as ts.StringLiteral).text
    const named = importClause?.namedBindings
    return /\/src\/statistics(\/|$)/.test(from) && named && ts.isNamedImports(named) ? [...named.elements] : []
  })
  return new Set(names.map(({ name, propertyName }) => (propertyName ?? name).text))
}
