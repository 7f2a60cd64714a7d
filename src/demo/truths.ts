import { monthCode } from './calendar'
import type { RegionId } from './places'

/**
 * What is true in the made-up world, so that tests can ask whether the app finds it. The generator obeys this file; nothing
 * of it goes into a release.
 */
export const truths = {
  /** Two authorities high beyond what deprivation explains. */
  outliers: { topic: 'copd-admissions', areas: ['E06000001', 'E08000013'], times: 1.42 },
  /** Rates differ between authorities before standardisation by age and only by chance after it. */
  ageAlone: { topic: 'stroke-admissions' },
  /** Rates fall from the most to the least deprived fifth of neighbourhoods. */
  slopes: { topics: ['copd-admissions', 'liver-disease', 'smoking-pregnancy'] },
  /** One true rate for everybody. */
  chanceAlone: { topic: 'epilepsy-admissions' },
  /** From this year one region records same-day emergency care apart from admissions. */
  codingBreak: { topic: 'falls', region: 'cy', from: 2021, times: 0.7 },
  /** A few people, most of them in deprived neighbourhoods, who attend again and again over several years. */
  frequentAttenders: { topic: 'urgent-care', oneIn: 30_000, visits: 18, atLeast: 8 },
  /** High recorded blood pressure, few physical health checks. */
  highNeedLowCare: {
    areas: ['E08000005', 'E06000008', 'E06000012'],
    need: { topic: 'hypertension', times: 1.32 },
    care: { topic: 'smi-checks', times: 0.7 },
  },
  /** Events fell in 2020 to this share of 2019's or less. */
  dip: { topics: ['copd-admissions', 'child-asthma', 'urgent-care', 'antibiotics'], year: 2020, atMost: 0.88 },
  /** Share of records that carry an ethnic group. Minority groups are coded less often still. */
  ethnicCoding: {
    byRegion: { nwc: 0.94, gm: 0.9, cy: 0.84, nenc: 0.97 } satisfies Record<RegionId, number>,
    poor: { E08000012: 0.62, E06000010: 0.58 } as Readonly<Record<string, number>>,
    minority: 0.93,
  },
  /** From this month on one authority has more of a monthly topic: another level, no drift. */
  shift: { topic: 'abdominal-pain', area: 'E08000021', from: '2024-03', times: 1.5 },
  /** Truly higher than the rest by one and a half in a hundred of its value: too little for one year's figures to tell. */
  tooSmallToTell: { topic: 'early-cancer', area: 'E08000033', times: 1.015 },
} as const

/** The multiplier that a truth gives an authority in place of one drawn for it; undefined where none does. */
export function plantedMultiplier(topic: string, area: string, part: 'persons' | 'outcome'): number | undefined {
  const { outliers, highNeedLowCare, tooSmallToTell } = truths
  if (part === 'persons') return topic === outliers.topic && isOneOf(area, outliers.areas) ? outliers.times : undefined
  if (topic === tooSmallToTell.topic && area === tooSmallToTell.area) return tooSmallToTell.times
  if (!isOneOf(area, highNeedLowCare.areas)) return undefined
  return [highNeedLowCare.need, highNeedLowCare.care].find((truth) => truth.topic === topic)?.times
}

/** The weights of a topic's months in a place and year, with a change of level where one is planted. */
export function monthWeights(topic: string, area: string, year: number, months: readonly number[]): readonly number[] {
  const { shift } = truths
  if (topic !== shift.topic || area !== shift.area) return months
  return months.map((weight, at) => (monthCode(year, at + 1) >= shift.from ? weight * shift.times : weight))
}

/** What a change of coding leaves of a topic's events. */
export function codingMultiplier(topic: string, region: RegionId, year: number): number {
  const { codingBreak } = truths
  return topic === codingBreak.topic && region === codingBreak.region && year >= codingBreak.from
    ? codingBreak.times
    : 1
}

/** Probability that a record of a person of this ethnic group (0 is white) carries it. */
export function codingCompleteness(area: string, region: RegionId, group: number): number {
  const { byRegion, poor, minority } = truths.ethnicCoding
  return (poor[area] ?? byRegion[region]) * (group === 0 ? 1 : minority)
}

const isOneOf = (area: string, areas: readonly string[]) => areas.includes(area)
