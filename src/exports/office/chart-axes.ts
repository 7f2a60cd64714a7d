import { niceDomain } from '../../charts/scale'
import { rounded } from '../digits'
import { filled, lined, NO_LINE, textOf } from './drawing'
import { LANGUAGE } from './package'
import { element, escaped } from './xml'

/** Ends of an axis. */
export interface Range {
  min: number
  max: number
}

export interface AxisOptions {
  /** Titles: of the values with their unit, and of the categories. */
  unit: string
  across: string
  /** Number format of the values. */
  format: string
  /** Bars that lie: the first category on top. */
  lying: boolean
  /** Where the value axis ends: room for every limit, which office programs do not see. */
  range: Range
  categories: readonly string[]
}

const INK = '0B0C0C'
const GREY = '3D3D3D'
const RULE = 'D6D4CE'

/** A quarter turn to the left. */
const UPRIGHT = -5_400_000

/** Names are set as large as there is room for on the slide, and beyond ninety only some of them. */
const SIZES = [
  [10, 1200],
  [32, 1000],
  [64, 900],
  [90, 700],
] as const
const MOST_NAMES = 90

/** Points across which names share, and how wide a letter is of its size. */
const WIDTH = 800
const LETTER = 0.55

/** Whether every name stands level: its longest word, for words wrap, and in few lines where there are many names. */
function fitsLevel(names: readonly string[], size: number): boolean {
  const letters = WIDTH / Math.max(1, names.length) / ((size / 100) * LETTER) - 1
  const lines = names.length > 12 ? 2 : 6
  return names.every(
    (name) => name.length <= lines * letters && name.split(/\s+/).every(({ length }) => length <= letters),
  )
}

const on = (name: string, val: string | number): string => element(`c:${name}`, { val })

/** Round ends around all figures; from zero where bars stand on it, or where it is not far off. */
export function rangeOf(figures: readonly number[], standing: boolean): Range {
  const [least, most] = [Math.min(...figures, standing ? 0 : Infinity), Math.max(...figures, standing ? 0 : -Infinity)]
  if (!Number.isFinite(least) || !Number.isFinite(most)) return { min: 0, max: 1 }
  const low = least > 0 && least < most / 2 ? 0 : least
  const [min, max] = niceDomain(low, most, 7)
  return { min: rounded(min), max: rounded(max) }
}

export const axes = (options: AxisOptions): string => categoryAxis(options) + valueAxis(options)

function categoryAxis({ across, lying, categories }: AxisOptions): string {
  const size = SIZES.find(([most]) => categories.length <= most)?.[1] ?? 700
  const turned = !lying && !fitsLevel(categories, size)
  return element(
    'c:catAx',
    {},
    on('axId', 1),
    element('c:scaling', {}, on('orientation', lying ? 'maxMin' : 'minMax')),
    on('delete', 0),
    on('axPos', lying ? 'l' : 'b'),
    titleOf(across, lying),
    element('c:numFmt', { formatCode: 'General', sourceLinked: 0 }),
    on('majorTickMark', 'none'),
    on('minorTickMark', 'none'),
    on('tickLblPos', 'low'),
    element('c:spPr', {}, lined(GREY, 9525)),
    textOf(size, INK, turned ? UPRIGHT : undefined),
    on('crossAx', 2),
    on('crosses', 'autoZero'),
    on('auto', 0),
    on('lblAlgn', 'ctr'),
    on('lblOffset', 100),
    on('tickLblSkip', Math.ceil(categories.length / MOST_NAMES) || 1),
    on('noMultiLvlLbl', 1),
  )
}

function valueAxis({ unit, format, lying, range }: AxisOptions): string {
  return element(
    'c:valAx',
    {},
    on('axId', 2),
    element('c:scaling', {}, on('orientation', 'minMax'), on('max', range.max), on('min', range.min)),
    on('delete', 0),
    on('axPos', lying ? 'b' : 'l'),
    element('c:majorGridlines', {}, element('c:spPr', {}, lined(RULE, 9525))),
    titleOf(unit, !lying),
    element('c:numFmt', { formatCode: format, sourceLinked: 0 }),
    on('majorTickMark', 'none'),
    on('minorTickMark', 'none'),
    on('tickLblPos', 'nextTo'),
    element('c:spPr', {}, NO_LINE),
    textOf(1200, INK),
    on('crossAx', 1),
    on('crosses', lying ? 'max' : 'autoZero'),
    on('crossBetween', 'between'),
  )
}

function titleOf(text: string, upright: boolean): string {
  const look = { lang: LANGUAGE, sz: 1200, b: 0 }
  const run = element('a:r', {}, element('a:rPr', look, filled(INK)), element('a:t', {}, escaped(text)))
  const rich = element(
    'c:rich',
    {},
    element('a:bodyPr', upright ? { rot: UPRIGHT, vert: 'horz' } : {}),
    element('a:p', {}, element('a:pPr', {}, element('a:defRPr', look, filled(INK))), run),
  )
  return element('c:title', {}, element('c:tx', {}, rich), on('overlay', 0))
}
