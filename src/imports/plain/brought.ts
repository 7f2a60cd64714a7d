import { ReleaseError } from '../../domain'
import { refuseRecords } from '../../release/records'
import { readAreaList } from '../fingertips/metadata'
import { isFingertipsHeader } from '../fingertips/rows'
import { Gazetteer } from './areas'
import { beginningOf, decodeTable } from './bytes'
import { isFigure } from './guess'
import type { PlainMapping, Role } from './mapping'
import type { KnownArea } from './names'
import { areasDrawn, looksDrawn, readShapes, type Shapes } from './shapes'
import { readTable, type PlainTable } from './table'

export interface BroughtFile {
  name: string
  bytes: Uint8Array
}

/** What a reader brought: a table, boundaries, and areas that are known from lists and boundaries. */
export interface Brought {
  /** Null where no file is a table. */
  table: PlainTable | null
  shapes: readonly Shapes[]
  areas: readonly KnownArea[]
  /** A mapping that was saved before; null where none came. */
  mapping: { name: string; text: string } | null
}

/** Tells tables, lists of areas and boundaries apart. Throws ReleaseError where a file is none of these, or where several are of one kind. */
export function readBrought(files: readonly BroughtFile[]): Brought {
  const shapes: Shapes[] = []
  const tables: PlainTable[] = []
  const areas: KnownArea[] = []
  const mappings: { name: string; text: string }[] = []
  for (const { name, bytes } of files) {
    const text = isJson(bytes) ? decodeTable(name, bytes).text : null
    if (text !== null && isMapping(name)) mappings.push({ name, text })
    else if (text !== null) shapes.push(readShapes(name, text))
    else {
      const table = readTable(name, bytes)
      if (isAreaList(table)) areas.push(...readAreaList(decodeTable(name, bytes).text).values())
      else tables.push(table)
    }
  }
  oneAtMost('table', tables, 'one table of figures, with boundaries and a list of areas beside it if you like')
  oneAtMost(
    'file of boundaries',
    shapes.filter(({ kind }) => kind !== 'HexJSON'),
    'one file with the outlines of all areas',
  )
  oneAtMost(
    'file of hexagons',
    shapes.filter(({ kind }) => kind === 'HexJSON'),
    'one file with the hexagons of all areas',
  )
  oneAtMost('mapping of columns', mappings, 'one')
  return {
    table: tables[0] ?? null,
    mapping: mappings[0] ?? null,
    shapes,
    areas: [...areas, ...shapes.flatMap(areasDrawn)],
  }
}

function oneAtMost(what: string, files: readonly { name: string }[], expected: string): void {
  if (files.length <= 1) return
  const found = files.map(({ name }) => name).join(', ')
  throw new ReleaseError(`One ${what} at a time`, { found, expected, todo: `Take away all but one of: ${found}.` })
}

/** Whether files may be a plain table or boundaries, by their names and beginnings: no release, no Fingertips download, no replay. */
export function mayBePlain(files: readonly BroughtFile[]): boolean {
  const unlike = ({ name, bytes }: BroughtFile) => {
    if (/\.(xlsx?|ods|numbers)$/i.test(name)) return false
    if (/(^|\/)datapackage\.json$|\.parquet$|\.zip$/i.test(name) || (bytes[0] === 0x50 && bytes[1] === 0x4b))
      return true
    if (isJson(bytes)) return !isMapping(name) && !looksDrawn(new TextDecoder().decode(bytes))
    return isFingertips(bytes)
  }
  return files.length > 0 && !files.some(unlike)
}

/** Whether a file, or its beginning, is a Fingertips download, packed with gzip or not. */
export function isFingertips(bytes: Uint8Array): boolean {
  const [header = ''] = new TextDecoder().decode(beginningOf(bytes)).replace(/^\ufeff/, '').split(/\r?\n/, 1) // prettier-ignore
  return isFingertipsHeader(header.split(',').map((name) => name.replace(/^"|"$/g, '').trim()))
}

/** Files that the page and `cairn import` write. */
const isMapping = (name: string) => /\.mapping\.json$/i.test(name)

function isJson(bytes: Uint8Array): boolean {
  const first = bytes.subarray(0, 64).find((byte) => byte > 0x20 && byte < 0x7f)
  return first === 0x7b || first === 0x5b
}

const isAreaList = ({ header }: PlainTable) => ['code', 'name', 'parents'].every((name) => header.includes(name))

/** Areas by code and name: those of open releases, whose codes are official, then those brought. */
export const gazetteerOf = ({ areas }: Brought, known: readonly KnownArea[] = []): Gazetteer =>
  new Gazetteer(known, areas)

/** What tells one group's row from another's; together they are different in every row of a table of figures. */
const tells: readonly Role[] = ['area-code', 'area-name', 'period', 'indicator', 'sex', 'age', 'group']

/**
 * Refuses what looks like records of patients. Where each row is another group of people, columns of figures may differ in every row,
 * but no column may number the rows. Throws ReleaseError that names the column and never a value.
 */
export function refuseIndividuals(
  { name, header, rows }: PlainTable,
  { columns }: Pick<PlainMapping, 'columns'>,
): void {
  const keys = columns.flatMap((role, at) => (tells.includes(role) ? [at] : []))
  const groups = keys.length > 0 && new Set(rows.map((row) => keys.map((at) => row[at]).join('|'))).size === rows.length
  const places = header.filter((_, at) => {
    const role = columns[at]
    return role === 'area-code' || role === 'area-name' || (groups && isFigure(role) && !countsRows(rows, at))
  })
  refuseRecords(name, header, rows, { places })
}

/** Whole numbers of which none is left out: those of rows. */
function countsRows(rows: PlainTable['rows'], at: number): boolean {
  const numbers = rows.map((row) => Number(row[at] || NaN))
  const [least, most] = [Math.min(...numbers.slice(0, 10_000)), Math.max(...numbers.slice(0, 10_000))]
  return numbers.every(Number.isInteger) && most - least === Math.min(numbers.length, 10_000) - 1
}
