import type { ChartData, ChartSeries } from '../charted/data'
import { rounded } from '../digits'
import { headers } from './sheet-names'
import { formatFor } from './styles'
import { columnLetters, type Cell, type Sheet } from './workbook'

/** Cells of the chart's own sheet, one a category, with where they stand. */
export interface SheetColumn {
  header: string
  /** `Data!$B$1` */
  headerAt: string
  /** `Data!$B$2:$B$63` */
  cellsAt: string
  values: readonly (string | number | null)[]
}

/** A series' columns: its values, and how far its limits lie above and below them. */
export interface SeriesColumns {
  series: ChartSeries
  values: SheetColumn
  plus: SheetColumn
  minus: SheetColumn
}

export interface ChartSheet {
  sheet: Sheet
  categories: SheetColumn
  series: readonly SeriesColumns[]
}

const NAME = 'Data'

interface Planned {
  header: string
  values: readonly (string | number | null)[]
  /** What a row's cell is calculated from, where its value is. */
  formula?: (row: number) => string
}

/** To 12 digits as every figure that leaves Cairn; null where there is none. */
const figures = (values: readonly (number | null)[]) =>
  values.map((value) => (value === null || !Number.isFinite(value) ? null : rounded(value)))

/** As the sheet itself works them out, to the last bit. */
const gaps = (from: readonly (number | null)[], to: readonly (number | null)[]) =>
  from.map((start, at) => (start === null || to[at] == null ? null : to[at] - start))

/**
 * The sheet behind a chart: a row a category, the values side by side, then each series' 95 % limits, then how far they lie above
 * and below, which the error bars read. Those are sums over the cells before, so that a changed limit moves its bar.
 */
export function chartSheet({ categories, series, across }: ChartData): ChartSheet {
  const values = series.map((one) => figures(one.values))
  const limits = series.map((one) => [figures(one.lower), figures(one.upper)] as const)
  const [valueAt, limitAt, gapAt] = [1, 1 + series.length, 1 + 3 * series.length]
  const letters = (column: number) => columnLetters(column)
  const planned: Planned[] = [
    { header: across || 'Category', values: categories },
    ...series.map(({ name }, s): Planned => ({ header: name, values: values[s]! })),
    ...series.flatMap(({ name }, s): Planned[] => [
      { header: `${name}, 95 % from`, values: limits[s]![0] },
      { header: `${name}, 95 % to`, values: limits[s]![1] },
    ]),
    ...series.flatMap(({ name }, s): Planned[] => {
      const [value, from, to] = [valueAt + s, limitAt + 2 * s, limitAt + 2 * s + 1].map(letters)
      return [
        { header: `${name}, limit above value`, values: gaps(values[s]!, limits[s]![1]), formula: (row) => `${to}${row}-${value}${row}` }, // prettier-ignore
        { header: `${name}, limit below value`, values: gaps(limits[s]![0], values[s]!), formula: (row) => `${value}${row}-${from}${row}` }, // prettier-ignore
      ]
    }),
  ]
  const columns = placed(planned, categories.length)
  return {
    sheet: sheetOf(planned, columns, categories.length),
    categories: columns[0]!,
    series: series.map((one, s) => ({
      series: one,
      values: columns[valueAt + s]!,
      plus: columns[gapAt + 2 * s]!,
      minus: columns[gapAt + 2 * s + 1]!,
    })),
  }
}

function placed(planned: readonly Planned[], rows: number): SheetColumn[] {
  const names = headers(planned.map(({ header }) => header))
  return planned.map(({ values }, at): SheetColumn => {
    const letter = columnLetters(at)
    return { header: names[at]!, headerAt: `${NAME}!$${letter}$1`, cellsAt: `${NAME}!$${letter}$2:$${letter}$${rows + 1}`, values } // prettier-ignore
  })
}

function sheetOf(planned: readonly Planned[], columns: readonly SheetColumn[], length: number): Sheet {
  const formats = columns.map(({ values }) => formatFor(values.filter((value) => typeof value === 'number')))
  const header = columns.map((column, at): Cell => ({ value: column.header, style: at === 0 ? 'header' : 'headerOfFigures' })) // prettier-ignore
  const body = Array.from({ length }, (_, row) =>
    planned.map(({ values, formula }, at): Cell => {
      const value = values[row] ?? null
      if (typeof value !== 'number') return { value, style: 'text' }
      return { value, style: formats[at]!, formula: formula?.(row + 2) }
    }),
  )
  return { name: NAME, widths: columns.map((_, at) => (at === 0 ? 40 : 18)), rows: [header, ...body] }
}
