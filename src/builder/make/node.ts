import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { loadSolver, type Policy } from '../../disclosure'
import { ReleaseError } from '../../domain'
import { buildRelease, type Built } from '../build'
import { countRecords } from '../count/node'
import type { Counted } from '../counted'
import { mustBePackOf, standingFrom } from '../egress'
import { recipeFile } from '../files/node'
import { finishRelease, type Finished, type FinishOptions } from '../finish'
import { policyFor, readPolicy } from '../policy/read'
import type { DatabaseOptions } from '../run/node'
import { blurredBefore } from './blurred'
import { guardedRelease } from './correction'
import { shapesOf } from './shapes'

export interface MakeOptions extends DatabaseOptions, Omit<FinishOptions, 'solver'> {
  /** Path of the recipe. */
  recipe: string
  /** Folder in which its files lie; the recipe's own where absent. */
  records?: string
  /** Path of the facility's policy file; absent where the recipe names a preset. */
  policy?: string
  /** Folder of aggregates that were made elsewhere; records are then not read. */
  aggregates?: string
  /** The egress pack of the edition before: as few published values as can be change; cell keys blur as it did. */
  previous?: ReadonlyMap<string, Uint8Array>
}

export interface MadeRelease extends Finished {
  counted: Counted
  policy: Policy
  built: Built
}

/**
 * The whole of `cairn build` but for writing: records to counts, counts made safe, attacked, signed. Holds nothing on disk but
 * DuckDB's own overflow, so whoever stops it leaves nothing half made.
 * Where a correction would give counts away together with the edition before, it is made anew around them, and at last refused.
 * @throws ReleaseError, PolicyError, DisclosureError; never with a record's value.
 */
export async function makeRelease({ recipe: path, onProgress, ...options }: MakeOptions): Promise<MadeRelease> {
  const dir = options.records ?? dirname(path)
  const { against = [], totals = [], keys = [] } = options
  if (options.previous) mustBePackOf(options.previous, against)
  const recipe = await recipeFile(path)
  const policy = policyFor(recipe, options.policy ? await policyFile(options.policy) : null)
  const blurred = blurredBefore(recipe.facilities, policy, options.against ?? [])
  const { memory, threads, temp, aggregates } = options
  const counted = await countRecords(recipe, { dir, memory, threads, temp, aggregates, onProgress })
  const solver = await loadSolver()
  const shapes = await shapesOf(recipe, (name) => textOf(join(dir, name), 'the shapes that the recipe names'))
  const standing = options.previous ? standingFrom(options.previous, policy) : undefined
  const made = await guardedRelease(
    (guarded) => buildRelease(counted, policy, { solver, ...shapes, standing, guarded, blurred, onProgress }),
    (built, onGivenAway) => finishRelease(built, { solver, against, totals, keys, onProgress, onGivenAway }),
    standing !== undefined,
    policy.method,
  )
  return { ...made, counted, policy }
}

async function policyFile(path: string): Promise<Policy> {
  return readPolicy(await textOf(path, 'a policy'), basename(path))
}

async function textOf(path: string, what: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new ReleaseError(`${path} cannot be read.`, { where: path, found: 'no such file', expected: what })
  })
}
