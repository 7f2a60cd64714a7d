import type { Answer, AnswerContext, Estimate } from '../../domain'
import type { Finding } from '../../words/finding'
import { sentence } from '../../words/grammar'
import { unitSuffix } from '../../words/number'
import { sourceLine } from '../../words/title'

/** Figures of one series, one a category; null where there is none. */
export interface ChartSeries {
  name: string
  values: readonly (number | null)[]
  /** 95 % limits, in the unit of the values. */
  lower: readonly (number | null)[]
  upper: readonly (number | null)[]
  /** Places of the values that are drawn in another colour. */
  marked?: readonly number[]
  /** `comparator`: one value for all, drawn as a line; `beside`: in the chart's sheet alone. */
  role?: 'comparator' | 'beside'
}

/** A chart as an office file draws it natively: everything it says and every figure behind it. */
export interface ChartData {
  /** The finding, without a full stop. */
  title: string
  /** Place, time and people. */
  subtitle: string
  /** What has to be known to read it right, such as how many areas have no value and why. */
  reading: readonly string[]
  source: string
  /** Address of the view; null where none can be given. */
  link: string | null
  /** For those who cannot see the chart. */
  alt: string
  /** How sure it is, how it was calculated and protected: a sentence or more each. */
  notes: readonly string[]
  release: AnswerContext['release']
  /** What the value axis measures, with its unit. */
  unit: string
  /** What the categories are. */
  across: string
  /** How the value axis prints a figure, as a number format of Excel. */
  format: string
  /** `rows`: bars that lie, for few categories with long names. */
  kind: 'bars' | 'rows' | 'lines' | 'points'
  categories: readonly string[]
  series: readonly ChartSeries[]
}

/** Said at the end of what is heard. */
export const madeUp = ({ synthetic }: ChartData['release']): string =>
  synthetic ? ' SYNTHETIC: every number is made up.' : ''

type Said = Pick<ChartData, 'title' | 'source' | 'link' | 'notes' | 'release' | 'unit' | 'format'>

/** What a chart of any answer says; `found`: its finding. */
export function answerWords(
  { indicator, context }: Answer,
  { headline, detail, chosen, sure }: Finding,
  link: string | null,
): Said {
  return {
    title: headline,
    source: sourceLine(context.release, indicator),
    link,
    notes: [detail, ...chosen.map(({ text }) => text), ...sure].filter((text) => text !== ''),
    release: context.release,
    unit: sentence(indicator.shortName) + (unitSuffix(indicator) && `,${unitSuffix(indicator)}`),
    format: 'General',
  }
}

/** Values and limits of estimates; where there is no estimate there is no figure. */
export function figuresOf(estimates: readonly (Estimate | null)[]): Pick<ChartSeries, 'values' | 'lower' | 'upper'> {
  return {
    values: estimates.map((estimate) => estimate?.value ?? null),
    lower: estimates.map((estimate) => estimate?.interval95?.lower ?? null),
    upper: estimates.map((estimate) => estimate?.interval95?.upper ?? null),
  }
}
