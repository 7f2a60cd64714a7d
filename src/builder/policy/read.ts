import * as v from 'valibot'
import { PRESETS, checkPolicy, preset, type Policy, type PresetId } from '../../disclosure'
import { ReleaseError } from '../../domain'
import type { Recipe } from '../recipe/schema'
import { misfitOf, parseFile, refusalOf } from '../recipe/faults'
import { policyFrom, policySchema } from './schema'

/** Reads a policy file. Throws `ReleaseError` with line and path, or `PolicyError` where its rules cannot be followed. */
export function readPolicy(json: string, file = 'policy.json'): Policy {
  const kind = { file, what: 'a policy' }
  const result = v.safeParse(policySchema, parseFile(json, kind))
  if (!result.success) throw refusalOf(kind, result.issues.map(misfitOf), json)
  return checkPolicy(policyFrom(result.output))
}

/** The policy that a recipe names, as below. Throws too where the policy needs keys of records and the recipe asks for none. */
export function policyFor({ policy, cellKeys }: Pick<Recipe, 'policy' | 'cellKeys'>, own: Policy | null): Policy {
  const found = policyNamed(policy, own)
  if (found.method !== 'cell-key' || cellKeys) return found
  throw new ReleaseError('The policy blurs by cell keys, but the recipe gives cells none.', {
    where: 'cellKeys',
    found: 'no "cellKeys": true in the recipe',
    expected: '"cellKeys": true',
    todo: 'Say so in the recipe; a plan for another engine has to be printed again.',
  })
}

/** The policy that a recipe names: the facility's own, given as a file, or a preset. */
export function policyNamed(name: string, own: Policy | null): Policy {
  if (own?.id === name) return own
  if (own)
    throw new ReleaseError('The recipe names another policy than the one that was given.', {
      where: 'policy',
      found: own.id,
      expected: name,
    })
  if (PRESETS.some((id) => id === name)) return checkPolicy(preset(name as PresetId))
  throw new ReleaseError(`There is no policy called ${name}.`, {
    where: 'policy',
    found: name,
    expected: `a policy file of that name, or one of ${PRESETS.join(', ')}`,
    todo: 'Give the facility’s policy file with --policy FILE.',
  })
}
