import { observe } from '../disclosure'
import type { Scene } from '../disclosure'
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
  { totals = [], without }: { totals?: readonly KnownTotal[]; without?: (laid: Laid) => Uint8Array | null } = {},
): Promise<Sight | null> {
  const stored: Stored[] = []
  for (const party of parties) stored.push(...(await readStored(party, indicator)))
  if (stored.length === 0) return null
  return look(indicator, stored, parties, totals, without)
}

function look(
  indicator: string,
  stored: readonly Stored[],
  parties: readonly Party[],
  totals: readonly KnownTotal[],
  without?: (laid: Laid) => Uint8Array | null,
): Sight {
  const own = totals.filter((total) => total.indicator === indicator)
  const laid = layOut(indicator, stored, own.map(totalTable), settingOf(parties)).map((one) => {
    const status = without?.(one)
    return status ? { ...one, table: { ...one.table, status } } : one
  })
  const outside = new Set(laid.flatMap(({ stored: from }, at) => (from ? [] : [at])))
  const scene = observe(
    laid.map(({ table }) => table),
    allRules(stored),
    {
      populations: laid.map(({ populations }) => populations),
      ruleAt: laid.map(({ ruleAt }) => ruleAt),
      outside,
    },
  )
  const { system } = scene
  const met = (cell: number) => system.cellStart[cell]! < system.cellStart[cell + 1]!
  const others = new Set(laid.flatMap(({ stored: from }, at) => (from ? [...system.cellOf[at]!] : [])))
  const unused = [...outside].filter((at) => !met(system.cellOf[at]![0]!) && !others.has(system.cellOf[at]![0]!)).length
  return { scene, laid, unused }
}
