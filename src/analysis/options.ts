import type { Indicator, Release } from '../domain'
import { agesOn, hasAxis, positionsOn } from './axes'
import type { Selection } from './holding'
import { categoryAxes, hold, indicatorOf, tablesOf } from './holding'

/** One member that a reader could choose, and whether it goes with the other choices. */
export interface Choice {
  code: string
  label: string
  available: boolean
  /** Why it does not go with the other choices, in plain words; null where it does. */
  why: string | null
}

export interface Options {
  areaTypes: readonly Choice[]
  periods: readonly Choice[]
  sexes: readonly Choice[]
  ages: readonly Choice[]
  /** Whether no choice of age is possible: all there are, taken together. */
  allAges: boolean
  /** Whether several ages may be chosen together. */
  agesCombine: boolean
  categories: readonly { type: string; label: string; members: readonly Choice[] }[]
  /** Whether the figures can be had without a category. */
  noCategory: boolean
}

/** What an indicator's tables allow beside the present choices, and why not the rest. Pure; asks no engine. */
export function options(release: Release, indicatorId: string, chosen: Selection): Options {
  const indicator = indicatorOf(release, indicatorId)
  const { dimensions } = release
  const refusal = refuser(release, indicator, chosen)
  const onFile = membersOnFile(release, indicator)
  const offer = (members: readonly { code: string; label: string }[], change: (code: string) => Partial<Selection>) =>
    members.map(({ code, label }): Choice => {
      const why = refusal(change(code))
      return { code, label, available: why === null, why }
    })
  const held = hold(release, indicator, { ...chosen, ages: [] })
  const types = dimensions.areaTypes.map(({ id, label }) => ({ code: id, label: label.many }))
  return {
    areaTypes: offer(types, (areaType) => ({ areaType, within: null })),
    periods: offer(onFile('period', dimensions.periods), (period) => ({ period })),
    sexes: offer(sexesOf(release, indicator, onFile('sex', dimensions.sexes)), (sex) => ({ sex })),
    ages: offer(onFile('age', dimensions.ages), (age) => ({ ages: [age] })),
    allAges: 'table' in held,
    agesCombine: 'table' in held && agesOn(held.table, release).length > 1 && combines(indicator, held.table.additive),
    categories: dimensions.categories
      .filter(({ id }) => tablesOf(indicator, release).some((table) => categoryAxes(table).includes(id)))
      .map(({ id, label, members }) => ({
        type: id,
        label,
        members: offer(onFile(id, members), (member) => ({ category: { type: id, member } })),
      })),
    noCategory: refusal({ category: null }) === null,
  }
}

function refuser(release: Release, indicator: Indicator, chosen: Selection) {
  return (change: Partial<Selection>): string | null => {
    const held = hold(release, indicator, { ...chosen, ...change })
    return 'table' in held ? null : held.why.join('; ')
  }
}

function membersOnFile(release: Release, indicator: Indicator) {
  const tables = tablesOf(indicator, release)
  return <T extends { code: string; label: string }>(axis: string, members: readonly T[]): T[] =>
    members.filter(({ code }) => tables.some((table) => positionsOn(table, axis).has(code)))
}

/** Women and men together are on offer wherever they can be added up or were never apart. */
function sexesOf(release: Release, indicator: Indicator, onFile: { code: string; label: string }[]) {
  if (onFile.some(({ code }) => code === 'persons')) return onFile
  const together = tablesOf(indicator, release).some(
    (table) => !hasAxis(table, 'sex') || (table.additive.includes('sex') && positionsOn(table, 'sex').size > 1),
  )
  const label = release.dimensions.sexes.find(({ code }) => code === 'persons')?.label ?? 'Women and men'
  return together ? [{ code: 'persons', label }, ...onFile] : onFile
}

function combines(indicator: Indicator, additive: readonly string[]): boolean {
  return (
    indicator.kind === 'dsr' ||
    indicator.kind === 'ratio' ||
    (indicator.kind !== 'published' && indicator.kind !== 'life-expectancy' && additive.includes('age'))
  )
}
