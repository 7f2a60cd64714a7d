import {
  groupCode,
  type AgeBand,
  type Indicator,
  type Overview,
  type Question,
  type Release,
  type Table,
} from '../domain'
import { ageSelection, ageSpans, categoriesOf, pairOf, tablesOf, type View } from '../view'
import { areasOf } from '../analysis/areas'
import { placeLabel } from '../analysis/labels'
import { areaName, capital } from './names'

/** The words of the sentence that open choices. */
export type Word =
  'indicator' | 'and' | 'type' | 'within' | 'period' | 'sex' | 'ages' | 'category' | 'against' | 'areas'

export interface Option {
  id: string
  label: string
  detail?: string
  selected: boolean
  /** What choosing it changes in the view. */
  change: Partial<View>
}

export interface Choices {
  word: Word | 'peers' | 'own-peers' | 'group'
  title: string
  /** Whether several may be chosen. */
  many: boolean
  groups: { label: string; options: Option[] }[]
}

export type Offer = (question: Question, release: Release, view: View, overview: Overview | null) => Choices

const OFFERS: Record<Word, Offer> = {
  indicator: indicatorChoices,
  and: andChoices,
  type: typeChoices,
  within: withinChoices,
  period: periodChoices,
  sex: sexChoices,
  ages: agesChoices,
  category: categoryChoices,
  against: againstChoices,
  areas: areaChoices,
}

/** What one word of the sentence, or another offer, may become; an overview on the screen tells which indicators can be compared. */
export function choicesFor(
  word: Word | Offer,
  question: Question,
  release: Release,
  view: View,
  overview: Overview | null = null,
): Choices {
  return (typeof word === 'function' ? word : OFFERS[word])(question, release, view, overview)
}

/** Whether there is more than one thing to choose, so that the word is worth a button. */
export function worthChoosing(choices: Choices): boolean {
  return choices.many || choices.groups.reduce((sum, group) => sum + group.options.length, 0) > 1
}

export function indicatorOf(question: Question, release: Release): Indicator | undefined {
  return release.indicators.find(({ id }) => id === question.indicator)
}

/** The table that answers the question: the one divided by the chosen category, or by none. */
export function tableOf(question: Question, release: Release): Table | undefined {
  const indicator = indicatorOf(question, release)
  const tables = indicator ? tablesOf(indicator, release) : []
  const wanted = question.category?.type
  return (
    tables.find((table) => {
      const held = categoriesOf(table)
      return wanted ? held.includes(wanted) : held.length === 0
    }) ?? tables[0]
  )
}

const membersOf = (table: Table | undefined, axis: string): readonly string[] =>
  table?.axes.find(({ name }) => name === axis)?.members ?? []

function indicatorChoices(question: Question, release: Release): Choices {
  const groups = byTopic(release.indicators, ({ id, name }) => ({ id, label: name, selected: id === question.indicator, change: { indicator: id } })) // prettier-ignore
  return { word: 'indicator', title: 'What to show', many: false, groups }
}

/** What may be held against the first indicator: every other. */
function andChoices(question: Question, release: Release, view: View, overview: Overview | null): Choices {
  const now = pairOf(view, release, overview)?.care.id
  const others = release.indicators.filter(({ id }) => id !== question.indicator)
  const groups = byTopic(others, ({ id, name }) => ({ id, label: name, selected: id === now, change: { and: id } }))
  return { word: 'and', title: 'What to hold it against', many: false, groups }
}

function byTopic(indicators: readonly Indicator[], option: (indicator: Indicator) => Option): Choices['groups'] {
  const topics = [...new Set(indicators.map(({ topic }) => topic))]
  const of = (wanted: string) => indicators.filter(({ topic }) => topic === wanted)
  return topics.map((topic) => ({ label: capital(topic), options: of(topic).map(option) }))
}

function typeChoices(question: Question, release: Release): Choices {
  const held = new Set(membersOf(tableOf(question, release), 'area'))
  const inTable = release.areas.filter(({ code }) => held.has(code))
  const options = release.dimensions.areaTypes.flatMap(({ id, label, includes }) => {
    const count = inTable.filter(({ type }) => includes.includes(type)).length
    const option = { id, label: capital(label.many), detail: `${count} of them`, selected: id === question.areaType }
    return count > 0 ? [{ ...option, change: { type: id, within: undefined } }] : []
  })
  return { word: 'type', title: 'Which kind of area', many: false, groups: [{ label: '', options }] }
}

function withinChoices(question: Question, release: Release): Choices {
  const all: Option = {
    id: '',
    label: `All of ${placeLabel(release, null, areasOf(release, question.areaType, null, question.period))}`,
    selected: question.within === null,
    change: { within: undefined },
  }
  const options = wholes(question.areaType, release).map(({ code, parts }) => ({
    id: code,
    label: areaName(code, release),
    detail: `${parts} areas`,
    selected: question.within === code,
    change: { within: code },
  }))
  return { word: 'within', title: 'Which part', many: false, groups: [{ label: '', options: [all, ...options] }] }
}

/** Areas that hold at least two areas of a type, and fewer than all of them. */
export function wholes(areaType: string, release: Release): { code: string; parts: number }[] {
  const includes = release.dimensions.areaTypes.find(({ id }) => id === areaType)?.includes ?? []
  const byCode = new Map(release.areas.map((area) => [area.code, area]))
  const parts = release.areas.filter(({ type }) => includes.includes(type))
  const counts = new Map<string, number>()
  for (const part of parts) {
    const above = new Set(part.parents)
    for (const code of above) for (const higher of byCode.get(code)?.parents ?? []) above.add(higher)
    for (const code of above) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return release.areas
    .map(({ code }) => ({ code, parts: counts.get(code) ?? 0 }))
    .filter((whole) => whole.parts > 1 && whole.parts < parts.length)
}

function periodChoices(question: Question, release: Release): Choices {
  const labels = new Map(release.dimensions.periods.map(({ code, label }) => [code, label]))
  const options = [...membersOf(tableOf(question, release), 'period')].reverse().map((code) => ({
    id: code,
    label: labels.get(code) ?? code,
    selected: code === question.period,
    change: { period: code },
  }))
  return { word: 'period', title: 'When', many: false, groups: [{ label: '', options }] }
}

const SEX_WORDS: Record<string, string> = { persons: 'Women and men', female: 'Women', male: 'Men' }

function sexChoices(question: Question, release: Release): Choices {
  const table = tableOf(question, release)
  const held = membersOf(table, 'sex')
  const together = held.length > 1 && (table?.additive.includes('sex') ?? false)
  const offered = together && !held.includes('persons') ? ['persons', ...held] : held
  const labels = new Map(release.dimensions.sexes.map(({ code, label }) => [code, label]))
  const options = offered.map((code) => ({
    id: code,
    label: SEX_WORDS[code] ?? labels.get(code) ?? code,
    selected: code === question.sex,
    change: { sex: code },
  }))
  return { word: 'sex', title: 'Women, men or both', many: false, groups: [{ label: '', options }] }
}

/** Bands of the question's table, in order. */
export function ageBands(question: Question, release: Release): AgeBand[] {
  const bands = new Map(release.dimensions.ages.map((band) => [band.code, band]))
  return membersOf(tableOf(question, release), 'age').flatMap((code) => bands.get(code) ?? [])
}

/** Spans that people ask for; offered where they fall on the edges of the table's bands. */
const USUAL_SPANS = [
  { span: '0-17', label: 'Under 18' },
  { span: '0-19', label: 'Under 20' },
  { span: '18-64', label: '18 to 64' },
  { span: '20-64', label: '20 to 64' },
  { span: '65+', label: '65 and over' },
  { span: '75+', label: '75 and over' },
]

function agesChoices(question: Question, release: Release): Choices {
  const bands = ageBands(question, release)
  const many = bands.length > 1 && (tableOf(question, release)?.additive.includes('age') ?? false)
  const chosen = new Set(question.ages)
  const all: Option = { id: 'all', label: 'All ages', selected: chosen.size === 0, change: { ages: [] } }
  const spans = many ? USUAL_SPANS.flatMap((usual) => spanOption(usual, bands, chosen)) : []
  const each = bands.map(({ code, label }) => ({
    id: code,
    label: capital(label),
    selected: chosen.has(code),
    change: { ages: many ? toggled(code, question, bands) : [code] },
  }))
  const whole = bands.length === 1 ? [] : [all, ...spans]
  const groups = [
    { label: '', options: whole },
    { label: many ? 'Or any of these together' : '', options: each },
  ]
  return { word: 'ages', title: 'Which ages', many, groups: groups.filter(({ options }) => options.length > 0) }
}

function spanOption({ span, label }: { span: string; label: string }, bands: AgeBand[], chosen: Set<string>): Option[] {
  const codes = ageSelection([span], bands)
  if (!codes || codes.length < 2 || codes.length === bands.length) return []
  const selected = codes.length === chosen.size && codes.every((code) => chosen.has(code))
  return [{ id: span, label, selected, change: { ages: [span] } }]
}

function toggled(code: string, question: Question, bands: AgeBand[]): string[] {
  const left = question.ages.filter((age) => age !== code)
  const next = left.length === question.ages.length ? [...left, code] : left
  return next.length === bands.length ? [] : ageSpans(next, bands)
}

function categoryChoices(question: Question, release: Release): Choices {
  const indicator = indicatorOf(question, release)
  const offered = new Set((indicator ? tablesOf(indicator, release) : []).flatMap(categoriesOf))
  const none: Option = {
    id: '',
    label: 'Everyone',
    selected: question.category === null,
    change: { category: undefined },
  }
  const groups = release.dimensions.categories
    .filter(({ id }) => offered.has(id))
    .map(({ id, label, members }) => ({
      label,
      options: members.map((member) => ({
        id: `${id}.${member.code}`,
        label: capital(member.label),
        selected: question.category?.type === id && question.category.member === member.code,
        change: { category: { type: id, member: member.code } },
      })),
    }))
  return { word: 'category', title: 'Which people', many: false, groups: [{ label: '', options: [none] }, ...groups] }
}

function againstChoices(question: Question, release: Release, { groups = [] }: View): Choices {
  const { comparator } = question
  const wholesHere = wholes(question.areaType, release).map(({ code }) => code)
  const codes = [...new Set([...release.comparators, ...wholesHere])]
  const options: Option[] = codes.map((code, at) => ({
    id: code,
    label: capital(areaName(code, release)),
    selected: comparator.kind === 'area' && comparator.code === code,
    change: { against: at === 0 ? undefined : code },
  }))
  if (question.chosen.length > 0)
    options.push({
      id: 'chosen',
      label: 'The chosen areas together',
      detail: question.chosen.map((code) => areaName(code, release)).join(', '),
      selected: comparator.kind === 'chosen',
      change: { against: 'chosen' },
    })
  for (const group of groups)
    options.push({
      id: groupCode(group),
      label: `Your group “${group.name}”`,
      detail: group.codes.map((code) => areaName(code, release)).join(', ') || 'no areas yet',
      selected: comparator.kind === 'group' && comparator.name === group.name,
      change: { against: groupCode(group) },
    })
  return { word: 'against', title: 'Compared with', many: false, groups: [{ label: '', options }] }
}

function areaChoices(question: Question, release: Release, view: View): Choices {
  const includes = release.dimensions.areaTypes.find(({ id }) => id === question.areaType)?.includes ?? []
  const chosen = new Set(question.chosen)
  const options = release.areas
    .filter(({ type, code }) => includes.includes(type) || chosen.has(code))
    .map(({ code, name }) => {
      const areas = chosen.has(code) ? view.areas.filter((area) => area !== code) : [...view.areas, code]
      // Whoever marks an area from a profile wants to see its profile.
      const of = view.page === 'profile' && !chosen.has(code) ? code : view.of
      return { id: code, label: name, selected: chosen.has(code), change: { areas, of } }
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'en-GB'))
  return { word: 'areas', title: 'Areas to mark', many: true, groups: [{ label: '', options }] }
}
