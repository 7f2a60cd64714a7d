import type { Area, Estimate, Overview, OverviewRow, Standings, Verdict } from '../domain'
import { counted, formatCount, formatValue, sayValue, sentence, whyNot, within } from '../words'
import { expected } from '../words/sure'
import { againstWords, judgement } from '../words/verdict'
import { listed, stopped } from '../words/grammar'

/** One indicator of the area, and how it differs. */
export interface Held {
  row: OverviewRow
  estimate: Estimate
}

/** What matters of one area, by the rule that `rule` states. */
export interface Findings {
  headline: string
  /** Those that differ by the 99.8 % rule, furthest first; so many as are told. */
  clear: readonly { indicator: string; lead: string; rest: string }[]
  /** The rest in whole sentences: what differs less surely, what cannot be told apart, what has no value. */
  others: readonly string[]
  rule: string
  /** All with an estimate, in the order of the findings: what comes first leads the brief. */
  order: readonly Held[]
}

/** So many are told in a sentence each; the others stand in the table. */
const TOLD = 5

const differs = (verdict: Verdict) => verdict === 'higher' || verdict === 'lower'
const strictly = ({ estimate }: Held) => differs(estimate.verdict998)
const less = (held: Held) => differs(held.estimate.verdict) && !strictly(held)
const alike = ({ estimate }: Held) => estimate.verdict === 'similar'
/** Held against itself, or not compared at all. */
const uncompared = ({ estimate }: Held) => estimate.value !== null && estimate.verdict === 'none'

/** How far a value is from the comparator's, as a share of that; those that cannot be told so come last. */
function distance({ row, estimate }: Held): number {
  const held = row.comparator.value
  return estimate.value === null || held === null || held === 0 ? -1 : Math.abs(estimate.value / held - 1)
}

const rank = (held: Held) => (strictly(held) ? 0 : less(held) ? 1 : alike(held) ? 2 : held.estimate.value !== null ? 3 : 4) // prettier-ignore

/** The headline findings of one area among the indicators of an overview. Pure. */
export function findingsOf(
  { code, name }: Pick<Area, 'code' | 'name'>,
  overview: Overview,
  { rows, areas }: Standings,
): Findings {
  // prettier-ignore
  const standing = areas.find(({ area }) => area === code)
  const all = rows.flatMap((row, i): Held[] => {
    const estimate = standing?.estimates[i]
    return estimate ? [{ row, estimate }] : []
  })
  const order = [...all].sort((one, other) => rank(one) - rank(other) || distance(other) - distance(one))
  const { comparatorLabel } = overview.context
  return {
    headline: headline(name, order, comparatorLabel),
    clear: order.filter(strictly).slice(0, TOLD).map((held) => clearWords(held, comparatorLabel)), // prettier-ignore
    others: othersOf(order, rows, comparatorLabel),
    rule: ruleWords(order.filter((held) => held.estimate.verdict !== 'none').length, standing?.byChance ?? 0, comparatorLabel), // prettier-ignore
    order,
  }
}

function headline(name: string, order: readonly Held[], comparator: string): string {
  const compared = order.filter(({ estimate }) => estimate.verdict !== 'none')
  const [sole] = order
  if (sole && order.length === 1) return soleHeadline(name, sole, comparator)
  if (compared.length === 0) return `${name} cannot be compared with ${comparator} here`
  const [clear, unsure] = [order.filter(strictly).length, order.filter(less).length]
  const of = `${formatCount(compared.length)} ${compared.length === 1 ? 'indicator' : 'indicators'}`
  if (clear + unsure === 0) return `${name} cannot be told apart from ${comparator} on any of ${of}`
  if (clear === 0) return `${name} is clearly different from ${comparator} on none of ${of}, and less surely on ${formatCount(unsure)}` // prettier-ignore
  const more = unsure > 0 ? `, and less surely on ${formatCount(unsure)} more` : ''
  return `${name} is clearly different from ${comparator} on ${formatCount(clear)} of ${of}${more}`
}

function soleHeadline(name: string, held: Held, comparator: string): string {
  const { estimate, row } = held
  const about = ` for ${within(row.indicator.shortName)}`
  if (estimate.value === null) return `${name} has no value${about}: ${whyNot(estimate, row.indicator)}`
  const against = againstWords(estimate.verdict, row.indicator.polarity, comparator)
  if (!against) return `${name} cannot be compared with ${comparator}${about}`
  if (alike(held)) return `${name} ${against}${about}`
  return `${name} is ${strictly(held) ? 'clearly ' : ''}${against}${about}${strictly(held) ? '' : ', though less surely'}`
}

/** `Urgent care attendances` and `higher than the North: 7.3 per 100 people (7.2 to 7.4), the North 5.9.` */
function clearWords({ row, estimate }: Held, comparator: string): Findings['clear'][number] {
  const { indicator } = row
  const against = againstWords(estimate.verdict998, indicator.polarity, comparator)
  const beside = row.comparator.value === null ? '' : `; ${comparator}: ${formatValue(row.comparator.value, indicator)}`
  return {
    indicator: indicator.id,
    lead: sentence(indicator.shortName),
    rest: [`${against}, ${sayValue(estimate, indicator)}${beside}.`, ...careOf(row)].join(' '),
  }
}

/** Why its figures may not compare: an area may differ by how it is counted alone. */
const careOf = ({ indicator }: OverviewRow): string[] =>
  indicator.breaks.map(({ why }) => `Read with care: ${stopped(why.charAt(0).toLowerCase() + why.slice(1))}`)

function othersOf(order: readonly Held[], rows: readonly OverviewRow[], comparator: string): string[] {
  const names = (some: readonly Held[]) => listed(some.map(({ row }) => within(row.indicator.shortName)))
  const more = order.filter(strictly).slice(TOLD)
  const unsure = order.filter(less).map(({ row, estimate }) => `${within(row.indicator.shortName)} (${[estimate.verdict, judgement(estimate.verdict, row.indicator.polarity)].filter(Boolean).join(', ')})`) // prettier-ignore
  const same = order.filter(alike)
  const bare = order.filter(uncompared)
  const without = order.filter(({ estimate }) => estimate.value === null)
  const known = new Set(order.map(({ row }) => row))
  const unknown = rows.filter((row) => !known.has(row)).map(({ indicator, why }) => stopped(`No figure for ${within(indicator.shortName)}${why ? `: ${why}` : ''}`)) // prettier-ignore
  return [
    more.length > 0 ? `Clearly different too: ${names(more)}.` : '',
    unsure.length > 0 ? `Different, but less surely (by the 95 % rule alone): ${listed(unsure)}.` : '',
    same.length > 0 ? `Cannot be told apart from ${comparator}: ${names(same)}.` : '',
    bare.length > 0 ? `Not compared: ${names(bare)}.` : '',
    ...without.map(({ row, estimate }) => stopped(`No value for ${within(row.indicator.shortName)}: ${whyNot(estimate, row.indicator)}`)), // prettier-ignore
    ...unknown,
  ].filter(Boolean)
}

/** How findings are chosen, in words. */
function ruleWords(compared: number, byChance: number, comparator: string): string {
  const rule = `“Clearly” means by the 99.8 % rule: chance alone would call an area different in about 2 of 1,000 comparisons. Such findings come first, those furthest from ${comparator} leading (as a share of its value).` // prettier-ignore
  if (compared < 2) return rule
  const indicators = counted(compared, { one: 'indicator', many: 'indicators' })
  return `${rule} By the 95 % rule chance alone would flag ${expected(byChance)} of ${indicators}; by the 99.8 % rule ${expected(0.002 * compared)}.` // prettier-ignore
}
