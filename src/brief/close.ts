import type { Answer, Division, Estimate, Series } from '../domain'
import { caterpillarScene } from '../charts/caterpillar'
import { sceneBase } from '../charts/chart'
import { groupsScene } from '../charts/groups'
import { mapScene } from '../charts/map'
import { rankedScene } from '../charts/ranked'
import type { Scene } from '../charts/scene'
import { trendScene } from '../charts/trend'
import { finding, formatInterval, formatNumber, ranked, sayValue, sentence, verdictSymbol, verdictWord } from '../words'
import { reasonWords } from '../words/estimate'
import { stopped } from '../words/grammar'
import { inequalityFinding } from '../words/inequality'
import { answerAmong, similarTo, whyNoSimilar } from '../words/similar'
import { trendFinding } from '../words/trend'
import { figure, HALF } from './figure'
import type { Brief, Close } from './gather'
import { pair, paragraph, section, table, together, type Rows } from './html'
import { link } from './links'

/** More areas than this share a drawing of fixed height, the outermost and the area itself named. */
const MOST_ROWS = 24
/** Height of that drawing, px. */
const DENSE = 190
/** Width of the drawing of groups, whose axis has the longest title, px. */
const GROUPS = HALF + 40
/** So many periods fit across a page. */
const MOST_PERIODS = 11

/** The indicator that leads the findings, in each of the app's views. */
export function closely(brief: Brief, base: string | null): string {
  const { close } = brief
  if (!close.value) return section('close', 2, 'Looked at closely', [paragraph(stopped(`It cannot be: ${close.why}`))])
  const { indicator } = close.value.answer
  const name = sentence(indicator.shortName)
  const part = (of: Part) => of(brief, close.value, base)
  const why = brief.indicators.length > 1 ? 'It leads the findings above, so the rest of this brief looks at it closely.' : '' // prettier-ignore
  return section('close', 2, `${name} in ${brief.area.name}`, [
    together(
      paragraph([stopped(indicator.definition), why].filter(Boolean).join(' '), 'about'),
      pair(part(map), part(compare)),
    ),
    part(peers),
    pair(part(trend), part(inequality)),
    periods(close.value, brief),
  ])
}

type Part = (brief: Brief, close: Close, base: string | null) => string

const size = (height: number) => ({ width: HALF, height, compact: false })

const map: Part = (brief, { answer }, base) => {
  const { boundaries, layout } = brief.shapes
  const scene = boundaries || layout ? mapScene(answer, size(280), { boundaries, layout, sea: 44 }) : null
  return section('map', 3, 'On the map', [
    paragraph(
      finding(answer)
        .chosen.map(({ text }) => text)
        .join(' '),
    ),
    scene ? figure(scene, 'map-chart') : paragraph('This release holds no boundaries, so there is no map.'),
    link(brief, base, 'map', 'Open this map', answer.indicator.id),
  ])
}

const compare: Part = (brief, { answer }, base) => {
  const many = answer.estimates.length > MOST_ROWS
  return section('compare', 3, `Compared with other ${answer.context.areaTypeLabel.many}`, [
    paragraph(finding({ ...answer, question: { ...answer.question, chosen: [] } }).detail),
    figure(many ? dense(answer) : rankedScene(answer, size(400)), 'compare-chart'),
    link(brief, base, 'compare', 'Open this comparison, with every value in a table', answer.indicator.id),
  ])
}

function dense(answer: Answer): Scene {
  const base = sceneBase(answer, 'ranked', 'verdicts', 'Ranked chart with 95 % intervals')
  return caterpillarScene(answer, base, ranked(answer.estimates), size(400), DENSE)
}

const trend: Part = (brief, { answer, series, trend: study }, base) => {
  const found = series.value && trendFinding(series.value, study.value)
  const scene = series.value && trendScene(series.value, size(240))
  if (!series.value || !found || !scene)
    return section('trend', 3, 'Over time', [paragraph(stopped(`No trend can be shown${series.why ? `: ${series.why}` : ''}`))]) // prettier-ignore
  return section('trend', 3, 'Over time', [
    paragraph(stopped(found.headline), 'lead'),
    paragraph(found.chosen.map(({ text }) => text).join(' ')),
    figure(scene, 'trend-chart'),
    link(brief, base, 'trend', 'Open this trend', answer.indicator.id),
  ])
}

const periods = ({ series }: Close, brief: Brief) => (series.value ? table(periodRows(series.value, brief)) : '')

/** Periods across, the area and the comparator down; the last of them where there are many. */
function periodRows({ points }: Series, { area, overview, release }: Brief): Rows {
  const shown = points.slice(-MOST_PERIODS)
  const values = (find: (answer: Answer) => Estimate | undefined) => shown.map(({ answer }) => (answer ? valueWords(find(answer), answer) : '')) // prettier-ignore
  const unit = shown.find(({ answer }) => answer)?.answer?.indicator.unit ?? ''
  const last = points.length > shown.length ? `, last ${shown.length} of ${points.length} periods` : ''
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}Values over time${unit ? `, ${unit}` : ''}${last}`,
    columns: [{ header: 'Area' }, ...shown.map(({ label }) => ({ header: label, align: 'end' as const }))],
    rows: [
      { key: area.code, cells: [area.name, ...values(({ estimates }) => estimates.find((one) => one.area === area.code))], chosen: true }, // prettier-ignore
      { key: 'comparator', cells: [sentence(overview.context.comparatorLabel), ...values(({ comparator }) => comparator)] }, // prettier-ignore
    ],
  }
}

const valueWords = (estimate: Estimate | undefined, { indicator }: Answer) =>
  !estimate ? '' : estimate.value === null ? (estimate.status === 'hidden' ? 'hidden' : 'none') : formatNumber(estimate.value, indicator) // prettier-ignore

const inequality: Part = (brief, { answer, division, inequality: study }, base) => {
  const known = division.value
  const found = known && inequalityFinding(known, study.value)
  const scene = known && groupsScene(known, { ...size(260), width: GROUPS })
  if (!known || !found || !scene)
    return section('inequality', 3, 'Between groups', [paragraph(stopped(`Groups of people cannot be compared here${whyNone(known, division.why)}`))]) // prettier-ignore
  return section('inequality', 3, `Between groups: ${known.series!.label.toLowerCase()}`, [
    paragraph(stopped(found.headline), 'lead'),
    paragraph(found.chosen.map(({ text }) => text).join(' ') || found.detail),
    figure(scene, 'inequality-chart'),
    link(brief, base, 'inequality', 'Open these groups', answer.indicator.id),
  ])
}

const whyNone = (division: Division | null, why: string | null) => {
  const reason = why ?? division?.why
  return reason ? `: ${reason}` : ''
}

const peers: Part = (brief, { answer, peers: study }, base) => {
  const heading = `Against similar ${answer.context.areaTypeLabel.many}`
  const found = study.value && similarTo(study.value, brief.area.code, answer)
  if (!study.value || !found)
    return section('peers', 3, heading, [paragraph(study.value ? whyNoSimilar(study.value) || 'No similar areas are known.' : stopped(study.why))]) // prettier-ignore
  const among = answerAmong(answer, [brief.area.code, ...found.codes])
  return section('peers', 3, heading, [
    paragraph(found.sentence, 'lead'),
    table(peerRows(among, brief)),
    paragraph([`The last column holds each against ${answer.context.comparatorLabel}; the sentence above holds ${brief.area.name} against the others.`, found.stability].filter(Boolean).join(' '), 'small'), // prettier-ignore
    link(brief, base, 'compare', 'Open this comparison', answer.indicator.id),
  ])
}

function peerRows(among: Answer, { area, release }: Brief): Rows {
  const { indicator, context, comparator } = among
  const limits = ({ interval95, value }: Estimate) => (interval95 ? formatInterval(interval95, indicator, value ?? interval95.upper) : '') // prettier-ignore
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}${area.name} and the ${context.areaTypeLabel.many} most like it, ${context.periodLabel}. ${sentence(context.comparatorLabel)}: ${sayValue(comparator, indicator)}`, // prettier-ignore
    columns: [{ header: sentence(context.areaTypeLabel.one) }, { header: sentence(indicator.unit || 'value'), align: 'end' }, { header: '95 % interval', align: 'end' }, { header: `Against ${context.comparatorLabel}`, align: 'keep' }], // prettier-ignore
    rows: ranked(among.estimates).map((one) => ({
      key: one.area,
      cells: [one.name, one.value === null ? '' : formatNumber(one.value, indicator), limits(one), verdictCell(one, among)], // prettier-ignore
      chosen: one.area === area.code,
    })),
  }
}

/** As in the table of the view; why there is no value where there is none. */
function verdictCell(estimate: Estimate, { indicator }: Answer): string {
  if (estimate.value === null) return reasonWords(estimate, indicator)
  return estimate.verdict === 'none'
    ? ''
    : `${verdictSymbol[estimate.verdict]} ${verdictWord(estimate.verdict, indicator.polarity)}`
}
