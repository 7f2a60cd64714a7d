import { ifNotIn, type Completion, type CompletionContext, type CompletionResult, type CompletionSource } from '@codemirror/autocomplete' // prettier-ignore
import type { SqlColumn, SqlTable } from '../../state/sql.svelte'

/** More than these are not listed; typing on narrows them. */
const MOST = 200

/** The column before `=`, `<>`, `IN (` or the like and an open quote, and what has been typed behind the quote. */
const BEFORE = /(?:(\w+)\s*(?:=|<>|!=|[<>]=?|(?:NOT\s+)?(?:I?LIKE)|(?:NOT\s+)?IN\s*\([^()]*|BETWEEN\s+(?:'[^']*'\s+AND\s+)?))\s*'([^'\n]*)$/i // prettier-ignore

/** Completes what stands between quotes: codes by what they are called, names of areas. */
export function memberCompletion(tables: readonly SqlTable[]): (context: CompletionContext) => CompletionResult | null {
  const columns = tables.flatMap((table) => table.columns).filter(({ members }) => members)
  return (context) => {
    const line = context.state.doc.lineAt(context.pos)
    const found = BEFORE.exec(line.text.slice(0, context.pos - line.from))
    if (!found) return null
    const [, column = '', typed = ''] = found
    const members = membersNamed(columns, column.toLowerCase())
    if (members.length === 0) return null
    const closed = context.state.sliceDoc(context.pos, context.pos + 1) === "'"
    return { from: context.pos - typed.length, options: optionsOf(members, typed, closed), filter: false }
  }
}

function membersNamed(columns: readonly SqlColumn[], name: string): { code: string; label: string }[] {
  const members = columns.filter((column) => column.name === name).flatMap((column) => column.members ?? [])
  return [...new Map(members.map((member) => [member.code, member])).values()]
}

/** Members that begin with what was typed, by code or by label, before those that hold it. */
function optionsOf(members: readonly { code: string; label: string }[], typed: string, closed: boolean): Completion[] {
  const wanted = typed.toLowerCase()
  const rank = ({ code, label }: { code: string; label: string }) =>
    Math.min(...[code, label].map((text) => text.toLowerCase().indexOf(wanted)).map((at) => (at < 0 ? 9e9 : at)))
  return members
    .map((member) => ({ member, at: rank(member) }))
    .filter(({ at }) => at < 9e9)
    .sort((one, other) => Math.min(one.at, 1) - Math.min(other.at, 1))
    .slice(0, MOST)
    .map(({ member: { code, label } }) => ({
      label: code,
      detail: label === code ? undefined : label,
      type: 'constant',
      apply: `${code.replaceAll("'", "''")}${closed ? '' : "'"}`,
    }))
}

/** Completes columns: of the tables that the query names, or of all where it names none yet. */
export function columnCompletion(tables: readonly SqlTable[]): CompletionSource {
  return ifNotIn(['String', 'QuotedIdentifier', 'LineComment', 'BlockComment', '.'], (context) => {
    const word = context.matchBefore(/\w*/)
    // Behind a full stop the columns of one table are offered already.
    const dotted = word !== null && context.state.sliceDoc(Math.max(0, word.from - 1), word.from) === '.'
    if (!word || dotted || (word.from === word.to && !context.explicit)) return null
    return { from: word.from, options: columnsFor(context.state.doc.toString(), tables), validFor: /^\w*$/ }
  })
}

function columnsFor(sql: string, tables: readonly SqlTable[]): Completion[] {
  const named = new Set(sql.toLowerCase().match(/\w+/g))
  const meant = tables.filter(({ name }) => named.has(name))
  const columns = (meant.length > 0 ? meant : tables).flatMap((table) => table.columns)
  return [...new Map(columns.map((column) => [column.name, column])).values()].map(({ name, type, meaning }) => ({
    label: name,
    type: 'property',
    detail: type.toLowerCase(),
    info: meaning,
    boost: meant.length > 0 ? 2 : 1,
  }))
}
