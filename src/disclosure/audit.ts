import {
  contradicted,
  differences,
  exactRecovery,
  groupDisclosure,
  insiders,
  intervalAttack,
  linkedTables,
  percentages,
  knownAlgorithm,
} from './attacks'
import { averaging } from './averaging'
import { bestGuess } from './guess'
import { attackIntervals } from './interval'
import type { CellInterval } from './interval'
import type { ProtectedTable } from './protected'
import type { AttackResult } from './results'
import { observe, publishedPoint } from './scene'
import type { AuditRules, ObserveOptions, Scene } from './scene'
import type { Solver } from './solver'

export { ATTACK_IDS, NAMES, mergeResults, notApplicable, ran } from './results'
export type { AttackId, AttackResult } from './results'
export { observe, publishedPoint, saidRange } from './scene'
export type { AuditRules, ObserveOptions, Scene } from './scene'
export { tooNarrow } from './attacks'

export interface AuditOptions extends ObserveOptions {
  /** Axes that describe no person, such as area and period. */
  places?: readonly string[]
  /** Suppositions that are tried for insiders, at most. */
  insiders?: number
}

/** The attacks that need nothing but one set of tables, run on what is published and on nothing else. */
export function audit(
  tables: readonly ProtectedTable[],
  rules: AuditRules | readonly AuditRules[],
  solver: Solver,
  options: AuditOptions = {},
): AttackResult[] {
  const scene = observe(tables, rules, options)
  return attackScene(scene, intervalsOf(scene, solver), options)
}

/**
 * The interval of each cell that may be small; none where what is published contradicts itself. `point`: a whole solution, null where
 * none is known.
 */
export function intervalsOf(scene: Scene, solver: Solver, point = publishedPoint(scene)): CellInterval[] {
  if (scene.outer.contradiction >= 0) return []
  const needs = [...new Set(scene.targets.map((cell) => scene.rules[scene.ruleAt[cell]!]!.leastValues))]
  return needs.flatMap((need) => {
    const targets = scene.targets.filter((cell) => scene.rules[scene.ruleAt[cell]!]!.leastValues === need)
    return attackIntervals(scene.system, scene.known, solver, { targets, need, point })
  })
}

/** Every attack on one scene, given the intervals of its cells. A contradiction leaves little else to say. */
export function attackScene(
  scene: Scene,
  intervals: readonly CellInterval[],
  { insiders: most = 200_000, places = ['area', 'period'] }: AuditOptions = {},
): AttackResult[] {
  if (scene.outer.contradiction >= 0) return [contradicted(scene), knownAlgorithm(scene)]
  return [
    intervalAttack(scene, intervals),
    bestGuess(scene, intervals),
    exactRecovery(scene),
    insiders(scene, most),
    groupDisclosure(scene, places),
    linkedTables(scene, intervals),
    differences(scene, intervals),
    percentages(scene, intervals),
    averaging(scene),
    knownAlgorithm(scene),
  ]
}
