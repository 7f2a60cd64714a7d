import type { Estimate, Indicator, Overview, OverviewRow, Standing, Verdict } from '../domain'
import { sayEstimate } from './estimate'
import { listed, stopped, within } from './grammar'
import { ruleWords, synthetic } from './sure'
import { judgement, statusWord } from './verdict'

type Context = Overview['context']

/** `2023, women and men, all ages`: of when and of whom a row of the overview is. */
export const aboutRow = ({ periodLabel, selectionLabel }: OverviewRow): string =>
  [periodLabel, selectionLabel].filter(Boolean).join(', ')

/** `369 per 100,000 people (345 to 393), higher than the North`, without the area's name and its facility, which stand beside it. */
export function sayCell(estimate: Estimate, indicator: Indicator, context: Pick<Context, 'comparatorLabel'>): string {
  const bare = { ...estimate, facilities: undefined }
  return sayEstimate(bare, { indicator, context }).slice(estimate.name.length + 2)
}

/** How a verdict is counted: by judgement where the indicator has a polarity, else by direction. */
type Side = 'worse' | 'better' | 'higher' | 'lower' | 'similar' | 'none'
export const SIDES: readonly Side[] = ['worse', 'better', 'higher', 'lower']

function sideOf(verdict: Verdict, { polarity }: Pick<Indicator, 'polarity'>): Side {
  return judgement(verdict, polarity) ?? verdict
}

/** Indicators of an area by side, in the order of the rows. */
export function sidesOf(
  standing: Standing,
  rows: readonly OverviewRow[],
): Readonly<Record<Side, readonly Indicator[]>> {
  const sides: Record<Side, Indicator[]> = { worse: [], better: [], higher: [], lower: [], similar: [], none: [] }
  rows.forEach(({ indicator }, i) => sides[sideOf(standing.estimates[i]?.verdict ?? 'none', indicator)].push(indicator))
  return sides
}

/** `falls with frailty, stroke admissions and 3 more`. */
export function namesOf(names: readonly string[], most: number): string {
  if (names.length <= most) return listed(names)
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`
}

export const indicatorNames = (indicators: readonly Indicator[], most = 5): string =>
  namesOf(
    indicators.map(({ shortName }) => within(shortName)),
    most,
  )

/** Why values are hidden, in the words that hold for all of them. */
export const hiddenWords = (hidden: readonly Pick<Estimate, 'hidden'>[]): string =>
  hidden.some((one) => one.hidden === 'groups')
    ? 'too few, or too many of their groups hidden, to show safely'
    : statusWord.hidden

/** What is told under “How sure is this?” of every page that shows all indicators against one comparator. */
export function ruleSentences({ context, question }: Pick<Overview, 'context' | 'question'>): string[] {
  return [
    synthetic({ context }),
    'Each indicator stands in its latest period and for all of its ages, as released; ranges in brackets are 95 % intervals.',
    ruleWords(question, context),
    'Better and worse are said only where an indicator has a good direction; of the others higher and lower are said.',
  ]
}

/** Methods with their sources, a sentence each. */
export const methodSentences = (methods: readonly { name: string; source: string }[]): string[] =>
  methods.map(({ name, source }) => stopped(`${name.charAt(0).toUpperCase()}${name.slice(1)} (${source})`))
