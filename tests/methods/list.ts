import { publicFunctions, type Documented } from './docstring'
import { OURS, STEPS, TOOLS } from './exceptions'
import { proofsOf, type Proofs } from './proofs'

/** One method as the page shows it. Texts have formulas in backticks. */
export type ListedMethod = Documented & Proofs

export interface ListedGroup {
  label: string
  methods: ListedMethod[]
}

/** Where the list is kept for the page. */
export const LIST = 'src/pages/methods.json'

const GROUPS = {
  estimates: 'Estimates, intervals and limits',
  comparison: 'Comparing many areas',
  variation: 'Variation beyond chance',
  inequality: 'Inequality',
  trend: 'Trend and process control',
  space: 'Neighbours and patterns in space',
  peers: 'Similar areas',
  distributions: 'Distributions and draws',
} as const
type GroupId = keyof typeof GROUPS

const DISTRIBUTIONS = /^(beta|chi-square|draws|f-distribution|gamma|normal|normal-tails|poisson|student)$/

/** Throws on a folder that the page has no name for. */
function groupOf({ module }: Documented): GroupId {
  const [folder, file] = module.split('/')
  if (file === undefined) return DISTRIBUTIONS.test(module) ? 'distributions' : 'estimates'
  if (folder! in GROUPS) return folder as GroupId
  throw new Error(`src/statistics/${folder} has no name in tests/methods/list.ts`)
}

/** Every public method with its formula, its source and what proves it, by group. */
export function listMethods(): ListedGroup[] {
  const proofs = proofsOf()
  const methods = publicFunctions()
    .filter(({ name }) => !(name in TOOLS))
    .map((one) => ({ ...one, source: OURS.includes(one.name) ? one.source || 'Derived here' : one.source, ...proofs(one) })) // prettier-ignore
  return (Object.keys(GROUPS) as GroupId[]).map((id) => ({
    label: GROUPS[id],
    methods: methods.filter((one) => groupOf(one) === id),
  }))
}

/** What methods lack of the four things that each must have, one sentence each. */
export function lacking(methods: readonly ListedMethod[]): string[] {
  return methods.flatMap(({ name, module, what, formulas, source, reference, tests }) => {
    const lacks = [
      what ? [] : ['a first sentence'],
      formulas.length > 0 || STEPS.includes(name) ? [] : ['a formula in backticks'],
      source ? [] : ['a source'],
      reference.length + tests.length > 0 ? [] : ['a test'],
    ].flat()
    return lacks.map((thing) => `${module}.ts: ${name} lacks ${thing}`)
  })
}
