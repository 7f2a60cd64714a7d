import type { Estimate, OverviewRow, Study } from '../domain'
import {
  formatInterval,
  formatNumber,
  listed,
  sentence,
  unitSuffix,
  verdictSymbol,
  verdictWord,
  within,
} from '../words'
import { longDate } from '../words/dates'
import { stopped } from '../words/grammar'
import { judgement } from '../words/verdict'
import type { Brief } from './gather'
import { list, paragraph, section, table, text, type Rows } from './html'
import { link } from './links'

/** `Breathing in Salford`, `Health and care in Salford`. */
export function titleOf({ area, topic, indicators, all }: Brief): string {
  const few = indicators.length <= 3 ? listed(indicators.map(({ shortName }, at) => (at === 0 ? sentence(shortName) : within(shortName)))) : 'Health and care' // prettier-ignore
  return `${topic === null ? (all && indicators.length > 1 ? 'Health and care' : few) : sentence(topic)} in ${area.name}`
}

/** Title, what it is of, and that it is made up where it is. */
export function head(brief: Brief): string {
  const { release, overview } = brief
  const { facilities, title, date, synthetic } = release
  const from = facilities.length > 0 ? ` from ${listed(facilities)}` : ''
  const warning = synthetic ? '<p class="synthetic"><strong>SYNTHETIC</strong> Areas bear real names; every number is made up.</p>' : '' // prettier-ignore
  const said = `Compared with ${overview.context.comparatorLabel} and with the other ${overview.context.areaTypeLabel.many}. ${title}, released ${longDate(date)}${from}.` // prettier-ignore
  return `<header><h1>${text(titleOf(brief))}</h1>${paragraph(said, 'about')}${warning}</header>`
}

/** The few findings that matter, and by which rule. */
export function findings(brief: Brief, base: string | null): string {
  const { headline, clear, others, rule } = brief.findings
  const told = clear.map(({ indicator, lead, rest }) => `<li data-indicator="${text(indicator)}"><strong>${text(lead)}</strong>: ${text(rest)}</li>`) // prettier-ignore
  const parts = [
    paragraph(stopped(headline), 'finding'),
    told.length > 0 ? `<ol>${told.join('')}</ol>` : '',
    list(others, 'others'),
    paragraph(rule, 'small'),
    link(brief, base, 'profile', 'See the whole profile in Cairn'),
  ]
  return section('findings', 2, 'Headline findings', parts)
}

/** Every indicator of the brief in a row: the profile's figures, and its recent trend. */
export function glance(brief: Brief): string {
  const parts = [table(glanceRows(brief)), paragraph('Figures in brackets are 95 % intervals. A recent trend is told where a line through the last five periods slopes more than chance allows 2 times in 1,000.', 'small')] // prettier-ignore
  return section('glance', 2, 'At a glance', parts)
}

/** In the order of the findings; periods are told of rows that are not of the most usual one. */
function glanceRows({ area, overview, standings, trends, release, findings: { order } }: Brief): Rows {
  const known = order.map(({ row }) => row)
  const inOrder = [...known, ...standings.rows.filter((row) => !known.includes(row))].map((row) => ({ row, at: standings.rows.indexOf(row) })) // prettier-ignore
  const many = usual(standings.rows.map(({ periodLabel }) => periodLabel))
  const { comparatorLabel } = overview.context
  const own = standings.areas.find((one) => one.area === area.code)
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}${area.name} against ${comparatorLabel}, ${many}`,
    columns: [
      { header: 'Indicator' },
      { header: area.name, align: 'end' },
      { header: sentence(comparatorLabel), align: 'end' },
      { header: 'Unit' },
      { header: `Against ${comparatorLabel}`, align: 'keep' },
      { header: 'Recent trend', align: 'keep' },
    ],
    rows: inOrder.map(({ row, at }) => glanceRow(row, own?.estimates[at] ?? null, { many, trend: trendWord(area.code, row, trends[at]?.study ?? null) })), // prettier-ignore
  }
}

function glanceRow(
  row: OverviewRow,
  estimate: Estimate | null,
  { many, trend }: { many: string; trend: string },
): Rows['rows'][number] {
  const { indicator, comparator, periodLabel } = row
  const held = comparator.value === null ? '' : formatNumber(comparator.value, indicator)
  const name = `${sentence(indicator.shortName)}${periodLabel === many ? '' : `, ${periodLabel}`}`
  return { key: indicator.id, cells: [name, figure(row, estimate), held, sentence(unitSuffix(indicator).trim()), against(row, estimate), trend] } // prettier-ignore
}

/** Why there is none stands among the findings. */
function figure({ indicator }: OverviewRow, estimate: Estimate | null): string {
  if (!estimate) return 'no figure'
  if (estimate.value === null) return estimate.status === 'hidden' ? 'hidden' : 'no value'
  const { value, interval95 } = estimate
  return formatNumber(value, indicator) + (interval95 ? ` (${formatInterval(interval95, indicator, value)})` : '')
}

function against({ indicator }: OverviewRow, estimate: Estimate | null): string {
  if (!estimate || estimate.value === null || estimate.verdict === 'none') return ''
  const clearly = estimate.verdict998 === estimate.verdict && estimate.verdict !== 'similar' ? 'clearly ' : ''
  return `${verdictSymbol[estimate.verdict]} ${clearly}${verdictWord(estimate.verdict, indicator.polarity)}`
}

/** `rising (worse)`, `no clear trend`, or why none can be told. */
function trendWord(code: string, { indicator }: OverviewRow, study: Study | null): string {
  const at = study?.columns.findIndex(({ id }) => id === 'recent') ?? -1
  const marker = study?.rows.find(({ area }) => area === code)?.cells[at] ?? null
  if (marker !== 'rising' && marker !== 'falling') return marker === 'no change' ? 'no clear trend' : 'cannot be told'
  const judged = judgement(marker === 'rising' ? 'higher' : 'lower', indicator.polarity)
  return judged ? `${marker} (${judged})` : marker
}

/** What stands most often; of several the first. */
function usual(labels: readonly string[]): string {
  const often = (label: string) => labels.filter((one) => one === label).length
  return labels.reduce((most, label) => (often(label) > often(most) ? label : most), labels[0] ?? '')
}
