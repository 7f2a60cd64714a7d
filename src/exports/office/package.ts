import { strToU8, zipSync } from 'fflate'
import { element, escaped, xmlDocument } from './xml'

/** A part's link to another: its `id` is what the XML names. Targets begin at the package's root, or are web addresses. */
export interface Relation {
  id: string
  /** Last word of the relationship's type, such as `worksheet`. */
  type: string
  target: string
  external?: boolean
}

/** One file of an office package. */
export interface Part {
  /** `xl/workbook.xml` */
  path: string
  content: string | Uint8Array
  /** Content type; absent for kinds that the package declares by their extension. */
  type?: string
  relations?: readonly Relation[]
}

/** What a file says of itself. */
export interface Properties {
  title: string
  subject: string
  description: string
  /** Who published the figures. */
  creator: string
  /** ISO date of the figures. */
  date: string
}

export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-package'
/** English as written in Britain: the language of every word that Cairn writes. */
export const LANGUAGE = 'en-GB'
/** The earliest day that a zip can hold: the same figures give the same bytes. */
const DAY = new Date(1980, 0, 1)

/** An office package (ECMA-376 part 2) of these parts; `main` is the path of the one that opens first. */
export function packed(parts: readonly Part[], main: string, properties: Properties): Uint8Array {
  const all = [...parts, core(properties), app()]
  const roots: Relation[] = [
    { id: 'rId1', type: 'officeDocument', target: `/${main}` },
    { id: 'rId2', type: 'core-properties', target: '/docProps/core.xml' },
    { id: 'rId3', type: 'extended-properties', target: '/docProps/app.xml' },
  ]
  const files = [
    ['[Content_Types].xml', contentTypes(all)] as const,
    ['_rels/.rels', relations(roots)] as const,
    ...all.flatMap(filesOf),
  ]
  const entries = files.map(([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content])
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>, { mtime: DAY })
}

function filesOf({ path, content, relations: links = [] }: Part): [string, string | Uint8Array][] {
  const slash = path.lastIndexOf('/') + 1
  const rels = `${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`
  return [[path, content], ...(links.length > 0 ? [[rels, relations(links)] as [string, string]] : [])]
}

function contentTypes(parts: readonly Part[]): string {
  const kinds = {
    rels: `${TYPES}.relationships+xml`,
    xml: 'application/xml',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
  return xmlDocument(
    element(
      'Types',
      { xmlns: `${PACKAGE}/content-types` },
      ...Object.entries(kinds).map(([Extension, ContentType]) => element('Default', { Extension, ContentType })),
      ...parts.flatMap(({ path, type }) =>
        type ? [element('Override', { PartName: `/${path}`, ContentType: type })] : [],
      ),
    ),
  )
}

function relations(links: readonly Relation[]): string {
  const one = ({ id, type, target, external }: Relation) =>
    element('Relationship', {
      Id: id,
      Type:
        type === 'core-properties' ? `${PACKAGE}/relationships/metadata/${type}` : `${OFFICE}/relationships/${type}`,
      Target: target,
      TargetMode: external ? 'External' : undefined,
    })
  return xmlDocument(element('Relationships', { xmlns: `${PACKAGE}/relationships` }, ...links.map(one)))
}

function core({ title, subject, description, creator, date }: Properties): Part {
  const time = Number.isNaN(Date.parse(date)) ? null : new Date(date).toISOString().replace(/\.\d+Z/, 'Z')
  const stamp = (name: string) => (time ? element(name, { 'xsi:type': 'dcterms:W3CDTF' }, time) : '')
  const content = element(
    'cp:coreProperties',
    {
      'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    element('dc:title', {}, escaped(title)),
    element('dc:subject', {}, escaped(subject)),
    element('dc:creator', {}, escaped(creator)),
    element('dc:description', {}, escaped(description)),
    element('dc:language', {}, LANGUAGE),
    element('cp:lastModifiedBy', {}, escaped(creator)),
    stamp('dcterms:created'),
    stamp('dcterms:modified'),
  )
  return { path: 'docProps/core.xml', content: xmlDocument(content), type: `${TYPES}.core-properties+xml` }
}

function app(): Part {
  const content = element('Properties', { xmlns: `${OFFICE}/extended-properties` }, element('Application', {}, 'Cairn'))
  const type = 'application/vnd.openxmlformats-officedocument.extended-properties+xml'
  return { path: 'docProps/app.xml', content: xmlDocument(content), type }
}
