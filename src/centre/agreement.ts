import type { Release } from '../domain'
import { compareVersions, withPeople } from './definitions'
import type { Harmonised, IndicatorAgreement, Version } from './definitions'
import { differenceOf, sayDifference } from './difference'
import type { Difference, Severity } from './difference'
import { compareDimensions, renamed } from './dimensions'
import type { Renaming } from './dimensions'
import { grouped, keyOf, listed, partsOf } from './parts'
import type { Part } from './parts'

/** Whether and where the releases of several regions mean the same. Plain data. */
export interface Agreement {
  parts: readonly { id: string; name: string; word: string; facilities: readonly string[] }[]
  /** Every difference, in the order release, dimensions, areas, indicators. */
  differences: readonly Difference[]
  indicators: readonly IndicatorAgreement[]
  /** False where they cannot stand in one release at all: some are synthetic or already public, and others are not. */
  joinable: boolean
}

/**
 * Compares what several releases say of everything that they share.
 * @throws ReleaseError where fewer than two are given, two share an id, or one was brought together already.
 */
export function agreement(releases: readonly Release[]): Agreement {
  return compareAll(partsOf(releases)).agreement
}

/** The comparison with what follows from it for merging. */
export interface Comparison {
  agreement: Agreement
  /** Parts whose codes mean the same as everybody's. */
  parts: readonly Harmonised[]
  /** New codes in each part. */
  renaming: readonly Renaming[]
  /** All versions of each indicator, by id. */
  versions: ReadonlyMap<string, readonly Version[]>
}

export function compareAll(original: readonly Part[]): Comparison {
  const whole = wholeReleases(original)
  const { renaming, differences: dimensions } = compareDimensions(original)
  const parts = withPeople(original.map((part, at) => ({ ...part, release: renamed(part, renaming[at]!) })))
  const all = parts.flatMap((part) => part.release.indicators.map((indicator): Version => ({ part, indicator })))
  const versions = new Map(grouped(all, ({ indicator }) => indicator.id).map((own) => [own[0]!.indicator.id, own]))
  const compared = [...versions.values()].map((own) => compareVersions(own, parts))
  return {
    agreement: {
      parts: parts.map(({ release, name, word }) => ({ id: release.id, name, word, facilities: release.facilities })),
      differences: [...whole, ...dimensions, ...areas(original), ...compared.flatMap(({ differences }) => differences)],
      indicators: compared.map((one) => one.agreement),
      joinable: whole.every(({ severity }) => severity !== 'apart'),
    },
    parts,
    renaming,
    versions,
  }
}

/** What releases say of themselves as a whole. */
function wholeReleases(parts: readonly Part[]): Difference[] {
  const compare = (what: string, severity: Severity, so: string, value: (release: Release) => unknown) =>
    differenceOf(
      { of: 'release', id: '', name: '', what, severity, so },
      parts.map((part) => ({ part, value: value(part.release) })),
    )
  const never = 'They are never brought together.'
  const scores = parts.filter(({ release }) => release.scoreName !== null)
  return [
    ...compare('how the numbers came to be safe', 'apart', never, ({ protection }) => protection.kind),
    ...compare('whether every number is made up', 'apart', never, ({ synthetic }) => synthetic),
    ...compare('licences', 'note', 'All of them are named.', ({ licences }) => titles(licences)),
    ...differenceOf(
      { of: 'release', id: '', name: '', what: 'deprivation score', severity: 'apart', so: 'Scores do not compare, so none are given.' }, // prettier-ignore
      scores.map((part) => ({ part, value: part.release.scoreName })),
    ).map((one): Difference => ({ ...one, severity: 'note' })),
    ...compare('rules', 'note', 'Each area follows the rules of its facility, and these are named.', rulesOf),
    ...compare('area type that is shown first', 'note', 'The first is used.', (one) => one.defaultAreaType),
    ...compare('date', 'note', 'The centre gives its own.', ({ date }) => date),
    ...compare('review', 'note', 'The earliest is used.', ({ review }) => review),
  ]
}

const titles = (links: Release['licences']) => links.map(({ title }) => title).sort()

const rulesOf = ({ protection }: Release) =>
  protection.kind === 'protected'
    ? protection.rules.map(({ label, policy, version }) => `${label} (${policy}, version ${version})`)
    : protection.label

/** Areas that several releases list have to be the same places. */
function areas(parts: readonly Part[]): Difference[] {
  const all = parts.flatMap((part) => part.release.areas.map((area) => ({ part, area })))
  return grouped(all, ({ area }) => area.code).flatMap((same) =>
    same.length < 2
      ? []
      : differenceOf(
          { of: 'area', id: same[0]!.area.code, name: same[0]!.area.name, what: 'name, type and dates', severity: 'note', so: 'What its own facility says is used.' }, // prettier-ignore
          same.map(({ part, area: { name, type, validFrom, validTo } }) => ({
            part,
            value: [name, type, validFrom, validTo],
            says: [name, type, validFrom, validTo].filter(Boolean).join(', '),
          })),
        ),
  )
}

/** The report in plain words, a line each. */
export function agreementLines({ parts, differences, indicators, joinable }: Agreement): string[] {
  const number = (outcome: IndicatorAgreement['outcome']) => indicators.filter((one) => one.outcome === outcome).length
  const marks: Record<Severity, string> = { note: 'note ', apart: 'APART' }
  const heads = [
    `${listed(parts.map(({ name }) => name))}: ${indicators.length} indicators.`,
    `${number('merge')} agree in full, ${number('note')} with remarks, ${number('apart')} do not agree and are kept apart.`,
    ...(joinable ? [] : ['These releases cannot stand in one.']),
  ]
  return [...heads, ...gathered(differences).map((one) => `  ${marks[one.severity]}  ${sayDifference(one)}`)]
}

/** Differences that many indicators share are said once. */
function gathered(differences: readonly Difference[]): Difference[] {
  const alike = ({ of, what, severity, says, so, id }: Difference) =>
    keyOf([of, of === 'indicator' ? '' : id, what.replace(/ (of|in) table .*/, ''), severity, says, so])
  return grouped(differences, alike).map((same) => {
    const names = [...new Set(same.map(({ name }) => name))]
    if (same.length === 1) return same[0]!
    const first = same[0]!
    return { ...first, name: names.length > 4 ? `${names.length} indicators` : listed(names), what: first.what.replace(/ (of|in) table .*/, '') } // prettier-ignore
  })
}
