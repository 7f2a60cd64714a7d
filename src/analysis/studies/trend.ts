import type { Estimate, Indicator } from '../../domain'
import { CalculationError } from '../../domain/errors'
import {
  cochranArmitage,
  fingertipsTrend,
  RECENT_POINTS,
  recentTrend,
  slopeWithinError,
  variationTrend,
  weightedRegression,
} from '../../statistics/trend'
import { comparableFrom, countedAs, errorOf, evaluatedOver, middleOf, periodsBefore, yearsOf } from './evaluated'
import { attempted, figure, figureOr, type StudyKind } from './study'

/** One place's values over the periods; NaN where there is none. */
interface Series {
  area: string
  name: string
  values: number[]
  errors: number[]
  lower: number[]
  upper: number[]
  /** Who counts, among how many, and the standard deviation of the count's rounding; for proportions alone. */
  shares: { counts: number[]; denominators: number[]; errors: number[] } | null
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
    const found = yield* evaluatedOver(periods, question, release)
    const spreads = found.map(({ variation }) => variation.summary)
    const last = found.at(-1)!
    const seriesOf = seriesFor(indicator)
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
    const since = input.periods.at(-RECENT_POINTS) ?? null
    return {
      figures: [
        figure('recent-slope', `Recent trend of ${comparator.name}: change a year`, {
          unit,
          value: whole.slope,
          p: whole.p,
          note: whole.why ?? whole.marker,
        }),
        lineFigure(input),
        ...sharesFigure(input),
        spreadFigure(input),
      ],
      columns: [
        { id: 'recent', label: 'Recent trend', unit: '' },
        { id: 'slope', label: 'Change a year', unit },
        { id: 'p', label: 'Probability without any trend', unit: '' },
        { id: 'fingertips', label: 'Recent trend by Fingertips’ rule', unit: '' },
        ...(comparator.shares ? [{ id: 'p-cochran-armitage', label: 'Probability without any trend over all periods (Cochran–Armitage)', unit: '' }] : []), // prettier-ignore
        { id: 'since', label: 'First of the periods that the recent trend is of', unit: '' },
        { id: 'why', label: 'Why no trend is given', unit: '' },
      ],
      rows: areas.map((series) => {
        const { marker, slope, p, why } = recentTrend({ ...input, ...series }, input.step)
        return { area: series.area, name: series.name, cells: [marker, slope, p, fingertipsTrend(series).marker, ...(comparator.shares ? [sharesP(input, series)] : []), why ? null : since, why] } // prettier-ignore
      }),
      methods: comparator.shares ? [...METHODS, SHARES] : METHODS,
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

const SHARES = { name: 'Trend of a proportion over all comparable periods: Cochran–Armitage test, the rounding of counts added to its variance', source: 'Cochran (1954), Biometrics 10, 417–451; Armitage (1955), Biometrics 11, 375–386' } // prettier-ignore

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

/** Over fewer periods, rounded counts often tie or leap, and the test is beside its nominal rate. */
const FEWEST_ROUNDED = 4

/** Periods whose count and denominator are known; times are the real ones, so a gap is no fault. */
function sharesTest({ times }: TrendInput, { shares }: Series) {
  const has = times.flatMap((_, i) => (shares && shares.counts[i]! >= 0 && shares.denominators[i]! > 0 ? [i] : []))
  const pick = (column: readonly number[]) => has.map((i) => column[i]!)
  const { counts, denominators, errors } = shares!
  if (has.length < FEWEST_ROUNDED && has.some((i) => errors[i]! > 0))
    throw new CalculationError(`counts are rounded, and only ${has.length} periods have one; expected at least ${FEWEST_ROUNDED} periods of rounded counts`) // prettier-ignore
  return cochranArmitage({ times: pick(times), counts: pick(counts), denominators: pick(denominators), errors: pick(errors) }) // prettier-ignore
}

const sharesP = (input: TrendInput, series: Series) => attempted(() => sharesTest(input, series).p)

function sharesFigure(input: TrendInput) {
  const { comparator, periods } = input
  if (!comparator.shares) return []
  const label = `Trend of the proportion in ${comparator.name} from ${periods[0]} to ${periods.at(-1)}: Cochran–Armitage χ²` // prettier-ignore
  return [
    figureOr('cochran-armitage', label, () => {
      const { chiSquare, p, direction } = sharesTest(input, comparator)
      return { value: chiSquare, p, note: direction > 0 ? 'rising' : direction < 0 ? 'falling' : 'level' }
    }),
  ]
}

const seriesFor = (indicator: Indicator) => (estimates: readonly Estimate[]) => seriesOf(estimates, indicator)

function sharesOf(estimates: readonly Estimate[], indicator: Indicator): Series['shares'] {
  if (countedAs(indicator) !== 'proportion') return null
  return {
    counts: estimates.map(({ count }) => count ?? NaN),
    denominators: estimates.map(({ population }) => population ?? NaN),
    errors: estimates.map(
      ({ population, protection }) => ((protection?.error ?? 0) * (population ?? 0)) / indicator.multiplier,
    ),
  }
}

function seriesOf(estimates: readonly Estimate[], indicator: Indicator): Series {
  const { area, name } = estimates.at(-1)!
  const column = (of: (one: Estimate) => number | null | undefined) => estimates.map((one) => of(one) ?? NaN)
  return {
    area,
    name,
    values: column(({ value }) => value),
    errors: column(({ value, interval95 }) => (value === null ? null : errorOf(interval95))),
    lower: column(({ interval95 }) => interval95?.lower),
    upper: column(({ interval95 }) => interval95?.upper),
    shares: sharesOf(estimates, indicator),
  }
}
