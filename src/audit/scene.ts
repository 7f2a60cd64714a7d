import { UNPUBLISHED, observe } from '../disclosure'
import type { AuditRules, Scene } from '../disclosure'
import { allRules, layOut, readStored, settingOf } from './lay'
import type { Laid, Party, Stored } from './lay'
import { totalTable } from './totals'
import type { KnownTotal } from './totals'

/** One indicator of some releases, as an attacker sees it. */
export interface Sight {
  scene: Scene
  laid: readonly Laid[]
  /** Totals that meet none of the tables. */
  unused: number
}

/** Reads all that the parties publish of an indicator; null where none publishes counts under rules. */
export async function sightOf(
  indicator: string,
  parties: readonly Party[],
  { totals = [] }: { totals?: readonly KnownTotal[] } = {},
): Promise<Sight | null> {
  const stored: Stored[] = []
  for (const party of parties) stored.push(...(await readStored(party, indicator)))
  if (stored.length === 0) return null
  return look(indicator, stored, parties, totals)
}

function look(
  indicator: string,
  stored: readonly Stored[],
  parties: readonly Party[],
  totals: readonly KnownTotal[],
): Sight {
  const own = totals.filter((total) => total.indicator === indicator)
  const laid = layOut(indicator, stored, own.map(totalTable), settingOf(parties))
  const outside = new Set(laid.flatMap(({ stored: from }, at) => (from ? [] : [at])))
  const scene = sceneOf(laid, allRules(stored), outside)
  const { system } = scene
  const met = (cell: number) => system.cellStart[cell]! < system.cellStart[cell + 1]!
  const others = new Set(laid.flatMap(({ stored: from }, at) => (from ? [...system.cellOf[at]!] : [])))
  const unused = [...outside].filter((at) => !met(system.cellOf[at]![0]!) && !others.has(system.cellOf[at]![0]!)).length
  return { scene, laid, unused }
}

function sceneOf(laid: readonly Laid[], rules: readonly AuditRules[], outside?: ReadonlySet<number>): Scene {
  return observe(
    laid.map(({ table }) => table),
    rules,
    { populations: laid.map(({ populations }) => populations), ruleAt: laid.map(({ ruleAt }) => ruleAt), outside },
  )
}

/** The same without what some tables say of the cells that are marked 1; its cells have the same places. `masks`: one a table. */
export function without({ scene, laid }: Sight, masks: readonly (Uint8Array | null)[]): Scene {
  const masked = laid.map((one, at) => {
    const mask = masks[at]
    if (!mask) return one
    const status = one.table.status.map((mark, index) => (mask[index] ? UNPUBLISHED : mark))
    return { ...one, table: { ...one.table, status } }
  })
  return sceneOf(masked, scene.rules)
}
