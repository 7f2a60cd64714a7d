import { existsSync, readFileSync } from 'node:fs'

/** One case of a reference file: columns (or single values) put in, and what R made of them. */
export interface ReferenceCase {
  name: string
  provenance: string
  params?: Readonly<Record<string, number | string | boolean | null>>
  inputs: Readonly<Record<string, unknown>>
  expected: Readonly<Record<string, unknown>>
}

export interface ReferenceFile {
  method: string
  tolerance: Readonly<Record<string, unknown>>
  cases: readonly ReferenceCase[]
}

/**
 * How far a figure may lie from R's: relative, or absolute where that is smaller; or what a file says in words, as a function. What goes
 * beyond the file's own tolerance says so, and why, in `added`.
 */
export type Limit =
  | 'exact'
  | { relative: number; absolute?: number; added?: string }
  | { says: string; added?: string; holds(found: number, expected: number, row: number, one: ReferenceCase): boolean }

/** One reference file, and how the project computes each of its columns. */
export interface ReferenceMethod {
  /** Name of the file without its ending. */
  file: string
  /** Modules of `src/statistics` that are tested by it, without ending. */
  proves: readonly string[]
  /** Columns computed by the project, named as in the file; long ones as arrays, single ones as they are. */
  compute(one: ReferenceCase): Readonly<Record<string, unknown>>
  limit(column: string, one: ReferenceCase): Limit
  /** Columns that are not compared, each with the reason; a name may end in `*`. */
  without?: Readonly<Record<string, string>>
}

export interface ColumnResult {
  file: string
  name: string
  column: string
  /** How many figures were compared. */
  compared: number
  /** Largest relative error, of figures that are not 0 in R, whatever limit they fall under; NaN where nothing was compared. */
  largest: number
  /** Largest absolute error of all figures. */
  largestAbsolute: number
  limit: string
  /** What was added to the file's own tolerance, and why. */
  added?: string
  within: boolean
  /** The first figure that is not within. */
  fault?: string
}

/** Folder of the reference values beside the project; absent on a machine that has only the project. */
export const SHARED = new URL('../../../shared/reference/', import.meta.url)
/** Cases copied into the project. */
export const COPIED = new URL('../values/reference/', import.meta.url)

/** A reference file of a folder, or null where the folder has none of that name. */
export function readReference(file: string, folder: URL): ReferenceFile | null {
  const place = new URL(`${file}.json`, folder)
  return existsSync(place) ? (JSON.parse(readFileSync(place, 'utf8')) as ReferenceFile) : null
}

/** A column of numbers: `NaN`, `Inf` and `-Inf` are written as strings, a missing value as null and read as NaN. */
export function column(value: unknown): number[] {
  if (!Array.isArray(value)) throw new Error(`not a column: ${String(value)}`)
  return value.map(number)
}

export function number(value: unknown): number {
  if (value === null || value === undefined) return NaN
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'string' && /^[+-]?Inf$/.test(value)) return value.startsWith('-') ? -Infinity : Infinity
  return Number(value)
}

/** Every column of every case against R. A column that is neither computed nor set aside with a reason is a fault. */
export function checkReference(method: ReferenceMethod, file: ReferenceFile): ColumnResult[] {
  return file.cases.flatMap((one) => {
    const found = method.compute(one)
    return Object.entries(one.expected).flatMap(([name, expected]) => {
      if (name in found) return [compareColumn(method, one, name, found[name], expected)]
      return setAside(method, name) ? [] : [missing(method, one, name)]
    })
  })
}

const setAside = ({ without = {} }: ReferenceMethod, name: string) =>
  Object.keys(without).some((key) => (key.endsWith('*') ? name.startsWith(key.slice(0, -1)) : key === name))

const missing = ({ file }: ReferenceMethod, one: ReferenceCase, name: string): ColumnResult => ({
  file,
  name: one.name,
  column: name,
  compared: 0,
  largest: NaN,
  largestAbsolute: NaN,
  limit: '',
  within: false,
  fault: 'not computed, and no reason given',
})

function compareColumn(
  method: ReferenceMethod,
  one: ReferenceCase,
  name: string,
  found: unknown,
  expected: unknown,
): ColumnResult {
  const limit = method.limit(name, one)
  const [ours, theirs] = [flat(found), flat(expected)]
  let [largest, largestAbsolute] = [0, 0]
  let fault = ours.length === theirs.length ? undefined : `${ours.length} figures, expected ${theirs.length}`
  theirs.forEach((value, row) => {
    if (fault) return
    const { relative, absolute } = distance(ours[row], value)
    if (Number.isFinite(relative)) largest = Math.max(largest, relative)
    if (Number.isFinite(absolute)) largestAbsolute = Math.max(largestAbsolute, absolute)
    if (!(errorOf(ours[row], value, limit, row, one) <= allowed(limit)))
      fault = `row ${row}: ${String(ours[row])}, expected ${String(value)}`
  })
  const added = typeof limit === 'string' ? undefined : limit.added
  return { file: method.file, name: one.name, column: name, compared: theirs.length, largest, largestAbsolute, limit: told(limit), added, within: !fault, fault } // prettier-ignore
}

function told(limit: Limit): string {
  if (typeof limit === 'string') return limit
  if ('says' in limit) return limit.says
  return limit.absolute === undefined ? `${limit.relative}` : `${limit.relative}, or ${limit.absolute} absolute`
}

/** How far two figures lie apart; relative infinite where R's is 0, both NaN where either is no figure. */
function distance(ours: unknown, theirs: unknown): { relative: number; absolute: number } {
  if (!isFigure(theirs)) return { relative: NaN, absolute: NaN }
  const [a, b] = [number(ours), number(theirs)]
  const absolute = a === b ? 0 : Math.abs(a - b)
  return { relative: absolute === 0 ? 0 : absolute / Math.abs(b), absolute }
}

const allowed = (limit: Limit) => (typeof limit === 'object' && 'relative' in limit ? limit.relative : 0)

/** Nested lists end to end, so that lists of neighbours are compared one by one. */
function flat(value: unknown): unknown[] {
  if (ArrayBuffer.isView(value)) return [...(value as unknown as ArrayLike<number> & Iterable<number>)]
  if (!Array.isArray(value)) return [value]
  return value.flatMap((part: unknown) => (Array.isArray(part) || ArrayBuffer.isView(part) ? ['[', ...flat(part), ']'] : [part])) // prettier-ignore
}

const isFigure = (value: unknown) =>
  value === null || typeof value === 'number' || /^(NaN|[+-]?Inf)$/.test(String(value))

/** Relative error of a figure, 0 where it is within the absolute limit or satisfies what the file says, infinite where it is another thing. */
function errorOf(ours: unknown, theirs: unknown, limit: Limit, row: number, one: ReferenceCase): number {
  if (!isFigure(theirs)) return String(ours) === String(theirs) ? 0 : Infinity
  const [a, b] = [number(ours), number(theirs)]
  if (Object.is(a, b) || a === b) return 0
  if (Number.isNaN(a) || Number.isNaN(b) || !Number.isFinite(b)) return Infinity
  if (typeof limit === 'string') return Infinity
  if ('says' in limit) return limit.holds(a, b, row, one) ? 0 : Infinity
  return Math.abs(a - b) <= (limit.absolute ?? 0) ? 0 : Math.abs(a - b) / Math.abs(b)
}
