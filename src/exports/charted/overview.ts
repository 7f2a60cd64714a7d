import type { Overview, OverviewRow, VariationSummary } from '../../domain'
import { possessive, sentence, stopped } from '../../words/grammar'
import { formatShare, formatShareInterval } from '../../words/number'
import { overviewFinding } from '../../words/overview'
import { sourceLine } from '../../words/title'
import { madeUp, type ChartData } from './data'

/** The indicators by how far areas differ beyond chance, as shares of the comparator's value: 0.12 is 12 %. */
export function overviewChart(overview: Overview, link: string | null): ChartData {
  const { context, rows } = overview
  const { headline, detail, sure } = overviewFinding(overview)
  const along = (pick: (variation: VariationSummary) => number) =>
    rows.map(({ variation }) => (variation ? pick(variation) : null))
  return {
    title: headline,
    subtitle: subtitleOf(overview),
    reading: [],
    source: sourceLine(context.release),
    link,
    alt: altOf(overview),
    notes: [detail, ...rows.flatMap(whyOf), ...sure],
    release: context.release,
    unit: `Spread beyond chance, as a share of ${possessive(context.comparatorLabel)} value`,
    across: 'Indicator, widest spread first',
    format: '0 %',
    kind: 'rows',
    categories: rows.map((row) => `${nameOf(row)}${row.variation ? '' : ': no figure'}`),
    series: [
      {
        name: 'Spread beyond chance',
        values: along(({ beyondChance }) => beyondChance),
        lower: along(({ interval95 }) => interval95.lower),
        upper: along(({ interval95 }) => interval95.upper),
      },
    ],
  }
}

const nameOf = ({ indicator }: OverviewRow): string => sentence(indicator.shortName)

const whyOf = (row: OverviewRow): string[] => (row.why ? [stopped(`${nameOf(row)}: ${row.why}`)] : [])

function subtitleOf({ context, rows }: Overview): string {
  const periods = [...new Set(rows.map(({ periodLabel }) => periodLabel))]
  const when = periods.length === 1 ? periods[0] : 'each indicator’s latest period'
  return `${context.release.synthetic ? 'SYNTHETIC. ' : ''}${sentence(context.areaTypeLabel.many)} of ${context.placeLabel}, ${when}` // prettier-ignore
}

function altOf({ context, rows }: Overview): string {
  const told = rows.flatMap((row) => row.variation ? [`${nameOf(row)} ${formatShare(row.variation.beyondChance)} (${formatShareInterval(row.variation.interval95)})`] : []) // prettier-ignore
  const what = `How far ${context.areaTypeLabel.many} of ${context.placeLabel} differ once chance is taken off, as bars with 95 % intervals` // prettier-ignore
  return `${stopped(`${what}: ${told.join('; ') || 'no indicator has a figure'}`)}${madeUp(context.release)}`
}
