import type { Period } from '../domain'
import { positionsOn } from './axes'
import type { Plan } from './plan'
import { comparedRows, groupingOf } from './plan'
import type { Steps } from './steps'

/** Periods of the plan's table in which any of its areas has a cell of the same selection, oldest first. */
export function* periodsHeld({ release, indicator, holding, areas, rows, made }: Plan): Steps<Period[]> {
  const { table, slots } = holding
  const at = positionsOn(table, 'area')
  const codes = comparedRows({ areas, rows, made })
  const groupings = table.axes.flatMap(({ name, members }) => {
    const everything = members.map((_, i) => i)
    if (name === 'period')
      return [
        groupingOf(
          name,
          members.length,
          everything.map((i) => [i]),
        ),
      ]
    if (name === 'area') return [groupingOf(name, members.length, [codes.map((code) => at.get(code)!)])]
    const lists = slots.get(name)
    return lists ? [groupingOf(name, members.length, [lists.flat()])] : []
  })
  const measure = indicator.kind === 'published' ? 'value' : 'count'
  const [sums] = yield [{ table: table.id, measures: [measure], groupings }]
  const { shown, rounded, hidden } = sums!.measures[measure]!
  const held = [...positionsOn(table, 'period').keys()].filter((_, i) => shown[i]! + rounded[i]! + hidden[i]! > 0)
  return release.dimensions.periods.filter(({ code }) => held.includes(code)).sort(byEnd)
}

export function byEnd(one: Period, other: Period): number {
  return one.end < other.end ? -1 : one.end > other.end ? 1 : 0
}
