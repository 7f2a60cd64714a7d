import type { Estimate, Overview, OverviewRow, Standing, Standings } from '../domain'
import type { AnswerGrid } from './answer-grid'
import { reasonWords } from './estimate'
import type { Finding } from './finding'
import { counted, sentence, stopped } from './grammar'
import { formatCount, formatFixed, formatNumber, unitSuffix } from './number'
import { aboutRow, hiddenWords, methodSentences, namesOf, ruleSentences, sayCell, sidesOf } from './standing'
import { expected } from './sure'
import { verdictSymbol, verdictWord } from './verdict'

/** More than chance: allowed for all areas that are looked at. */
const LEVEL = 0.05
const flagsOf = ({ higher, lower }: Standing) => higher + lower
const standsOut = (standing: Standing): boolean => standing.p !== null && standing.p < LEVEL

/** Says which areas stand out on most indicators, and on how many chance alone would let them. */
export function heatFinding({ rows, areas, methods }: Standings, { context, question }: Overview): Finding {
  const compared = areas.filter(({ compared: many }) => many > 0)
  const most = Math.max(0, ...compared.map(flagsOf))
  const top = compared.filter((area) => flagsOf(area) === most)
  const out = compared.filter(standsOut)
  const marked = areas.filter(({ area }) => question.chosen.includes(area))
  return {
    headline: headline(compared, top, out, context),
    detail: [beyond(compared, out, context), topWords(top, out, marked, rows), hidden(areas)].filter(Boolean).join(' '),
    chosen: marked.map((area) => ({ area: area.area, text: stopped(`${area.name}: ${tally(area, rows)}`) })),
    sure: [
      ...ruleSentences({ context, question }),
      `An area stands out on more indicators than chance explains where chance alone would flag so many in any of the ${areas.length === 1 ? 'areas' : formatCount(areas.length)} less than 1 time in 20. This takes the indicators as independent; they share a place’s people, so it is a guide.`, // prettier-ignore
      'Areas truly differ on most indicators, so many stand out; standing out is neither good nor bad in itself.',
      ...methodSentences(methods),
    ].filter(Boolean),
  }
}

function headline(
  compared: readonly Standing[],
  top: readonly Standing[],
  out: readonly Standing[],
  { areaTypeLabel, comparatorLabel }: Overview['context'],
): string {
  // prettier-ignore
  const [first] = top
  if (!first) return `No ${areaTypeLabel.one} can be compared with ${comparatorLabel}`
  const of = ofIndicators(first)
  const many = formatCount(flagsOf(first))
  if (compared.length === 1)
    return flagsOf(first) === 0 ? `${first.name} cannot be told apart from ${comparatorLabel} on any of ${first.compared} indicators` : `${first.name} stands out from ${comparatorLabel} on ${many} of ${of}` // prettier-ignore
  if (out.length === 0) return `No ${areaTypeLabel.one} stands out on more indicators than chance explains`
  if (top.length > 3) return `${counted(top.length, areaTypeLabel)} stand out on most indicators: ${many} each`
  const who = namesOf(top.map(({ name }) => name), 3) // prettier-ignore
  return `${who} ${top.length === 1 ? 'stands' : 'stand'} out on ${many} of ${of}, more than any other ${areaTypeLabel.one}` // prettier-ignore
}

const ofIndicators = ({ compared }: Standing) =>
  `${formatCount(compared)} ${compared === 1 ? 'indicator' : 'indicators'}`

/** How many areas stand out on more indicators than chance explains, from how many flags on, and what chance would do. */
function beyond(
  compared: readonly Standing[],
  out: readonly Standing[],
  { areaTypeLabel }: Overview['context'],
): string {
  // prettier-ignore
  if (compared.length < 2 || out.length === 0) return chance(compared)
  const from = Math.min(...out.map(flagsOf))
  const clear = out.length > 0 && compared.every((area) => standsOut(area) || flagsOf(area) < from)
  const all = out.length === compared.length
  const who = all ? `All ${counted(out.length, areaTypeLabel)}` : `${formatCount(out.length)} of ${counted(compared.length, areaTypeLabel)}` // prettier-ignore
  const limit = clear ? ` (${formatCount(from)} or more)` : ''
  return `${who} ${out.length === 1 ? 'stands' : 'stand'} out on more indicators than chance explains${limit}. ${chance(compared)}` // prettier-ignore
}

function chance(compared: readonly Standing[]): string {
  const [first] = compared
  if (!first) return ''
  const mean = compared.reduce((sum, { byChance }) => sum + byChance, 0) / compared.length
  const alike = compared.every(({ compared: many }) => many === first.compared)
  const each = compared.length === 1 ? '' : ' in each'
  return `Chance alone would flag ${expected(mean)} of ${alike ? ofIndicators(first) : 'the indicators'}${each}.`
}

/** What a cell may say of a difference, in the order in which a tally says it. */
const SAID = ['higher (worse)', 'lower (worse)', 'higher (better)', 'lower (better)', 'higher', 'lower'] as const

/** `Knowsley: higher (worse) on 2, higher on 6.` Marked areas have a sentence of their own. */
function topWords(
  top: readonly Standing[],
  out: readonly Standing[],
  marked: readonly Standing[],
  rows: readonly OverviewRow[],
): string {
  // prettier-ignore
  return out.length === 0 || top.length > 2 ? '' : top.filter((area) => !marked.includes(area)).map((area) => stopped(`${area.name}: ${tally(area, rows)}`)).join(' ') // prettier-ignore
}

/** `higher (worse) on 2, higher on 6; cannot be told apart on 4`: the words of the cells. */
function tally(standing: Standing, rows: readonly OverviewRow[]): string {
  const sides = sidesOf(standing, rows)
  const words = rows.map(({ indicator }, i) => verdictWord(standing.estimates[i]?.verdict ?? 'none', indicator.polarity)) // prettier-ignore
  const told = SAID.flatMap((said) => {
    const many = words.filter((word) => word === said).length
    return many > 0 ? [`${said} on ${formatCount(many)}`] : []
  })
  const rest = [
    sides.similar.length > 0 ? `cannot be told apart on ${formatCount(sides.similar.length)}` : '',
    sides.none.length > 0 ? `no comparison on ${formatCount(sides.none.length)}` : '',
  ]
  return [told.join(', '), ...rest].filter(Boolean).join('; ')
}

function hidden(areas: readonly Standing[]): string {
  const cells = areas.flatMap(({ estimates }) => estimates)
  const found = cells.flatMap((cell) => (cell?.status === 'hidden' ? [cell] : []))
  const many = found.length
  if (many === 0) return ''
  return `${formatCount(many)} of ${formatCount(cells.length)} cells ${many === 1 ? 'is' : 'are'} hidden: ${hiddenWords(found)}.` // prettier-ignore
}

export const FIFTHS = ['lowest fifth', 'second fifth', 'middle fifth', 'fourth fifth', 'highest fifth'] as const

/** What a cell says: its words; with its fifth where cells are coloured by it. */
export function heatCellWords(
  estimate: Estimate | null,
  { indicator }: OverviewRow,
  context: Overview['context'],
  fifth: number | null = null,
): string {
  if (!estimate) return 'no figure'
  const rank = fifth === null ? '' : `; ${FIFTHS[fifth - 1]} of ${context.areaTypeLabel.many}`
  return sayCell(estimate, indicator, context) + rank
}

/** What stands in a cell for the eye: `▲`, `4`, or why it is empty. */
export function heatCellMark(estimate: Estimate | null, fifth: number | null): string {
  if (!estimate || estimate.value === null)
    return estimate?.status === 'hidden' ? 'hidden' : estimate?.status === 'unreliable' ? 'few' : 'none'
  return fifth === null ? verdictSymbol[estimate.verdict] : String(fifth)
}

/** The same as values: one row an area, one column an indicator. */
export function heatTable({ rows, areas }: Standings, { context, question }: Overview): AnswerGrid {
  const { release, areaTypeLabel, placeLabel, comparatorLabel } = context
  const cellOf = (estimate: Estimate | null, { indicator }: OverviewRow) => {
    if (!estimate) return ''
    if (estimate.value === null) return reasonWords(estimate, indicator)
    const verdict = estimate.verdict === 'none' ? '' : `, ${verdictWord(estimate.verdict, indicator.polarity)}`
    return formatNumber(estimate.value, indicator) + verdict
  }
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}Every indicator in ${areaTypeLabel.many} of ${placeLabel}, against ${comparatorLabel}`,
    columns: [
      { id: 'area', header: sentence(areaTypeLabel.one), align: 'start' },
      ...rows.map((row) => ({ id: row.indicator.id, header: columnHeader(row), align: 'start' as const, parts: [columnHeader(row), `${sentence(row.indicator.shortName)}, against ${comparatorLabel}`] })), // prettier-ignore
      { id: 'flags', header: 'Stands out on', align: 'end' },
      { id: 'chance', header: 'By chance', align: 'end' },
    ],
    rows: areas.map((area) => ({
      key: area.area,
      cells: [area.name, ...area.estimates.map((estimate, i) => cellOf(estimate, rows[i]!)), formatCount(flagsOf(area)), formatFixed(area.byChance, 1)], // prettier-ignore
      raw: [area.name, ...area.estimates.map((estimate) => estimate?.value ?? null), flagsOf(area), area.byChance],
      parts: Object.fromEntries(area.estimates.map((estimate, i) => [rows[i]!.indicator.id, partsOf(estimate, rows[i]!)])), // prettier-ignore
      chosen: question.chosen.includes(area.area),
      comparator: false,
    })),
  }
}

/** Its value, and its verdict or why it has no value. */
function partsOf(estimate: Estimate | null, { indicator }: OverviewRow): [number | null, string] {
  if (!estimate) return [null, 'no figure']
  if (estimate.value === null) return [null, reasonWords(estimate, indicator)]
  return [estimate.value, estimate.verdict === 'none' ? 'no comparison' : verdictWord(estimate.verdict, indicator.polarity)] // prettier-ignore
}

function columnHeader(row: OverviewRow): string {
  const unit = unitSuffix(row.indicator).trim()
  return `${sentence(row.indicator.shortName)}, ${aboutRow(row)}${unit ? `, ${unit}` : ''}`
}

const collator = new Intl.Collator('en-GB', { numeric: true })

/** Areas in the order that a link names: by name, by an indicator's value, or who stands out most; marked ones on top. */
export function heatOrder({ rows, areas }: Standings, chosen: readonly string[], sort: string | undefined): Standing[] {
  const turned = sort?.startsWith('-') ?? false
  const key = turned ? sort!.slice(1) : sort
  const at = rows.findIndex(({ indicator }) => indicator.id === key)
  const marked = (area: Standing) => Number(chosen.includes(area.area))
  const byName = (a: Standing, b: Standing) => collator.compare(a.name, b.name)
  const inOrder = (a: Standing, b: Standing): number => {
    if (key === 'name') return byName(a, b) * (turned ? -1 : 1)
    if (at < 0) return (flagsOf(b) - flagsOf(a)) * (turned ? -1 : 1) || byName(a, b)
    const [one, other] = [a.estimates[at]?.value ?? null, b.estimates[at]?.value ?? null]
    if (one === null || other === null) return one === other ? byName(a, b) : one === null ? 1 : -1
    return (other - one) * (turned ? -1 : 1) || byName(a, b)
  }
  return [...areas].sort((a, b) => marked(b) - marked(a) || inOrder(a, b))
}
