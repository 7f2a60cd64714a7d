import type { Estimate, Overview, OverviewRow, Standing, Standings } from '../domain'
import type { AnswerGrid } from './answer-grid'
import { reasonWords, sayValue, whyNot } from './estimate'
import type { Finding } from './finding'
import { listed, sentence, shortest, stopped, within } from './grammar'
import { formatChance, formatCount, formatInterval, formatNumber, unitSuffix } from './number'
import { ranked } from './order'
import { aboutRow, indicatorNames, methodSentences, ruleSentences, SIDES, sidesOf } from './standing'
import { expected } from './sure'
import { againstWords, statusWord, verdictSymbol, verdictWord } from './verdict'

type Context = Overview['context']

/** What one area's figures support over all indicators. */
export function profileFinding(
  standing: Standing,
  { rows, methods }: Standings,
  overview: Overview,
): Omit<Finding, 'chosen'> {
  return {
    headline: isComparator(standing, rows)
      ? `${standing.name} is what the others are compared with`
      : headline(standing, rows, overview.context),
    detail: [
      ...lists(standing, rows),
      ...(isComparator(standing, rows) ? [] : absent(standing, rows)),
      flagged(standing),
    ]
      .filter(Boolean)
      .join(' '),
    sure: [...ruleSentences(overview), chance(standing, overview), ...methodSentences(methods)].filter(Boolean),
  }
}

/** What the page says before an area is chosen. */
export function profileInvitation({ areaTypeLabel }: Context): { headline: string; detail: string } {
  return {
    headline: `Choose one of the ${areaTypeLabel.many} to see its profile`,
    detail: `Every indicator of one place, each beside all the other ${areaTypeLabel.many}.`,
  }
}

const isComparator = ({ area }: Standing, rows: readonly OverviewRow[]) =>
  rows.length > 0 && rows.every(({ comparator }) => comparator.area === area)

function headline(standing: Standing, rows: readonly OverviewRow[], { comparatorLabel: held }: Context): string {
  const { name, compared } = standing
  if (compared === 0) return `${name} cannot be compared with ${held} on any indicator`
  const sides = sidesOf(standing, rows)
  const told = SIDES.filter((side) => sides[side].length > 0)
  const of = `${formatCount(compared)} ${compared === 1 ? 'indicator' : 'indicators'}${compared < rows.length ? ' that can be compared' : ''}` // prettier-ignore
  if (told.length === 0) return `${name} cannot be told apart from ${held} on any of ${of}`
  const clauses = told.map((side, i) => (i === 0 ? `${side} than ${held} on ${formatCount(sides[side].length)} of ${of}` : `${side} on ${formatCount(sides[side].length)}`)) // prettier-ignore
  const same = sides.similar.length
  const head = `${name} is ${listed(clauses)}`
  return same === 0 ? head : shortest(24, `${head}; ${formatCount(same)} cannot be told apart`, head)
}

/** `Worse: smoking in pregnancy.` */
function lists(standing: Standing, rows: readonly OverviewRow[]): string[] {
  const sides = sidesOf(standing, rows)
  return SIDES.flatMap((side) => (sides[side].length > 0 ? [`${sentence(side)}: ${indicatorNames(sides[side])}.`] : []))
}

/** Indicators without a value, with the reason. */
function absent({ estimates }: Standing, rows: readonly OverviewRow[]): string[] {
  const lacking = rows.flatMap(({ indicator }, i) => {
    const estimate = estimates[i]
    return estimate?.value != null ? [] : [{ indicator, why: estimate ? whyNot(estimate, indicator) : 'no figure' }]
  })
  const bare = estimates.filter((one) => one?.value != null && one.verdict === 'none').length
  const uncompared =
    bare === 0 ? [] : [`${formatCount(bare)} ${bare === 1 ? 'has' : 'have'} a value that cannot be compared.`]
  if (lacking.length > 3)
    return [...uncompared, `${formatCount(lacking.length)} indicators have no value here; the table says why.`]
  return [...uncompared, ...lacking.map(({ indicator, why }) => stopped(`${sentence(indicator.shortName)}: ${why}`))]
}

const flagged = ({ compared, byChance }: Standing) =>
  compared < 2 ? '' : `Chance alone would flag ${expected(byChance)} of ${formatCount(compared)}.`

function chance({ p, higher, lower, compared }: Standing, { context }: Overview): string {
  const flags = higher + lower
  if (p === null || flags === 0 || compared < 2) return ''
  return `Chance alone would tell one of the ${context.areaTypeLabel.many} apart on ${formatCount(flags)} or more of ${formatCount(compared)} indicators ${formatChance(p)}, allowing for how many ${context.areaTypeLabel.many} there are to look at. This takes the indicators as independent; they share the place’s people, so it is a guide.` // prettier-ignore
}

/** Words for one row of the profile. */
export interface ProfileRowWords {
  name: string
  about: string
  /** `369 per 100,000 people (345 to 393)`, or why there is none. */
  value: string
  symbol: string
  /** `higher (worse) than the North`; empty where nothing can be said. */
  verdict: string
  /** `Better lies to the right`; where the indicator has no good direction, `Higher lies to the right`. */
  direction: string
}

export function profileRowWords(
  row: OverviewRow,
  estimate: Estimate | null,
  { comparatorLabel }: Context,
): ProfileRowWords {
  // prettier-ignore
  const { indicator } = row
  const verdict = estimate?.verdict ?? 'none'
  const own = estimate !== null && estimate.area === row.comparator.area
  return {
    name: sentence(indicator.shortName),
    about: aboutRow(row),
    value: estimate ? sentence(sayValue(estimate, indicator)) : 'No figure',
    symbol: own || verdict === 'none' ? '' : verdictSymbol[verdict],
    verdict: own ? 'what the others are compared with' : againstWords(verdict, indicator.polarity, comparatorLabel),
    direction: indicator.polarity === 'neither' ? 'Higher lies to the right' : 'Better lies to the right',
  }
}

/** The profile as a table: one row an indicator. */
export function profileTable(standing: Standing, { rows }: Standings, { context }: Overview): AnswerGrid {
  const { release, comparatorLabel, areaTypeLabel, placeLabel } = context
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}${standing.name} among ${areaTypeLabel.many} of ${placeLabel}, every indicator`,
    columns: [
      { id: 'indicator', header: 'Indicator', align: 'start' },
      { id: 'topic', header: 'Topic', align: 'start' },
      { id: 'about', header: 'Of', align: 'start' },
      { id: 'value', header: standing.name, align: 'end' },
      { id: 'interval', header: '95 % interval', align: 'end', parts: ['95 % from', '95 % to'] },
      { id: 'unit', header: 'Unit', align: 'start' },
      { id: 'verdict', header: `Against ${comparatorLabel}`, align: 'start' },
      { id: 'comparator', header: sentence(comparatorLabel), align: 'end' },
      { id: 'lowest', header: 'Lowest', align: 'start', parts: ['Lowest in', 'Lowest'] },
      { id: 'highest', header: 'Highest', align: 'start', parts: ['Highest in', 'Highest'] },
      { id: 'status', header: 'Status', align: 'start' },
    ],
    rows: rows.map((row, i) => tableRow(row, standing.estimates[i] ?? null)),
  }
}

function tableRow(row: OverviewRow, estimate: Estimate | null): AnswerGrid['rows'][number] {
  const { indicator, comparator } = row
  const value = estimate?.value ?? null
  const limits = estimate?.interval95 ?? null
  const order = ranked(row.estimates).filter((one) => one.value !== null)
  const end = (one: Estimate | undefined) => (one?.value == null ? '' : `${one.name}, ${formatNumber(one.value, indicator)}`) // prettier-ignore
  const verdict = value === null || !estimate || estimate.verdict === 'none' ? '' : verdictWord(estimate.verdict, indicator.polarity) // prettier-ignore
  const status = !estimate ? statusWord.missing : value === null ? reasonWords(estimate, indicator) : statusWord[estimate.status] // prettier-ignore
  const [first, last] = [order.at(-1), order[0]]
  const words = [sentence(indicator.shortName), indicator.topic, aboutRow(row)]
  return {
    key: indicator.id,
    cells: [
      ...words,
      value === null ? '' : formatNumber(value, indicator),
      limits ? formatInterval(limits, indicator, value ?? limits.upper) : '',
      unitSuffix(indicator).trim(),
      verdict,
      comparator.value === null ? '' : formatNumber(comparator.value, indicator),
      end(first),
      end(last),
      status,
    ],
    raw: [...words, value, limits?.lower ?? null, unitSuffix(indicator).trim(), verdict || null, comparator.value, first?.value ?? null, last?.value ?? null, status], // prettier-ignore
    parts: {
      interval: [limits?.lower ?? null, limits?.upper ?? null],
      lowest: [first?.name ?? null, first?.value ?? null],
      highest: [last?.name ?? null, last?.value ?? null],
    },
    chosen: false,
    comparator: false,
  }
}

/** Rows of the same topic together, in their order. */
export function byTopic(rows: readonly OverviewRow[]): { topic: string; places: readonly number[] }[] {
  const topics = [...new Set(rows.map(({ indicator }) => indicator.topic))]
  const placesOf = (topic: string) => rows.flatMap(({ indicator }, i) => (indicator.topic === topic ? [i] : []))
  return topics.map((topic) => ({ topic: sentence(topic), places: placesOf(topic) }))
}

/** `Salford, COPD admissions`: what a spine chart is called. */
export const spineTitle = (name: string, { indicator }: OverviewRow): string =>
  `${name}, ${within(indicator.shortName)}`
