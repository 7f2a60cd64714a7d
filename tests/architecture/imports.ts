import { parse } from 'svelte/compiler'
import ts from 'typescript'

/** One place where a file names another file or a package. */
export interface Import {
  /** As written, without a query such as `?worker`. */
  specifier: string
  /** `type` leaves no trace in what runs. */
  kind: 'runtime' | 'type'
}

/** Every import of a `.ts` or `.svelte` file: static, dynamic, type, re-export, `new URL(…, import.meta.url)`, `require`. */
export function importsOf(path: string, text: string): Import[] {
  return scriptsOf(path, text).flatMap((script) => importsOfScript(path, script))
}

/** The parts of a file that are TypeScript; for Svelte its scripts and the expressions of its markup. */
function scriptsOf(path: string, text: string): string[] {
  if (!path.endsWith('.svelte')) return [text]
  const root = parse(text, { modern: true, filename: path })
  const scripts = [root.module, root.instance].flatMap((script) =>
    script ? [spanOf(script.content as unknown as Span, text)] : [],
  )
  return [...scripts, ...expressionsOf(root.fragment, text)]
}

interface Span {
  start: number
  end: number
}

const spanOf = (node: Span, text: string) => text.slice(node.start, node.end)

/** Dynamic imports that stand in markup, such as `{#await import('…')}`. */
function expressionsOf(node: unknown, text: string): string[] {
  if (Array.isArray(node)) return node.flatMap((child) => expressionsOf(child, text))
  if (typeof node !== 'object' || node === null) return []
  if ('type' in node && node.type === 'ImportExpression') return [spanOf(node as unknown as Span, text)]
  return Object.values(node).flatMap((child) => expressionsOf(child, text))
}

function importsOfScript(path: string, text: string): Import[] {
  const found: Import[] = []
  const visit = (node: ts.Node) => {
    const one = importOfNode(node)
    if (one) found.push({ ...one, specifier: one.specifier.replace(/\?.*$/, '') })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(`${path}.ts`, text, ts.ScriptTarget.ESNext, true))
  return found
}

function importOfNode(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node)) return named(node.moduleSpecifier, isTypeOnly(node) ? 'type' : 'runtime')
  if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'runtime')
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
    return named(node.moduleReference.expression, node.isTypeOnly ? 'type' : 'runtime')
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return named(node.argument.literal, 'type')
  if (ts.isCallExpression(node)) return importOfCall(node)
  if (ts.isNewExpression(node) && node.expression.getText() === 'URL') return importOfUrl(node)
  return null
}

const isTypeOnly = (node: ts.ImportDeclaration) => node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword

function importOfCall(node: ts.CallExpression): Import | null {
  const called = node.expression
  const loads = called.kind === ts.SyntaxKind.ImportKeyword || called.getText() === 'require'
  if (called.getText().startsWith('import.meta.glob')) return { specifier: 'import.meta.glob', kind: 'runtime' }
  return loads ? named(node.arguments[0], 'runtime') : null
}

/** Vite treats `new URL('./worker.ts', import.meta.url)` as a file to be built in. */
function importOfUrl(node: ts.NewExpression): Import | null {
  const [file, base] = node.arguments ?? []
  return base?.getText() === 'import.meta.url' ? named(file, 'runtime') : null
}

/** A specifier that is computed cannot be checked, so it is reported as it stands. */
function named(node: ts.Node | undefined, kind: Import['kind']): Import | null {
  if (!node) return null
  return { specifier: ts.isStringLiteralLike(node) ? node.text : `(computed) ${node.getText()}`, kind }
}
