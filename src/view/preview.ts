import type { Area, OverviewQuestion, Question, Release } from '../domain'
import { overviewQuestionOf, resolveView } from './resolve'
import { profiled, START, type View } from './view'

/** A page of its own for one indicator or one area of a release, which link previews read. */
export interface PreviewPage {
  /** Folder under `p/`, short enough to be read aloud: `demo-north.copd-admissions`, `demo-north.leeds`. */
  id: string
  /** Id of the indicator, or code of the area. */
  of: { indicator: string } | { area: string }
  /** What it opens: the indicator’s areas, the area’s profile, of the area that all are held against the front page. */
  view: View
}

/**
 * Every indicator and every area that exists today, from what the release says of itself alone, so that whoever shares a view finds the
 * same ids as whoever wrote the pages. Ids begin with the release’s own, so that what else is listed changes none.
 */
export function previewPages(release: Release): PreviewPage[] {
  const taken = new Map<string, number>()
  for (const { id } of release.indicators) count(taken, slug(id))
  const areas = areasOf(release)
  for (const { name } of areas) count(taken, slug(name))
  const head = slug(release.id)
  const idOf = (name: string, code: string) => `${head}.${name !== '' && taken.get(name) === 1 ? name : `${name}-${slug(code)}`.replace(/^-/, '')}` // prettier-ignore
  const start = { ...START, release: release.id }
  return [
    ...release.indicators.map(({ id }) => ({ id: idOf(slug(id), id), of: { indicator: id }, view: { ...start, page: 'compare' as const, indicator: id } })), // prettier-ignore
    ...areas.map(({ code, name }) => ({ id: idOf(slug(name), code), of: { area: code }, view: areaView(start, code, release) })), // prettier-ignore
  ]
}

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)

/** Letters a to z, digits, full stops and hyphens: what is safe in a path and can be spelt out. */
const slug = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '')

/** Those that can be looked at: members of a type of which there are several, and what all are held against. */
const areasOf = (release: Release): Area[] =>
  release.areas.filter((area) => area.validTo === null && (isWhole(area.code, release) || typeOf(area, release)))

const isWhole = (code: string, { comparators }: Release) => comparators[0] === code

/** Id of the first type that compares an area with others. */
function typeOf({ type }: Area, { areas, dimensions }: Release): string | undefined {
  const several = ({ includes }: { includes: readonly string[] }) => areas.filter((one) => includes.includes(one.type)).length > 1 // prettier-ignore
  return dimensions.areaTypes.find((one) => one.includes.includes(type) && several(one))?.id
}

function areaView(start: View, code: string, release: Release): View {
  const area = release.areas.find((one) => one.code === code)
  if (isWhole(code, release) || !area) return start
  const type = typeOf(area, release)
  return { ...start, page: 'profile', areas: [code], type: type === release.defaultAreaType ? undefined : type }
}

/** Views whose finding is that of the values, as a page of an indicator tells it. */
const OF_VALUES: readonly View['page'][] = ['compare', 'map', 'data']

/** The page whose finding and picture are those of a view, whichever areas the reader marks; null where none is. */
export function previewOf(view: View, release: Release): PreviewPage | null {
  if (view.page === 'map' && (view.shows === 'cluster' || view.shows === 'smoothed')) return null
  const code = view.page === 'profile' ? profiled(view.of, view.areas) : release.comparators[0]
  const page = previewPages(release).find(({ of, view: own }) => 'indicator' in of ? OF_VALUES.includes(view.page) && of.indicator === resolveView(view, release).question.indicator : own.page === view.page && of.area === code) // prettier-ignore
  return page && asked(view, release) === asked(page.view, release) ? page : null
}

/** What a view asks, but for the areas that it marks and what it asks beside the values. */
function asked(view: View, release: Release): string {
  const all: Question | OverviewQuestion = OF_VALUES.includes(view.page) ? resolveView(view, release).question : overviewQuestionOf(view, release) // prettier-ignore
  return JSON.stringify({ ...all, chosen: [], studies: undefined, peers: undefined })
}
