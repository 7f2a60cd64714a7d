import type { Table, TableAxis } from '../domain'
import type { DecodedMeasure, DraftTable } from '../release'

/** One region's share of a table. */
export interface Piece {
  table: Table
  measures: Readonly<Record<string, DecodedMeasure>>
  notes: readonly (string | null)[]
  /** Whether every facility behind it rounds under control, so that what its table calls kept is kept. */
  controlled: boolean
}

/** Order of the members of an axis in the whole release; absent: as first met. */
export type Order = ReadonlyMap<string, readonly string[]>

const NOT_COLLECTED = 3

/**
 * One table of several regions' tables of the same axes: every cell with its status where it was, areas after one another. A
 * period that a region lacks is marked as not collected.
 */
export function joined(id: string, pieces: readonly Piece[], order: Order): DraftTable {
  const first = pieces[0]!.table
  const axes = first.axes.map(({ name }): TableAxis => {
    const all = new Set(pieces.flatMap(({ table }) => table.axes.find((axis) => axis.name === name)!.members))
    const known = order.get(name)?.filter((code) => all.has(code)) ?? []
    return { name, members: [...known, ...[...all].filter((code) => !known.includes(code))] }
  })
  const rows = axes.reduce((product, { members }) => product * members.length, 1)
  const places = pieces.map((piece) => placesOf(piece.table, axes))
  const names = Object.keys(pieces[0]!.measures)
  const { shape, ownPopulation, populationAges, limits } = first
  const sums = pieces.some(({ table }) => table.sums) ? { sums: everywhere(pieces, sumsOf) } : {}
  return {
    id,
    shape,
    axes,
    ownPopulation,
    additive: everywhere(pieces, ({ additive }) => additive),
    ...sums,
    populationAges,
    limits,
    kept: keptBy(pieces),
    measures: Object.fromEntries(names.map((name) => [name, filled(pieces, places, name, rows)])),
    ...notesOf(pieces, places, rows),
  }
}

const sumsOf = ({ sums, additive }: Table) => sums ?? additive

/** Axes of which every piece says the same. */
function everywhere(pieces: readonly Pick<Piece, 'table'>[], axesOf: (table: Table) => readonly string[]): string[] {
  const [first, ...others] = pieces.map(({ table }) => axesOf(table))
  return (first ?? []).filter((axis) => others.every((axes) => axes.includes(axis)))
}

/** Facilities that do not round under control keep nothing, and their own rules say so. */
function keptBy(pieces: readonly Piece[]): string[] {
  return everywhere(
    pieces.filter(({ controlled }) => controlled),
    ({ kept }) => kept,
  )
}

/** For each row of a part's table, its row in the whole. */
export function placesOf(table: Pick<Table, 'axes'>, axes: readonly TableAxis[]): Int32Array {
  let places = Int32Array.of(0)
  for (const [at, { members }] of table.axes.entries()) {
    const whole = new Map(axes[at]!.members.map((code, position) => [code, position]))
    const steps = members.map((code) => whole.get(code)!)
    const next = new Int32Array(places.length * steps.length)
    places.forEach((place, row) =>
      steps.forEach((step, k) => (next[row * steps.length + k] = place * whole.size + step)),
    )
    places = next
  }
  return places
}

function filled(pieces: readonly Piece[], places: readonly Int32Array[], name: string, rows: number): DecodedMeasure {
  const whole = pieces[0]!.measures[name]!.values instanceof Int32Array
  const values = whole ? new Int32Array(rows) : new Float64Array(rows).fill(NaN)
  const status = new Uint8Array(rows).fill(NOT_COLLECTED)
  for (const [at, { measures }] of pieces.entries()) {
    const own = measures[name]!
    places[at]!.forEach((place, row) => {
      values[place] = own.values[row]!
      status[place] = own.status?.[row] ?? 0
    })
  }
  return { values, status: status.some((mark) => mark !== 0) ? status : null }
}

function notesOf(pieces: readonly Piece[], places: readonly Int32Array[], rows: number) {
  if (pieces.every(({ notes }) => notes.length === 0)) return {}
  const cellNotes = new Array<string | null>(rows).fill(null)
  for (const [at, { notes }] of pieces.entries())
    if (notes.length > 0) places[at]!.forEach((place, row) => (cellNotes[place] = notes[row] ?? null))
  return { cellNotes }
}
