import type { HexLayout, NamedLink, Release, ReleasePart, Topology } from '../domain'
import type { OpenRelease, SafeDraft } from '../release'
import { markSafe } from '../release/draft'
import { compareAll } from './agreement'
import type { Agreement, Comparison } from './agreement'
import { mergedAreas } from './areas'
import type { Top } from './areas'
import { mergedDimensions } from './dimensions'
import { groupsIn, mergedIndicator, named } from './indicators'
import type { Group } from './indicators'
import { grouped, keyOf, listed, partsOf, refused } from './parts'
import type { Part } from './parts'
import { mergedProtection } from './protection'
import { mergedBoundaries, mergedLayout } from './shapes'
import { gather } from './gather'
import type { Origin } from './gather'

export interface CombineOptions {
  id: string
  title: string
  description: string
  /** ISO date. */
  date: string
  /** The area that all regions make up; null or absent where they make up none. */
  top?: Top | null
  /** Absent: those of the parts, where all have them. */
  boundaries?: Topology | null
  layout?: HexLayout | null
  /** Who brought them together. */
  contributors?: readonly NamedLink[]
}

export interface Combined {
  draft: SafeDraft
  agreement: Agreement
  /** Where each table's cells came from. */
  origins: readonly Origin[]
}

/**
 * One release in which the regions stand together. Nothing is counted anew: every cell is a published cell of a part, with its
 * status. What does not mean the same stands side by side, under the regions' names.
 * @throws ReleaseError where the releases cannot stand in one, or two of them claim one area or facility.
 */
export async function combine(opened: readonly OpenRelease[], options: CombineOptions): Promise<Combined> {
  const original = partsOf(opened.map(({ release }) => release))
  const compared = compareAll(original)
  if (!compared.agreement.joinable) throw apart(compared.agreement)
  const releases = compared.parts.map(({ release }) => release)
  const dimensions = mergedDimensions(releases)
  const areas = scored(mergedAreas(releases, dimensions, options.top ?? null), original)
  const groups = compared.agreement.indicators.flatMap((one) => groupsIn(one, compared.versions.get(one.id)!))
  const { tables, origins, tablesOf } = await gather(opened, compared, groups, { dimensions, areas })
  const draft = markSafe({
    ...wordsOf(original, options),
    protection: mergedProtection(original, (at, id) => idIn(groups, compared, at, id)),
    parts: releases.map(partOf),
    scoreName: scoreName(original),
    dimensions,
    areas,
    indicators: groups.map((group) => mergedIndicator(group, tablesOf(group), missingFrom(compared, group))),
    tables,
    boundaries: options.boundaries === undefined ? await boundariesOf(opened) : options.boundaries,
    layout: options.layout === undefined ? await layoutOf(opened) : options.layout,
    comparators: comparatorsOf(releases, options.top ?? null),
    defaultAreaType: releases[0]!.defaultAreaType,
  })
  return { draft, agreement: compared.agreement, origins }
}

function apart({ differences }: Agreement) {
  const first = differences.find(({ of, severity }) => of === 'release' && severity === 'apart')!
  const found = first.says.map(({ regions, says }) => `${listed(regions)}: ${says}`).join('; ')
  return refused(`These releases cannot stand in one: they differ in ${first.what}.`, found, 'all alike', 'Bring together only those that are alike.') // prettier-ignore
}

/** What is said of the release as a whole. */
function wordsOf(parts: readonly Part[], { id, title, description, date, contributors = [] }: CombineOptions) {
  const releases = parts.map(({ release }) => release)
  const reviews = releases.flatMap(({ review }) => review ?? [])
  const notes = parts.flatMap(({ name, release }) => release.notes.map((text) => ({ name, text })))
  return {
    id,
    title,
    description,
    date,
    synthetic: releases[0]!.synthetic,
    facilities: releases.flatMap(({ facilities }) => facilities),
    review: reviews.length > 0 ? reviews.reduce((least, day) => (day < least ? day : least)) : null,
    licences: links(releases.flatMap(({ licences }) => licences)),
    sources: links(releases.flatMap(({ sources }) => sources)),
    contributors: links([...releases.flatMap((release) => release.contributors), ...contributors]),
    notes: [...named(notes, parts.length), BROUGHT_TOGETHER],
  }
}

const BROUGHT_TOGETHER =
  'The centre counted nothing: every number is a number that a region released. How much wider counts of events scatter than counts of people is taken from the region where it is most.'

const links = (all: readonly NamedLink[]) => grouped(all, keyOf).map((same) => same[0]!)

const partOf = ({ id, title, facilities, date, identity }: Release): ReleasePart => ({
  id,
  title,
  facility: facilities.join(', '),
  date,
  identity,
})

function comparatorsOf(releases: readonly Release[], top: Top | null): string[] {
  const regions = releases.flatMap(({ comparators }) => comparators.slice(0, 1))
  const others = releases.flatMap(({ comparators }) => comparators.slice(1))
  return [...new Set([...(top ? [top.code] : []), ...regions, ...others])]
}

/** The name of the scores where all that have any have the same; else there are none. */
function scoreName(parts: readonly Part[]): string | null {
  const names = new Set(parts.flatMap(({ release }) => release.scoreName ?? []))
  return names.size === 1 ? [...names][0]! : null
}

function scored(areas: Release['areas'], parts: readonly Part[]): Release['areas'] {
  return scoreName(parts) === null ? areas.map((area) => ({ ...area, score: null })) : areas
}

function missingFrom({ parts, agreement: { indicators } }: Comparison, { versions }: Group): string[] {
  const ids = indicators.find(({ id }) => id === versions[0]!.indicator.id)!.missing
  return parts.filter(({ release }) => ids.includes(release.id)).map(({ name }) => name)
}

/** Under which id a part's indicator stands in the whole. */
function idIn(groups: readonly Group[], { parts }: Comparison, at: number, id: string): string {
  const own = groups.find(({ versions }) =>
    versions.some(({ part, indicator }) => part === parts[at] && indicator.id === id),
  )
  return own?.id ?? id
}

async function boundariesOf(opened: readonly OpenRelease[]): Promise<Topology | null> {
  const all = await Promise.all(opened.map((open) => open.boundaries()))
  return all.every((one) => one !== null) ? mergedBoundaries(all) : null
}

async function layoutOf(opened: readonly OpenRelease[]): Promise<HexLayout | null> {
  const all = await Promise.all(opened.map((open) => open.layout()))
  return all.every((one) => one !== null) ? mergedLayout(all) : null
}
