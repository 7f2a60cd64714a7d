import { AMONG, HIDDEN, ROUNDED, UNPUBLISHED, shapesOf } from '../disclosure'
import type { ProtectedTable, ShapeSetting, ShapedTable, SystemAxis, TableShape } from '../disclosure'
import type { Dimensions, Indicator, Release, Table } from '../domain'
import type { DecodedTable, OpenRelease } from '../release'
import { publicPeople } from './people'
import { ruleBook } from './rules'
import type { RuleBook } from './rules'
import { spread, spreadCaps, unkept } from './spread'
import type { Plane } from './spread'

/** What is read of a release to attack it. */
export type Attacked = Pick<OpenRelease, 'release' | 'table' | 'summary'>

/** A release as it takes part in an attack. */
export interface Party {
  open: Attacked
  /** True for earlier editions of what is attacked. */
  earlier: boolean
}

/** One published table of counts, decoded, with who may be in it. */
export interface Stored {
  party: Party
  table: Table
  indicator: Indicator
  book: RuleBook
  decoded: DecodedTable
  people: Int32Array | null
}

/** A table of the system with what its cells follow. */
export interface Laid {
  table: ProtectedTable
  populations: Int32Array | null
  /** Places among the rules of all parties. */
  ruleAt: Uint8Array | null
  /** Null for totals from elsewhere. */
  stored: Stored | null
}

/** The tables of counts of one indicator that a release publishes under rules. */
export async function readStored(party: Party, id: string): Promise<Stored[]> {
  const { release } = party.open
  const indicator = release.indicators.find((one) => one.id === id)
  const book = indicator && ruleBook(release, id)
  if (!indicator || !book) return []
  const stored: Stored[] = []
  for (const table of release.tables) {
    if (table.shape !== 'counts' || !indicator.tables.includes(table.id)) continue
    const decoded = await party.open.table(table.id)
    const people = indicator.repeats === 'persons' ? await publicPeople(party.open, table, decoded) : null
    stored.push({ party, table, indicator, book, decoded, people })
  }
  return stored
}

/** What releases say together of their dimensions and areas. */
export function settingOf(parties: readonly Party[]): ShapeSetting {
  const releases = parties.map(({ open }) => open.release)
  const merged = <T>(all: readonly T[], key: (one: T) => string) => [
    ...new Map(all.map((one) => [key(one), one])).values(),
  ]
  const codes = <K extends 'periods' | 'ages'>(name: K) =>
    merged(
      releases.flatMap(({ dimensions }) => dimensions[name] as readonly Dimensions[K][number][]),
      ({ code }) => code,
    )
  return {
    dimensions: { periods: codes('periods'), ages: codes('ages') },
    areas: mergedAreas(releases),
    allIsSum: true,
  }
}

/** An area is in a facility where any release says so; what any says of its parents and successors counts. */
function mergedAreas(releases: readonly Release[]): Release['areas'] {
  const byCode = new Map<string, Release['areas'][number]>()
  for (const area of releases.flatMap(({ areas }) => areas)) {
    const so = byCode.get(area.code)
    const both = (name: 'parents' | 'successors') => [...new Set([...(so?.[name] ?? []), ...area[name]])]
    const facility = so?.facility ?? area.facility
    byCode.set(area.code, { ...area, facility, parents: both('parents'), successors: both('successors') })
  }
  return [...byCode.values()]
}

/** Lays stored tables and totals out as tables of one system. `extra`: totals, as tables of one cell each. */
export function layOut(
  of: string,
  stored: readonly Stored[],
  extra: readonly { shaped: ShapedTable; count: number }[],
  setting: ShapeSetting,
): Laid[] {
  const books = [...new Set(stored.map(({ book }) => book))]
  const offsetOf = new Map(
    books.map((book, at) => [book, books.slice(0, at).reduce((n, { rules }) => n + rules.length, 0)]),
  )
  const several = new Set(stored.map(({ party }) => party)).size > 1
  const named = stored.map((one) => ({
    ...one.table,
    id: several ? `${one.party.open.release.id} ${one.party.open.release.date}, ${one.table.id}` : one.table.id,
  }))
  const shapes = shapesOf(of, [...named, ...extra.map(({ shaped }) => shaped)], setting)
  const tables = stored.flatMap((one, at) => laidTable(one, shapes[at]!, offsetOf.get(one.book)!))
  const among = tables.some(({ table }) => table.shape.axes[0]?.name === AMONG)
  const totals = extra.map(({ count }, at): Laid => {
    const bare = shapes[stored.length + at]!
    // Where those among whom was counted are protected too, a total from elsewhere is of those counted.
    const shape = among ? { ...bare, axes: [{ name: AMONG, members: [{ code: 'counted' }] }, ...bare.axes] } : bare
    return {
      table: { shape, values: Int32Array.of(count), status: Uint8Array.of(0) },
      populations: null,
      ruleAt: null,
      stored: null,
    }
  })
  return [...tables, ...totals]
}

/** Rules of all stored tables in the order that `ruleAt` counts in. */
export const allRules = (stored: readonly Stored[]) =>
  [...new Set(stored.map(({ book }) => book))].flatMap(({ rules }) => rules)

function laidTable(one: Stored, shape: TableShape, offset: number): Laid[] {
  const { table, decoded, people, indicator } = one
  const sizes = table.axes.map(({ members }) => members.length)
  const ruleAt = rulesOn(one, shape, offset)
  const controlled = (cell: number) => one.book.rules[ruleAt[cell]! - offset]!.method === 'controlled-rounding'
  const counted = unkept(spread(shape, sizes, planeOf(decoded, 'count')), shape, sizes, controlled)
  const alone = (own: TableShape, plane: Plane): Laid => ({
    table: { shape: own, ...plane },
    populations: people && own === shape ? spreadCaps(shape, sizes, people) : null,
    ruleAt,
    stored: one,
  })
  // Public people have no status but "not collected"; those that were rounded or hidden are counts to be attacked themselves.
  const guarded = decoded.measures['population']?.status?.some((status) => status === ROUNDED || status === HIDDEN)
  if (!guarded) return [alone(shape, counted)]
  const all = unkept(spread(shape, sizes, planeOf(decoded, 'population')), shape, sizes, controlled)
  if (indicator.repeats === 'events')
    return [
      alone(shape, counted),
      alone({ ...shape, id: `${shape.id}, among whom`, of: `${shape.of}, among whom` }, all),
    ]
  return [amongLaid(one, shape, counted, all, ruleAt)]
}

function planeOf({ measures }: DecodedTable, name: string): Plane {
  const { values, status } = measures[name]!
  return { values: Int32Array.from(values), status: status ?? new Uint8Array(values.length) }
}

/** Counted, the rest that anyone can subtract, and all among whom was counted. */
function amongLaid(stored: Stored, shape: TableShape, counted: Plane, all: Plane, rules: Uint8Array): Laid {
  const cells = counted.values.length
  const among: SystemAxis = {
    name: AMONG,
    members: [{ code: 'counted' }, { code: 'rest', unpublished: true }, { code: 'all', parts: ['counted', 'rest'] }],
  }
  const values = new Int32Array(cells * 3)
  const status = new Uint8Array(cells * 3).fill(UNPUBLISHED)
  const ruleAt = new Uint8Array(cells * 3)
  for (const [at, plane] of [counted, null, all].entries()) {
    ruleAt.set(rules, at * cells)
    if (!plane) continue
    values.set(plane.values, at * cells)
    status.set(plane.status, at * cells)
  }
  return {
    table: { shape: { ...shape, axes: [among, ...shape.axes] }, values, status },
    populations: null,
    ruleAt,
    stored,
  }
}

/** The rules that each cell follows: those of its area's facility; of several facilities, the strictest. */
function rulesOn({ book, table }: Stored, { axes }: TableShape, offset: number): Uint8Array {
  const areas = axes.at(-1)!.members
  const own = new Set(table.axes.at(-1)!.members)
  const byAtom = new Map<string, number>()
  for (const { code, covers = [code] } of areas)
    if (own.has(code)) for (const atom of covers) byAtom.set(atom, book.of(code))
  const strictest = (places: readonly number[]) =>
    places.reduce(
      (best, at) => (book.rules[at]!.leastValues > book.rules[best]!.leastValues ? at : best),
      places[0] ?? 0,
    )
  const onAxis = areas.map(({ code, covers = [code] }) =>
    own.has(code) ? book.of(code) : strictest([...new Set(covers.map((atom) => byAtom.get(atom) ?? 0))]),
  )
  const cells = axes.reduce((product, { members }) => product * members.length, 1)
  return Uint8Array.from({ length: cells }, (_, cell) => offset + onAxis[cell % areas.length]!)
}
