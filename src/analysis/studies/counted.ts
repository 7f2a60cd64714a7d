import type { Question, Release } from '../../domain'
import { QuestionError } from '../../domain/errors'
import type { ChanceModel } from '../../statistics/variation'
import { areaOf } from '../areas'
import { plan } from '../plan'
import type { Steps } from '../steps'
import { evaluated, eventsOfAreas, toldAs, type EventsOfAreas } from './evaluated'
import type { Unanswered } from './study'

/** Events of areas with all that chance and protection do to them. Columns are in the order of `areas`. */
export interface CountedAreas {
  areas: readonly { area: string; name: string }[]
  /** Expected events: those that the comparator’s rates of each age and sex would give. */
  model: ChanceModel & { observed: number[]; expected: number[]; dispersion: number }
  /** People, or whatever the indicator counts among. */
  size: number[]
  /** How many of the areas asked about have no count, and so no part. */
  without: number
}

/** What each area’s events vary by, or why there are not enough of them. Throws `QuestionError` where the question has no answer. */
export function* countedAreas(question: Question, release: Release, fewest: number): Steps<CountedAreas | Unanswered> {
  const { indicator } = plan(question, release)
  const events = yield* eventsOrWhy(question, release)
  if ('why' in events) return events
  const { estimates } = yield* evaluated(question, toldAs('rate', release, question.indicator))
  const counted = estimates.flatMap(({ count }) => count ?? [])
  if (counted.length > 0 && counted.every((count) => count === 0)) return { why: 'nobody is counted in any area' }
  const among = new Map(estimates.map((one) => [one.area, one]))
  const held = events.flatMap((one) => {
    const { population, protection } = among.get(one.area) ?? {}
    return population ? [{ ...one, size: population, error: Math.max(one.error, (protection?.error ?? 0) * population) }] : [] // prettier-ignore
  })
  if (held.length < fewest) return { why: `only ${held.length} areas have counts; ${fewest} are needed` }
  if (!held.some(({ observed }) => observed > 0)) return { why: 'nobody is counted in these areas' }
  return {
    areas: held.map(({ area, name }) => ({ area, name })),
    model: {
      observed: held.map(({ observed }) => observed),
      expected: held.map(({ expected }) => expected),
      // Rounded apart from those they are part of, cases can outnumber people.
      people: indicator.kind === 'proportion' ? held.map(({ size, observed }) => Math.max(size, observed)) : null,
      noise: held.map(({ error }) => error * error),
      dispersion: indicator.dispersion,
      base: baseOf(held, release),
    },
    size: held.map(({ size }) => size),
    without: estimates.length - held.length,
  }
}

/** The counts, or why the indicator cannot be told as counts; a selection that cannot be divided by age and sex is no fault. */
function* eventsOrWhy(question: Question, release: Release): Steps<EventsOfAreas[] | Unanswered> {
  try {
    const events = yield* eventsOfAreas(question, release)
    return events ?? { why: 'this indicator comes as values, without the counts behind them' }
  } catch (error) {
    if (error instanceof QuestionError) return { why: error.message }
    throw error
  }
}

/** The base to which all of these areas’ counts are rounded; null where they are not, or not all to one. */
export function baseOf(areas: readonly { area: string }[], release: Release): number | null {
  const { protection } = release
  if (protection.kind !== 'protected') return null
  const facilities = new Set(areas.map(({ area }) => areaOf(release, area)?.facility))
  const rules = protection.rules.filter(({ facility }) => facilities.has(facility))
  const bases = new Set(rules.map(({ base }) => base))
  return bases.size === 1 ? rules[0]!.base : null
}

/** What is said of how counts are read, in whole sentences. */
export function countNotes({ model, areas, without }: CountedAreas): string[] {
  const { dispersion, noise } = model
  const widened = dispersion > 1 ? [`one person can be counted more than once (variance × ${dispersion})`] : []
  const rounded = noise && areas.some((_, i) => noise[i]! > 0) ? ['counts are rounded or partly hidden'] : []
  const reasons = [...widened, ...rounded].join(', and ')
  return [
    ...(reasons ? [`Chance is taken as wide as it is here: ${reasons}.`] : []),
    ...(without > 0 ? [`${without === 1 ? 'One area has' : `${without} areas have`} no count and no part in this.`] : []), // prettier-ignore
  ]
}
