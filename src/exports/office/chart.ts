import type { ChartData } from '../charted/data'
import { axes, rangeOf, type AxisOptions } from './chart-axes'
import type { ChartSheet, SeriesColumns, SheetColumn } from './chart-sheet'
import { dashed, filled, lined, NO_FILL, NO_LINE, textOf } from './drawing'
import { LANGUAGE, OFFICE } from './package'
import { element, escaped, spreadsheetText, xmlDocument } from './xml'

/** Categories in the order of the look and feel: dark blue, turquoise, dark pink, dark grey, light purple; orange marks. */
const COLOURS = ['12436D', '28A197', '801650', '3D3D3D', 'A285D1', '1F9EB7']
export const MARKED = 'F46A25'
const INK = '0B0C0C'
const GREY = '3D3D3D'

/** EMU a point. */
const POINT = 12_700

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'

/** `c:chartSpace`: a native chart with its figures cached, its workbook behind it, and 95 % limits as custom error bars. */
export function chartXml(data: ChartData, sheet: ChartSheet, workbookRelation: string): string {
  const drawn = sheet.series.filter(({ series }) => series.role !== 'beside')
  const on = (name: string, val: string | number) => element(`c:${name}`, { val })
  return xmlDocument(
    element(
      'c:chartSpace',
      { 'xmlns:c': `${DRAWING}/chart`, 'xmlns:a': `${DRAWING}/main`, 'xmlns:r': `${OFFICE}/relationships` },
      on('date1904', 0),
      on('lang', LANGUAGE),
      on('roundedCorners', 0),
      element(
        'c:chart',
        {},
        on('autoTitleDeleted', 1),
        element('c:plotArea', {}, element('c:layout'), ...plots(data, sheet, drawn), axes(axisOptions(data, sheet))),
        // One series and a line are told apart by the words over the chart.
        drawn.filter(({ series }) => series.role !== 'comparator').length > 1 ? legend() : '',
        on('plotVisOnly', 1),
        on('dispBlanksAs', 'gap'),
      ),
      element('c:spPr', {}, NO_FILL, NO_LINE),
      textOf(1200, INK),
      element('c:externalData', { 'r:id': workbookRelation }, on('autoUpdate', 0)),
    ),
  )
}

const legend = (): string =>
  element('c:legend', {}, element('c:legendPos', { val: 't' }), element('c:overlay', { val: 0 }), textOf(1200, INK))

function axisOptions({ unit, across, format, kind, categories }: ChartData, { series }: ChartSheet): AxisOptions {
  const drawn = series.filter(({ series: { role } }) => role !== 'beside').map(({ series: one }) => one)
  const figures = drawn.flatMap(({ values, lower, upper }) => [...values, ...lower, ...upper].flatMap((value) => (value !== null && Number.isFinite(value) ? [value] : []))) // prettier-ignore
  return {
    unit,
    across,
    format,
    lying: kind === 'rows',
    range: rangeOf(figures, kind === 'bars' || kind === 'rows'),
    categories,
  }
}

/** One chart of bars or lines, and over it the comparator's line on the same axes. */
function plots({ kind }: ChartData, { categories }: ChartSheet, drawn: readonly SeriesColumns[]): string[] {
  const bars = kind === 'bars' || kind === 'rows'
  const own = drawn.filter(({ series }) => series.role !== 'comparator')
  const level = drawn.filter(({ series }) => series.role === 'comparator')
  const ids = element('c:axId', { val: 1 }) + element('c:axId', { val: 2 })
  const lines = (series: readonly string[]): string =>
    element('c:lineChart', {}, element('c:grouping', { val: 'standard' }), element('c:varyColors', { val: 0 }), ...series, element('c:marker', { val: 1 }), ids) // prettier-ignore
  const order = (one: SeriesColumns) => drawn.indexOf(one)
  const levels = level.map((one) => levelSeries(one, categories, order(one)))
  if (!bars) return [lines([...own.map((one) => lineSeries(one, categories, order(one), kind === 'lines')), ...levels])]
  const chart = element(
    'c:barChart',
    {},
    element('c:barDir', { val: kind === 'rows' ? 'bar' : 'col' }),
    element('c:grouping', { val: 'clustered' }),
    element('c:varyColors', { val: 0 }),
    ...own.map((one) => barSeries(one, categories, order(one))),
    element('c:gapWidth', { val: categories.values.length > 3 ? 35 : 200 }),
    ids,
  )
  return levels.length > 0 ? [chart, lines(levels)] : [chart]
}

const colourOf = (place: number): string => COLOURS[place % COLOURS.length]!

function barSeries(columns: SeriesColumns, categories: SheetColumn, place: number): string {
  const marked = (columns.series.marked ?? []).map(
    (idx) =>
    element('c:dPt', {}, element('c:idx', { val: idx }), element('c:invertIfNegative', { val: 0 }), element('c:bubble3D', { val: 0 }), element('c:spPr', {}, filled(MARKED))), // prettier-ignore
  )
  return element(
    'c:ser',
    {},
    ...headOf(columns, place),
    element('c:spPr', {}, filled(colourOf(place))),
    element('c:invertIfNegative', { val: 0 }),
    ...marked,
    errorBars(columns, INK, ''),
    ...figuresOf(columns, categories),
  )
}

function lineSeries(columns: SeriesColumns, categories: SheetColumn, place: number, joined: boolean): string {
  const colour = colourOf(place)
  const line = joined ? lined(colour, 2.5 * POINT) : NO_LINE
  const marked = (columns.series.marked ?? []).map(
    (idx) =>
    element('c:dPt', {}, element('c:idx', { val: idx }), marker(MARKED, 10), element('c:bubble3D', { val: 0 }), element('c:spPr', {}, line)), // prettier-ignore
  )
  return element(
    'c:ser',
    {},
    ...headOf(columns, place),
    element('c:spPr', {}, line),
    marker(colour, 7),
    ...marked,
    errorBars(columns, colour, element('c:errDir', { val: 'y' })),
    ...figuresOf(columns, categories),
    element('c:smooth', { val: 0 }),
  )
}

/** The comparator: dashed, and a dash of its own where a single category leaves no room for a line. */
function levelSeries(columns: SeriesColumns, categories: SheetColumn, place: number): string {
  const mark = categories.values.length === 1 ? element('c:marker', {}, element('c:symbol', { val: 'dash' }), element('c:size', { val: 40 }), element('c:spPr', {}, filled(GREY), NO_LINE)) : element('c:marker', {}, element('c:symbol', { val: 'none' })) // prettier-ignore
  return element(
    'c:ser',
    {},
    ...headOf(columns, place),
    element('c:spPr', {}, dashed(GREY, 2 * POINT)),
    mark,
    ...figuresOf(columns, categories),
    element('c:smooth', { val: 0 }),
  )
}

function marker(colour: string, size: number): string {
  const look = element('c:spPr', {}, filled(colour), lined('FFFFFF', 0.75 * POINT))
  return element('c:marker', {}, element('c:symbol', { val: 'circle' }), element('c:size', { val: size }), look)
}

function headOf({ values }: SeriesColumns, place: number): string[] {
  const name = element('c:strRef', {}, element('c:f', {}, escaped(values.headerAt)), cache('c:strCache', [values.header])) // prettier-ignore
  return [element('c:idx', { val: place }), element('c:order', { val: place }), element('c:tx', {}, name)]
}

function figuresOf({ values }: SeriesColumns, categories: SheetColumn): string[] {
  const names = element('c:strRef', {}, element('c:f', {}, escaped(categories.cellsAt)), cache('c:strCache', categories.values)) // prettier-ignore
  return [element('c:cat', {}, names), element('c:val', {}, numbers(values))]
}

function numbers({ cellsAt, values }: SheetColumn): string {
  return element('c:numRef', {}, element('c:f', {}, escaped(cellsAt)), cache('c:numCache', values))
}

/** What stood in the sheet when the chart was drawn; an empty cell has no point. */
function cache(name: 'c:strCache' | 'c:numCache', values: readonly (string | number | null)[]): string {
  const points = values.flatMap((value, idx) => value === null ? [] : [element('c:pt', { idx }, element('c:v', {}, escaped(spreadsheetText(String(value)))))]) // prettier-ignore
  const format = name === 'c:numCache' ? element('c:formatCode', {}, 'General') : ''
  return element(name, {}, format, element('c:ptCount', { val: values.length }), ...points)
}

/** 95 % limits: as far above and below each value as the sheet says. Nothing where no value has limits. */
function errorBars({ plus, minus }: SeriesColumns, colour: string, direction: string): string {
  if ([...plus.values, ...minus.values].every((value) => value === null)) return ''
  return element(
    'c:errBars',
    {},
    direction,
    element('c:errBarType', { val: 'both' }),
    element('c:errValType', { val: 'cust' }),
    element('c:noEndCap', { val: 0 }),
    element('c:plus', {}, numbers(plus)),
    element('c:minus', {}, numbers(minus)),
    element('c:spPr', {}, lined(colour, 1.25 * POINT)),
  )
}
