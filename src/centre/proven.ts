import { ReleaseError } from '../domain'
import type { Table } from '../domain'
import type { OpenRelease } from '../release'
import { compareAll } from './agreement'
import type { Origin } from './gather'
import { partsOf } from './parts'
import { placesOf } from './tables'

/** How much was held against the parts. */
export interface Proof {
  tables: number
  cells: number
}

const NOT_COLLECTED = 3

/**
 * Reads a combined release as it was written and holds each cell against the part that it came from: the same value, the same
 * status, none lost, none twice, and nothing where no part has anything.
 * @throws ReleaseError that names the first cell that differs.
 */
export async function provenFromParts(
  whole: OpenRelease,
  opened: readonly OpenRelease[],
  origins: readonly Origin[],
): Promise<Proof> {
  const { parts } = compareAll(partsOf(opened.map(({ release }) => release)))
  const proof: Proof = { tables: 0, cells: 0 }
  const seen = new Set<string>()
  for (const table of whole.release.tables) {
    const own = origins.find((origin) => origin.table === table.id)
    if (!own) throw unlike(table.id, 'a table of no part', 'tables of the parts alone')
    const written = (await whole.table(table.id)).measures
    const met = new Uint8Array(Object.values(written)[0]!.values.length)
    for (const { part, table: id } of own.from) {
      const source = parts[part]!.release.tables.find((one) => one.id === id)!
      const { measures } = await opened[part]!.table(id)
      const places = placesOf(source, table.axes)
      for (const [name, { values, status }] of Object.entries(measures)) {
        const copy = written[name]
        if (!copy) throw unlike(table.id, `no ${name}`, name)
        places.forEach((place, row) => {
          const same =
            Object.is(copy.values[place], values[row]) && (copy.status?.[place] ?? 0) === (status?.[row] ?? 0)
          if (!same) throw unlike(cellOf(table, place), `${copy.values[place]}`, `${values[row]} as in ${id} of ${parts[part]!.release.title}`) // prettier-ignore
        })
        proof.cells += places.length
      }
      for (const place of places) if (met[place]!++ > 0) throw unlike(cellOf(table, place), 'two parts', 'one')
      seen.add(`${part} ${id}`)
    }
    for (const { status } of Object.values(written))
      met.forEach((times, place) => {
        if (times === 0 && status?.[place] !== NOT_COLLECTED)
          throw unlike(cellOf(table, place), 'a number of no part', 'nothing')
      })
    proof.tables++
  }
  refuseLost(parts, seen, whole)
  return proof
}

/** Tables of people may be left out where their numbers stand beside the counts. */
function refuseLost(
  parts: readonly { release: { tables: readonly Table[]; title: string } }[],
  seen: ReadonlySet<string>,
  { release }: OpenRelease,
): void {
  for (const [at, { release: part }] of parts.entries())
    for (const { id, shape } of part.tables)
      if (shape !== 'population' && !seen.has(`${at} ${id}`))
        throw unlike(release.id, `no table ${id} of ${part.title}`, 'every table of every part')
}

function cellOf({ id, axes }: Table, place: number): string {
  let rest = place
  const codes = [...axes].reverse().map(({ members }) => {
    const code = members[rest % members.length]!
    rest = Math.floor(rest / members.length)
    return code
  })
  return `table ${id}, ${codes.reverse().join(', ')}`
}

const unlike = (where: string, found: string, expected: string) =>
  new ReleaseError('The combined release is not what its parts say.', { where, found, expected, todo: 'Do not publish it: the program is at fault.' }) // prettier-ignore
