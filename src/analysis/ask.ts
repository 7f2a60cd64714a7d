import type { Engine } from '../engine/port'
import type { OpenRelease } from '../release/read'
import type { Analysis } from './analysis'
import { answerLater, overviewLater, studyLater } from './answer'
import { lazyEngine } from './lazy'

/** Whoever answers questions about one release, with or without a page before it. */
export type Asked = Pick<
  Analysis,
  'release' | 'answer' | 'overview' | 'series' | 'division' | 'people' | 'groups' | 'study'
>

/** The library itself on one engine, which reads a table when it is first needed: no worker, no choice between engines. */
export function askedOf(open: OpenRelease, engine: Engine): Asked {
  const { release } = open
  const tables = new Set(release.tables.map(({ id }) => id))
  const lazy = lazyEngine(engine, (id) => open.table(id), (id) => tables.has(id)) // prettier-ignore
  return {
    release,
    answer: (question) => answerLater(question, release, lazy),
    overview: (question) => overviewLater(question, release, lazy),
    series: async (question, over) => (await import('./series')).seriesLater(question, release, over, lazy),
    division: async (question, by) => (await import('./division')).divisionLater(question, release, by, lazy),
    people: async (question) => (await import('./people')).peopleLater(question, release, lazy),
    groups: async (question, groups) => (await import('./groups')).groupsLater(question, release, groups, lazy),
    study: (question, id) => studyLater(id, question, open, lazy),
  }
}
