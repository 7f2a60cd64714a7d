import * as v from 'valibot'
import type { CountTable, Policy, ProtectedTable, SystemMember } from '../../disclosure'
import { ReleaseError, type Release } from '../../domain'
import type { BuiltIndicator } from '../build'
import { placeIn, places, sizesOf, stepsInto } from './cells'

/** Version of these files' form; a reader refuses another whole number. */
const FORMAT = 'cairn-counts 1'
const FOLDER = 'counts/'
const ROUNDED = 1

const whole = v.pipe(v.number(), v.integer())
const schema = v.object({
  format: v.literal(FORMAT),
  release: v.object({ id: v.string(), date: v.string(), identity: v.string() }),
  policy: v.object({ id: v.string(), version: v.string(), method: v.string(), base: v.nullable(whole) }),
  table: v.object({
    id: v.string(),
    of: v.string(),
    axes: v.array(v.object({ name: v.string(), members: v.array(v.string()) })),
    /** By axis: parts of the members that are sums. */
    sums: v.record(v.string(), v.record(v.string(), v.array(v.string()))),
    within: v.record(v.string(), v.array(v.string())),
  }),
  /** True counts, in the order of the cells. */
  counts: v.array(whole),
  /** Published values where they were rounded; −1 elsewhere. */
  rounded: v.array(whole),
})

type CountsFile = v.InferOutput<typeof schema>

/**
 * `counts/<table>.json`: true counts and rounded values of every cell, kept so that the next edition can leave as many
 * published values as can be where they stand. True counts: this never leaves the facility.
 */
export function countsFiles(
  indicators: readonly BuiltIndicator[],
  { id, version, method, base }: Policy,
  { id: name, date, identity }: Release,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const { before, after } of indicators)
    before.forEach((table, at) => {
      const { values, status } = after.tables[at] as ProtectedTable
      const file: CountsFile = {
        format: FORMAT,
        release: { id: name, date, identity },
        policy: { id, version, method, base },
        table: outlineOf(table),
        counts: [...table.counts],
        rounded: Array.from(values, (value, cell) => (status[cell] === ROUNDED ? value : -1)),
      }
      files.set(`${FOLDER}${table.id}.json`, new TextEncoder().encode(`${JSON.stringify(file)}\n`))
    })
  return files
}

function outlineOf({ id, of, axes, within }: CountTable): CountsFile['table'] {
  return {
    id,
    of,
    axes: axes.map(({ name, members }) => ({ name, members: members.map(({ code }) => code) })),
    sums: Object.fromEntries(axes.map(({ name, members }) => [name, Object.fromEntries(members.flatMap(sumOf))])),
    within: Object.fromEntries(Object.entries(within ?? {}).map(([name, codes]) => [name, [...codes]])),
  }
}

const sumOf = ({ code, parts }: SystemMember): [string, string[]][] => (parts?.length ? [[code, [...parts]]] : [])

/**
 * For `buildRelease`'s `standing`, from the pack of the edition before: what it published of a table's cells, in their order; −1 where
 * the cell is new or was not rounded. Null where the table is new. Members are matched by code, sums by their parts. Counts may have
 * changed since: a value that is still within a base of its count can stand. Nothing stands under another method or base: `() => null`.
 * @throws ReleaseError where a file of counts cannot be read.
 */
export function standingFrom(
  pack: ReadonlyMap<string, Uint8Array>,
  policy: Policy,
): (table: CountTable) => Int32Array | null {
  const files = new Map<string, CountsFile>()
  for (const [path, bytes] of pack) {
    if (!path.startsWith(FOLDER)) continue
    const file = readCounts(path, bytes)
    if (file.policy.method === policy.method && file.policy.base === policy.base) files.set(keyOf(file.table), file)
  }
  if (policy.method !== 'controlled-rounding') return () => null
  return (table) => {
    const file = files.get(keyOf(table))
    return file ? standing(table, file) : null
  }
}

/**
 * A correction must be attacked together with the edition whose values it holds on to.
 * @throws ReleaseError where a pack's counts are of none of these releases, or it has none.
 */
export function mustBePackOf(
  pack: ReadonlyMap<string, Uint8Array>,
  releases: readonly { release: Pick<Release, 'id' | 'date' | 'identity'> }[],
): void {
  const files = [...pack].filter(([path]) => path.startsWith(FOLDER)).map(([path, bytes]) => readCounts(path, bytes))
  const known = new Set(releases.map(({ release }) => release.identity))
  const other = files.find(({ release }) => !known.has(release.identity))
  if (files.length > 0 && !other) return
  const said = ({ id, date, identity }: CountsFile['release']) => `${id} of ${date}, identity ${identity}`
  throw new ReleaseError('The pack of the edition before belongs to none of the earlier editions that were given.', {
    where: FOLDER,
    found: other ? `a pack of ${said(other.release)}` : 'no counts',
    expected: releases.map(({ release }) => said(release)).join('; or ') || 'an earlier edition',
    todo: 'Give the folder of the release that was made with this pack as an earlier edition, or the pack of that release.',
  })
}

const keyOf = ({ id, of }: { id: string; of: string }) => `${of}|${id}`

function readCounts(path: string, bytes: Uint8Array): CountsFile {
  const wrong = (found: string) =>
    new ReleaseError(`${path} does not hold the counts of an earlier edition.`, {
      where: path,
      found,
      expected: `the form ${FORMAT}`,
      todo: 'Give the egress pack of the edition before, as Cairn wrote it.',
    })
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw wrong('no JSON')
  }
  const result = v.safeParse(schema, json)
  if (!result.success) throw wrong(v.getDotPath(result.issues[0]) ?? 'something else')
  const { table, counts, rounded } = result.output
  const cells = sizesOf(table.axes).reduce((product, size) => product * size, 1)
  if (counts.length !== cells || rounded.length !== cells) throw wrong(`${counts.length} counts of ${cells}`)
  return result.output
}

function standing(table: CountTable, { table: old, rounded }: CountsFile): Int32Array | null {
  if (!sameCodes(table.within ?? {}, old.within)) return null
  const steps = stepsInto({ axes: outlineOf(table).axes }, old, sameParts(table, old))
  if (!steps) return null
  const result = new Int32Array(table.counts.length).fill(-1)
  let cell = 0
  for (const at of places(sizesOf(table.axes))) {
    const from = placeIn(steps, at)
    result[cell++] = Number.isNaN(from) ? -1 : (rounded[from] ?? -1)
  }
  return result
}

/** Whether a member is the sum of the same parts as before; pieces between overlapping members are numbered, not named. */
function sameParts(table: CountTable, { sums }: CountsFile['table']): (axis: string, code: string) => boolean {
  const parts = outlineOf(table).sums
  return (axis, code) => sameSet(parts[axis]?.[code] ?? [], sums[axis]?.[code] ?? [])
}

const sameSet = (a: readonly string[], b: readonly string[]) => {
  const set = new Set(b)
  return set.size === new Set(a).size && a.every((code) => set.has(code))
}

const sameCodes = (a: Readonly<Record<string, readonly string[]>>, b: typeof a) =>
  sameSet(Object.keys(a), Object.keys(b)) && Object.entries(a).every(([name, codes]) => sameSet(codes, b[name] ?? []))
