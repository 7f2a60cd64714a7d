import { HIDDEN, UNPUBLISHED, intervalsOf, ran, tooNarrow } from '../disclosure'
import type { AttackResult, Scene, Solver } from '../disclosure'
import { whereIs } from '../disclosure'
import { attackLate } from './late'
import type { GivenAway, LateFindings } from './late'
import type { Laid, Party } from './lay'
import { spanOf, unchanged } from './said'
import type { Said } from './said'
import { sightOf } from './scene'
import type { Sight } from './scene'

/** How the cells that two editions share compare. */
interface Comparison {
  same: number
  /** Cells whose published value changed, by their place in the joint system, with what the earlier edition said. */
  changed: Map<number, Said>
  /** Codes of periods in which any value changed. */
  corrected: Set<string>
}

/**
 * This edition and all earlier ones together. An attacker takes unchanged values to count the same records; a period in which
 * any value changed is taken as corrected: there the differences between the editions are attacked instead.
 */
export async function attackEditions(
  indicator: string,
  parties: readonly Party[],
  solver: Solver,
  onGivenAway?: (cell: GivenAway) => void,
): Promise<AttackResult | null> {
  const sight = await sightOf(indicator, parties)
  if (!sight || !sight.laid.some(({ stored }) => stored?.party.earlier)) return null
  const { same, changed, corrected } = compare(sight)
  const joint =
    corrected.size === 0 ? sight : await sightOf(indicator, parties, { without: (laid) => masked(laid, corrected) })
  const scene = joint!.scene
  const narrow = intervalsOf(scene, solver).filter((one) => tooNarrow(scene, one))
  const impossible = scene.outer.contradiction >= 0 ? 1 : 0
  const told = differences(sight, changed)
  const late = seriesOf(sight.laid).map((editions) => attackLate(editions, sight.scene.rules, solver))
  const sum = (count: (one: LateFindings) => number) => late.reduce((all, one) => all + count(one), 0)
  const lost = late.flatMap(({ narrowed }) => narrowed)
  if (onGivenAway) lost.forEach(onGivenAway)
  const figures = {
    editions: new Set(parties.filter(({ earlier }) => earlier)).size,
    same,
    changed: changed.size,
    corrected: corrected.size,
    lateExamined: sum(({ examined }) => examined),
    lateNarrowed: lost.length,
    lateBounded: sum(({ bounded }) => bounded),
    lateVoid: sum((one) => one.void),
    failing: narrow.length + told.length + impossible + lost.length,
  }
  const worst = [
    ...narrow.slice(0, 10).map((one) => `${whereIs(scene.system, one.cell)}: ${one.low} to ${one.high}`),
    ...told.slice(0, 10),
    ...lost.slice(0, 10).map(({ said }) => said),
  ]
  return ran('7', figures.failing > 0, figures, worst)
}

function compare({ scene, laid }: Sight): Comparison {
  const { system } = scene
  const now = new Map<number, Said>()
  const found: Comparison = { same: 0, changed: new Map(), corrected: new Set() }
  for (const earlier of [false, true])
    laid.forEach(({ table, stored, ruleAt }, at) => {
      if (!stored || stored.party.earlier !== earlier) return
      system.cellOf[at]!.forEach((cell, index) => {
        const [value, status, rule] = [table.values[index]!, table.status[index]!, ruleAt?.[index] ?? 0]
        if (status === UNPUBLISHED) return
        const other = now.get(cell)
        if (!earlier) now.set(cell, { value, status, rule })
        else if (other && (other.status >= HIDDEN || status >= HIDDEN)) return
        else if (other && unchanged(scene.rules, other, { value, status, rule })) found.same++
        else if (other) {
          found.changed.set(cell, { value, status, rule })
          found.corrected.add(periodOf(table, index))
        }
      })
    })
  return found
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

/** Code of a cell's period; empty in a table without periods. */
function periodOf({ shape }: Laid['table'], index: number): string {
  const axis = shape.axes.findIndex(({ name }) => name === 'period')
  if (axis < 0) return ''
  const inner = shape.axes.slice(axis + 1).reduce((size, { members }) => size * members.length, 1)
  const { members } = shape.axes[axis]!
  return members[Math.floor(index / inner) % members.length]!.code
}

/** An earlier edition without what it said of corrected periods. */
function masked({ table, stored }: Laid, corrected: ReadonlySet<string>): Uint8Array | null {
  if (!stored?.party.earlier) return null
  return table.status.map((status, index) => (corrected.has(periodOf(table, index)) ? UNPUBLISHED : status))
}

/** Changed cells whose difference is nearly certain and small: so many people were added, or taken away. */
function differences({ scene, laid }: Sight, changed: Comparison['changed']): string[] {
  if (changed.size === 0) return []
  const told: string[] = []
  const now = rangesOf(scene, laid, false)
  for (const [cell, then] of changed) {
    const rules = scene.rules[then.rule]!
    const [low, high] = now.get(cell)!
    const span = spanOf(rules, then.status)
    const [least, most] = [low - (then.value + span), high - Math.max(0, then.value - span)]
    const near = least < rules.small && most > -rules.small
    if (near && most - least + 1 < rules.leastValues)
      told.push(`${whereIs(scene.system, cell)}: ${least} to ${most} more`)
  }
  return told
}

function rangesOf({ system, rules }: Scene, laid: readonly Laid[], earlier: boolean): Map<number, [number, number]> {
  const ranges = new Map<number, [number, number]>()
  laid.forEach(({ table, stored, ruleAt }, at) => {
    if (!stored || stored.party.earlier !== earlier) return
    system.cellOf[at]!.forEach((cell, index) => {
      const status = table.status[index]!
      if (status >= HIDDEN) return
      const span = spanOf(rules[ruleAt?.[index] ?? 0]!, status)
      ranges.set(cell, [Math.max(0, table.values[index]! - span), table.values[index]! + span])
    })
  })
  return ranges
}
