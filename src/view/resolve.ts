import type {
  AgeBand,
  Comparator,
  Indicator,
  IndicatorKind,
  OverviewQuestion,
  Peers,
  Question,
  Release,
  RuleId,
  Table,
  TableAxis,
} from '../domain'
import { groupCode } from '../domain'
import { ageSelection } from './age-span'
import type { View } from './view'

export interface ResolvedView {
  /** Every choice made: by the view where it can be, else by the release. */
  question: Question
  /** What the view asked for and this release does not have, in plain words. */
  problems: string[]
}

const axisOf = (table: Table | undefined, name: string): TableAxis | undefined =>
  table?.axes.find((axis) => axis.name === name)
const BASE_AXES = new Set(['period', 'sex', 'age', 'area'])

/** Ids of the category types that a table divides by. */
export const categoriesOf = (table: Table): string[] =>
  table.axes.map((axis) => axis.name).filter((name) => !BASE_AXES.has(name))

/** The tables of an indicator in the order in which its descriptor names them (smallest first). */
export function tablesOf(indicator: Indicator, release: Release): Table[] {
  return indicator.tables.flatMap((id) => release.tables.filter((table) => table.id === id))
}

/** The table that a choice of category leads to: divided by that category and no other. */
function tableFor(indicator: Indicator, release: Release, category: string | undefined): Table | undefined {
  return tablesOf(indicator, release).find((table) => {
    const held = categoriesOf(table)
    return category ? held.length === 1 && held[0] === category : held.length === 0
  })
}

/** Fills in what the view leaves out and drops, with a reason, what the release does not hold. */
export function resolveView(view: View, release: Release): ResolvedView {
  const problems: string[] = []
  const indicator = chooseIndicator(view, release, problems)
  const category = chooseCategory(view, indicator, release, problems)
  const table = tableFor(indicator, release, category?.type) ?? tablesOf(indicator, release)[0]
  const areaType = chooseAreaType(view, table, release, problems)
  const question: Question = {
    release: release.id,
    indicator: indicator.id,
    areaType,
    within: known(view.within, release, problems),
    period: choosePeriod(view, table, release, problems),
    sex: chooseSex(view, table, problems),
    ages: chooseAges(view, table, release, problems),
    category,
    comparator: chooseComparator(view, release, problems),
    rule: ruleOf(view, indicator),
    chosen: chooseAreas(view, release, problems),
    ...peersOf(view, release, problems),
    ...(view.studies && { studies: view.studies }),
  }
  return { question, problems }
}

/** The same choices for the page that shows all indicators. */
export function overviewQuestionOf(view: View, release: Release): OverviewQuestion {
  const ignored: string[] = []
  const types = release.dimensions.areaTypes
  return {
    release: release.id,
    areaType: types.find((type) => type.id === view.type)?.id ?? release.defaultAreaType,
    within: known(view.within, release, ignored),
    comparator: chooseComparator(view, release, ignored),
    rule: view.rule ?? 'overlap',
    chosen: chooseAreas(view, release, ignored),
  }
}

/** Kinds whose values scatter by a law of chance, so that limits can be drawn. */
const LAWFUL: readonly (IndicatorKind | null)[] = ['proportion', 'rate', 'dsr', 'ratio']

/** A funnel judges by the lines it draws, so that no mark contradicts them; elsewhere the reader's rule speaks. */
function ruleOf({ page, rule }: View, { kind, recompute }: Indicator): RuleId {
  const drawsLimits = LAWFUL.includes(kind === 'published' ? recompute : kind)
  return page === 'variation' && drawsLimits ? 'limits' : (rule ?? 'overlap')
}

function chooseIndicator(view: View, release: Release, problems: string[]): Indicator {
  const found = release.indicators.find((indicator) => indicator.id === view.indicator)
  const first =
    release.indicators.find((indicator) => tablesOf(indicator, release).length > 0) ?? release.indicators[0]!
  if (view.indicator && !found)
    problems.push(`This release has no indicator “${view.indicator}”; ${first.shortName} is shown instead`)
  return found ?? first
}

function chooseCategory(view: View, indicator: Indicator, release: Release, problems: string[]): Question['category'] {
  if (!view.category) return null
  const { type, member } = view.category
  const axis = axisOf(tableFor(indicator, release, type), type)
  if (axis?.members.includes(member)) return { type, member }
  problems.push(
    `${indicator.shortName} is not given by ${axis ? `“${member}”` : `“${type}”`}; everyone is shown instead`,
  )
  return null
}

function chooseAreaType(view: View, table: Table | undefined, release: Release, problems: string[]): string {
  const held = new Set(axisOf(table, 'area')?.members)
  const words = new Set(release.areas.filter((area) => held.has(area.code)).map((area) => area.type))
  const offered = release.dimensions.areaTypes.filter((type) => type.includes.some((word) => words.has(word)))
  const wanted = view.type ?? release.defaultAreaType
  if (offered.some((type) => type.id === wanted)) return wanted
  const instead = offered[0] ?? release.dimensions.areaTypes[0]
  if (view.type && instead)
    problems.push(`There are no figures for “${view.type}”; ${instead.label.many} are shown instead`)
  return instead?.id ?? release.defaultAreaType
}

function known(code: string | undefined, release: Release, problems: string[]): string | null {
  if (!code) return null
  if (release.areas.some((area) => area.code === code)) return code
  problems.push(`This release has no area “${code}”`)
  return null
}

function choosePeriod(view: View, table: Table | undefined, release: Release, problems: string[]): string {
  const held = axisOf(table, 'period')?.members ?? []
  const latest = held.at(-1) ?? release.dimensions.periods.at(-1)?.code ?? ''
  if (!view.period || held.includes(view.period)) return view.period ?? latest
  problems.push(`There are no figures for ${view.period}; ${latest} is shown instead`)
  return latest
}

function chooseSex(view: View, table: Table | undefined, problems: string[]): string {
  const held = axisOf(table, 'sex')?.members ?? ['persons']
  const together = held.includes('persons') || (held.length > 1 && table?.additive.includes('sex'))
  const offered = together ? ['persons', ...held.filter((sex) => sex !== 'persons')] : held
  const usual = offered[0] ?? 'persons'
  if (!view.sex || offered.includes(view.sex)) return view.sex ?? usual
  problems.push(`There are no figures for “${view.sex}” alone; ${usual} is shown instead`)
  return usual
}

function chooseAges(view: View, table: Table | undefined, release: Release, problems: string[]): readonly string[] {
  if (view.ages.length === 0) return []
  const members = axisOf(table, 'age')?.members ?? []
  const bands = members.flatMap((code) => release.dimensions.ages.filter((band): band is AgeBand => band.code === code))
  const codes = ageSelection(view.ages, bands)
  const allowed = codes && (codes.length < 2 || table?.additive.includes('age'))
  if (codes && allowed) return codes.length === bands.length && codes.length > 1 ? [] : codes
  problems.push(`There are no figures for ages ${view.ages.join(', ')}; all ages are shown instead`)
  return []
}

function chooseComparator(view: View, release: Release, problems: string[]): Comparator {
  const first: Comparator = { kind: 'area', code: release.comparators[0] ?? '' }
  if (!view.against) return first
  if (view.against === 'chosen') {
    if (view.areas.length > 0) return { kind: 'chosen' }
    problems.push('No areas are chosen to compare with')
    return first
  }
  const group = view.groups?.find((one) => groupCode(one) === view.against)
  if (group) return { kind: 'group', ...group }
  const code = known(view.against, release, problems)
  return code ? { kind: 'area', code } : first
}

function chooseAreas(view: View, release: Release, problems: string[]): string[] {
  const held = new Set(release.areas.map((area) => area.code))
  const unknown = view.areas.filter((code) => !held.has(code))
  const some = unknown.slice(0, 5).join(', ') + (unknown.length > 5 ? ` and ${unknown.length - 5} more` : '')
  if (unknown.length > 0) problems.push(`This release has no area ${some}; the rest of the link is shown`)
  return view.areas.filter((code) => held.has(code))
}

/** Whom areas are held against where the reader chose; nothing where that is not here. */
function peersOf({ peers, groups }: View, release: Release, problems: string[]): { peers?: Peers } {
  if (!peers) return {}
  if (peers.kind === 'within') {
    if (release.areas.some(({ type }) => type === peers.type)) return { peers }
    problems.push(`This release has no areas of the type “${peers.type}”; similar areas are shown instead`)
    return {}
  }
  const group = peers.kind === 'group' ? groups?.find(({ name }) => name === peers.name) : undefined
  const wanted = peers.kind === 'areas' ? peers.codes : (group?.codes ?? [])
  const codes = wanted.filter((code) => release.areas.some((area) => area.code === code))
  const lost = wanted.length - codes.length
  if (lost > 0) problems.push(`${lost === 1 ? '1 of the peers is' : `${lost} of the peers are`} not in this release`)
  if (codes.length > 0) return { peers: { kind: 'areas', codes, name: group?.name } }
  problems.push('None of the peers chosen is in this release; similar areas are shown instead')
  return {}
}
