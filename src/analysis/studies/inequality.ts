import type { CategoryType, Estimate, Indicator, Question, Release } from '../../domain'
import {
  concentrationIndex,
  errorsFromLimits,
  simulateSlope,
  slopeIndex,
  slopeInterval,
  withinAreaSlopes,
  type ValueScale,
} from '../../statistics/inequality'
import { errorOf, evaluated, type Evaluated } from './evaluated'
import { figure, figureOr, type StudyKind, type StudyRun } from './study'

/** Columns of the groups of one place, the most deprived first. */
interface Groups {
  populations: number[]
  values: number[]
  lower: number[]
  upper: number[]
  errors: number[]
}

interface InequalityInput {
  unit: string
  /** On what scale values scatter, and what they are multiplied by when printed. */
  scatter: ValueScale
  multiplier: number
  comparator: string
  /** The comparator's own groups; null where the indicator is not given by deprivation, with the reason. */
  groups: { of: string; labels: readonly string[]; whole: Groups; areas: readonly (Groups & { area: string; name: string })[] } | { why: string } // prettier-ignore
  /** Areas by their deprivation score, a high score being more deprived. */
  scored: { scoreName: string; scores: number[]; values: number[]; people: number[] } | { why: string }
}

const DRAWS = 20_000

/** How far apart the most and the least deprived are. */
export const inequality: StudyKind<InequalityInput> = {
  id: 'inequality',
  label: 'Inequality',
  *gather(question, release) {
    const indicator = release.indicators.find(({ id }) => id === question.indicator)!
    const plain = yield* evaluated({ ...question, category: null }, release)
    return {
      unit: indicator.unit,
      multiplier: indicator.multiplier,
      scatter: scatterOf(indicator),
      comparator: plain.comparator.name,
      groups: yield* groupsOf(question, release, indicator),
      scored: scoredOf(plain.estimates, release),
    }
  },
  compute(input, run) {
    const { groups, scored } = input
    const missing = [groups, scored].flatMap((one) => ('why' in one ? [one.why] : []))
    return {
      figures: [...gradient(input, run), ...betweenAreas(input)],
      ...(within(input) ?? { columns: [], rows: [] }),
      methods: METHODS,
      notes: missing.map((why) => `${why.charAt(0).toUpperCase()}${why.slice(1)}.`),
      draws: 'why' in groups ? null : { seed: run.seed, number: DRAWS },
    }
  },
}

const scatterOf = ({ kind }: Indicator): ValueScale =>
  kind === 'proportion' ? 'logit' : kind === 'published' || kind === 'mean' ? 'plain' : 'log'

/** The category by deprivation that an indicator's tables hold, its ranked members with the most deprived first. */
function deprivationOf(
  { tables, dimensions }: Release,
  indicator: Indicator,
): Pick<CategoryType, 'id' | 'label' | 'members'> | null {
  const axes = tables.filter(({ id }) => indicator.tables.includes(id)).flatMap(({ axes: held }) => held.map(({ name }) => name)) // prettier-ignore
  const found = dimensions.categories.find(({ id, label }) => axes.includes(id) && /depriv/i.test(`${id} ${label}`))
  if (!found) return null
  const ranked = found.members.filter(({ unranked }) => !unranked)
  const rising = /most/i.test(ranked.at(-1)?.label ?? '') && !/most/i.test(ranked[0]?.label ?? '')
  return { id: found.id, label: found.label, members: rising ? [...ranked].reverse() : ranked }
}

function* groupsOf(question: Question, release: Release, indicator: Indicator) {
  const by = deprivationOf(release, indicator)
  if (!by) return { why: 'this indicator is not given by deprivation' }
  const found: Evaluated[] = []
  for (const { code: member } of by.members)
    found.push(yield* evaluated({ ...question, category: { type: by.id, member } }, release))
  const whole = columnsOf(found.map(({ comparator }) => comparator))
  if (!whole.values.every(Number.isFinite))
    return { why: 'not every group has a value, and the ranks are of all people' }
  const areas = found[0]!.estimates.map(({ area, name }, i) => ({ area, name, ...columnsOf(found.map(({ estimates }) => estimates[i]!)) })) // prettier-ignore
  return { of: by.label, labels: by.members.map(({ label }) => label), whole, areas }
}

function columnsOf(estimates: readonly Estimate[]): Groups {
  return {
    populations: estimates.map(({ population }) => population ?? 0),
    values: estimates.map(({ value }) => value ?? NaN),
    lower: estimates.map(({ interval95 }) => interval95?.lower ?? NaN),
    upper: estimates.map(({ interval95 }) => interval95?.upper ?? NaN),
    errors: estimates.map(({ interval95 }) => errorOf(interval95) ?? NaN),
  }
}

function scoredOf(estimates: readonly Estimate[], release: Release): InequalityInput['scored'] {
  if (!release.scoreName) return { why: 'this release has no deprivation score' }
  const scores = new Map(release.areas.map(({ code, score }) => [code, score]))
  const held = estimates.flatMap(({ area, value, population }) => {
    const score = scores.get(area)
    return value === null || !population || score === null || score === undefined ? [] : [{ score, value, population }]
  })
  if (held.length < 5) return { why: `only ${held.length} areas have a value and a deprivation score` }
  return {
    scoreName: release.scoreName,
    scores: held.map(({ score }) => score),
    values: held.map(({ value }) => value),
    people: held.map(({ population }) => population),
  }
}

function gradient({ groups, comparator, unit, scatter, multiplier }: InequalityInput, { seed }: StudyRun) {
  if ('why' in groups)
    return [figure('slope-index', `Slope index of inequality in ${comparator}`, { unit, note: groups.why })]
  const { whole } = groups
  const limits = () => intervalsOf(whole, scatter, multiplier, seed)
  return [
    figureOr('slope-index', `Slope index of inequality in ${comparator}: least − most deprived end`, () => ({ unit, value: slopeIndex(whole).slope, interval95: limits().slope })), // prettier-ignore
    figureOr('relative-index', `Relative index of inequality in ${comparator}: least over most deprived end`, () => ({ value: slopeIndex(whole).leastOverMost, interval95: limits().leastOverMost })), // prettier-ignore
    figureOr('within-areas', 'Slope index inside areas, on average', () => {
      const { mean, spread } = withinAreaSlopes(groups.areas)
      const note = mean ? null : 'no area has a value for every group'
      return { unit, value: mean?.slope ?? null, interval95: mean?.interval ?? null, p: spread?.p ?? null, note: note ?? (spread ? 'the probability is that areas’ slopes differ by chance alone' : null) } // prettier-ignore
    }),
  ]
}

/** By drawing on the scale on which values scatter; in closed form where they have no place on it (a limit of 0). */
function intervalsOf(groups: Groups, scatter: ValueScale, multiplier: number, seed: number) {
  const onScale = scatter === 'logit' ? shares(groups, multiplier) : groups
  const [least, most] = [Math.min(...onScale.lower), Math.max(...onScale.upper)]
  if (scatter === 'plain' || !(least > 0) || (scatter === 'logit' && !(most < 1))) return slopeInterval(groups)
  const errors = errorsFromLimits(onScale, scatter)
  const { slope, leastOverMost } = simulateSlope(
    { ...onScale, errors },
    { scatter, fit: 'plain', seed: [seed], draws: DRAWS },
  )
  const unit = scatter === 'logit' ? multiplier : 1
  const { lower, upper } = slope.interval95
  return { slope: { lower: lower * unit, upper: upper * unit }, leastOverMost: leastOverMost?.interval95 ?? null }
}

function shares({ populations, values, lower, upper, errors }: Groups, multiplier: number): Groups {
  const share = (column: readonly number[]) => column.map((value) => value / multiplier)
  return { populations, values: share(values), lower: share(lower), upper: share(upper), errors: share(errors) }
}

function betweenAreas({ scored, unit }: InequalityInput) {
  if ('why' in scored) return [figure('concentration', 'Concentration index of areas', { note: scored.why })]
  const { scores, values, people } = scored
  // Low is disadvantaged: scores are turned round.
  const ranking = scores.map((score) => -score)
  return [
    figureOr('concentration', 'Concentration index of areas, by deprivation: below 0 where the deprived have more', () => ({ value: concentrationIndex({ ranking, values, weights: people }, { least: 0, most: Infinity }).relative })), // prettier-ignore
    figureOr('areas-slope-index', 'Slope index of areas, by deprivation: least − most deprived', () => {
      const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!)
      const pick = (column: readonly number[]) => order.map((at) => column[at]!)
      return { unit, value: slopeIndex({ populations: pick(people), values: pick(values) }).slope }
    }),
  ]
}

/** Each area's own gradient over its own groups. */
function within({ groups, unit }: InequalityInput) {
  if ('why' in groups) return null
  const { areas } = withinAreaSlopes(groups.areas)
  return {
    columns: [
      { id: 'slope-index', label: 'Slope index of inequality inside the area', unit },
      { id: 'lower95', label: '95 % from', unit },
      { id: 'upper95', label: '95 % to', unit },
      ...groups.labels.map((label, at) => ({ id: `group-${at + 1}`, label, unit })),
    ],
    rows: groups.areas.map(({ area, name, values }, i) => {
      const own = areas[i]
      const group = values.map((value) => (Number.isNaN(value) ? null : value))
      return { area, name, cells: [own?.slope ?? null, own?.interval.slope.lower ?? null, own?.interval.slope.upper ?? null, ...group] } // prettier-ignore
    }),
  }
}

const METHODS = [
  { name: 'Slope and relative index of inequality: a line through groups ranked by deprivation, weighted by people', source: 'Pamuk (1985), Population Studies 39, 17–31; Mackenbach & Kunst (1997), Soc. Sci. Med. 44, 757–771' }, // prettier-ignore
  { name: `Their intervals: ${DRAWS.toLocaleString('en-GB')} seeded draws on the scale on which values scatter`, source: 'Low & Low (2004), J. Public Health 26, 397–403' }, // prettier-ignore
  { name: 'Concentration index', source: 'Kakwani, Wagstaff & van Doorslaer (1997), J. Econometrics 77, 87–103' },
]
