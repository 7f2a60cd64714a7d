import { dirname, relative } from 'node:path'
import ts from 'typescript'

/** What a docstring of a public function says, in plain text with formulas in backticks. */
export interface Documented {
  name: string
  /** File below `src/statistics`, without ending. */
  module: string
  what: string
  formulas: string[]
  source: string
}

const ROOT = 'src/statistics'

/** Every function that `src/statistics` and its folders hand out by their doors, by module and in the order of its file. */
export function publicFunctions(): Documented[] {
  const doors = ts.sys.readDirectory(ROOT, ['.ts'], [], ['**/index.ts'])
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile('tsconfig.json', ts.sys.readFile).config, ts.sys, '.') // prettier-ignore
  const program = ts.createProgram(doors, { ...options, types: [] })
  const checker = program.getTypeChecker()
  const handedOut = doors.flatMap((door) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(door)!)!),
  )
  return handedOut
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => isFunction(symbol, checker))
    .sort((one, other) => placeOf(one).localeCompare(placeOf(other), 'en'))
    .map((symbol) => read(symbol, checker))
}

const isFunction = ({ valueDeclaration: at }: ts.Symbol, checker: ts.TypeChecker) =>
  at !== undefined && checker.getTypeAtLocation(at).getCallSignatures().length > 0

function placeOf({ valueDeclaration }: ts.Symbol): string {
  const file = valueDeclaration!.getSourceFile().fileName
  const folder = relative(ROOT, dirname(file))
  return `${folder}\n${file}\n${String(valueDeclaration!.pos).padStart(6, '0')}`
}

function read(symbol: ts.Symbol, checker: ts.TypeChecker): Documented {
  const file = symbol.valueDeclaration!.getSourceFile()
  const own = oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)))
  const header = oneLine(headerOf(file.text))
  return {
    name: symbol.name,
    module: relative(ROOT, file.fileName).replace(/\.ts$/, ''),
    what: firstSentence(own),
    formulas: formulasIn(own),
    source: sourceIn(own) || sourceIn(header),
  }
}

/** The comment that speaks for the whole file: it stands alone, with a line left free below it. */
function headerOf(text: string): string {
  const found = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n\n/.exec(text)
  return (found?.[1] ?? '').replace(/^\s*\* ?/gm, '')
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Up to a full stop that is followed by a new sentence; colons and formulas belong to it. */
export const firstSentence = (text: string) => (/^.*?[^A-Z.]\.(?= [A-Z`½]| \d|$)/.exec(text)?.[0] ?? text).trim()

/** What stands in backticks and is more than a name. */
export const formulasIn = (text: string) => [
  ...new Set(
    [...beforeSource(text).matchAll(/`([^`]+)`/g)].map((one) => one[1]!).filter((one) => /[=∕/Σ√±∓−≤≥×½∫~]|\s\+\s|min\(/.test(one)), // prettier-ignore
  ),
]

const beforeSource = (text: string) => text.split(/\bSources?: /)[0]!

/** From “Source:” to the errors or the end. */
export const sourceIn = (text: string) =>
  (/\bSources?: (.*?)(?= Throws\b| Errors?: |$)/.exec(text)?.[1] ?? '').replace(/\.$/, '').replaceAll('`', '')
