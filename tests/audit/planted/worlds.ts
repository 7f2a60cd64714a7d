import type { KnownTotal } from '../../../src/audit'
import { area } from '../../release/fixture'
import { SEXES, day, dice, mainTable, worldOf, year } from './world'
import type { Person, World } from './world'

export const DISTRICTS = ['D1', 'D2', 'D3', 'D4']
/** The same counts without sexes, so that sums of the main table stand published. */
export const sexless = (areas = DISTRICTS, id = 'copd.sexless') => {
  const table = mainTable(areas, id)
  return { ...table, axes: table.axes.filter(({ name }) => name !== 'sex') }
}
export const linked = (seed: number, over: Partial<World> = {}) =>
  worldOf(seed, 12, { tables: [sexless(), mainTable(DISTRICTS)], ...over })
export const people = (number: number, like: Omit<Person, 'counted'>, counted = true): Person[] =>
  Array.from({ length: number }, () => ({ ...like, counted }))

/** Every cell of the main table with its number of people. */
export function filled(
  size: (sex: string, age: number, area: string, year: string) => number,
  areas = DISTRICTS,
  years = ['2020', '2021'],
): Person[] {
  return areas.flatMap((place) =>
    years.flatMap((when) =>
      SEXES.flatMap((sex) =>
        [5, 30, 70].flatMap((age) =>
          people(size(sex, age, place, when), { day: day(`${when}-03-05`), sex, age, area: place }),
        ),
      ),
    ),
  )
}

/** Groups of districts that overlap, published beside their region: what is left of it is one district. */
export function overlapping(seed: number): World {
  const roll = dice(seed)
  const base = worldOf(seed)
  return {
    ...base,
    people: filled((_sex, _age, place) => (place === 'D1' ? 1 + roll(4) : 20 + roll(30))),
    areas: [
      ...DISTRICTS.map((code) =>
        area(code, {
          facility: 'Testshire',
          parents: ['R1', ...(code === 'D4' ? [] : ['G1']), ...(code === 'D1' ? [] : ['G2'])],
        }),
      ),
      area('G1', { type: 'group', parents: [], facility: 'Testshire' }),
      area('G2', { type: 'group', parents: [], facility: 'Testshire' }),
      area('R1', { type: 'region', parents: [], facility: 'Testshire' }),
    ],
    tables: [mainTable(['G1', 'G2', 'R1'])],
    population: null,
  }
}

/** A district that was split: the former one beside one of its successors. */
export function reorganised(seed: number): World {
  const roll = dice(seed)
  const places = ['OLD→D1', 'OLD→D5', 'D2', 'D3']
  return {
    ...worldOf(seed),
    people: filled((_sex, _age, place) => (place === 'OLD→D5' ? 1 + roll(4) : 20 + roll(30)), places),
    areas: [
      ...['D1', 'D2', 'D3', 'D5'].map((code) => area(code, { facility: 'Testshire' })),
      area('OLD', { type: 'former', facility: 'Testshire', successors: ['D1', 'D5'], validTo: '2023-03-31' }),
      area('R1', { type: 'region', parents: [] }),
    ],
    tables: [mainTable(['D1', 'D2', 'D3', 'OLD'])],
    population: null,
  }
}

/** A long period beside a part of it; few people stand in what is left. */
export function periods(
  seed: number,
  long: [string, string, string],
  short: [string, string, string],
  left: string,
): World {
  const roll = dice(seed)
  const base = filled(() => 15 + roll(20)).map((person) => ({ ...person, day: day(short[1]) + 3 }))
  const few = filled(() => 1 + roll(4)).map((person) => ({ ...person, day: day(left) }))
  const period = ([code, start, end]: [string, string, string]) => ({
    ...year('2020', 'rolling'),
    code,
    label: code,
    start,
    end,
  })
  const table = mainTable(DISTRICTS)
  const axes = table.axes.map((axis) => (axis.name === 'period' ? { ...axis, members: [long[0], short[0]] } : axis))
  return {
    ...worldOf(seed),
    people: [...base, ...few],
    periods: [period(long), period(short)],
    tables: [{ ...table, axes }],
    population: null,
  }
}

export const rolling = (seed: number) =>
  periods(seed, ['2019-20', '2019-01-01', '2020-12-31'], ['2020', '2020-01-01', '2020-12-31'], '2019-06-01')
export const financial = (seed: number) =>
  periods(seed, ['2020', '2020-01-01', '2020-12-31'], ['2020-9m', '2020-01-01', '2020-09-30'], '2020-11-01')

/** Counted among people, and the people too. */
export function among(
  seed: number,
  counted: (roll: (most: number) => number) => number,
  rest: (roll: (most: number) => number) => number,
): World {
  const roll = dice(seed)
  const base = filled(() => counted(roll))
  const others = filled(() => rest(roll)).map((person) => ({ ...person, counted: false }))
  return {
    ...worldOf(seed),
    people: [...base, ...others],
    tables: [{ ...mainTable(DISTRICTS), ownPopulation: true }],
    population: null,
  }
}

export const onlyWomen = (seed: number) => {
  const roll = dice(seed)
  return linked(seed, { people: filled((sex) => (sex === 'female' ? 20 + roll(30) : 0)), population: null })
}

/** Exact figures for one group of people: of the region, and where `others`, of all districts but one with few of them. */
export const totalsOf = (seed: number, others: boolean): KnownTotal[] => {
  const world = worldOf(seed)
  const ages = { '0-17': 5, '18-64': 30, '65+': 70 }
  const groups = SEXES.flatMap((sex) =>
    ['2020', '2021'].flatMap((period) =>
      Object.keys(ages).map((age) => ({ sex, period, age: age as keyof typeof ages })),
    ),
  )
  const sizeOf = (place: string, { sex, period, age }: (typeof groups)[number]) =>
    world.people.filter(
      (who) =>
        (place === 'R1' || who.area === place) &&
        who.sex === sex &&
        who.age - ages[age] >= 0 &&
        who.age - ages[age] < 5 &&
        who.day >= day(`${period}-01-01`) &&
        who.day <= day(`${period}-12-31`),
    ).length
  const all = groups.flatMap((group) => DISTRICTS.map((place) => ({ place, group })))
  const left = all.find(({ place, group }) => sizeOf(place, group) > 0 && sizeOf(place, group) < 10) ?? all[0]!
  const told = others ? ['R1', ...DISTRICTS.filter((place) => place !== left.place)] : ['R1']
  return told.map((place) => ({
    indicator: 'copd',
    ...left.group,
    area: place,
    count: sizeOf(place, left.group),
  }))
}

/** Large everywhere, so that nothing is hidden; one more person somewhere in the later edition. */
export const grown = (seed: number, more: number): World => {
  const roll = dice(seed)
  const before = filled(() => 20 + roll(40))
  const extra = people(more, { day: day('2021-05-05'), sex: SEXES[seed % 2]!, age: 30, area: DISTRICTS[seed % 4]! })
  return worldOf(seed, 12, { people: [...before, ...extra], population: null })
}

/** One area has one woman beside a few men of an age: hidden both, their sum shown. */
export const pair = (seed: number): World => {
  const roll = dice(seed)
  const lone = (sex: string, age: number, place: string, when: string) =>
    place === 'D2' && age === 30 && when === '2020' ? (sex === 'female' ? 1 : 5) : 0
  return linked(seed, { people: filled((...cell) => lone(...cell) || 30 + roll(20)), population: null })
}

const SIX = ['2016', '2017', '2018', '2019', '2020', '2021']

/** Children have it almost never: three of them in six years, among many adults. Nothing is added up. */
export const rare = (seed: number): World => {
  const roll = dice(seed)
  const people = filled((_sex, age) => (age > 5 ? 20 + roll(30) : 0), DISTRICTS, SIX)
  const one = (when: string) =>
    people.push({ day: day(`${when}-06-01`), sex: SEXES[roll(2)]!, age: 5, area: DISTRICTS[roll(4)]!, counted: true })
  for (const at of [0, 2, 4]) one(SIX[at + roll(2)]!)
  const table = mainTable(DISTRICTS)
  const axes = table.axes.map((axis) => (axis.name === 'period' ? { ...axis, members: SIX } : axis))
  return worldOf(seed, 12, { people, periods: SIX.map((code) => year(code)), tables: [{ ...table, axes, kept: [] }] })
}

/**
 * Four counts of one area of which two are rounded up in one edition and the other two in the next, though late records came elsewhere
 * alone: published values fall. Small in every other world: 7 and 8, or 2 and 3.
 */
export const checkered = (seed: number, late: number): World => {
  const [place, when, base] = [DISTRICTS[seed % 4]!, seed % 3 ? '2020' : '2021', seed % 2 ? 5 : 0]
  const odd = (sex: string, age: number) => (sex === 'female') === (age === 5)
  const size = (sex: string, age: number, area: string, year: string) =>
    area === place && year === when && age < 70 ? base + (odd(sex, age) ? 3 : 2) : 20
  const more = people(late, { day: day(`${when}-06-01`), sex: 'male', age: 70, area: DISTRICTS[(seed + 1) % 4]! })
  return worldOf(seed, 12, { people: [...filled(size), ...more] })
}

/**
 * One district with three people of each sex and younger age, twenty elsewhere; of one cell elsewhere `late` more each year. Districts add
 * up to nothing.
 */
export const apart = (seed: number, late: number): World => {
  const [place, other] = [DISTRICTS[seed % 4]!, DISTRICTS[(seed + 1) % 4]!]
  const more = ['2020', '2021'].flatMap((when) =>
    people(late, { day: day(`${when}-06-01`), sex: 'male', age: 70, area: other }),
  )
  const size = (_sex: string, age: number, area: string) => (area === place && age < 70 ? 3 : 20)
  return worldOf(seed, 12, {
    people: [...filled(size), ...more],
    tables: [{ ...mainTable(DISTRICTS), additive: [], kept: [] }],
  })
}

export const bands = (seed: number): World => {
  const wide = sexless(DISTRICTS, 'copd.wide')
  const fine = sexless(DISTRICTS, 'copd.fine')
  const axes = fine.axes.map((axis) =>
    axis.name === 'age' ? { ...axis, members: ['0-9', '10-17', '18-64', '65+'] } : axis,
  )
  const roll = dice(seed)
  const young = DISTRICTS.flatMap((place) =>
    ['2020', '2021'].flatMap((when) => [
      ...people(1 + roll(5), { day: day(`${when}-03-05`), sex: 'female', age: 5, area: place }),
      ...people(10 + roll(9), { day: day(`${when}-03-05`), sex: 'female', age: 12, area: place }),
    ]),
  )
  const others = filled((_sex, age) => (age === 5 ? 0 : 10 + roll(30)))
  return worldOf(seed, 12, { people: [...young, ...others], tables: [wide, { ...fine, axes }], population: null })
}

export const tiny = (seed: number, number: number): World => {
  const roll = dice(seed)
  return worldOf(seed, 12, {
    people: filled((_sex, _age, place) => (place === 'D1' ? roll(3) : 8 + roll(20))),
    population: (code) => (code === 'D1' ? number : 400),
  })
}

export const withAll = (seed: number): World => {
  const table = mainTable(DISTRICTS)
  const axes = table.axes.map((axis) => (axis.name === 'sex' ? { ...axis, members: [...SEXES, 'all'] } : axis))
  return worldOf(seed, 12, { tables: [{ ...table, axes, additive: ['period', 'age', 'area'] }] })
}

export function divided(seed: number): World {
  const world = worldOf(seed)
  const areas = world.areas.map((one) =>
    one.code === 'D3' || one.code === 'D4' ? { ...one, facility: 'Elsewhere' } : one,
  )
  return { ...world, areas, facilities: ['Testshire', 'Elsewhere'] }
}
