import type { Table } from '../domain'
import type { DecodedTable } from '../release'
import type { Attacked, Party } from './lay'

/**
 * What each facility has in a release of several. Nobody rounded or hid anything across facilities, and a sum over several is
 * published by none, so what one released says nothing of another's cells: each is a release of its own to an attacker.
 */
export function facets({ open, earlier }: Party): Party[] {
  const { protection } = open.release
  if (protection.kind !== 'protected' || protection.rules.length < 2) return [{ open, earlier }]
  return protection.rules.map(({ facility }) => ({ open: facetOf(open, facility), earlier }))
}

function facetOf(open: Attacked, facility: string): Attacked {
  const own = new Set(open.release.areas.filter((area) => area.facility === facility).map(({ code }) => code))
  const tables = open.release.tables.map((table) => ({ ...table, axes: table.axes.map((axis) => (axis.name === 'area' ? { ...axis, members: axis.members.filter((code) => own.has(code)) } : axis)) })) // prettier-ignore
  const areas = open.release.areas.filter(
    ({ code, successors }) => own.has(code) || successors.some((to) => own.has(to)),
  )
  return {
    release: { ...open.release, areas, tables },
    table: async (id) =>
      cut(
        open.release.tables.find((table) => table.id === id),
        await open.table(id),
        own,
      ),
    summary: () => open.summary(),
  }
}

/** The cells of some areas; area is a table's last axis. */
function cut(table: Table | undefined, decoded: DecodedTable, own: ReadonlySet<string>): DecodedTable {
  const members = table?.axes.at(-1)?.members ?? []
  const kept = [...members.keys()].filter((at) => own.has(members[at]!))
  const pick = <T extends Int32Array | Float64Array | Uint8Array>(cells: T): T => {
    const picked = cells.slice(0, (cells.length / members.length) * kept.length) as T
    for (let row = 0; row * members.length < cells.length; row++)
      kept.forEach((at, to) => (picked[row * kept.length + to] = cells[row * members.length + at]!))
    return picked
  }
  const measures = Object.entries(decoded.measures).map(([name, { values, status }]) => [
    name,
    { values: pick(values), status: status && pick(status) },
  ])
  const axes = decoded.axes.map((axis, at) => (at === decoded.axes.length - 1 ? { ...axis, size: kept.length } : axis))
  return { ...decoded, axes, measures: Object.fromEntries(measures) as DecodedTable['measures'] }
}

/** Parties that share areas together, others each alone. */
export function neighbours(parties: readonly Party[]): Party[][] {
  const groups: { codes: Set<string>; parties: Party[] }[] = []
  for (const party of parties) {
    const codes = new Set(leaves(party.open))
    const met = groups.filter((group) => [...codes].some((code) => group.codes.has(code)))
    const joined = { codes, parties: [...met.flatMap((group) => group.parties), party] }
    for (const group of met) {
      group.codes.forEach((code) => codes.add(code))
      groups.splice(groups.indexOf(group), 1)
    }
    groups.push(joined)
  }
  return groups.map((group) => group.parties)
}

/** Areas that no other is part of, those of the past with what took their place. */
function leaves({ release: { areas } }: Attacked): string[] {
  const whole = new Set(areas.flatMap(({ parents }) => parents))
  return areas.filter(({ code }) => !whole.has(code)).flatMap(({ code, successors }) => [code, ...successors])
}
