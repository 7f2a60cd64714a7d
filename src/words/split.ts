import type { Answer, Study, StudyFigure } from '../domain'
import { counted, listed, sentence, stopped } from './grammar'
import { formatFixed } from './number'

/** One part of the spread, as printed: `Chance`, `7.1 %`, `7.0 to 7.2 %`, `8 % of the variance`. */
export interface SplitPart {
  id: 'chance' | 'age' | 'deprivation' | 'left'
  label: string
  /** Standard deviation as a share of the areas' mean, in per cent. */
  deviation: number
  lower: number
  upper: number
  /** Share of the variance in per cent. */
  share: number
  text: string
}

const PARTS: readonly [SplitPart['id'], string][] = [
  ['chance', 'Chance'],
  ['age', 'Age and sex'],
  ['deprivation', 'Deprivation'],
  ['left', 'Left over'],
]

const digits = (value: number) => formatFixed(value, value >= 10 ? 0 : 1)
const range = ({ lower, upper }: { lower: number; upper: number }) => `${digits(lower)} to ${digits(upper)} %`

/** The parts that a study of the spread gives, in their order; empty where it gives none. */
export function splitParts(study: Study): SplitPart[] {
  const find = (id: string): StudyFigure | undefined => study.figures.find((figure) => figure.id === id)
  return PARTS.flatMap(([id, label]) => {
    const [deviation, share] = [find(`${id}-deviation`), find(`${id}-share`)]
    if (deviation?.value == null || share?.value == null) return []
    const { lower, upper } = deviation.interval95 ?? { lower: deviation.value, upper: deviation.value }
    const text = `${digits(deviation.value)} % (${range({ lower, upper })}), ${digits(share.value)} % of the variance`
    return [{ id, label, deviation: deviation.value, lower, upper, share: share.value, text }]
  })
}

/** How much of the spread is left when chance, age, sex and deprivation are taken off; only what the intervals support. */
export function splitSentence(study: Study, { context }: Pick<Answer, 'context'>): string {
  const many = sentence(context.areaTypeLabel.many)
  const parts = splitParts(study)
  const left = parts.find(({ id }) => id === 'left')
  if (!left) return study.why ? stopped(`What the spread is made of cannot be told: ${study.why}`) : ''
  const taken = listed(
    parts.filter(({ id }) => id !== 'left').flatMap(({ label }) => label.toLowerCase().split(' and ')),
  )
  if (left.lower <= 0)
    return `${sentence(taken)} may explain all that ${context.areaTypeLabel.many} differ by: what they leave is likely to be ${digits(left.upper)} % of the average or less.`
  return `${many} differ by about ${digits(left.deviation)} % of their average (${range(left)}) more than ${taken} explain.`
}

/** `37 of 62 authorities are judged alike by every rule.` and how many verdicts change under each other rule, most first. */
export function ruleFlips(
  study: Study,
  { context, estimates }: Pick<Answer, 'context' | 'estimates'>,
): { sentence: string; rules: { id: string; label: string; flips: number; note: string }[] } {
  const agreed = study.figures.find(({ id }) => id === 'agreed')?.value ?? null
  const valued = estimates.filter(({ value }) => value !== null).length
  const rules = study.figures
    .filter(({ id, value }) => id !== 'agreed' && !id.startsWith('target') && value !== null)
    .map(({ id, label, value, note }) => ({ id, label, flips: value!, note: note ?? '' }))
    .sort((one, other) => other.flips - one.flips)
  const said = agreed === null ? (study.why ? stopped(`No rule can be applied: ${study.why}`) : '') : agreedWords(agreed, valued, context) // prettier-ignore
  return { sentence: said, rules }
}

function agreedWords(agreed: number, valued: number, { areaTypeLabel }: Answer['context']): string {
  if (agreed === valued)
    return `All rules give ${valued === 1 ? `the one ${areaTypeLabel.one}` : `each of ${counted(valued, areaTypeLabel)}`} the same verdict.`
  const rest = valued - agreed === 1 ? 'the other' : `the other ${valued - agreed}`
  if (agreed === 0) return `No ${areaTypeLabel.one} gets the same verdict from every rule.`
  return `All rules give ${agreed} of ${counted(valued, areaTypeLabel)} the same verdict; for ${rest} it depends on the rule.`
}
