import type { Answer, Estimate, Question, Study } from '../domain'
import { stopped } from './grammar'
import { formatCount, formatFixed } from './number'
import { judgement } from './verdict'

/** Whom one area is held against, as in running text. */
function peersWords(peers: Question['peers'], area: string, number: number, shared: string | null, answer: Answer) {
  const { one, many } = answer.context.areaTypeLabel
  const counted = number === 1 ? `one ${one}` : `${number} ${many}`
  if (!peers) return `the ${counted} most like it`
  if (peers.kind === 'within') return `the ${number === 1 ? `one other ${one}` : `${number} other ${many}`} of ${shared ?? 'the same area'}` // prettier-ignore
  const others = peers.codes.includes(area) ? counted.replace(' ', ' other ') : counted
  return peers.name ? `the ${others} of “${peers.name}”` : `the ${others} chosen as peers`
}

/** What the study of similar areas says of one area. */
export interface SimilarAreas {
  area: string
  name: string
  /** Codes of the areas most like it, most similar first. */
  codes: readonly string[]
  /** Who they are: `the 10 authorities most like it`. */
  whom: string
  /** One plain sentence on how it compares with them. */
  sentence: string
  /** How surely they are the most similar. */
  stability: string
}

/** Null where the study says nothing of the area, or knows none like it. */
export function similarTo(study: Study, area: string, answer: Answer): SimilarAreas | null {
  const row = study.rows.find((one) => one.area === area)
  const cell = (id: string) => row?.cells[study.columns.findIndex((column) => column.id === id)] ?? null
  const known = new Set(answer.estimates.map((one) => one.area))
  const codes = String(cell('similar-codes') ?? '').split(' ').filter((code) => known.has(code)) // prettier-ignore
  if (!row || codes.length === 0) return null
  const whom = peersWords(answer.question.peers, area, codes.length, cell('peers-of') as string | null, answer)
  return {
    area,
    name: row.name,
    codes,
    whom,
    sentence: against(row.name, whom, cell, answer),
    stability: stabilityWords(cell('stability') as number | null, codes.length),
  }
}

type Cell = (id: string) => number | string | null

/** A difference is told only where it can be told from chance; it is never called avoidable. */
function against(name: string, many: string, cell: Cell, { indicator }: Answer): string {
  if (cell('similar-verdict') === null) return `How ${name} compares with ${many} cannot be told here.`
  const [by, lower, upper] = ['difference', 'lower95', 'upper95'].map((id) => cell(`similar-${id}`))
  const told = /^(more|fewer) /.exec(String(cell('similar-verdict')))?.[1]
  if (!told) return `${name} cannot be told apart from ${many}.`
  const verdict = told === 'more' ? 'higher' : 'lower'
  const judged = judgement(verdict, indicator.polarity)
  const which = judged ? `, which is ${judged}` : ''
  if (typeof by !== 'number' || typeof lower !== 'number' || typeof upper !== 'number' || lower * upper <= 0)
    return `${name} has ${told} ${indicator.counts} than it would at the rate of ${many}${which}, but how many ${told} cannot be told.`
  const [least, most] = [Math.min(Math.abs(lower), Math.abs(upper)), Math.max(Math.abs(lower), Math.abs(upper))]
  const size = `about ${formatCount(Math.round(Math.abs(by)))} ${told} ${indicator.counts} a year (${formatCount(Math.round(least))} to ${formatCount(Math.round(most))})` // prettier-ignore
  return `${name} has ${size} than it would at the rate of ${many}${which}.`
}

const stabilityWords = (share: number | null, peers: number): string =>
  share === null ? '' : `If each trait counted for half to double as much, ${formatFixed((share / 100) * peers, 0)} of these ${peers} would on average still be among them.` // prettier-ignore

/** An answer of one area and those like it alone, so that every chart and table can show them. */
export function answerAmong(answer: Answer, codes: readonly string[]): Answer {
  const kept = new Set(codes)
  const estimates: Estimate[] = answer.estimates.filter(({ area }) => kept.has(area))
  const counts: Answer['counts'] = { higher: 0, similar: 0, lower: 0, none: 0 }
  for (const { verdict } of estimates) counts[verdict]++
  return { ...answer, estimates, counts }
}

/** Why there are no similar areas, in a whole sentence; empty where there are some. */
export const whyNoSimilar = ({ why }: Study): string => (why ? stopped(`Similar areas cannot be told: ${why}`) : '')
