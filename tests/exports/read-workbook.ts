import { strFromU8, unzipSync } from 'fflate'
import { all, one, readXml, type Node } from './read-xml'

/** A cell as the file has it. */
export interface ReadCell {
  /** `B7` */
  ref: string
  value: string | number
  formula: string | null
  style: number
}

export interface ReadTable {
  name: string
  columns: string[]
  /** Row of the header and the last row, counted from 1. */
  from: number
  to: number
  width: number
  xml: Node
}

export interface ReadSheet {
  name: string
  xml: Node
  cells: Map<string, ReadCell>
  rows: number
  tables: ReadTable[]
  /** Where each linked cell leads. */
  links: Map<string, string>
}

export interface ReadWorkbook {
  sheets: ReadSheet[]
  files: Record<string, Uint8Array>
  workbook: Node
  styles: Node
  core: Node
}

const part = (files: Record<string, Uint8Array>, path: string): Node => {
  const bytes = files[path.replace(/^\//, '')]
  if (!bytes) throw new Error(`no ${path} among ${Object.keys(files).join(', ')}`)
  return readXml(strFromU8(bytes))
}

/** Targets by id, of the part at a path. */
export function relationsOf(
  files: Record<string, Uint8Array>,
  path: string,
): Map<string, { target: string; type: string; external: boolean }> {
  const rels = path.replace(/([^/]+)$/, '_rels/$1.rels')
  if (!files[rels]) return new Map()
  return new Map(all(part(files, rels), 'Relationship').map(({ attributes: { Id, Target, Type, TargetMode } }) => [Id!, { target: Target!, type: Type!.split('/').at(-1)!, external: TargetMode === 'External' }])) // prettier-ignore
}

/** `_x0041_` is `A` in a spreadsheet's strings. */
const unescaped = (text: string) => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) // prettier-ignore

/** Reads an Excel file back by its XML alone. */
export function readWorkbook(bytes: Uint8Array): ReadWorkbook {
  const files = unzipSync(bytes)
  for (const path of Object.keys(files)) if (/\.(xml|rels)$/.test(path)) part(files, path)
  const texts = all(part(files, 'xl/sharedStrings.xml'), 'si').map(({ text }) => unescaped(text))
  const workbook = part(files, 'xl/workbook.xml')
  const relations = relationsOf(files, 'xl/workbook.xml')
  const sheets = all(workbook, 'sheet').map(({ attributes }) => readSheet(attributes.name!, relations.get(attributes['r:id']!)!.target, files, texts)) // prettier-ignore
  return { sheets, files, workbook, styles: part(files, 'xl/styles.xml'), core: part(files, 'docProps/core.xml') }
}

function readSheet(name: string, path: string, files: Record<string, Uint8Array>, texts: readonly string[]): ReadSheet {
  const xml = part(files, path)
  const relations = relationsOf(files, path.replace(/^\//, ''))
  const cells = all(xml, 'c').map((cell) => readCell(cell, texts))
  const links = all(xml, 'hyperlink').map(({ attributes: { ref, location, 'r:id': id } }): [string, string] => [ref!, location ?? relations.get(id!)!.target]) // prettier-ignore
  const tables = all(xml, 'tablePart').map(({ attributes }) => readTable(part(files, relations.get(attributes['r:id']!)!.target))) // prettier-ignore
  return { name, xml, cells: new Map(cells.map((cell) => [cell.ref, cell])), rows: all(xml, 'row').length, tables, links: new Map(links) } // prettier-ignore
}

function readCell(cell: Node, texts: readonly string[]): ReadCell {
  const { r: ref = '', t, s } = cell.attributes
  const raw = one(cell, 'v').text
  if (t !== undefined && t !== 's') throw new Error(`${ref} is of the type ${t}`)
  const value = t === 's' ? texts[Number(raw)] : Number(raw)
  if (value === undefined || Number.isNaN(value)) throw new Error(`${ref} holds ${raw}`)
  return { ref, value, formula: all(cell, 'f')[0]?.text ?? null, style: Number(s) }
}

function readTable(xml: Node): ReadTable {
  const [, left, from, right, to] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(xml.attributes.ref!)!
  if (left !== 'A') throw new Error(`the table begins in column ${left}`)
  const columns = all(xml, 'tableColumn').map(({ attributes }) => unescaped(attributes.name!))
  return { name: xml.attributes.displayName!, columns, from: Number(from), to: Number(to), width: columnNumber(right!), xml } // prettier-ignore
}

/** `A` is 1. */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

export function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}

/** The rows of a sheet's one table without its header, as they stand. */
export function tableRows({ cells, tables }: ReadSheet): (string | number | null)[][] {
  const { from, to, width } = tables[0] ?? { from: 0, to: 0, width: 0 }
  return Array.from({ length: to - from }, (_, row) =>
    Array.from({ length: width }, (_, column) => cells.get(`${letters(column + 1)}${from + 1 + row}`)?.value ?? null),
  )
}
