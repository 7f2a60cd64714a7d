import { element, xmlDocument } from './xml'

/** Formats of figures; the same digits lie beneath each. */
const FORMATS = [
  'General',
  '0',
  '#,##0',
  '#,##0.0',
  '#,##0.00',
  '0.000',
  '0.0000',
  '0.00000',
  '0.000000',
  '0.00E+00',
] as const
export type NumberFormat = (typeof FORMATS)[number]

/** What a cell looks like. `overflow`: a line above a table, which runs on over the empty cells beside it. */
export type Style =
  | 'normal'
  | 'heading1'
  | 'title'
  | 'heading2'
  | 'link'
  | 'overflow'
  | 'linkOverflow'
  | 'header'
  | 'headerOfFigures'
  | 'text'
  | 'shorthand'
  | NumberFormat

interface Look {
  font: number
  wrap?: true
  align?: 'right'
  /** Letters kept free at its side. */
  indent?: 1
  /** Place in the list of named styles; a heading is one to a screen reader by it. */
  named?: number
  border?: number
}

const LOOKS: Readonly<Record<Exclude<Style, NumberFormat>, Look>> = {
  normal: { font: 0, wrap: true },
  heading1: { font: 1, named: 1 },
  title: { font: 1, named: 1, wrap: true },
  heading2: { font: 2, named: 2, wrap: true },
  link: { font: 3, named: 3, wrap: true },
  overflow: { font: 0 },
  linkOverflow: { font: 3, named: 3 },
  header: { font: 4, wrap: true, border: 1 },
  headerOfFigures: { font: 4, wrap: true, align: 'right', indent: 1, border: 1 },
  text: { font: 0, wrap: true },
  shorthand: { font: 0, align: 'right', indent: 1 },
}

const NAMES = Object.keys(LOOKS)

/** Excel's own ids of named styles, by which they are told apart in every language. */
const NAMED = [
  ['Normal', 0],
  ['Heading 1', 16],
  ['Heading 2', 17],
  ['Hyperlink', 8],
] as const

const FIRST_OWN_FORMAT = 164
/** Room after a figure, as wide as two brackets, that keeps it off the words beside it; LibreOffice indents no figures. */
const GAP = '_)_)'

/** Points that a line of text in this style takes. */
export const lineHeight = (style: Style): number => Math.ceil((FONTS[lookOf(style).font]!.size * 1.3 + 0.25) * 4) / 4

/** How wide a letter is beside one of plain text. */
export function relativeWidth(style: Style): number {
  const { size, bold } = FONTS[lookOf(style).font]!
  return (size / 12) * (bold ? 1.08 : 1)
}

/** Letters of a column that its text must leave free. */
export const indentOf = (style: Style): number => (lookOf(style).indent ?? 0) * 2

/** Whether text goes on in a new line where its column ends. */
export const wraps = (style: Style): boolean => lookOf(style).wrap === true

const lookOf = (style: Style): Look => (style in LOOKS ? LOOKS[style as keyof typeof LOOKS] : { font: 0 })

/** Number of the cell format that draws a style. */
export function styleNumber(style: Style): number {
  const format = (FORMATS as readonly string[]).indexOf(style)
  return format < 0 ? NAMES.indexOf(style) : NAMES.length + format
}

interface Font {
  size: number
  bold?: true
  colour?: string
  underlined?: true
}

/** Arial 12, as the Analysis Function asks of text; no colour but a link's, no fill. */
const FONTS: readonly Font[] = [
  { size: 12 },
  { size: 16, bold: true },
  { size: 14, bold: true },
  { size: 12, colour: 'FF12436D', underlined: true },
  { size: 12, bold: true },
]

function font({ size, bold, colour, underlined }: Font): string {
  return element(
    'font',
    {},
    bold ? element('b') : '',
    underlined ? element('u') : '',
    element('sz', { val: size }),
    element('color', { rgb: colour ?? 'FF0B0C0C' }),
    element('name', { val: 'Arial' }),
    element('family', { val: 2 }),
  )
}

function border(bottom: boolean): string {
  const line = bottom ? element('bottom', { style: 'thin' }, element('color', { rgb: 'FF0B0C0C' })) : element('bottom')
  return element('border', {}, element('left'), element('right'), element('top'), line, element('diagonal'))
}

function cellFormat(
  { font: fontId, wrap, align, indent, named = 0, border: borderId = 0 }: Look,
  numFmtId: number,
): string {
  const alignment = element('alignment', { horizontal: align, vertical: 'top', wrapText: wrap ? 1 : undefined, indent }) // prettier-ignore
  const own = { numFmtId, fontId, fillId: 0, borderId, xfId: named, applyNumberFormat: 1, applyFont: 1, applyBorder: 1, applyAlignment: 1 } // prettier-ignore
  return element('xf', own, alignment)
}

const counted = (name: string, children: readonly string[]) => element(name, { count: children.length }, ...children)

/** `xl/styles.xml`. */
export function stylesXml(): string {
  const fill = (patternType: string) => element('fill', {}, element('patternFill', { patternType }))
  const formats = FORMATS.map((format, at) => element('numFmt', { numFmtId: FIRST_OWN_FORMAT + at, formatCode: format === 'General' ? format : format + GAP })) // prettier-ignore
  const looks = Object.values(LOOKS).map((look) => cellFormat(look, 0))
  const figures = FORMATS.map((format, at) => cellFormat({ font: 0, align: 'right', indent: format === 'General' ? 1 : undefined }, FIRST_OWN_FORMAT + at)) // prettier-ignore
  const named = NAMED.map((_, fontId) => element('xf', { numFmtId: 0, fontId, fillId: 0, borderId: 0 }))
  const names = NAMED.map(([name, builtinId], xfId) => element('cellStyle', { name, xfId, builtinId }))
  return xmlDocument(
    element(
      'styleSheet',
      { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
      counted('numFmts', formats),
      counted('fonts', FONTS.map(font)),
      counted('fills', [fill('none'), fill('gray125')]),
      counted('borders', [border(false), border(true)]),
      counted('cellStyleXfs', named),
      counted('cellXfs', [...looks, ...figures]),
      counted('cellStyles', names),
    ),
  )
}

/** From here on figures are written with a power of ten. */
const LARGE = 1e12

/** The format that shows about three figures of a column's; whole numbers whole, years without a comma. */
export function formatFor(figures: readonly number[]): NumberFormat {
  const sizes = figures.map(Math.abs).filter((size) => size > 0)
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
  if (largest >= LARGE) return 'General'
  if (figures.every(Number.isInteger)) return largest < 10_000 ? '0' : '#,##0'
  const smallest = sizes.reduce((least, size) => Math.min(least, size), Infinity)
  const fits = ([, unit]: readonly [NumberFormat, number]) => largest >= unit * 100 && smallest >= unit
  return DECIMALS.find(fits)?.[0] ?? '0.00E+00'
}

/** Formats with the smallest figure that each still shows. */
const DECIMALS: readonly (readonly [NumberFormat, number])[] = [
  ['#,##0.0', 1],
  ['#,##0.00', 0.01],
  ['0.000', 0.001],
  ['0.0000', 0.0001],
  ['0.00000', 0.00001],
  ['0.000000', 0.000001],
]
