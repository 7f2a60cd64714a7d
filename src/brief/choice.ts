import { areasOf } from '../analysis/areas'
import { QuestionError } from '../domain/errors'
import type { Area, AreaType, Indicator, Release } from '../domain'
import { listed } from '../words/grammar'

/** What a brief is wanted of: an area's code, and a topic of the release or ids of indicators; neither: every indicator. */
export interface BriefWish {
  area: string
  topic?: string
  indicators?: readonly string[]
}

/** What was chosen, found in the release. */
export interface BriefChoice {
  area: Area
  areaType: AreaType
  /** Null where indicators were named one by one, or all are meant. */
  topic: string | null
  /** In the release's order. */
  indicators: readonly Indicator[]
  /** Whether they are all that the release has. */
  all: boolean
}

/** So many are named of what was expected. */
const NAMED = 12

/** Topics of a release in its order, each once. */
export const topicsOf = ({ indicators }: Release): string[] => [...new Set(indicators.map(({ topic }) => topic))]

/** Finds what is wished. Throws `QuestionError` where the release has no such area, topic or indicator. */
export function chooseBrief(wish: BriefWish, release: Release): BriefChoice {
  const { area, areaType } = areaWith(wish.area, release)
  const indicators = indicatorsOf(wish, release)
  const topic = wish.indicators ? null : (topicNamed(wish.topic, release) ?? null)
  return { area, areaType, topic, indicators, all: indicators.length === release.indicators.length }
}

function areaWith(code: string, release: Release): Pick<BriefChoice, 'area' | 'areaType'> {
  const area = release.areas.find((one) => one.code === code)
  const areaType = area && typeOf(area, release)
  if (area && areaType) return { area, areaType }
  const expected = briefAreas(release).slice(0, NAMED)
  throw new QuestionError(area ? `${area.name} is not among the areas that this release compares` : `This release has no area ${code}`, { found: code, expected: `a code such as ${expected.map((one) => `${one.code} (${one.name})`).join(', ')}`, todo: 'choose another area' }) // prettier-ignore
}

const typeOf = ({ type }: Area, { dimensions, defaultAreaType }: Release): AreaType | undefined => {
  const own = dimensions.areaTypes.filter(({ includes }) => includes.includes(type))
  return own.find(({ id }) => id === defaultAreaType) ?? own[0]
}

/** The areas of the kind that the release shows when nothing is chosen, as they are in its latest period. */
export function briefAreas(release: Release): readonly Area[] {
  const { periods } = release.dimensions
  const latest = periods.reduce((one, other) => (other.end > one.end ? other : one))
  return areasOf(release, release.defaultAreaType, null, latest.code)
}

function indicatorsOf({ topic, indicators }: BriefWish, release: Release): readonly Indicator[] {
  if (indicators) return named(indicators, release)
  const known = topicNamed(topic, release)
  return known === undefined ? release.indicators : release.indicators.filter((one) => one.topic === known)
}

function topicNamed(topic: string | undefined, release: Release): string | undefined {
  if (topic === undefined) return undefined
  const topics = topicsOf(release)
  const known = topics.find((one) => one.toLowerCase() === topic.trim().toLowerCase())
  if (known !== undefined) return known
  throw new QuestionError(`This release has no topic “${topic}”`, { found: topic, expected: topics.join(', '), todo: 'choose one of its topics, or name indicators' }) // prettier-ignore
}

function named(ids: readonly string[], release: Release): readonly Indicator[] {
  const unknown = ids.filter((id) => !release.indicators.some((one) => one.id === id))
  const expected = release.indicators.map(({ id }) => id).join(', ')
  if (unknown.length > 0) throw new QuestionError(`This release has no indicator ${listed(unknown)}`, { found: unknown.join(', '), expected }) // prettier-ignore
  if (ids.length === 0) throw new QuestionError('A brief needs an indicator', { found: 'none', expected })
  return release.indicators.filter(({ id }) => ids.includes(id))
}
