import type { Estimate, Indicator, Period, Release, StudyPoint, Target } from '../../domain'
import { signalsByChance } from '../../statistics/trend'
import { baseOf } from './counted'
import { comparableFrom, countedAs, evaluatedOver, periodsBefore, type Evaluated } from './evaluated'
import { assuranceWord, LIMITS, markAt, processOf, standingOf, signalsText, type ProcessInput, type ProcessOf, type ProcessSeries } from './process-series' // prettier-ignore
import { figure, type StudyKind, type StudyRun } from './study'

/** Which kinds of period are short enough for a process to show, and what they are called. */
const NAMES: Partial<Readonly<Record<Period['kind'], ProcessInput['names']>>> = {
  month: { one: 'month', many: 'months' },
  quarter: { one: 'quarter', many: 'quarters' },
}

/** Whether a monthly or quarterly series does more than chance alone would make it do: XmR limits, run rules, target. */
export const process: StudyKind<ProcessInput> = {
  id: 'process',
  label: 'Process control',
  *gather(question, release) {
    const own = release.dimensions.periods.find(({ code }) => code === question.period)
    const names = own && NAMES[own.kind]
    if (!names) return { why: 'it needs monthly or quarterly values, and this indicator’s are for longer periods' }
    const all = yield* periodsBefore(question, release)
    const indicator = release.indicators.find(({ id }) => id === question.indicator)!
    const from = comparableFrom(indicator, all)
    const periods = all.slice(from)
    if (periods.length < 3) return { why: `only ${periods.length} ${names.many} compare with one another` }
    const found = yield* evaluatedOver(periods, question, release)
    const last = found.at(-1)!
    const places = placesOf(periods)
    const toSeries = (pick: (one: Evaluated) => Estimate) => seriesOf(places.map((at) => (at === null ? null : pick(found[at]!))), pick(last), indicator, release) // prettier-ignore
    return {
      names,
      moments: places.map((at) => (at === null ? null : { code: periods[at]!.code, label: periods[at]!.label })),
      unit: indicator.unit,
      better: betterOf(indicator),
      target: indicator.target ?? null,
      bounds: boundsOf(indicator),
      comparator: toSeries(({ comparator }) => comparator),
      areas: last.estimates.map((_, i) => toSeries(({ estimates }) => estimates[i]!)),
      brokenBefore: from > 0 ? periods[0]!.label : null,
    }
  },
  compute(input, run) {
    const all = [input.comparator, ...input.areas].map((series) => processOf(series, input))
    const [whole, ...areas] = all as [ProcessOf, ...ProcessOf[]]
    const byChance = byChanceOf(whole, areas, input, run)
    const { unit, names, target } = input
    return {
      figures: figuresOf(whole, areas, byChance, input),
      columns: [
        { id: 'mean', label: 'Mean', unit },
        { id: 'lower', label: 'Lower process limit', unit },
        { id: 'upper', label: 'Upper process limit', unit },
        { id: 'points', label: `${sentence(names.many)} with a value`, unit: '' },
        { id: 'gaps', label: `${sentence(names.many)} hidden or missing`, unit: '' },
        { id: 'limits', label: 'Limits', unit: '' },
        { id: 'signals', label: 'Signals', unit: '' },
        { id: 'latest', label: `Latest ${names.one} with a value`, unit: '' },
        { id: 'target', label: target ? `Target: ${target.label}` : 'Target', unit: '' },
        { id: 'met', label: `${sentence(names.many)} that meet the target`, unit: '' },
        { id: 'rounding', label: `Scatter that protection adds to a ${names.one}`, unit },
        { id: 'why', label: 'Why no limits are given', unit: '' },
      ],
      rows: all.map((one) => ({ area: one.series.area, name: one.series.name, cells: cellsOf(one, input) })),
      points: {
        columns: [
          { id: 'value', label: 'Value', unit },
          { id: 'signal', label: 'Special cause', unit: '' },
          { id: 'rules', label: 'Rules that fire', unit: '' },
          { id: 'why', label: 'Why there is no value', unit: '' },
        ],
        rows: all.flatMap((one) => pointsOf(one, input)),
      },
      methods: METHODS,
      notes: notesOf(input, all),
      draws: byChance.share === null && byChance.areas === null ? null : { seed: run.seed, number: DRAWS },
    }
  },
}

const DRAWS = 1000
/** Drawn series of all areas together, so that many areas take no longer than few; and the fewest of each. */
const DRAWS_OF_ALL = 6000
const FEWEST_DRAWS = 20
const DAY = 86_400_000

/** Periods by place in the series, null for those between that the release does not have: a gap is no step from one to the next. */
function placesOf(periods: readonly Period[]): (number | null)[] {
  return periods.flatMap(({ start }, i) => {
    const before = periods[i - 1]
    const apart = before !== undefined && Date.parse(start) - Date.parse(before.end) > DAY
    return apart ? [null, i] : [i]
  })
}

function seriesOf(
  estimates: readonly (Estimate | null)[],
  { area, name }: Estimate,
  indicator: Indicator,
  release: Release,
): ProcessSeries {
  const errors = estimates.flatMap((one) => (one?.value == null ? [] : [(one.protection?.error ?? 0) ** 2]))
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
  const rounding = mean > 0 ? Math.sqrt(mean) : null
  return {
    area,
    name,
    values: estimates.map((one) => one?.value ?? NaN),
    why: estimates.map((one) => (one && one.value === null ? (one.why ?? 'no figure') : null)),
    rounding,
    step: rounding === null ? 0 : stepOf(estimates, rounding, indicator, baseFor(area, release)),
    smallHidden: estimates.some((one) => one?.status === 'hidden'),
  }
}

/** The base of an area’s counts; of all areas’ for one that no facility has, as a comparator may be. */
const baseFor = (area: string, release: Release) => baseOf([{ area }], release) ?? baseOf(release.areas.map(({ code }) => ({ area: code })), release) // prettier-ignore

/**
 * What values are rounded to: the base over the people, as the indicator is told. Where a value is made of several rounded counts that
 * weigh differently, or the base is not known, the step of a rounding with the same error, `√12` times it.
 */
function stepOf(
  estimates: readonly (Estimate | null)[],
  rounding: number,
  indicator: Indicator,
  base: number | null,
): number {
  const people = estimates.flatMap((one) => (one?.value != null && one.population ? [one.population] : []))
  const counted = countedAs(indicator)
  const plain = counted === 'rate' || counted === 'proportion' || counted === 'ratio'
  if (!plain || base === null || people.length === 0) return Math.sqrt(12) * rounding
  return (base * indicator.multiplier * people.reduce((sum, one) => sum + 1 / one, 0)) / people.length
}

/** What values cannot go beyond, where the kind of indicator says so. */
function boundsOf(indicator: Indicator): ProcessInput['bounds'] {
  const counted = countedAs(indicator)
  if (counted === 'proportion') return { least: 0, most: indicator.multiplier }
  return counted === null || counted === 'mean' ? {} : { least: 0 }
}

const betterOf = ({ polarity }: Indicator): ProcessInput['better'] =>
  polarity === 'neither' ? null : polarity === 'high-is-good' ? 'higher' : 'lower'

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** What the rules find where nothing but chance is at work: share of series like the comparator’s, and sum of the areas’ shares. */
interface ByChance {
  share: number | null
  areas: number | null
}

/** Each area with its own values, gaps, scatter and rounding; null where none has limits. */
function byChanceOf(
  whole: ProcessOf,
  areas: readonly ProcessOf[],
  input: ProcessInput,
  { seed, onProgress }: StudyRun,
): ByChance {
  // prettier-ignore
  const known = areas.filter(({ limits }) => limits)
  const each = Math.max(FEWEST_DRAWS, Math.min(DRAWS, Math.round(DRAWS_OF_ALL / known.length)))
  const share = ({ limits, series }: ProcessOf, draws: number, key: number) =>
    limits && signalsByChance({ ...limits, values: series.values, bounds: input.bounds }, { seed: [seed, key], draws })
  const shares = known.map((one, i) => {
    onProgress?.(i / known.length)
    return share(one, each, 1 + i) ?? 0
  })
  return { share: share(whole, DRAWS, 0), areas: known.length > 0 ? shares.reduce((sum, one) => sum + one, 0) : null }
}

function figuresOf(whole: ProcessOf, areas: readonly ProcessOf[], byChance: ByChance, input: ProcessInput) {
  const { unit, names, moments } = input
  const { series, limits, why, signals } = whole
  const told = moments.flatMap((moment) => moment ?? [])
  const span = `${series.name}, ${told[0]!.label} to ${told.at(-1)!.label}`
  const from = (value: number | undefined) => ({ unit, value: value ?? null, note: why ?? (standingOf(whole) === LIMITS.firm ? null : standingOf(whole)) }) // prettier-ignore
  const known = areas.filter((area) => area.limits)
  return [
    figure('mean', `Mean of ${span}`, from(limits?.mean)),
    figure('lower', 'Lower process limit', from(limits?.lower)),
    figure('upper', 'Upper process limit', from(limits?.upper)),
    figure('signals', `Signals that more than chance is at work in ${series.name}`, { value: limits ? signals.length : null, note: why ?? (signalsText(whole, input) || 'none') }), // prettier-ignore
    ...targetFigure(whole, input),
    figure('areas-with-signals', 'Areas with a signal', { value: known.filter((area) => area.signals.length > 0).length, note: `of ${known.length} with limits` }), // prettier-ignore
    figure('share-by-chance', `Share of stable series like this one, of ${limits?.points ?? 0} ${names.many}, with a signal`, { unit: '%', value: byChance.share === null ? null : byChance.share * 100, note: why }), // prettier-ignore
    figure('by-chance', 'Areas with a signal if all were stable', { value: byChance.areas, note: byChance.areas === null ? 'no area has limits' : 'the sum of the areas’ own shares: each with its own mean, scatter, gaps and rounding' }), // prettier-ignore
  ]
}

function targetFigure(whole: ProcessOf, { target, names, better }: ProcessInput & { target: Target | null }) {
  if (!target) return []
  const { assurance, met, limits, why } = whole
  const note = why ?? (better ? `${assuranceWord(assurance)}; of ${limits?.points} ${names.many}` : 'the indicator does not say which way is better') // prettier-ignore
  return [figure('target', `${sentence(names.many)} that meet ${target.label}`, { value: met, note })]
}

function cellsOf(one: ProcessOf, input: ProcessInput): (number | string | null)[] {
  const { series, limits, assurance, met, why } = one
  const given = series.values.filter(Number.isFinite).length
  const last = series.values.findLastIndex(Number.isFinite)
  return [
    limits?.mean ?? null,
    limits?.lower ?? null,
    limits?.upper ?? null,
    given,
    input.moments.filter(Boolean).length - given,
    standingOf(one),
    limits ? signalsText(one, input) || 'none' : null,
    limits && latestText(one, last, input),
    assuranceWord(assurance),
    met,
    series.rounding,
    why,
  ]
}

/** What is at work in the latest value, and in which period that is where later ones have none. */
function latestText(one: ProcessOf, last: number, { moments }: ProcessInput): string {
  const word = markAt(one, last)?.word ?? 'as chance allows'
  return last === moments.length - 1
    ? word
    : `${word}, in ${moments[last]!.label}; what came later is hidden or missing`
}

function pointsOf(one: ProcessOf, { moments }: ProcessInput): StudyPoint[] {
  const { area, name, values, why } = one.series
  return moments.map((moment, i) => {
    const mark = markAt(one, i)
    const value = Number.isFinite(values[i]) ? values[i]! : null
    const said = moment ? (why[i] ?? null) : 'not in this release'
    return { area, name, period: moment?.code ?? '', label: moment?.label ?? 'between', cells: [value, mark?.word ?? null, mark?.rules ?? null, said] } // prettier-ignore
  })
}

const METHODS = [
  { name: 'Process limits of single values and moving ranges (XmR): mean ± 2.66 mean moving range, ranges above their own limit left out once', source: 'Shewhart (1931), Economic Control of Quality of Manufactured Product; NHS England (2019), Making Data Count' }, // prettier-ignore
  { name: 'Run rules: one point beyond a limit; seven in a row on one side of the mean; seven in a row rising or falling; two of three in the outer third', source: 'NHS England (2019), Making Data Count' }, // prettier-ignore
  { name: 'Assurance against a target: both process limits on its good side, both on its bad side, or between', source: 'NHS England (2019), Making Data Count' }, // prettier-ignore
  { name: 'How often the rules fire by chance alone: simulated stable series with each area’s own mean, scatter, gaps and rounding', source: 'Champ & Woodall (1987), Technometrics 29, 393–399' }, // prettier-ignore
]

function notesOf({ names, brokenBefore, moments }: ProcessInput, all: readonly ProcessOf[]): string[] {
  const protectedOnes = all.some(({ series }) => series.rounding !== null)
  const hidden = all.some(({ series }) => series.values.some((value, i) => moments[i] && Number.isNaN(value)))
  return [
    `Limits rest on all the ${names.many} shown; a change of level inside them widens what is called usual.`,
    `Seasons are not taken out: a ${names.one} that is high every year can stand as a signal.`,
    ...(protectedOnes ? [`Counts are rounded to protect people; the moving ranges hold that scatter too. A value within half a step of rounding of the mean counts as on it, and where counts are too small for limits once rounded none are given.`] : []), // prettier-ignore
    ...(all.some(({ series }) => series.smallHidden) ? [`Where ${names.many} are hidden because their counts are small, those shown are too high on average: mean and limits are provisional and too high.`] : []), // prettier-ignore
    ...(hidden ? [`Hidden or missing ${names.many} are gaps: no range is taken across them, and they end a run.`] : []),
    ...(moments.includes(null) ? [`Some ${names.many} between are not in the release: they are gaps too.`] : []),
    ...(brokenBefore ? [`Limits start in ${brokenBefore}: figures before that were made otherwise and do not compare.`] : []), // prettier-ignore
  ]
}
