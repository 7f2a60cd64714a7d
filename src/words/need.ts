import type { Corner, Estimate, OverviewRow, Pair, Pairing } from '../domain'
import type { AnswerGrid } from './answer-grid'
import { reasonWords } from './estimate'
import type { Finding } from './finding'
import { counted, sentence, stopped, within } from './grammar'
import { formatCount, formatFixed, formatInterval, formatNumber, unitSuffix } from './number'
import { hiddenWords, methodSentences, namesOf, ruleSentences, sayCell } from './standing'
import { expected } from './sure'
import { verdictWord } from './verdict'

/** Says one indicator against another: which areas the rule puts high on the first and low on the second, and whether the two go together. */
export function needFinding(pairing: Pairing): Finding {
  const { pairs, question, methods } = pairing
  const marked = pairs.filter(({ area }) => question.chosen.includes(area))
  return {
    headline: headline(pairing),
    detail: [unheld(pairing), named(pairing), together(pairing), absent(pairing)].filter(Boolean).join(' '),
    chosen: marked.map((pair) => ({ area: pair.area, text: stopped(sayPair(pair, pairing)) })),
    sure: [
      ...ruleSentences(pairing),
      'An area is named only where both indicators are told apart from the comparator, one higher and one lower; being near a line is not enough.',
      pairing.correlation ? 'A rank correlation is 1 where the order of areas is the same by both, −1 where it is turned round, 0 where one order says nothing of the other. Chance in the values pulls it towards 0. It is of places and not of people, counts each area alike, and says nothing about causes.' : '', // prettier-ignore
      ...methodSentences(methods),
    ].filter(Boolean),
  }
}

/** `Salford: hypertension 16 % (15 to 17), higher than the North; …`: the words of the chart's mark and of the table. */
export function sayPair({ name, need, care }: Pair, pairing: Pairing): string {
  const part = (row: OverviewRow, estimate: Estimate) => {
    const said = sayCell(estimate, row.indicator, pairing.context)
    return `${within(row.indicator.shortName)} ${estimate.value === null ? `has no value (${said})` : said}`
  }
  return `${name}: ${part(pairing.need, need)}; ${part(pairing.care, care)}`
}

/** `higher on hypertension and lower (worse) on checks`. */
export function cornerWords(corner: Corner, { need, care }: Pick<Pairing, 'need' | 'care'>): string {
  const [first, second] = corner.split('-') as ('higher' | 'lower')[]
  if (corner === 'unclear') return 'cannot be told apart on one or both'
  return `${verdictWord(first!, need.indicator.polarity)} on ${within(need.indicator.shortName)} and ${verdictWord(second!, care.indicator.polarity)} on ${within(care.indicator.shortName)}` // prettier-ignore
}

const of = ({ pairs }: Pairing, corner: Corner) => pairs.filter((pair) => pair.corner === corner)
/** Held against the comparator by both. */
export const comparable = ({ need, care }: Pair) => need.verdict !== 'none' && care.verdict !== 'none'

function headline(pairing: Pairing): string {
  const { pairs, context } = pairing
  const { areaTypeLabel, comparatorLabel: held } = context
  const compared = pairs.filter(comparable)
  const [sole] = pairs
  const corner = cornerWords('higher-lower', pairing)
  if (compared.length === 0) return `No ${areaTypeLabel.one} can be compared with ${held} on both`
  if (pairs.length === 1 && sole)
    return sole.corner === 'unclear' ? `${sole.name} cannot be told apart from ${held} on ${unclear(sole, pairing)}` : `${sole.name} is ${cornerWords(sole.corner, pairing)} than ${held}` // prettier-ignore
  const found = of(pairing, 'higher-lower')
  if (found.length === 0) return `No ${areaTypeLabel.one} is both ${corner} than ${held}`
  const who = found.length > 3 ? counted(found.length, areaTypeLabel) : namesOf(found.map(({ name }) => name), 3) // prettier-ignore
  return `${who} ${found.length === 1 ? 'is' : 'are'} ${corner} than ${held}`
}

/** On which of the two an area cannot be told apart. */
const unclear = (pair: Pair, pairing: Pairing): string =>
  (['need', 'care'] as const).flatMap((side) => (pair[side].verdict === 'similar' ? [within(pairing[side].indicator.shortName)] : [])).join(' or ') // prettier-ignore

/** Why nothing is held against a comparator without a value. */
function unheld({ need, care, context }: Pairing): string {
  const lacking = [need, care].filter(({ comparator }) => comparator.value === null)
  if (lacking.length === 0) return ''
  const names = lacking.map(({ indicator }) => within(indicator.shortName))
  return `${sentence(context.comparatorLabel)} has no value for ${names.join(' or ')}; choose another comparator or another indicator.` // prettier-ignore
}

/** Names that the headline had no room for, how many there would be anyway, and how many stand the other way round. */
function named(pairing: Pairing): string {
  const { pairs, context, ifUnrelated } = pairing
  if (pairs.filter(comparable).length < 2) return ''
  const found = of(pairing, 'higher-lower').map(({ name }) => name)
  const other = of(pairing, 'lower-higher').length
  return [
    found.length > 3 ? `They are ${namesOf(found, 12)}.` : '',
    `If the two had nothing to do with each other, ${expected(ifUnrelated)} such ${Math.round(ifUnrelated) > 1 ? context.areaTypeLabel.many : context.areaTypeLabel.one} would be expected.`, // prettier-ignore
    other === 0 ? '' : `${sentence(counted(other, context.areaTypeLabel))} ${other === 1 ? 'is' : 'are'} ${cornerWords('lower-higher', pairing)}.`, // prettier-ignore
  ]
    .filter(Boolean)
    .join(' ')
}

/** Whether the two orders go together: said only where the interval leaves out none. */
function together({ correlation, why, need, care, context }: Pairing): string {
  const [one, other] = [need, care].map(({ indicator }) => within(indicator.shortName))
  if (!correlation) return why ? `Whether the two go together cannot be said: ${why}.` : ''
  const { value, interval95 } = correlation
  const figure = `(rank correlation ${formatFixed(value, 2)}, 95 % interval ${formatFixed(interval95.lower, 2)} to ${formatFixed(interval95.upper, 2)})` // prettier-ignore
  if (interval95.lower <= 0 && interval95.upper >= 0)
    return `Whether ${one} and ${other} go together cannot be told ${figure}.`
  return `Where ${one} ${is(need)} higher, ${other} ${is(care)} mostly ${value > 0 ? 'higher' : 'lower'} among ${context.areaTypeLabel.many} ${figure}; this says nothing about causes.` // prettier-ignore
}

/** `checks are`, `hypertension is`. */
const is = ({ indicator }: OverviewRow) => (/[^s]s$/.test(indicator.shortName) ? 'are' : 'is')

function absent({ pairs, context }: Pairing): string {
  const lacking = pairs.filter(({ need, care }) => need.value === null || care.value === null)
  if (lacking.length === 0) return ''
  const none = lacking.flatMap(({ need, care }) => [need, care].filter(({ status }) => status === 'hidden'))
  const hidden = lacking.every(({ need, care }) => [need, care].every(({ value, status }) => value !== null || status === 'hidden')) // prettier-ignore
  const lack = lacking.length === 1 ? 'lacks' : 'lack'
  return `${sentence(counted(lacking.length, context.areaTypeLabel))} ${lack} one value or both${hidden ? `: ${hiddenWords(none)}` : ''}.` // prettier-ignore
}

/** Both values and verdicts of every area. */
export function needTable(pairing: Pairing): AnswerGrid {
  const { need, care, context, pairs, question } = pairing
  const sides = [need, care] as const
  const columns = sides.flatMap((row, i) => {
    const unit = unitSuffix(row.indicator).trim()
    const name = sentence(row.indicator.shortName)
    const id = i === 0 ? 'need' : 'care'
    return [
      { id, header: `${name}, ${row.periodLabel}${unit ? `, ${unit}` : ''}`, align: 'end' as const },
      { id: `${id}-95`, header: '95 % interval', align: 'end' as const, parts: [`${name}, 95 % from`, `${name}, 95 % to`] }, // prettier-ignore
      { id: `${id}-verdict`, header: `Against ${context.comparatorLabel}`, align: 'start' as const, parts: [`${name}, against ${context.comparatorLabel}`] }, // prettier-ignore
    ]
  })
  const row = (name: string, both: readonly [Estimate, Estimate], last: string) => ({
    cells: [name, ...both.flatMap((estimate, i) => cellsOf(estimate, sides[i]!)), last],
    raw: [name, ...both.flatMap((estimate, i) => rawOf(estimate, sides[i]!)), last || null],
    parts: { ...partsOf('need', both[0], need), ...partsOf('care', both[1], care) },
  })
  return {
    caption: `${context.release.synthetic ? 'SYNTHETIC: ' : ''}${need.indicator.shortName} and ${within(care.indicator.shortName)}, ${context.areaTypeLabel.many} of ${context.placeLabel}`, // prettier-ignore
    columns: [
      { id: 'area', header: sentence(context.areaTypeLabel.one), align: 'start' },
      ...columns,
      { id: 'both', header: 'By both', align: 'start' },
    ],
    rows: [
      { key: need.comparator.area, ...row(sentence(context.comparatorLabel), [need.comparator, care.comparator], ''), chosen: false, comparator: true }, // prettier-ignore
      ...pairs.map((pair) => ({ key: pair.area, ...row(pair.name, [pair.need, pair.care], pair.corner === 'unclear' ? '' : sentence(cornerWords(pair.corner, pairing))), chosen: question.chosen.includes(pair.area), comparator: false })), // prettier-ignore
    ],
  }
}

function cellsOf(estimate: Estimate, { indicator, comparator }: OverviewRow): string[] {
  const { value, interval95 } = estimate
  if (value === null) return [estimate.status === 'hidden' ? 'hidden' : '', '', reasonWords(estimate, indicator)]
  const verdict = estimate === comparator ? 'comparator' : estimate.verdict === 'none' ? '' : verdictWord(estimate.verdict, indicator.polarity) // prettier-ignore
  return [formatNumber(value, indicator), interval95 ? formatInterval(interval95, indicator, value) : '', verdict]
}

function rawOf(estimate: Estimate, row: OverviewRow): (string | number | null)[] {
  return [estimate.value, estimate.interval95?.lower ?? null, cellsOf(estimate, row)[2] || null]
}

/** What cells of two figures hold, and the verdict under a name of its own. */
const partsOf = (id: 'need' | 'care', estimate: Estimate, row: OverviewRow) => ({
  [`${id}-95`]: [estimate.interval95?.lower ?? null, estimate.interval95?.upper ?? null],
  [`${id}-verdict`]: [cellsOf(estimate, row)[2] || null],
})

/** `12 higher on …`: how many areas a corner holds. */
export const countOf = (pairing: Pairing, corner: Corner): string => formatCount(of(pairing, corner).length)
