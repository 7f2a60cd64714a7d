import { areasOf } from '../analysis/areas'
import { ageLabel, comparatorLabel, placeLabel, sexLabel, typeLabel } from '../analysis/labels'
import type { OverviewQuestion, Question, Release } from '../domain'
import { ageBands, indicatorOf, tableOf, type Word } from './choices'
import { areaName } from './names'

/** What each word of the sentence says now. */
export type Wording = Record<Exclude<Word, 'and'>, string>

/** The question in words, ready before its answer is. */
export function wordingOf(question: Question, release: Release): Wording {
  const shared = sharedWording(question, release)
  const period = release.dimensions.periods.find(({ code }) => code === question.period)
  return {
    ...shared,
    indicator: indicatorOf(question, release)?.shortName ?? question.indicator,
    period: period?.label ?? question.period,
    sex: sexWord(question, release),
    ages: agesWord(question, release),
    category: categoryWord(question, release),
  }
}

/** The words that the front page's sentence shares with the others. */
export function sharedWording(
  question: OverviewQuestion & { period?: string },
  release: Release,
): Pick<Wording, 'type' | 'within' | 'against' | 'areas'> {
  const latest = release.dimensions.periods.at(-1)?.code ?? ''
  const areas = areasOf(release, question.areaType, question.within, question.period ?? latest)
  const chosen = new Set(question.chosen)
  const followed = areas.filter(({ code }) => chosen.has(code))
  return {
    type: typeLabel(release, question.areaType).many,
    within: placeLabel(release, question.within, areas),
    against: comparatorLabel(release, question.comparator, followed),
    areas: listed(question.chosen.map((code) => areaName(code, release))),
  }
}

/** `Salford`, `Salford and Bury`, `Salford, Bury and 3 more`; empty where none is chosen. */
function listed(names: readonly string[]): string {
  if (names.length <= 2) return names.join(' and ')
  if (names.length === 3) return `${names[0]}, ${names[1]} and ${names[2]}`
  return `${names[0]}, ${names[1]} and ${names.length - 2} more`
}

function bandsOf(question: Question, release: Release) {
  const bands = ageBands(question, release)
  return question.ages.length === 0 ? bands : bands.filter(({ code }) => question.ages.includes(code))
}

function sexWord(question: Question, release: Release): string {
  const held = tableOf(question, release)?.axes.find(({ name }) => name === 'sex')?.members ?? []
  const named = release.dimensions.sexes.find(({ code }) => code === question.sex)?.label ?? question.sex
  return sexLabel(question.sex, bandsOf(question, release), held.length > 1, named.toLowerCase())
}

function agesWord(question: Question, release: Release): string {
  return ageLabel(bandsOf(question, release))
}

function categoryWord({ category }: Question, release: Release): string {
  if (!category) return 'everyone'
  const type = release.dimensions.categories.find(({ id }) => id === category.type)
  return type?.members.find(({ code }) => code === category.member)?.label ?? category.member
}
