import type { Counts } from './aggregate'
import { places } from '../../src/demo'
import { countsTable, populationTable } from './measures'
import { tablePlans } from '../../src/demo/tables'
import type { DraftTable } from '../../src/release'

/** Which members of each axis are meant; all of them where an axis is not named. */
export type Selection = Readonly<Record<string, string | readonly string[]>>

/** Plain sums over a table of the demo, for tests: nothing of the engines is used. */
export function summer(counts: Counts) {
  const tables = new Map<string, DraftTable>([
    ['population', populationTable()],
    ...tablePlans.map((plan) => [plan.table.id, countsTable(plan, counts)] as const),
  ])
  return function sum(id: string, measure: string, selection: Selection = {}): number {
    const table = tables.get(id)
    const values = table?.measures[measure]?.values
    if (!table || !values) throw new Error(`the demo has no ${measure} in ${id}`)
    let total = 0
    for (const cell of cellsOf(table, selection)) total += values[cell] ?? NaN
    return total
  }
}

function cellsOf({ axes }: DraftTable, selection: Selection): number[] {
  for (const name of Object.keys(selection))
    if (!axes.some((axis) => axis.name === name)) throw new Error(`the table has no axis ${name}`)
  return axes.reduce<number[]>(
    (cells, { name, members }) => {
      const wanted = selection[name]
      const at = wanted === undefined ? [...members.keys()] : [wanted].flat().map((code) => members.indexOf(code))
      if (at.includes(-1)) throw new Error(`${name} has no ${String(wanted)}`)
      return cells.flatMap((cell) => at.map((member) => cell * members.length + member))
    },
    [0],
  )
}

export const codes = places.map(({ code }) => code)

/** Σ (O − E)² ∕ E. */
export function chiSquared(observed: readonly number[], expected: readonly number[]): number {
  return observed.reduce((sum, o, i) => sum + (o - (expected[i] ?? NaN)) ** 2 / (expected[i] ?? NaN), 0)
}
