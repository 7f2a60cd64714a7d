import type { Policy } from '../../disclosure'
import { readSigningKey, type SigningKey } from '../../release/signing'
import { policyFor, readPolicy } from '../policy/read'
import { readRecipe } from '../recipe/read'
import type { Recipe } from '../recipe/schema'
import { filesFor, nameOf, type DroppedFile } from './files'
import { faultOf, type Fault, type Part, type Recognised } from './steps'

/** What the dropped files are, read: for the maker. */
export interface Sorted {
  recipe: Recipe | null
  /** Path of the recipe: names in it are meant from there. */
  at: string
  policy: Policy | null
  key: SigningKey | null
  told: Recognised
}

type Kind = 'recipe' | 'policy' | 'key' | null

/** Finds the recipe, the policy and the key among the files, and which files the recipe means. Never throws for what stands in them. */
export async function recognise(files: readonly DroppedFile[]): Promise<Sorted> {
  const faults: Fault[] = []
  const kinds = new Map<DroppedFile, Kind>()
  for (const one of files) kinds.set(one, await kindOf(one))
  const of = (kind: Kind) => files.filter((one) => kinds.get(one) === kind)
  for (const kind of ['recipe', 'policy', 'key'] as const) faults.push(...several(kind, of(kind)))
  const tried = async <T>(one: DroppedFile | undefined, read: (one: DroppedFile) => Promise<T>): Promise<T | null> => {
    if (!one) return null
    return read(one).catch((thrown: unknown) => (faults.push(faultOf(thrown)), null))
  }
  const [recipeFile, policyFile, keyFile] = [of('recipe')[0], of('policy')[0], of('key')[0]]
  const recipe = await tried(recipeFile, async ({ path, file }) => readRecipe(await file.text(), nameOf(path)))
  const own = await tried(policyFile, async ({ path, file }) => readPolicy(await file.text(), nameOf(path)))
  const key = await tried(keyFile, async ({ path, file }) =>
    readSigningKey(new Uint8Array(await file.arrayBuffer()), nameOf(path)),
  )
  const policy = recipe && !(policyFile && !own) ? chosenPolicy(recipe, own, faults) : own
  const at = recipeFile?.path ?? ''
  const parts = recipe ? [...partsOf(recipe, files, at), ...policyPart(recipe, policy, policyFile)] : []
  const read = new Set([
    ...[recipeFile, policyFile, keyFile].flatMap((one) => one?.path ?? []),
    ...namesIn(recipe).flatMap(([, name]) => filesFor(name, files, at).map(({ path }) => path)),
  ])
  const told: Recognised = {
    recipe: recipe && recipeFile ? saidOf(recipe, recipeFile.path) : null,
    policy: policy && { file: own && policyFile ? nameOf(policyFile.path) : null, label: policy.label, version: policy.version }, // prettier-ignore
    key: key && keyFile ? { file: nameOf(keyFile.path), name: key.name, role: key.role, demo: key.demo } : null,
    parts,
    extra: recipe ? files.filter(({ path }) => !read.has(path)).map(({ path }) => path) : [],
    faults,
    ready: recipe !== null && policy !== null && faults.length === 0 && parts.every((part) => part.files.length > 0),
  }
  return { recipe, at, policy, key, told }
}

const NAMED: Readonly<Record<string, Kind>> = { recipe: 'recipe', policy: 'policy' }

/** By what stands in it; by its name where it is torn. Large files are shapes or records. */
async function kindOf({ path, file }: DroppedFile): Promise<Kind> {
  const name = nameOf(path).toLowerCase()
  if (name.endsWith('.key')) return 'key'
  if (!name.endsWith('.json') || file.size > MOST_BYTES) return null
  const text = await file.text()
  if (/"recipe"\s*:\s*[\d"]/.test(text)) return 'recipe'
  if (/"policy"\s*:\s*\d/.test(text)) return 'policy'
  if (/"secret"\s*:\s*"/.test(text) && /"keyid"\s*:/.test(text)) return 'key'
  return NAMED[/^[a-z]+/.exec(name)?.[0] ?? ''] ?? null
}

const MOST_BYTES = 10_000_000

const CALLED = { recipe: 'recipes', policy: 'policies', key: 'keys' } as const

function several(kind: keyof typeof CALLED, found: readonly DroppedFile[]): Fault[] {
  if (found.length < 2) return []
  const names = found.map(({ path }) => path).join(', ')
  return [{ message: `There are several ${CALLED[kind]} here.`, found: names, expected: 'one', todo: 'Take the others away.' }] // prettier-ignore
}

/** The facility's own policy or a preset; null where the recipe names one that nobody dropped. */
function chosenPolicy(recipe: Recipe, own: Policy | null, faults: Fault[]): Policy | null {
  try {
    return policyFor(recipe, own)
  } catch (thrown) {
    if (own) faults.push(faultOf(thrown))
    return own
  }
}

/** A policy of the facility's own, where the recipe names one: no preset bears its name. */
function policyPart(recipe: Recipe, policy: Policy | null, dropped: DroppedFile | undefined): Part[] {
  if (dropped || policy) return []
  return [{ what: 'policy', name: recipe.policy, files: [] }]
}

function namesIn(recipe: Recipe | null): (readonly [Part['what'], string])[] {
  if (!recipe) return []
  const { areas, boundaries, layout } = recipe
  return [
    ...recipe.records.flatMap(({ files }) => files.map((name) => ['records', name] as const)),
    ...recipe.populations.flatMap(({ files }) => files.map((name) => ['populations', name] as const)),
    ...('file' in areas ? [['areas', areas.file] as const] : []),
    ...(boundaries ? [['boundaries', boundaries] as const] : []),
    ...(layout ? [['layout', layout] as const] : []),
  ]
}

function partsOf(recipe: Recipe, files: readonly DroppedFile[], at: string): Part[] {
  return namesIn(recipe).map(([what, name]) => ({
    what,
    name,
    files: filesFor(name, files, at).map(({ path, file }) => ({ name: nameOf(path), bytes: file.size })),
  }))
}

function saidOf({ title, facilities, indicators, synthetic }: Recipe, path: string) {
  return { file: nameOf(path), title, facilities, indicators: indicators.length, synthetic }
}
