import type { Release, Table } from '../domain'
import type { Holding, Selection } from './holding'
import type { Taken } from './axes'
import { hasAxis, isTaken, positionsOn, takeAges, takeOne, takeSex } from './axes'

/** Where the people of a selection lie on the table of people: in as many slots, in the same order, as its counts. */
export function takePopulation(
  people: Table,
  release: Release,
  selection: Selection,
  held: Pick<Holding, 'table' | 'slots' | 'bands'>,
): [string, Taken][] {
  const sexesApart = (held.slots.get('sex')?.length ?? 1) > 1
  const taken: [string, Taken][] = [
    ['period', takeOne(people, 'period', selection.period, 'the people of this period')],
    ['sex', said(takeSex(people, selection.sex, sexesApart ? 'apart' : 'whole'), 'people are')],
    ['age', takePeopleAges(people, release, held)],
  ]
  const { category } = selection
  if (category) taken.push([category.type, takeOne(people, category.type, category.member, 'people of this group')])
  return taken
}

const said = (taken: Taken, who: string): Taken => (isTaken(taken) ? taken : { why: `${who} ${taken.why}` })

/** For each band of the counts, the ages of the table of people that it takes in. */
function takePeopleAges(
  people: Table,
  release: Release,
  { table, slots, bands }: Pick<Holding, 'table' | 'slots' | 'bands'>,
): Taken {
  if (!hasAxis(people, 'age')) return bands.length > 1 ? { why: 'people are not divided by age' } : { slots: [] }
  if (bands.length === 0) return takeAges(people, release, [], 'whole')
  const at = positionsOn(people, 'age')
  const lists = bands.map(({ code }) => (table.populationAges?.[code] ?? [code]).map((age) => at.get(age)))
  if (lists.some((list) => list.length === 0 || list.includes(undefined)))
    return { why: 'no people are held for these ages' }
  const found = lists as number[][]
  // Counts are in one slot where their ages are added up, and in one slot a band where they are kept apart.
  return { slots: slots.get('age')?.length === bands.length ? found : [found.flat()] }
}
