import { SqlError } from '../../domain'

/** A piece of SQL: a name or keyword, a quoted name, a text, a number, or a sign. */
export interface SqlWord {
  kind: 'word' | 'name' | 'text' | 'number' | 'sign'
  /** As written; quoted names without their quotes. */
  text: string
  /** Where it begins and ends in the query. */
  from: number
  to: number
}

/** One piece at a time, in DuckDB's own grammar; comments and spaces give no word. */
const PIECES: readonly { kind: SqlWord['kind'] | 'nothing'; pattern: RegExp }[] = [
  { kind: 'nothing', pattern: /\s+|--[^\n]*/y },
  { kind: 'text', pattern: /[eE]'(?:[^'\\]|\\.|'')*'|(?:[xXbB])?'(?:[^']|'')*'|\$(\w*)\$[^]*?\$\1\$/y },
  { kind: 'name', pattern: /"(?:[^"]|"")*"/y },
  { kind: 'number', pattern: /\d[\w.]*/y },
  { kind: 'word', pattern: /[\p{L}_][\p{L}\p{N}_$]*/uy },
  { kind: 'sign', pattern: /[^]/y },
]

/** The words of a query. Throws `SqlError` where a text, a quoted name or a comment has no end. */
export function sqlWords(sql: string): SqlWord[] {
  const words: SqlWord[] = []
  for (let at = 0; at < sql.length;) {
    const comment = sql.startsWith('/*', at) ? endOfComment(sql, at) : null
    const piece = comment === null ? pieceAt(sql, at) : { kind: 'nothing' as const, to: comment }
    if (piece.kind === 'sign' && /['"]/.test(sql[at]!)) throw unended(sql, at, `a ${sql[at]} that nothing closes`)
    const written = sql.slice(at, piece.to)
    const text = piece.kind === 'name' ? written.slice(1, -1).replaceAll('""', '"') : written
    if (piece.kind !== 'nothing') words.push({ kind: piece.kind, text, from: at, to: piece.to })
    at = piece.to
  }
  return words
}

function pieceAt(sql: string, at: number): { kind: SqlWord['kind'] | 'nothing'; to: number } {
  for (const { kind, pattern } of PIECES) {
    pattern.lastIndex = at
    if (pattern.test(sql)) return { kind, to: pattern.lastIndex }
  }
  return { kind: 'sign', to: at + 1 }
}

/** Comments stand within comments. */
function endOfComment(sql: string, from: number): number {
  let depth = 0
  for (let at = from; at < sql.length; at += 1) {
    if (sql.startsWith('/*', at)) depth += 1
    else if (sql.startsWith('*/', at)) depth -= 1
    else continue
    at += 1
    if (depth === 0) return at + 1
  }
  throw unended(sql, from, 'a comment that nothing ends')
}

const unended = (sql: string, at: number, found: string) =>
  new SqlError(`The query holds ${found}.`, { found, expected: 'its end', ...placeIn(sql, at) })

/** Line and column of a place in a text, both from 1. */
export function placeIn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
