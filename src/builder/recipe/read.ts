import * as v from 'valibot'
import { ReleaseError } from '../../domain'
import { lineAt, linesOf } from './lines'
import { misfits, type Misfit } from './references'
import { recipeSchema, type Recipe } from './schema'

const MOST_SHOWN = 12

/**
 * Reads a recipe. Throws `ReleaseError` that names, for each fault, the line and the path in the file, what was found and
 * what was expected.
 */
export function readRecipe(json: string, file = 'recipe.json'): Recipe {
  const parsed = parse(json.replace(/^\ufeff/, ''), file)
  const result = v.safeParse(recipeSchema, parsed)
  const faults = result.success ? misfits(result.output) : result.issues.map(misfitOf)
  if (result.success && faults.length === 0) return result.output
  throw refusal(file, faults, linesOf(json))
}

function parse(json: string, file: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new ReleaseError(`${file} cannot be read as JSON.`, {
      where: `${file}${lineOfFault(json, cause)}`,
      found: json.trim() === '' ? 'an empty file' : 'text that is not JSON',
      expected: 'a recipe in JSON',
    })
  }
}

function lineOfFault(json: string, cause: unknown): string {
  const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1]
  if (position === undefined) return ''
  return `, line ${json.slice(0, Number(position)).split('\n').length}`
}

function misfitOf(issue: v.BaseIssue<unknown>): Misfit {
  const path = (issue.path ?? []).map(({ key }) => String(key))
  // A message of our own says what is expected; valibot's begin with "Invalid".
  const expected = issue.message.startsWith('Invalid') ? (issue.expected ?? 'something else') : issue.message
  return { path, found: issue.received, expected }
}

function refusal(file: string, faults: readonly Misfit[], lines: ReadonlyMap<string, number>): ReleaseError {
  const said = faults.map(({ path, found, expected }) => {
    const place = path.length > 0 ? `, ${dotted(path)}` : ''
    return `line ${lineAt(lines, path)}${place}: found ${found}, expected ${expected}`
  })
  const more = said.length > MOST_SHOWN ? [`… and ${said.length - MOST_SHOWN} more`] : []
  return new ReleaseError(
    [`${file} is not a recipe that can be followed:`, ...said.slice(0, MOST_SHOWN), ...more].join('\n  '),
    { where: `${file}, line ${lineAt(lines, faults[0]?.path ?? [])}` },
  )
}

/** `indicators[3].count.where` */
const dotted = (path: readonly string[]) =>
  path.map((step, at) => (/^\d+$/.test(step) ? `[${step}]` : at === 0 ? step : `.${step}`)).join('')
