import type { Indicator } from '../domain'
import { alreadyPublic, type AlreadyPublic, type ReleaseDraft } from '../release'
import { aggregate, type Counts } from './aggregate'
import { hexBoundaries } from './boundaries'
import { demoAreas, demoDimensions } from './dimensions'
import { hexLayout } from './hexagons'
import { countsTable, populationTable } from './measures'
import { NORTH, regions } from './places'
import type { PatientRecord } from './record'
import { tablePlans } from './tables'
import type { Topic } from './topic'
import { topics } from './topics'
import { truths } from './truths'

export const DEMO_ID = 'demo-north'
/** Day of the release, ISO. Fixed, so that the committed demo can be made again byte for byte. */
export const DEMO_DATE = '2026-03-01'
const MAKER = 'Cairn’s own generator'
const PUBLIC_LABEL = 'Every number is made up, so nothing had to be protected'

/** The demo release from made-up records, with what was met while counting them. */
export function demoRelease(records: Iterable<PatientRecord>): {
  draft: AlreadyPublic<ReleaseDraft>
  report: Counts['report']
} {
  const counts = aggregate(records)
  return { draft: alreadyPublic(draftOf(counts), MAKER), report: counts.report }
}

function draftOf(counts: Counts): ReleaseDraft {
  return {
    id: DEMO_ID,
    title: 'SYNTHETIC demo: health and care in the North',
    description:
      'Twelve topics for the 62 local authorities of the North of England, 2015 to 2024. Names and codes of places are real; every person, event and number is made up by a computer from one seed. Draw no conclusion about any place from it.',
    date: DEMO_DATE,
    synthetic: true,
    protection: { kind: 'already-public', by: MAKER, label: PUBLIC_LABEL },
    facilities: regions.map(({ facility }) => facility),
    parts: [],
    review: null,
    licences: [{ title: 'Creative Commons Zero 1.0', path: 'https://creativecommons.org/publicdomain/zero/1.0/' }],
    sources: [{ title: 'Synthetic records made by Cairn’s demo generator; no real record was used' }],
    contributors: [{ title: 'Cairn' }],
    scoreName: 'Made-up deprivation score, 2023 (rounded, in the manner of the Index of Multiple Deprivation)',
    dimensions: demoDimensions(),
    areas: demoAreas(),
    indicators: topics.map((topic) => indicatorOf(topic, counts)),
    tables: [populationTable(), ...tablePlans.map((plan) => countsTable(plan, counts))],
    boundaries: hexBoundaries(),
    layout: hexLayout(),
    summary: null,
    comparators: [NORTH, ...regions.map(({ code }) => code)],
    defaultAreaType: 'la',
    notes: notesOf(counts),
  }
}

function indicatorOf(topic: Topic, counts: Counts): Indicator {
  const { id, repeats } = topic.indicator
  const dispersion = repeats === 'events' ? (counts.dispersion.get(id) ?? 1) : 1
  return {
    ...topic.indicator,
    recompute: null,
    dispersion: Math.round(dispersion * 1000) / 1000,
    source: 'SYNTHETIC: records made by a computer for this demo. No real person, event or place is described.',
    disclosure: PUBLIC_LABEL,
    periodType: 'Calendar year',
    tables: tablePlans.filter((plan) => plan.topic === topic).map(({ table }) => table.id),
    breaks: breaksOf(id),
  }
}

function breaksOf(topic: string): Indicator['breaks'] {
  const { codingBreak } = truths
  if (topic !== codingBreak.topic) return []
  const region = regions.find(({ id }) => id === codingBreak.region)
  const why = `From ${codingBreak.from} ${region?.name} records same-day emergency care apart from admissions: its figures do not compare with those before, nor with other regions’.`
  return [{ period: `${codingBreak.from}`, why }]
}

/** With commas between thousands, whatever languages this machine knows. */
const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

function notesOf({ report }: Counts): string[] {
  return [
    `Made from ${number(report.records)} made-up records. Admissions and attendances are as many as a population of this size might have; registers and audits are samples, as each indicator says.`,
    `${number(report.mapped)} records carry codes of the districts of Cumbria and North Yorkshire that were merged on 1 April 2023. Rule: each counts for the one authority that took its place, so figures of Cumberland, Westmorland and Furness, and North Yorkshire reach back to 2015 on today’s borders.`,
    `${number(report.outsideAges)} records lie outside their indicator’s ages on the day (mostly repeat events after a birthday) and are not counted; ${number(report.unknownArea)} had an unknown area, ${number(report.outsideYears)} another year.`,
    'Populations are rounded to fifties and are our own approximations; those by deprivation and ethnic group are modelled.',
    'Records without a stated ethnic group stand under “Not known”, which has no population of its own. How many they are differs much between places.',
    'Hexagons were drawn by us: one an authority, placed so that most true neighbours touch.',
  ]
}
