import type { Indicator, Release } from '../domain'
import type { CellRows } from '../state'
import { formatCount, formatNumber, sentence } from '../words'
import type { GridTable } from './Grid.svelte'

/** Words for the measures of stored cells; others keep their own name. */
const MEASURES: Record<string, string> = {
  value: 'Value',
  lower95: '95 % from',
  upper95: '95 % to',
  lower998: '99.8 % from',
  upper998: '99.8 % to',
  count: 'Count',
  denominator: 'Denominator',
  population: 'Denominator',
}

/** The stored cells behind an answer as a table in words. */
export function cellTable(cells: CellRows, indicator: Indicator, release: Release): GridTable {
  const axes = cells.axes.filter((axis) => axis !== 'area')
  const own = cells.measures.includes('population')
  const numbers = [...cells.measures, ...(own || cells.measures.includes('value') ? [] : ['population'])]
  const label = labels(release)
  const several = release.facilities.length > 1
  const facilities = new Map(release.areas.map(({ code, facility }) => [code, facility ?? '']))
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}The cells of ${indicator.name} that this answer sums, as released`,
    columns: [
      { id: 'area', header: 'Area', align: 'start' },
      ...(several ? [{ id: 'facility', header: 'Released by', align: 'start' as const }] : []),
      ...axes.map((axis) => ({ id: axis, header: axisName(axis, release), align: 'start' as const })),
      ...numbers.map((name) => ({ id: name, header: headerOf(name, indicator), align: 'end' as const })),
      { id: 'status', header: 'Status', align: 'start' },
    ],
    rows: cells.rows.map((row) => {
      const by = several ? [facilities.get(row.area.code) ?? ''] : []
      const words = [row.area.name, ...by, ...axes.map((axis) => label(axis, row.codes[axis] ?? ''))]
      const raw = numbers.map((name) => (name === 'population' ? row.population : (row.numbers[name] ?? null)))
      const status = row.status === 'hidden' ? 'hidden: too few to show safely' : row.status
      return {
        key: row.area.code,
        cells: [...words, ...raw.map((value, at) => printed(value, numbers[at] ?? '', indicator)), status],
        raw: [...words, ...raw, status],
      }
    }),
  }
}

function headerOf(name: string, indicator: Indicator): string {
  if (name === 'count') return sentence(indicator.counts)
  if (name === 'population' || name === 'denominator') return sentence(indicator.among)
  return MEASURES[name] ?? sentence(name)
}

function printed(value: number | null, name: string, indicator: Indicator): string {
  if (value === null) return ''
  return ['count', 'population', 'denominator'].includes(name) ? formatCount(value) : formatNumber(value, indicator)
}

const AXES: Record<string, string> = { period: 'Period', sex: 'Sex', age: 'Age' }

function axisName(axis: string, release: Release): string {
  return AXES[axis] ?? release.dimensions.categories.find(({ id }) => id === axis)?.label ?? axis
}

function labels(release: Release): (axis: string, code: string) => string {
  const { periods, sexes, ages, categories } = release.dimensions
  const lists = [
    ['period', periods],
    ['sex', sexes],
    ['age', ages],
    ...categories.map(({ id, members }) => [id, members] as const),
  ] as const
  const byAxis = new Map(lists.map(([axis, members]) => [axis, new Map(members.map((m) => [m.code, m.label]))]))
  return (axis, code) => byAxis.get(axis)?.get(code) ?? code
}
