import { ageRuns, type AgeBand, type Area, type CategoryChoice, type Estimate, type Indicator, type Period, type Release } from '../domain' // prettier-ignore

/** The number under which Fingertips publishes an indicator that came from there, else Cairn's own code. */
export const indicatorId = ({ id, source }: Indicator): string =>
  /^OHID Fingertips, indicator (\S+)$/.exec(source)?.[1] ?? id

const SEXES: Readonly<Record<string, string>> = { persons: 'Persons', female: 'Female', male: 'Male' }

/** `Persons`, `Female`, `Male`; what a release calls any other. */
export const sexWords = (code: string, { dimensions }: Release): string =>
  SEXES[code] ?? dimensions.sexes.find((sex) => sex.code === code)?.label ?? code

/** `All ages`, `18+ yrs`, `<5 yrs`, `4-5 yrs`; several that are no neighbours by commas. `ages`: codes, none for all that the indicator holds. */
export function ageWords(ages: readonly string[], indicator: Indicator, release: Release): string {
  const codes = ages.length > 0 ? ages : agesHeld(indicator, release)
  const bands = codes.flatMap((code) => release.dimensions.ages.find((band) => band.code === code) ?? [])
  const runs = ageRuns(bands)
  return runs.length === 0 ? 'All ages' : runs.map(runWords).join(', ')
}

/** Ages that an indicator's table divides by, or is limited to. */
function agesHeld({ tables }: Indicator, release: Release): readonly string[] {
  const table = release.tables.find(({ id }) => tables.includes(id))
  return table?.axes.find(({ name }) => name === 'age')?.members ?? table?.limits.age ?? []
}

function runWords({ start, end }: Pick<AgeBand, 'start' | 'end'>): string {
  if (end === null) return start === 0 ? 'All ages' : `${start}+ yrs`
  if (start === end) return `${start} yrs`
  return start === 0 ? `<${end + 1} yrs` : `${start}-${end} yrs`
}

/** Category Type and Category; both empty for everybody. */
export function categoryWords(category: CategoryChoice | null, { dimensions }: Release): [string, string] {
  const type = category && dimensions.categories.find(({ id }) => id === category.type)
  if (!type) return ['', '']
  return [type.label, type.members.find(({ code }) => code === category.member)?.label ?? category.member]
}

/** Time period, its key to sort by (`20230000`; quarters and months count in the middle two digits), and its length (`1y`, `3y`, `1q`, `1m`). */
export function periodWords({ label, start, end, kind }: Period): { label: string; sortable: string; range: string } {
  const [year = '', month = '01'] = start.split('-')
  const first = Number(month)
  const financial = label.includes('/')
  const quarter = Math.floor(((first + (financial ? 8 : 11)) % 12) / 3) + 1
  const part = kind === 'month' ? first : kind === 'quarter' ? quarter : 0
  const years = Math.max(1, Math.round((Date.parse(end) - Date.parse(start)) / (365.25 * 24 * 3600 * 1000)))
  return {
    label: label.replace(/ school year$/, ''),
    sortable: `${year}${String(part).padStart(2, '0')}00`,
    range: kind === 'month' ? '1m' : kind === 'quarter' ? '1q' : `${years}y`,
  }
}

const PLACES: Readonly<Record<string, string>> = { country: 'England', region: 'Regions', 'nhs-region': 'NHS Regions', icb: 'NHS Integrated Care Boards', 'sub-icb': 'NHS Sub Integrated Care Boards', pcn: 'NHS Primary Care Networks', practice: 'GPs', county: 'Counties & UAs', unitary: 'Districts & UAs', district: 'Districts & UAs' } // prettier-ignore

/** Fingertips' name for a kind of area; a release's own word where it has none. */
export const areaTypeWords = ({ type }: Pick<Area, 'type'>): string => PLACES[type] ?? type

/** The source's vocabulary; `Similar` is its word for what cannot be told apart. */
export function comparedWords({ verdict, value }: Estimate, { polarity }: Indicator): string {
  if (value === null || verdict === 'none') return 'Not compared'
  if (verdict === 'similar') return 'Similar'
  if (polarity === 'neither') return verdict === 'higher' ? 'Higher' : 'Lower'
  return (verdict === 'higher') === (polarity === 'high-is-good') ? 'Better' : 'Worse'
}
