import { ran, whereIs } from '../disclosure'
import type { AttackResult, Solver } from '../disclosure'
import { blurredAnew } from './blurred'
import { compare, joined, periodsOf } from './compare'
import type { Comparison, Joint } from './compare'
import { attackLate } from './late'
import type { GivenAway, LateFindings, Presumption } from './late'
import type { Laid, Party } from './lay'
import { narrowIn } from './narrow'
import { countsOf } from './said'
import { sightOf } from './scene'
import type { Sight } from './scene'

/**
 * This edition and all earlier ones together. An attacker takes unchanged values to count the same records; what equations connect with
 * a changed value of the same period is taken as corrected: there the differences between the editions are attacked instead.
 */
export async function attackEditions(
  indicator: string,
  parties: readonly Party[],
  solver: Solver,
  onGivenAway?: (cell: GivenAway) => void,
): Promise<AttackResult | null> {
  const sight = await sightOf(indicator, parties)
  if (!sight || !sight.laid.some(({ stored }) => stored?.party.earlier)) return null
  const compared = compare(sight)
  const joint = joined(sight, compared, solver)
  const { scene } = joint
  const { narrow, bounded } = narrowIn(scene, solver, (part) => (joint.large.has(part) ? 'bounds' : 'programs'))
  const impossible = scene.outer.contradiction >= 0 ? 1 : 0
  const told = differences(sight, compared.changed)
  const presumed = presumedOf(sight, joint, solver)
  const lost = presumed.findings.flatMap(({ narrowed }) => narrowed)
  if (onGivenAway) lost.forEach(onGivenAway)
  const anew = blurredAnew(sight)
  const figures = {
    editions: new Set(parties.filter(({ earlier }) => earlier)).size,
    same: compared.same,
    changed: compared.changed.size,
    corrected: periodsOf(sight, joint).size,
    jointBounded: bounded,
    ...presumed.figures,
    failing: narrow.length + told.length + impossible + lost.length + anew.length,
  }
  const worst = [
    ...narrow.slice(0, 10).map((one) => `${whereIs(scene.system, one.cell)}: ${one.low} to ${one.high}`),
    ...told.slice(0, 10),
    ...anew.slice(0, 10),
    ...lost.slice(0, 10).map(({ said }) => said),
  ]
  return ran('7', figures.failing > 0, figures, worst)
}

/** What was corrected in each series, attacked under either presumption. */
function presumedOf({ scene, laid }: Sight, { masks }: Joint, solver: Solver) {
  const maskOf = new Map(laid.map((one, at) => [one, masks[at] ?? null]))
  const under = (presumes: Presumption) =>
    seriesOf(laid).map((editions) => attackLate(editions, { presumes, rules: scene.rules, maskOf, solver }))
  const [late, gone] = [under('added'), under('gone')]
  const sum = (all: readonly LateFindings[], count: (one: LateFindings) => number) =>
    all.reduce((total, one) => total + count(one), 0)
  const figures = {
    lateExamined: sum(late, ({ examined }) => examined),
    lateNarrowed: sum(late, ({ narrowed }) => narrowed.length),
    lateBounded: sum(late, ({ bounded }) => bounded),
    lateVoid: sum(late, (one) => one.void),
    goneExamined: sum(gone, ({ examined }) => examined),
    goneNarrowed: sum(gone, ({ narrowed }) => narrowed.length),
    goneBounded: sum(gone, ({ bounded }) => bounded),
    goneVoid: sum(gone, (one) => one.void),
  }
  return { findings: [...late, ...gone], figures }
}

/** The editions of each series, oldest first, with what is attacked now as the last: an edition before it has the same name. */
function seriesOf(laid: readonly Laid[]): Laid[][][] {
  const releaseOf = ({ stored }: Laid) => stored!.party.open.release
  const own = laid.filter(({ stored }) => stored)
  const now = own.filter(({ stored }) => !stored!.party.earlier)
  const before = own.filter(({ stored }) => stored!.party.earlier)
  return [...new Set(before.map((one) => releaseOf(one).id))].map((id) => {
    const series = before.filter((one) => releaseOf(one).id === id)
    const releases = [...new Map(series.map((one) => [releaseOf(one).identity, releaseOf(one)])).values()]
    const inOrder = releases.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    return [...inOrder.map(({ identity }) => series.filter((one) => releaseOf(one).identity === identity)), now]
  })
}

/** Changed cells whose difference is nearly certain and small: so many people were added, or taken away. */
function differences({ scene }: Sight, changed: Comparison['changed']): string[] {
  const told: string[] = []
  for (const [cell, { then, now }] of changed) {
    const rules = scene.rules[then.rule]!
    const [before, after] = [countsOf(scene.rules, then), countsOf(scene.rules, now)]
    const [least, most] = [after[0] - before[1], after[1] - before[0]]
    const near = least < rules.small && most > -rules.small
    if (near && most - least + 1 < rules.leastValues)
      told.push(`${whereIs(scene.system, cell)}: ${least} to ${most} more`)
  }
  return told
}
