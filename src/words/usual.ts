import type { Answer, Estimate, LimitPoint, Polarity, Study, Verdict } from '../domain'
import { sayEstimate } from './estimate'
import { counted, listed } from './grammar'
import type { MoreColumn } from './more-columns'
import { formatCount } from './number'
import { expected } from './sure'
import { judgement, verdictWord } from './verdict'

/** Limits that allow for how much areas usually differ, and how each area stands to those at 95 %. */
export interface UsualSpread {
  limits: readonly LimitPoint[]
  /** By area code; `none` for one without value or size. */
  verdicts: ReadonlyMap<string, Verdict>
}

const VERDICTS: readonly unknown[] = ['higher', 'similar', 'lower', 'none'] satisfies Verdict[]
const isVerdict = (cell: unknown): cell is Verdict => VERDICTS.includes(cell)

/** What the study of rules says of it; null where it draws no such limits, or is not there yet. */
export function usualSpread(study: Study | null): UsualSpread | null {
  const at = study?.columns.findIndex(({ id }) => id === 'over-dispersed95') ?? -1
  if (!study?.limits?.length || at < 0) return null
  const verdicts = study.rows.map(({ area, cells }) => [area, isVerdict(cells[at]) ? cells[at] : 'none'] as const)
  return { limits: study.limits, verdicts: new Map(verdicts) }
}

/** `unusually high (worse)`, `within the usual spread`; empty where there is no verdict. */
export function usualWord(verdict: Verdict, polarity: Polarity): string {
  if (verdict === 'none') return ''
  if (verdict === 'similar') return 'within the usual spread'
  const judged = judgement(verdict, polarity)
  return `unusually ${verdict === 'higher' ? 'high' : 'low'}${judged ? ` (${judged})` : ''}`
}

/** What is said of an area in a funnel: the words of its table row. */
export function sayInFunnel(estimate: Estimate, answer: Answer, usual: UsualSpread | null): string {
  const word = usualWord(usual?.verdicts.get(estimate.area) ?? 'none', answer.indicator.polarity)
  return [sayEstimate(estimate, answer), word].filter(Boolean).join('; ')
}

/** How each area stands to the usual spread, for the answer's table. */
export const usualColumn = ({ verdicts }: UsualSpread, { indicator }: Answer): MoreColumn => ({
  id: 'usual',
  header: 'Allowing for usual spread',
  cell: ({ area }) => usualWord(verdicts.get(area) ?? 'none', indicator.polarity),
})

/** So many areas are named in a sentence; more are counted. */
const MOST_NAMES = 3

/**
 * `Allowing for how much these authorities usually differ, 5 are still unusually far from the North: 4 higher (worse); Knowsley lower (better). …`:
 * what lies outside limits that allow for chance and usual differences together; or why that cannot be told.
 */
export function usualSentence(study: Study, answer: Answer): string {
  const { areaTypeLabel: label, comparatorLabel } = answer.context
  const usual = usualSpread(study)
  if (!usual) return whyNoLimits(study, answer)
  const judged = answer.estimates.filter(({ area }) => (usual.verdicts.get(area) ?? 'none') !== 'none')
  const allowing = `Allowing for how much these ${label.many} usually differ,`
  const sides = (['higher', 'lower'] as const).flatMap((verdict) => {
    const names = judged.filter(({ area }) => usual.verdicts.get(area) === verdict).map(({ name }) => name)
    return names.length > 0 ? [{ verdict, names }] : []
  })
  const marked = markedSentence(usual, answer)
  if (sides.length === 0)
    return [`${allowing} none is unusually far from ${comparatorLabel}.`, marked].filter(Boolean).join(' ')
  const many = sides.reduce((sum, { names }) => sum + names.length, 0)
  const said = sides.map(({ verdict, names }) => {
    const word = verdictWord(verdict, answer.indicator.polarity)
    return names.length > MOST_NAMES ? `${formatCount(names.length)} ${word}` : `${listed(names)}, ${word}`
  })
  const by = `Usual differences and chance together would put ${expected(0.05 * judged.length)} of ${formatCount(judged.length)} there.`
  const found = `${allowing} ${many === 1 ? '1 is' : `${formatCount(many)} are`} still unusually far from ${comparatorLabel}: ${said.join('; ')}.`
  return [found, by, marked].filter(Boolean).join(' ')
}

/** `Of those marked, Manchester is unusually high (worse); Salford is within the usual spread.`; empty where none is marked. */
function markedSentence({ verdicts }: UsualSpread, { estimates, question, indicator }: Answer): string {
  const said = estimates.flatMap(({ area, name }) => {
    const word = question.chosen.includes(area) ? usualWord(verdicts.get(area) ?? 'none', indicator.polarity) : ''
    return word ? [`${name} is ${word}`] : []
  })
  return said.length > 1 ? `Of those marked, ${said.join('; ')}.` : said.map((text) => `${text}.`).join('')
}

function whyNoLimits({ why, columns }: Study, { context, estimates }: Answer): string {
  const { one, many } = context.areaTypeLabel
  const cannot = `Whether ${estimates.length === 1 ? (estimates[0]?.name ?? one) : `any ${one}`} is unusual cannot be told`
  if (why !== null) return `${cannot}: ${why}.`
  if (!columns.some(({ id }) => id === 'over-dispersed95'))
    return `${cannot}: how these values scatter by chance is not known.`
  const valued = estimates.filter(({ value }) => value !== null).length
  return valued < 2 ? `${cannot}: it takes two ${many} or more to know how much they usually differ.` : `${cannot} from these ${counted(valued, context.areaTypeLabel)}.` // prettier-ignore
}
