import {
  gazetteerOf,
  guessMapping,
  importPlain,
  lookAt,
  readBrought,
  refuseIndividuals,
  type KnownArea,
  type PlainMapping,
} from '../../../src/imports/plain'

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Authorities as an open release would know them. */
export const NORTH: readonly KnownArea[] = [
  ['E08000003', 'Manchester'], ['E08000006', 'Salford'], ['E08000007', 'Stockport'], ['E08000013', 'St. Helens'],
  ['E06000023', 'Bristol, City of'], ['E06000063', 'Cumberland'], ['E06000043', 'Brighton and Hove'], ['W06000001', 'Isle of Anglesey'],
].map(([code, name]) => ({ code: code!, name: name!, type: 'unitary', parents: [] })) // prettier-ignore

export interface Bringing {
  /** What the reader corrects. */
  change?: Partial<PlainMapping>
  known?: readonly KnownArea[]
  /** Other files, by name. */
  beside?: Record<string, unknown>
}

/** All that happens to a table that a reader drops, up to the mapping step. */
export function bring(csv: string | Uint8Array, { change = {}, known = NORTH, beside = {} }: Bringing = {}) {
  const files = Object.entries(beside).map(([name, json]) => ({ name, bytes: bytes(JSON.stringify(json)) }))
  const brought = readBrought([{ name: 'table.csv', bytes: typeof csv === 'string' ? bytes(csv) : csv }, ...files])
  const gazetteer = gazetteerOf(brought, known)
  const table = brought.table!
  const guess = guessMapping(table, gazetteer)
  refuseIndividuals(table, guess.mapping)
  const mapping = { ...guess.mapping, ...change }
  return { brought, gazetteer, table, guess, mapping, look: lookAt(table, mapping, gazetteer) }
}

/** The same, imported, with one cell after another under what it is of. */
export async function opened(csv: string | Uint8Array, options: Bringing = {}) {
  const step = bring(csv, options)
  const { draft, report } = await importPlain(step.table, step.mapping, { gazetteer: step.gazetteer, shapes: step.brought.shapes, id: 'own' }) // prettier-ignore
  return { ...step, draft, report, cells: cellsOf(draft) }
}

type Draft = Awaited<ReturnType<typeof importPlain>>['draft']

export interface Cell {
  indicator: string
  area: string
  period: string
  value: number
  lower: number
  upper: number
  count: number
  denominator: number
  /** 0 published, 2 hidden, 3 not given. */
  status: number
  note: string
}

function cellsOf({ tables }: Draft): Cell[] {
  return tables.flatMap(({ id, axes, measures, cellNotes }) => {
    const figure = (name: string, at: number) => measures[name]?.values[at] ?? NaN
    const size = axes.reduce((product, { members }) => product * members.length, 1)
    return Array.from({ length: size }, (_, at) => ({
      indicator: id.split('.')[0]!,
      ...placeOf(axes, at),
      ...{ value: figure('value', at), lower: figure('lower95', at), upper: figure('upper95', at) },
      ...{ count: figure('count', at), denominator: figure('denominator', at) },
      ...{ status: measures['value']!.status![at]!, note: cellNotes?.[at] ?? '' },
    }))
  })
}

function placeOf(axes: Draft['tables'][number]['axes'], at: number): { area: string; period: string } {
  const found: Record<string, string> = {}
  let rest = at
  for (const { name, members } of [...axes].reverse()) {
    found[name] = members[rest % members.length]!
    rest = Math.floor(rest / members.length)
  }
  return { area: found['area']!, period: found['period']! }
}

/** The one cell of an area (and a period). */
export function cell(cells: readonly Cell[], area: string, period?: string): Cell {
  const found = cells.filter((one) => one.area === area && (period === undefined || one.period === period))
  if (found.length !== 1) throw new Error(`${found.length} cells of ${area} ${period ?? ''}`)
  return found[0]!
}
