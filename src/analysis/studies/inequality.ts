import type { CategoryType, Estimate, Indicator, Question, Release } from '../../domain'
import { QuestionError } from '../../domain/errors'
import {
  concentrationIndex,
  concentrationInterval,
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
  scored:
    { scoreName: string; scores: number[]; values: number[]; people: number[]; errors: number[] } | { why: string }
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
  kind === 'proportion'
    ? 'logit'
    : kind === 'published' || kind === 'mean' || kind === 'life-expectancy'
      ? 'plain'
      : 'log'

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
  try {
    for (const { code: member } of by.members)
      found.push(yield* evaluated({ ...question, category: { type: by.id, member } }, release))
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error
    return { why: `by deprivation there are no figures for these people: ${error.message}` }
  }
  const whole = columnsOf(found.map(({ comparator }) => comparator))
  if (!whole.values.every(Number.isFinite))
    return { why: 'not every group has a value, and the ranks are of all people' }
  if (!whole.populations.every((people) => people > 0))
    return { why: 'the release does not tell how many people are in each group, and groups weigh by their people' }
  const areas = found[0]!.estimates.map(({ area, name }, i) => ({ area, name, ...columnsOf(found.map(({ estimates }) => estimates[i]!)) })) // prettier-ignore
  return { of: by.label, labels: by.members.map(({ label }) => label), whole, areas }
}

function columnsOf(estimates: readonly Estimate[]): Groups {
  return {
    // Where nobody was to be counted there is no group; one that is hidden is there, and unknown.
    populations: estimates.map(({ population, status }) => population ?? (status === 'missing' ? 0 : NaN)),
    values: estimates.map(({ value, population }) => (population === null ? NaN : (value ?? NaN))),
    lower: estimates.map(({ interval95 }) => interval95?.lower ?? NaN),
    upper: estimates.map(({ interval95 }) => interval95?.upper ?? NaN),
    errors: estimates.map(({ interval95 }) => errorOf(interval95) ?? NaN),
  }
}

function scoredOf(estimates: readonly Estimate[], release: Release): InequalityInput['scored'] {
  if (!release.scoreName) return { why: 'this release has no deprivation score' }
  const scores = new Map(release.areas.map(({ code, score }) => [code, score]))
  const held = estimates.flatMap(({ area, value, population, interval95 }) => {
    const score = scores.get(area)
    if (value === null || !population || score === null || score === undefined) return []
    return [{ score, value, population, error: errorOf(interval95) ?? NaN }]
  })
  if (held.length < 5)
    return {
      why: `${held.length === 0 ? 'no area has' : `only ${held.length} ${held.length === 1 ? 'area has' : 'areas have'}`} both a value and a deprivation score`,
    }
  return {
    scoreName: release.scoreName,
    scores: held.map(({ score }) => score),
    values: held.map(({ value }) => value),
    people: held.map(({ population }) => population),
    errors: held.map(({ error }) => error),
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
      const { mean, spread, areas } = withinAreaSlopes(groups.areas)
      const held = areas.filter((one) => one !== null).length
      const of = `mean of ${held} of ${areas.length} areas: those with a value for every group`
      const note = mean ? of : 'no area has a value for every group'
      return { unit, value: mean?.slope ?? null, interval95: mean?.interval ?? null, p: spread?.p ?? null, note: spread ? `${note}; the probability is that of slopes at least so different if all areas’ were alike` : note } // prettier-ignore
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
  const { scores, values, people, errors } = scored
  // Low is disadvantaged: scores are turned round.
  const ranking = scores.map((score) => -score)
  return [
    figureOr(
      'concentration',
      'Concentration index of areas, by deprivation: below 0 where deprived places have more',
      () => {
        const data = { ranking, values, weights: people }
        const known = errors.every(Number.isFinite)
        return { value: concentrationIndex(data, { least: 0, most: Infinity }).relative, interval95: known ? concentrationInterval(data, errors) : null } // prettier-ignore
      },
    ),
    figureOr('areas-slope-index', 'Slope index of areas, by deprivation: least − most deprived', () => {
      return { unit, value: slopeIndex(byScore(scores, values, people)).slope }
    }),
  ]
}

/** Areas by their score, the most deprived first; those with one score are one group, as they share a rank. */
function byScore(scores: readonly number[], values: readonly number[], people: readonly number[]) {
  const groups = [...new Set(scores)]
    .sort((a, b) => b - a)
    .map((score) => {
      const inside = [...scores.keys()].filter((at) => scores[at] === score)
      const population = inside.reduce((sum, at) => sum + people[at]!, 0)
      return { population, value: inside.reduce((sum, at) => sum + people[at]! * values[at]!, 0) / population }
    })
  return { populations: groups.map(({ population }) => population), values: groups.map(({ value }) => value) }
}

/** Each area's own gradient over its own groups. */
function within({ groups, unit }: InequalityInput) {
  if ('why' in groups || groups.areas.length === 0) return null
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
  { name: `Their intervals: ${DRAWS.toLocaleString('en-GB')} seeded draws on the scale on which values scatter`, source: 'Low & Low (2004), J. Public Health 26, 388–395' }, // prettier-ignore
  { name: 'Concentration index', source: 'Kakwani, Wagstaff & van Doorslaer (1997), J. Econometrics 77, 87–103' },
]
