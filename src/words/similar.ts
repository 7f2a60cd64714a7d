import type { Answer, Estimate, Study, Verdict } from '../domain'
import { counted, stopped } from './grammar'
import { formatCount, formatFixed } from './number'
import { judgement } from './verdict'

/** What the study of similar areas says of one area. */
export interface SimilarAreas {
  area: string
  name: string
  /** Codes of the areas most like it, most similar first. */
  codes: readonly string[]
  /** One plain sentence on how it compares with them. */
  sentence: string
  /** How surely they are the most similar. */
  stability: string
}

/** Null where the study says nothing of the area, or knows none like it. */
export function similarTo(study: Study, area: string, answer: Answer): SimilarAreas | null {
  const row = study.rows.find((one) => one.area === area)
  const cell = (id: string) => row?.cells[study.columns.findIndex((column) => column.id === id)] ?? null
  const names = String(cell('similar') ?? '').split('; ')
  const codes = names.flatMap((name) => answer.estimates.find((one) => one.name === name)?.area ?? [])
  if (!row || codes.length === 0) return null
  return {
    area,
    name: row.name,
    codes,
    sentence: against(row.name, codes.length, cell, answer),
    stability: stabilityWords(cell('stability') as number | null, codes.length),
  }
}

type Cell = (id: string) => number | string | null

/** A difference is told only where it can be told from chance; it is never called avoidable. */
function against(name: string, peers: number, cell: Cell, { indicator, context }: Answer): string {
  const verdict = cell('similar-verdict') as Verdict | null
  const many = `its ${counted(peers, { one: `most similar ${context.areaTypeLabel.one}`, many: `most similar ${context.areaTypeLabel.many}` })}`
  if (verdict === null) return `How ${name} compares with ${many} cannot be told here.`
  const [by, lower, upper] = [cell('similar-difference'), cell('similar-lower95'), cell('similar-upper95')] as (
    number | null
  )[]
  if ((verdict !== 'higher' && verdict !== 'lower') || by == null || lower == null || upper == null)
    return `${name} cannot be told apart from ${many}.`
  const judged = judgement(verdict, indicator.polarity)
  const [least, most] = [Math.min(Math.abs(lower), Math.abs(upper)), Math.max(Math.abs(lower), Math.abs(upper))]
  const size = `about ${formatCount(Math.round(Math.abs(by)))} ${verdict === 'higher' ? 'more' : 'fewer'} ${indicator.counts} a year (${formatCount(Math.round(least))} to ${formatCount(Math.round(most))})` // prettier-ignore
  return `${name} has ${size} than it would at the rate of ${many}${judged ? `: ${judged}` : ''}.`
}

const stabilityWords = (share: number | null, peers: number): string =>
  share === null ? '' : `Of these ${peers}, ${formatFixed((share / 100) * peers, 0)} stay among them on average when each trait weighs half to double.` // prettier-ignore

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
