import { beforeAll, describe, expect, it } from 'vitest'
import { peopleSteps } from '../../src/analysis/people'
import { runNow } from '../../src/analysis/steps'
import type { People, Question, Release } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { STATUS, type DenseTable, type SyncEngine } from '../../src/engine/port'
import { openDemo, questionOf, type Demo } from './studies/demo'

let demo: Demo
beforeAll(async () => {
  demo = await openDemo()
}, 60_000)

const people = (
  changes: Partial<Question> = {},
  release: Release = demo.release,
  engine: SyncEngine = demo.engine,
): People =>
  // prettier-ignore
  runNow(peopleSteps(questionOf(demo, 'copd-admissions', changes), release), engine)
const tableOf = () => demo.release.tables.find(({ shape }) => shape === 'population')!
const denseOf = () => demo.tables.find(({ id }) => id === tableOf().id)!

/** Sum of the stored cells that a test takes, by position, without an engine. */
function byHand(takes: (member: Record<string, string>) => boolean): number {
  const { axes } = tableOf()
  const { values } = denseOf().measures.population!
  let sum = 0
  for (let cell = 0; cell < values.length; cell++) {
    let rest = cell
    const member: Record<string, string> = {}
    for (const { name, members } of axes.toReversed()) {
      member[name] = members[rest % members.length]!
      rest = Math.floor(rest / members.length)
    }
    if (takes(member)) sum += values[cell]!
  }
  return sum
}

/** The release with its table of people changed. */
function changed(change: Partial<ReturnType<typeof tableOf>>): Release {
  const { tables } = demo.release
  return { ...demo.release, tables: tables.map((table) => (table.shape === 'population' ? { ...table, ...change } : table)) } // prettier-ignore
}

describe('people of a place', () => {
  it('are the stored cells, by sex and band, youngest first', () => {
    const found = people({ chosen: ['E08000006'], period: '2022' })
    const [salford] = found.places
    expect(found.sexes).toEqual(['female', 'male'])
    expect(found.bands.map(({ start }) => start)).toEqual([...found.bands.map(({ start }) => start)].sort((a, b) => a - b)) // prettier-ignore
    expect(found.bands.at(-1)!.end).toBeNull()
    const old = byHand(({ area, period, sex, age }) => area === 'E08000006' && period === '2022' && sex === 'male' && age === found.bands.at(-1)!.code) // prettier-ignore
    expect(salford!.counts[1]!.at(-1)).toBe(old)
    expect(salford!.total).toBe(byHand(({ area, period }) => area === 'E08000006' && period === '2022'))
  })

  it('of the comparator are those of the areas that make it up', () => {
    const found = people({ chosen: ['E08000006'] })
    const held = new Set(tableOf().axes.find(({ name }) => name === 'area')!.members)
    const parts = demo.release.areas.filter(({ code, type }) => held.has(code) && ['unitary', 'metropolitan', 'district'].includes(type)) // prettier-ignore
    const all = parts.reduce((sum, { code }) => sum + byHand(({ area, period }) => area === code && period === found.question.period), 0) // prettier-ignore
    // Rounded parts need not add up to a rounded whole to the last one.
    expect(Math.abs(found.comparator!.total! / all - 1)).toBeLessThan(0.001)
    expect(found.comparator!.label).toBe('the North')
  })

  it('have shares of young and old that fit their counts', () => {
    const [place] = people({ chosen: ['E08000006'] }).places
    const { bands } = people()
    const share = (takes: (start: number) => boolean) => place!.counts.reduce((sum, column) => sum + column.reduce<number>((all, many, i) => all + (takes(bands[i]!.start) ? many! : 0), 0), 0) / place!.total! // prettier-ignore
    expect(place!.under20).toBeCloseTo(share((start) => start < 20), 12) // prettier-ignore
    expect(place!.from65).toBeCloseTo(share((start) => start >= 65), 12) // prettier-ignore
    expect(place!.from85).toBeCloseTo(share((start) => start >= 85), 12) // prettier-ignore
  })

  it('are those of the comparator alone where no area is marked, and of all chosen together where they are compared', () => {
    const alone = people()
    expect(alone.places.map(({ area }) => area)).toEqual([demo.release.comparators[0]])
    expect(alone.comparator).toBeNull()
    const both = people({ chosen: ['E08000006', 'E08000003'], comparator: { kind: 'chosen' } })
    expect(both.comparator!.total).toBe(both.places[0]!.total! + both.places[1]!.total!)
    expect(both.comparator!.name).toBe('The 2 chosen areas')
  })

  it('are not given where the release holds none by age, and it says so', () => {
    const without = { ...demo.release, tables: demo.release.tables.filter(({ shape }) => shape !== 'population') }
    expect(people({}, without)).toMatchObject({ places: [], why: 'this release holds no numbers of people beside its indicators' }) // prettier-ignore
    const noAge = changed({ axes: tableOf().axes.filter(({ name }) => name !== 'age') })
    expect(people({}, noAge).why).toBe('its numbers of people are not divided by age')
  })

  it('of an area that the table does not hold are said to be lacking', () => {
    const [area] = tableOf().axes.filter(({ name }) => name === 'area')
    const axes = tableOf().axes.map((axis) => (axis === area ? { ...axis, members: area.members.map((code) => (code === 'E08000006' ? 'gone' : code)) } : axis)) // prettier-ignore
    const [place] = people({ chosen: ['E08000006'] }, changed({ axes })).places
    expect(place).toMatchObject({ total: null, why: 'the release holds no people for it' })
  })

  it('are of the nearest period where there are none for the question’s own, and it says which', () => {
    const [period] = tableOf().axes.filter(({ name }) => name === 'period')
    const axes = tableOf().axes.map((axis) => (axis === period ? { ...axis, members: period.members.map((code) => (code === '2024' ? 'x' : code)) } : axis)) // prettier-ignore
    expect(people({ period: '2024' }, changed({ axes })).notes).toEqual([
      'People are not held for 2024; these are of 2023.',
    ])
  })

  it('with a hidden cell have neither a total nor shares of it', () => {
    const dense = denseOf()
    const { values } = dense.measures.population!
    const found = people({ chosen: ['E08000006'] })
    const band = found.bands[0]!.code
    const { axes } = tableOf()
    const at = axes.reduce((start, { name, members }) => start * members.length + members.indexOf(({ period: found.question.period, sex: 'female', age: band, area: 'E08000006' } as Record<string, string>)[name]!), 0) // prettier-ignore
    const status = new Uint8Array(values.length)
    status[at] = STATUS.hidden
    const engine = columnsEngine()
    engine.add({ ...dense, measures: { population: { values, status } } } satisfies DenseTable)
    const [place] = people({ chosen: ['E08000006'] }, demo.release, engine).places
    expect(place).toMatchObject({ total: null, under20: null, why: 'some ages are too few to show safely' })
    expect(place!.counts[0]![0]).toBeNull()
    expect(place!.from65).toBeNull()
  })
})
