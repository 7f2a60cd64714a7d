import type { Answer, Area, Estimate, Question, Release } from '../domain'
import { reasonWords } from '../words/estimate'
import { statusWord } from '../words/verdict'
import { csvLine } from './csv'
import { ageWords, areaTypeWords, categoryWords, comparedWords, indicatorId, periodWords, sexWords } from './fingertips-words' // prettier-ignore
import type { Export, Listing } from './file'

/** What an answer must tell for a file in Fingertips' layout. */
export interface Asked extends Pick<Answer, 'indicator' | 'estimates' | 'comparator'> {
  question: Pick<Question, 'period' | 'sex' | 'ages' | 'category' | 'comparator'>
}

/** Columns of Fingertips' CSV of all data for an indicator, in its order (fingertips.phe.org.uk/api, `all_data/csv`). */
export const FINGERTIPS_COLUMNS = [
  'Indicator ID', 'Indicator Name', 'Parent Code', 'Parent Name', 'Area Code', 'Area Name', 'Area Type', 'Sex', 'Age',
  'Category Type', 'Category', 'Time period', 'Value', 'Lower CI 95.0 limit', 'Upper CI 95.0 limit',
  'Lower CI 99.8 limit', 'Upper CI 99.8 limit', 'Count', 'Denominator', 'Value note', 'Recent Trend',
  'Compared to England value or percentiles', 'Compared to Region value or percentiles', 'Time period Sortable',
  'New data', 'Compared to goal', 'Time period range',
] as const // prettier-ignore

/**
 * Answers as rows in Fingertips' layout: each area's and the comparator's, if that is an area. Verdicts are those against the
 * comparator, in the column for England or for a region as it is one; what Cairn does not work out is blank. A made-up
 * release says so in the name of each indicator and in each note, since the layout has no other place for it.
 */
export function fingertipsListing(asked: readonly Asked[], release: Release, link: string | null): Listing {
  const areas = new Map(release.areas.map((area) => [area.code, area]))
  return {
    title: `${release.synthetic ? 'SYNTHETIC: ' : ''}Figures in the column layout of Fingertips`,
    columns: FINGERTIPS_COLUMNS,
    rows: asked.flatMap((answer) => rowsOf(answer, release, areas)),
    release,
    link,
    notes: [],
  }
}

type Areas = ReadonlyMap<string, Area>

function rowsOf(asked: Asked, release: Release, areas: Areas): Listing['rows'] {
  const { comparator, estimates } = asked
  const own = estimates.some(({ area }) => area === comparator.area)
  return [...(own ? [] : [comparator]), ...estimates].flatMap((estimate) => {
    const area = areas.get(estimate.area)
    return area ? [rowOf(estimate, area, asked, release, areas)] : []
  })
}

function rowOf(estimate: Estimate, area: Area, asked: Asked, release: Release, areas: Areas): Listing['rows'][number] {
  const { question, indicator } = asked
  const { value, interval95, interval998, count, population } = estimate
  const period = release.dimensions.periods.find(({ code }) => code === question.period)
  const time = period ? periodWords(period) : { label: question.period, sortable: '', range: '' }
  const parent = areas.get(area.parents[0] ?? '')
  const [type, category] = categoryWords(question.category, release)
  return [
    indicatorId(indicator),
    (release.synthetic ? 'SYNTHETIC: ' : '') + indicator.name,
    parent?.code ?? null,
    parent?.name ?? null,
    area.code,
    area.name,
    areaTypeWords(area),
    sexWords(question.sex, release),
    ageWords(question.ages, indicator, release),
    type,
    category,
    time.label,
    value,
    interval95?.lower ?? null,
    interval95?.upper ?? null,
    interval998?.lower ?? null,
    interval998?.upper ?? null,
    count,
    population,
    noteOf(estimate, asked, release),
    null,
    ...comparedTo(estimate, asked, areas),
    time.sortable,
    null,
    null,
    time.range,
  ]
}

function noteOf(estimate: Estimate, { indicator }: Asked, { synthetic }: Release): string {
  const { value, status } = estimate
  const said = value === null ? reasonWords(estimate, indicator) : status === 'shown' ? '' : statusWord[status]
  return [synthetic ? 'SYNTHETIC' : '', said].filter(Boolean).join('; ')
}

/** England's column, and the region's. */
function comparedTo(estimate: Estimate, { question, indicator, comparator }: Asked, areas: Areas): [string, string] {
  const type = question.comparator.kind === 'area' ? areas.get(question.comparator.code)?.type : undefined
  const words = estimate.area === comparator.area ? 'Not compared' : comparedWords(estimate, indicator)
  return [type === 'country' ? words : 'Not compared', type === 'region' ? words : 'Not compared']
}

/** CSV in the column layout of Fingertips: no lines above the header, which its users' scripts would trip over. */
export const fingertips = {
  id: 'fingertips',
  label: 'CSV as from Fingertips',
  extension: 'csv',
  type: 'text/csv;charset=utf-8',
  write: ({ columns, rows }: Listing) =>
    new TextEncoder().encode(`${[csvLine(columns), ...rows.map(csvLine)].join('\r\n')}\r\n`),
} satisfies Export
