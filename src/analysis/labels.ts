import type { AgeBand, Answer, AnswerContext, Area, Comparator, OverviewQuestion, Release } from '../domain'
import { ageRuns } from '../domain/dimension'
import { areaOf, areasOf, commonAncestor } from './areas'
import { hasAxis } from './axes'
import { labelOf } from './holding'
import type { Plan } from './plan'

/** Names that take an article in running text: `the North West`, `the East Midlands`, `the North`. */
const WITH_ARTICLE =
  /^(North|South|East|West)( (East|West|Midlands|Coast|of England|Country)){0,2}( (and|&) .+)?$|^Midlands$| (region|sub-region)$/i

export function placeName(area: Pick<Area, 'name'>): string {
  if (/^the /i.test(area.name)) return `the ${area.name.slice(4)}`
  return WITH_ARTICLE.test(area.name) ? `the ${area.name}` : area.name
}

function ageWords({ start, end }: { start: number; end: number | null }): string {
  if (end === null) return start === 0 ? 'of all ages' : `${start} and over`
  if (start === end) return start === 0 ? 'under 1' : `${start}`
  return start === 0 ? `under ${end + 1}` : `${start} to ${end}`
}

/** `all ages`, `aged 65 to 84`, `aged under 5 and 85 and over`: neighbouring bands are said as one. */
export function ageLabel(bands: readonly AgeBand[]): string {
  const runs = ageRuns(bands)
  const [first] = runs
  if (!first || (runs.length === 1 && first.start === 0 && first.end === null)) return 'all ages'
  return `aged ${runs.map(ageWords).join(', and ')}`
}

/** `women and men`, or `girls and boys` where all are under 18; `people` where the sexes are not kept apart. */
export function sexLabel(sex: string, bands: readonly AgeBand[], apart: boolean, fallback: string): string {
  const young = bands.length > 0 && bands.every(({ end }) => end !== null && end < 18)
  if (sex === 'female') return young ? 'girls' : 'women'
  if (sex === 'male') return young ? 'boys' : 'men'
  if (sex !== 'persons') return fallback
  if (!apart) return young ? 'children' : 'people'
  return young ? 'girls and boys' : 'women and men'
}

/** `the North`, `Salford`, `the 3 chosen areas`. */
export function comparatorLabel(release: Release, comparator: Comparator, chosen: readonly Area[]): string {
  if (comparator.kind === 'area') {
    const area = areaOf(release, comparator.code)
    return area ? placeName(area) : comparator.code
  }
  if (comparator.kind === 'group') return `“${comparator.name}”`
  const [only] = chosen
  return chosen.length === 1 && only ? placeName(only) : `the ${chosen.length} chosen areas`
}

const placeLabels = new WeakMap<readonly Area[], string>()

/** Where areas lie: the area they were asked for within, or the smallest that holds them all. */
export function placeLabel(release: Release, within: string | null, areas: readonly Area[]): string {
  const asked = within === null ? undefined : areaOf(release, within)
  if (asked) return placeName(asked)
  const known = placeLabels.get(areas)
  if (known !== undefined) return known
  const common = commonAncestor(release, areas)
  const label = common ? placeName(common) : 'all areas'
  placeLabels.set(areas, label)
  return label
}

export function releaseContext(release: Release): AnswerContext['release'] {
  const { id, title, date, synthetic, protection, facilities } = release
  return { id, title, date, synthetic, protection, facilities }
}

export function typeLabel(release: Release, areaType: string): AnswerContext['areaTypeLabel'] {
  return release.dimensions.areaTypes.find(({ id }) => id === areaType)?.label ?? { one: areaType, many: areaType }
}

export function contextOf(plan: Plan): Answer['context'] {
  const { question, release, holding } = plan
  const { dimensions } = release
  const { category } = question
  const members = dimensions.categories.find(({ id }) => id === category?.type)?.members ?? []
  const apart =
    hasAxis(holding.table, 'sex') &&
    holding.table.axes.some(({ name, members: all }) => name === 'sex' && all.length > 1)
  return {
    release: releaseContext(release),
    areaTypeLabel: typeLabel(release, question.areaType),
    placeLabel: placeLabel(
      release,
      question.within,
      areasOf(release, question.areaType, question.within, question.period),
    ),
    periodLabel: labelOf(dimensions.periods, question.period),
    sexLabel: sexLabel(question.sex, holding.bands, apart, labelOf(dimensions.sexes, question.sex).toLowerCase()),
    ageLabel: ageLabel(holding.bands),
    categoryLabel: category ? labelOf(members, category.member) : '',
    comparatorLabel: comparatorLabel(release, question.comparator, chosenAreas(plan)),
  }
}

export function chosenAreas({ question, areas }: Plan): Area[] {
  const chosen = new Set(question.chosen)
  return areas.filter(({ code }) => chosen.has(code))
}

/** The same for all indicators at once. */
export function overviewContext(question: OverviewQuestion, release: Release, areas: readonly Area[]) {
  const chosen = new Set(question.chosen)
  return {
    release: releaseContext(release),
    areaTypeLabel: typeLabel(release, question.areaType),
    placeLabel: placeLabel(release, question.within, areas),
    comparatorLabel: comparatorLabel(
      release,
      question.comparator,
      areas.filter(({ code }) => chosen.has(code)),
    ),
  }
}
