/** A member of an axis: an atom, or the sum of others of the same axis. */
export interface SystemMember {
  code: string
  /** Codes of the members of the same axis that add up to it without overlap; absent or empty: an atom of this table. */
  parts?: readonly string[]
  /** Atoms that it takes in where these are finer than this table's own; absent: its parts' atoms, or itself. */
  covers?: readonly string[]
  /** True where the cell is never published but can be worked out, such as those who did not have the outcome. */
  unpublished?: boolean
  /** True where the cell is published only as the sum of others: it cannot be hidden itself. */
  derived?: boolean
}

export interface SystemAxis {
  /** The same name in two tables means the same way to divide records. */
  name: string
  members: readonly SystemMember[]
}

/** The shape of a dense cross-product of axes. First axis slowest, last fastest. */
export interface TableShape {
  id: string
  /** What is counted, such as an indicator's id: tables share cells only where they count the same. */
  of: string
  axes: readonly SystemAxis[]
  /** Atoms to which a table is limited, by axis; absent: every atom. */
  within?: Readonly<Record<string, readonly string[]>>
}

/** A table with its true counts. All arrays run in the order of the cells. */
export interface CountTable extends TableShape {
  counts: Int32Array
  /** 3 where a cell is not collected (its count must be 0); null or absent where all are. */
  status?: Uint8Array | null
  /** People among whom was counted, where publicly known: an upper bound for counts of persons. */
  population?: Int32Array | null
  /** Distinct persons behind each count; absent where each person counts once. */
  persons?: Int32Array | null
  /** The largest number of events of any one person, and of the next; absent where each person counts once. */
  largest?: Int32Array | null
  second?: Int32Array | null
  /** For cell keys: a number of 32 bits that follows from the records in the cell and nothing else; not asked of derived and unpublished cells. */
  keys?: Uint32Array | null
}

export const NOT_COLLECTED = 3

/** The axis of numerator, rest and denominator, in this order; always a table's first. */
export const AMONG = 'among'

export const cellCount = (shape: TableShape) => shape.axes.reduce((product, { members }) => product * members.length, 1)

/** Member positions of a cell, first axis first. */
export function coordinatesOf(shape: TableShape, index: number): number[] {
  const at = new Array<number>(shape.axes.length)
  let left = index
  for (let axis = shape.axes.length - 1; axis >= 0; axis--) {
    const size = shape.axes[axis]!.members.length
    at[axis] = left % size
    left = Math.floor(left / size)
  }
  return at
}

/** 1 for the cells that the table itself stores: none of their members is only worked out, or published only as a sum. */
export function ownCells(shape: TableShape): Uint8Array {
  const own = shape.axes.map(({ members }) => members.map(({ derived, unpublished }) => !derived && !unpublished))
  return Uint8Array.from({ length: cellCount(shape) }, (_, index) =>
    coordinatesOf(shape, index).every((member, axis) => own[axis]![member]) ? 1 : 0,
  )
}

/** `admissions.main (period 2020, age 85+)`: where a cell stands, for messages inside the facility. */
export function nameCell(shape: TableShape, index: number): string {
  const at = coordinatesOf(shape, index)
  return `${shape.id} (${shape.axes.map(({ name, members }, axis) => `${name} ${members[at[axis]!]!.code}`).join(', ')})`
}

export function stridesOf(shape: TableShape): number[] {
  const strides = new Array<number>(shape.axes.length)
  let stride = 1
  for (let axis = shape.axes.length - 1; axis >= 0; axis--) {
    strides[axis] = stride
    stride *= shape.axes[axis]!.members.length
  }
  return strides
}

/** Sums to be added to an axis, inner ones first; `parts` absent: all members that are part of nothing yet. */
export interface Margin {
  code: string
  parts?: readonly string[]
}

/**
 * Adds sums to an axis of a table, after the members that are there.
 * Persons are not added up, since one person may stand in several parts: give them, or leave them out.
 */
export function withMargins(table: CountTable, axisName: string, margins: readonly Margin[]): CountTable {
  const axis = table.axes.findIndex(({ name }) => name === axisName)
  const added = addMembers(table.axes[axis]!.members, margins)
  const axes = table.axes.map((one, at) => (at === axis ? { ...one, members: added } : one))
  const sum = (values: Int32Array | null | undefined, combine: (a: number, b: number) => number) =>
    values ? extend(table, axis, added, values, combine) : values
  const plus = (a: number, b: number) => a + b
  return {
    ...table,
    axes,
    counts: extend(table, axis, added, table.counts, plus),
    status: table.status ? Uint8Array.from(extend(table, axis, added, Int32Array.from(table.status), Math.min)) : null,
    population: sum(table.population, plus),
    persons: null,
    largest: sum(table.largest, Math.max),
    second: sum(table.second, Math.max),
  }
}

function addMembers(members: readonly SystemMember[], margins: readonly Margin[]): SystemMember[] {
  const added = [...members]
  for (const { code, parts } of margins) {
    const taken = new Set(added.flatMap((member) => member.parts ?? []))
    added.push({ code, parts: parts ?? added.map((member) => member.code).filter((name) => !taken.has(name)) })
  }
  return added
}

function extend(
  table: CountTable,
  axis: number,
  members: readonly SystemMember[],
  values: Int32Array,
  combine: (a: number, b: number) => number,
): Int32Array {
  const before = table.axes[axis]!.members.length
  const inner = stridesOf(table)[axis]!
  const outer = values.length / (before * inner)
  const position = new Map(members.map(({ code }, at) => [code, at]))
  const result = new Int32Array(outer * members.length * inner)
  for (let block = 0; block < outer; block++) {
    const to = block * members.length * inner
    result.set(values.subarray(block * before * inner, (block + 1) * before * inner), to)
    for (let at = before; at < members.length; at++) {
      const parts = members[at]!.parts!.map((code) => position.get(code)!)
      for (let cell = 0; cell < inner; cell++)
        result[to + at * inner + cell] = parts.map((part) => result[to + part * inner + cell]!).reduce(combine)
    }
  }
  return result
}

/**
 * Numerator and protected denominator as one table with the axis `among`: `counted`, `rest` (never published, but
 * anyone can subtract) and `all`. So x ≤ n, and n − x is protected too.
 */
export function withDenominator(numerator: CountTable, denominator: Int32Array): CountTable {
  const rest = denominator.map((all, cell) => all - numerator.counts[cell]!)
  const counts = new Int32Array(numerator.counts.length * 3)
  counts.set(numerator.counts, 0)
  counts.set(rest, numerator.counts.length)
  counts.set(denominator, numerator.counts.length * 2)
  const members: SystemMember[] = [
    { code: 'counted' },
    { code: 'rest', unpublished: true },
    { code: 'all', parts: ['counted', 'rest'] },
  ]
  const { id, of, within, axes, status } = numerator
  const tripled = status ? Uint8Array.from({ length: counts.length }, (_, cell) => status[cell % status.length]!) : null
  return { id, of, within, axes: [{ name: AMONG, members }, ...axes], counts, status: tripled }
}
