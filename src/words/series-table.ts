import type { Indicator, Series, Study } from '../domain'
import type { AnswerGrid } from './answer-grid'
import { formatNumber } from './number'
import { tableOf } from './table'

/** A series as rows of words and figures: the comparator's and marked areas' row of each member's own table, in the series' order. */
export function seriesTable(series: Series): AnswerGrid | null {
  const first = series.points.find(({ answer }) => answer)?.answer
  if (!first) return null
  const { caption, columns } = tableOf(first)
  return {
    caption: series.over === 'period' ? without(caption, `, ${first.context.periodLabel}`) : caption,
    columns: [{ id: 'member', header: series.label, align: 'start' as const, parts: [`${series.label} code`, series.label] }, ...columns], // prettier-ignore
    rows: series.points.flatMap(({ code, label: member, answer, why }) => {
      if (!answer)
        return [{ key: code, code: '', parts: { member: [code, member] }, cells: [member, why ?? ''], raw: [member, why], chosen: false, comparator: false }] // prettier-ignore
      return tableOf(answer)
        .rows.filter(({ comparator, chosen }) => comparator || chosen)
        .map((row) => ({ ...row, key: `${row.comparator ? '' : row.key}@${code}`, code: row.key, parts: { member: [code, member] }, cells: [member, ...row.cells], raw: [member, ...row.raw], comparator: false })) // prettier-ignore
    }),
  }
}

const without = (text: string, end: string) => (text.endsWith(end) ? text.slice(0, -end.length) : text)

/** What a study says of each area, as rows of words and figures; null where it says nothing of areas. */
export function studyTable(study: Study, indicator: Indicator): AnswerGrid | null {
  const { columns, rows, label } = study
  if (rows.length === 0) return null
  const head = ({ label: name, unit }: Study['columns'][number]) =>
    unit && unit !== indicator.unit ? `${name}, ${unit}` : name
  return {
    caption: `${indicator.shortName}: ${label.toLowerCase()}${indicator.unit ? ` (${indicator.unit})` : ''}`,
    columns: [
      { id: 'area', header: 'Area', align: 'start' },
      ...columns.map((column, at) => ({ id: column.id, header: head(column), align: rows.some(({ cells }) => typeof cells[at] === 'number') ? ('end' as const) : ('start' as const) })), // prettier-ignore
    ],
    rows: rows.map(({ area, name, cells }) => ({
      key: area,
      cells: [name, ...cells.map((cell, at) => said(cell, columns[at]!, indicator))],
      raw: [name, ...cells],
      chosen: false,
      comparator: false,
    })),
  }
}

function said(cell: number | string | null, { id, unit }: Study['columns'][number], indicator: Indicator): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (id === 'p' || id.startsWith('p-')) return formatP(cell)
  return unit === indicator.unit && Number.isFinite(cell) ? formatNumber(cell, indicator) : formatThree(cell)
}

/** Three figures that say something: `2.41`, `0.0355`, `688`. */
export function formatThree(value: number): string {
  if (!Number.isFinite(value)) return '∞'
  return Number(value.toPrecision(3)).toLocaleString('en-GB', { maximumSignificantDigits: 3 })
}

/** `0.032`, `< 0.001`. */
export const formatP = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3))
