import type * as v from 'valibot'
import { ReleaseError } from '../../domain'
import { lineAt, linesOf } from './lines'
import type { Misfit } from './references'

const MOST_SHOWN = 12

/** What is being read, for messages: `a recipe`. */
export interface FileKind {
  file: string
  what: string
}

/** JSON from the text of a file. Throws `ReleaseError` that names the line. */
export function parseFile(json: string, { file, what }: FileKind): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''))
  } catch (cause) {
    throw new ReleaseError(`${file} cannot be read as JSON.`, {
      where: `${file}${lineOfFault(json, cause)}`,
      found: json.trim() === '' ? 'an empty file' : 'text that is not JSON',
      expected: `${what} in JSON`,
    })
  }
}

function lineOfFault(json: string, cause: unknown): string {
  const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1]
  if (position === undefined) return ''
  return `, line ${json.slice(0, Number(position)).split('\n').length}`
}

export function misfitOf(issue: v.BaseIssue<unknown>): Misfit {
  const path = (issue.path ?? []).map(({ key }) => String(key))
  // A message of our own says what is expected; valibot's begin with "Invalid".
  const expected = issue.message.startsWith('Invalid') ? expectedOf(issue) : issue.message
  return { path, found: issue.received, expected }
}

/** valibot's own words for a property that it does not know, one that is missing, and a choice. */
function expectedOf({ expected }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return 'no property of this name'
  if (expected === null) return 'something else'
  const choice = /^\((.*)\)$/.exec(expected)?.[1]
  return choice ? `one of ${choice.replaceAll(' | ', ', ')}` : expected
}

/** Every fault with its line and path, what was found and what was expected. */
export function refusalOf({ file, what }: FileKind, faults: readonly Misfit[], json: string): ReleaseError {
  const lines = linesOf(json)
  const said = faults.map(({ path, found, expected }) => {
    const place = path.length > 0 ? `, ${dotted(path)}` : ''
    return `line ${lineAt(lines, path)}${place}: found ${found}, expected ${expected}`
  })
  const more = said.length > MOST_SHOWN ? [`… and ${said.length - MOST_SHOWN} more`] : []
  return new ReleaseError(
    [`${file} is not ${what} that can be followed:`, ...said.slice(0, MOST_SHOWN), ...more].join('\n  '),
    { where: `${file}, line ${lineAt(lines, faults[0]?.path ?? [])}` },
  )
}

/** `indicators[3].count.where` */
const dotted = (path: readonly string[]) =>
  path.map((step, at) => (/^\d+$/.test(step) ? `[${step}]` : at === 0 ? step : `.${step}`)).join('')
