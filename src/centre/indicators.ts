import type { Indicator, SeriesBreak } from '../domain'
import type { IndicatorAgreement, Version } from './definitions'
import { grouped, keyOf, listed } from './parts'

/** An indicator of the whole release, and the versions that it brings together. */
export interface Group {
  /** Id in the whole release. */
  id: string
  versions: readonly Version[]
  /** Added to the names of its tables; empty where all regions' versions agree. */
  suffix: string
}

/** Each group of versions that agree is an indicator; where there are several, each bears its regions' words. */
export function groupsIn(agreement: IndicatorAgreement, versions: readonly Version[]): Group[] {
  return agreement.groups.map((ids): Group => {
    const own = versions.filter(({ part }) => ids.includes(part.release.id))
    const suffix = agreement.groups.length > 1 ? `-${own.map(({ part }) => part.word).join('-')}` : ''
    return { id: `${agreement.id}${suffix}`, versions: own, suffix }
  })
}

/** One indicator of several versions that mean the same; what they say otherwise is said with the region's name. */
export function mergedIndicator(
  { id, versions, suffix }: Group,
  tables: readonly string[],
  missing: readonly string[],
): Indicator {
  const first = versions[0]!.indicator
  const regions = listed(versions.map(({ part }) => part.name))
  const whose = suffix === '' ? '' : ` (${regions}’s definition)`
  const text = (property: 'rationale' | 'source' | 'disclosure') =>
    said(versions.map(({ part, indicator }) => ({ name: part.name, text: indicator[property] })))
  const targets = new Set(versions.map(({ indicator: { target } }) => `${target?.value} ${target?.label}`))
  const polarities = new Set(versions.map(({ indicator }) => indicator.polarity))
  return {
    ...first,
    id,
    name: `${first.name}${whose}`,
    shortName: `${first.shortName}${whose && ` (${regions})`}`,
    polarity: polarities.size > 1 ? 'neither' : first.polarity,
    dispersion: Math.max(...versions.map(({ indicator }) => indicator.dispersion)),
    rationale: text('rationale'),
    source: text('source'),
    disclosure: text('disclosure'),
    caveats: [...caveats(versions), ...asides(versions, missing, suffix, polarities.size > 1)],
    breaks: breaks(versions),
    target: targets.size > 1 ? undefined : first.target,
    tables,
  }
}

function asides(versions: readonly Version[], missing: readonly string[], suffix: string, polar: boolean): string[] {
  const regions = listed(versions.map(({ part }) => part.name))
  const many = versions.length > 1
  return [
    ...(suffix ? [`${regions} ${many ? 'define' : 'defines'} this otherwise than other regions, so the figures are kept apart.`] : []), // prettier-ignore
    ...(missing.length > 0 ? [`${listed(missing)} released no figures for it.`] : []),
    ...(polar ? ['Regions do not agree whether more is good, so nothing is called better or worse.'] : []),
  ]
}

/** A text that all say, once; else each text with the regions that say it. */
export function said(voices: readonly { name: string; text: string }[]): string {
  const groups = grouped(voices, ({ text }) => keyOf(text))
  if (groups.length < 2) return voices[0]?.text ?? ''
  return groups
    .filter(([first]) => first!.text !== '')
    .map((same) => `${listed(same.map(({ name }) => name))}: ${same[0]!.text}`)
    .join(' – ')
}

function caveats(versions: readonly Version[]): string[] {
  const all = versions.flatMap(({ part, indicator }) => indicator.caveats.map((text) => ({ name: part.name, text })))
  return named(all, versions.length)
}

/** Texts with the names of those who say them, unless all do or the text names its region itself. */
export function named(voices: readonly { name: string; text: string }[], all: number): string[] {
  return grouped(voices, ({ text }) => keyOf(text)).map((same) => {
    const { text } = same[0]!
    const names = same.map(({ name }) => name)
    return same.length >= all || names.every((name) => text.includes(name)) ? text : `${listed(names)}: ${text}`
  })
}

function breaks(versions: readonly Version[]): SeriesBreak[] {
  const all = versions.flatMap(({ part, indicator }) => indicator.breaks.map((one) => ({ ...one, name: part.name })))
  return grouped(all, ({ period }) => period)
    .map((same) => ({
      period: same[0]!.period,
      why: named(
        same.map(({ name, why }) => ({ name, text: why })),
        versions.length,
      ).join(' '),
    }))
    .sort((a, b) => (a.period < b.period ? -1 : 1))
}
