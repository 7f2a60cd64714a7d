import { filled } from './drawing'
import { LANGUAGE } from './package'
import { element, escaped, type Attributes } from './xml'

export const NAMESPACES: Attributes = {
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'xmlns:p': 'http://schemas.openxmlformats.org/presentationml/2006/main',
}

/** Where something stands, in EMU. */
export interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** A placeholder: what PowerPoint's outline, its layouts and screen readers know a text by. */
export interface Placeholder {
  type: 'title' | 'body' | 'chart' | 'sldImg'
  idx?: number
}

/** Part of a line; `link` names a relationship. */
export interface Run {
  text: string
  /** Hundredths of a point; absent: as its placeholder has it. */
  size?: number
  bold?: boolean
  link?: string
}

export const transform = (tag: string, { x, y, w, h }: Box): string =>
  element(tag, {}, element('a:off', { x, y }), element('a:ext', { cx: w, cy: h }))

const geometry = (box: Box): string => transform('a:xfrm', box) + element('a:prstGeom', { prst: 'rect' }, element('a:avLst')) // prettier-ignore

function run({ text, size, bold, link }: Run): string {
  const look = element('a:rPr', { lang: LANGUAGE, sz: size, b: bold ? 1 : undefined }, link ? element('a:hlinkClick', { 'r:id': link }) : '') // prettier-ignore
  return element('a:r', {}, look, element('a:t', {}, escaped(text)))
}

const paragraph = (runs: readonly Run[]): string =>
  element('a:p', {}, ...runs.map(run), runs.length === 0 ? element('a:endParaRPr', { lang: LANGUAGE }) : '')

export interface TextShape {
  id: number
  name: string
  placeholder: Placeholder
  /** Absent: where its layout has it. */
  box?: Box
  paragraphs: readonly (readonly Run[])[]
  /** `a:bodyPr` and `a:lstStyle` of a layout's or a master's own. */
  body?: string
}

export function placeholderXml({ type, idx }: Placeholder): string {
  return element('p:nvPr', {}, element('p:ph', { type, idx }))
}

/** `p:sp` with text. */
export function textShape({ id, name, placeholder, box, paragraphs, body }: TextShape): string {
  const locks = element('p:cNvSpPr', {}, element('a:spLocks', { noGrp: 1 }))
  return element(
    'p:sp',
    {},
    element('p:nvSpPr', {}, element('p:cNvPr', { id, name }), locks, placeholderXml(placeholder)),
    element('p:spPr', {}, box ? geometry(box) : ''),
    element('p:txBody', {}, body ?? element('a:bodyPr') + element('a:lstStyle'), ...paragraphs.map(paragraph)),
  )
}

/** How the text of a placeholder looks: no bullets, shrinking where somebody writes more than there is room for. */
export function bodyStyle(size: number, colour: string, anchor: 't' | 'b', bold = false): string {
  const look = element('a:defRPr', { lang: LANGUAGE, sz: size, b: bold ? 1 : 0 }, filled(colour))
  const level = element('a:lvl1pPr', { marL: 0, indent: 0 }, element('a:buNone'), look)
  const frame = element('a:bodyPr', { wrap: 'square', lIns: 0, tIns: 0, rIns: 0, bIns: 0, anchor }, element('a:normAutofit')) // prettier-ignore
  return frame + element('a:lstStyle', {}, level)
}

/** `p:cSld` of these shapes. */
export function shapeTree(shapes: readonly string[], name?: string, background = ''): string {
  const nothing = element('a:off', { x: 0, y: 0 }) + element('a:ext', { cx: 0, cy: 0 }) + element('a:chOff', { x: 0, y: 0 }) + element('a:chExt', { cx: 0, cy: 0 }) // prettier-ignore
  const group = element('p:nvGrpSpPr', {}, element('p:cNvPr', { id: 1, name: '' }), element('p:cNvGrpSpPr'), element('p:nvPr')) // prettier-ignore
  const tree = element('p:spTree', {}, group, element('p:grpSpPr', {}, element('a:xfrm', {}, nothing)), ...shapes)
  return element('p:cSld', { name }, background, tree)
}
