import type { Answer, Estimate } from '../domain'
import { decimalsFor, formatCount, formatFixed, unitSuffix } from './number'
import { reasonWords, releasedBy } from './estimate'
import { sentence } from './grammar'
import { ranked } from './order'
import { statusWord, verdictWord } from './verdict'

export interface TableColumn {
  id:
    | 'area'
    | 'value'
    | 'lower95'
    | 'upper95'
    | 'lower998'
    | 'upper998'
    | 'count'
    | 'population'
    | 'verdict'
    | 'facility'
    | 'status'
  header: string
  align: 'start' | 'end'
}

export interface TableRow {
  /** Area code. */
  key: string
  /** As printed everywhere. */
  cells: readonly string[]
  /** As calculated, for files and sorting; null where there is none. */
  raw: readonly (string | number | null)[]
  chosen: boolean
  comparator: boolean
  /** Figures of the columns that hold several, by the column's id; as `parts` of the column names them. */
  parts?: Readonly<Record<string, readonly (string | number | null)[]>>
  /** Area code, where the key is more than that. */
  code?: string
}

/** An Answer as rows of words and figures: page, CSV, Excel and speech print the same strings. */
export interface AnswerTable {
  caption: string
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
}

export function tableOf(answer: Answer): AnswerTable {
  const { indicator, context } = answer
  const columns = columnsOf(answer)
  const chosen = new Set(answer.question.chosen)
  const row = (estimate: Estimate, comparator: boolean): TableRow => ({
    key: estimate.area,
    cells: columns.map((column) => cell(column.id, estimate, answer, comparator)),
    raw: columns.map((column) => raw(column.id, estimate, answer, comparator)),
    chosen: chosen.has(estimate.area) && !comparator,
    comparator,
  })
  const synthetic = context.release.synthetic ? 'SYNTHETIC: ' : ''
  return {
    caption: `${synthetic}${indicator.name}, ${context.areaTypeLabel.many} of ${context.placeLabel}, ${context.periodLabel}`,
    columns,
    rows: [row(answer.comparator, true), ...ranked(answer.estimates).map((estimate) => row(estimate, false))],
  }
}

function columnsOf({ indicator, context, estimates }: Answer): TableColumn[] {
  const value = sentence(unitSuffix(indicator).trim() || 'value')
  const people = indicator.kind === 'ratio' ? `Expected ${indicator.counts}` : sentence(indicator.among)
  return [
    { id: 'area', header: sentence(context.areaTypeLabel.one), align: 'start' },
    { id: 'value', header: value, align: 'end' },
    { id: 'lower95', header: '95 % from', align: 'end' },
    { id: 'upper95', header: '95 % to', align: 'end' },
    { id: 'lower998', header: '99.8 % from', align: 'end' },
    { id: 'upper998', header: '99.8 % to', align: 'end' },
    { id: 'count', header: sentence(indicator.counts), align: 'end' },
    { id: 'population', header: people, align: 'end' },
    { id: 'verdict', header: `Against ${context.comparatorLabel}`, align: 'start' },
    ...(estimates.some(releasedBy) ? [{ id: 'facility', header: 'Released by', align: 'start' } as const] : []),
    { id: 'status', header: 'Status', align: 'start' },
  ]
}

function raw(id: TableColumn['id'], e: Estimate, answer: Answer, comparator: boolean): string | number | null {
  switch (id) {
    case 'area':
      return e.name
    case 'value':
      return e.value
    case 'lower95':
      return e.interval95?.lower ?? null
    case 'upper95':
      return e.interval95?.upper ?? null
    case 'lower998':
      return e.interval998?.lower ?? null
    case 'upper998':
      return e.interval998?.upper ?? null
    case 'count':
      return e.count
    case 'population':
      return e.population
    case 'verdict':
      return comparator ? 'comparator' : e.value === null ? null : verdictWord(e.verdict, answer.indicator.polarity)
    case 'facility':
      return releasedBy(e) || null
    case 'status':
      return e.value === null
        ? reasonWords(e, answer.indicator)
        : statusWord[e.status] + (e.protection?.estimated ? ', partly estimated' : '')
  }
}

function cell(id: TableColumn['id'], e: Estimate, answer: Answer, comparator: boolean): string {
  const content = raw(id, e, answer, comparator)
  if (content === null) return id === 'value' && e.status === 'hidden' ? 'hidden' : ''
  if (typeof content === 'string') return content
  if (id === 'count' || id === 'population') return formatCount(content)
  return formatFixed(content, decimalsFor(e.value ?? content, answer.indicator))
}
