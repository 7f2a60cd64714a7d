import type { Estimate } from '../../domain'
import {
  fingertipsTrend,
  recentTrend,
  slopeWithinError,
  variationTrend,
  weightedRegression,
} from '../../statistics/trend'
import { comparableFrom, errorOf, evaluated, middleOf, periodsBefore, yearsOf, type Evaluated } from './evaluated'
import { figure, figureOr, type StudyKind } from './study'

/** One place's values over the periods; NaN where there is none. */
interface Series {
  area: string
  name: string
  values: number[]
  errors: number[]
  lower: number[]
  upper: number[]
}

interface TrendInput {
  periods: readonly string[]
  /** Middle of each period, in years. */
  times: readonly number[]
  /** Length of a period in years. */
  step: number
  unit: string
  comparator: Series
  areas: readonly Series[]
  /** Spread beyond chance in each period as a share of the comparator's value, and its standard error; NaN where not given. */
  spreads: readonly number[]
  spreadErrors: readonly number[]
  /** Label of the first period that is left out because figures were made otherwise before; null where none is. */
  brokenBefore: string | null
}

/** Whether values rise or fall, and whether areas move apart. */
export const trend: StudyKind<TrendInput> = {
  id: 'trend',
  label: 'Trend',
  *gather(question, release) {
    const all = yield* periodsBefore(question, release)
    const indicator = release.indicators.find(({ id }) => id === question.indicator)!
    const from = comparableFrom(indicator, all)
    const periods = all.slice(from)
    if (periods.length < 3) return { why: `only ${periods.length} periods compare with one another` }
    const found: Evaluated[] = []
    for (const { code } of periods) found.push(yield* evaluated({ ...question, period: code }, release))
    const spreads = found.map(({ variation }) => variation.summary)
    const last = found.at(-1)!
    return {
      periods: periods.map(({ label }) => label),
      times: periods.map(middleOf),
      step: yearsOf(periods[0]!),
      unit: indicator.unit,
      comparator: seriesOf(found.map(({ comparator }) => comparator)),
      areas: last.estimates.map((_, i) => seriesOf(found.map(({ estimates }) => estimates[i]!))),
      spreads: spreads.map((summary) => summary?.beyondChance ?? NaN),
      spreadErrors: spreads.map((summary) => errorOf(summary?.interval95 ?? null) ?? NaN),
      brokenBefore: from > 0 ? periods[0]!.label : null,
    }
  },
  compute(input) {
    const { comparator, areas, unit, brokenBefore } = input
    const whole = recentTrend({ ...input, ...comparator }, input.step)
    return {
      figures: [
        figure('recent-slope', `Recent trend of ${comparator.name}: change a year`, {
          unit,
          value: whole.slope,
          p: whole.p,
          note: whole.why ?? whole.marker,
        }),
        lineFigure(input),
        spreadFigure(input),
      ],
      columns: [
        { id: 'recent', label: 'Recent trend', unit: '' },
        { id: 'slope', label: 'Change a year', unit },
        { id: 'p', label: 'Probability without any trend', unit: '' },
        { id: 'fingertips', label: 'Recent trend by Fingertips’ rule', unit: '' },
        { id: 'why', label: 'Why no trend is given', unit: '' },
      ],
      rows: areas.map((series) => {
        const { marker, slope, p, why } = recentTrend({ ...input, ...series }, input.step)
        return { area: series.area, name: series.name, cells: [marker, slope, p, fingertipsTrend(series).marker, why] } // prettier-ignore
      }),
      methods: METHODS,
      notes: brokenBefore
        ? [`Trends start in ${brokenBefore}: figures before that were made otherwise and do not compare.`]
        : [],
      draws: null,
    }
  },
}

const METHODS = [
  { name: 'Recent trend: weighted least squares of five points in a row, tested at 99.8 %, sign kept when each is left out', source: 'Office for Health Improvement and Disparities, Fingertips technical guidance: recent trends' }, // prettier-ignore
  { name: 'Line through all comparable periods: weighted regression; the wider of the intervals by the values’ own errors (normal) and by their scatter about the line (Student’s t)', source: 'Draper & Smith (1998), Applied Regression Analysis, ch. 9' }, // prettier-ignore
  { name: 'Change of the spread beyond chance: an unweighted line through the yearly spreads, with the wider interval in the same way', source: 'Draper & Smith (1998), Applied Regression Analysis, ch. 5' }, // prettier-ignore
]

const TWO_POINTS = 'two points: their error is that of chance alone, since how years scatter cannot be told'

function lineFigure({ times, comparator, unit, periods }: TrendInput) {
  const label = `Line of ${comparator.name} from ${periods[0]} to ${periods.at(-1)}: change a year`
  return figureOr('slope', label, () => {
    const has = times.flatMap((_, i) => (comparator.errors[i]! > 0 ? [i] : []))
    const pick = (column: readonly number[]) => has.map((i) => column[i]!)
    const line = weightedRegression({ times: pick(times), values: pick(comparator.values), errors: pick(comparator.errors) }) // prettier-ignore
    const { interval95, p } = slopeWithinError(line)
    return { unit, value: line.slope, interval95, p, note: line.df > 0 ? null : TWO_POINTS }
  })
}

function spreadFigure({ times, spreads, spreadErrors }: TrendInput) {
  return figureOr('spread-slope', 'Spread beyond chance: change a year', () => {
    const has = spreads.flatMap((_, i) => (spreads[i]! >= 0 && spreadErrors[i]! >= 0 ? [i] : []))
    if (has.length < 3) return { note: `only ${has.length} periods have a spread beyond chance` }
    const pick = (column: readonly number[]) => has.map((i) => column[i]! * 100)
    const { slope, interval95, p } = variationTrend({ times: has.map((i) => times[i]!), spreads: pick(spreads), errors: pick(spreadErrors) }) // prettier-ignore
    return { unit: 'percentage points', value: slope, interval95, p }
  })
}

function seriesOf(estimates: readonly Estimate[]): Series {
  const { area, name } = estimates.at(-1)!
  const column = (of: (one: Estimate) => number | null | undefined) => estimates.map((one) => of(one) ?? NaN)
  return {
    area,
    name,
    values: column(({ value }) => value),
    errors: column(({ value, interval95 }) => (value === null ? null : errorOf(interval95))),
    lower: column(({ interval95 }) => interval95?.lower),
    upper: column(({ interval95 }) => interval95?.upper),
  }
}
