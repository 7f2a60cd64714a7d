import { protect, publicRules, shapesOf, withDenominator } from '../../../src/disclosure'
import type { CountTable, Policy, Solver, TableShape } from '../../../src/disclosure'
import type { Area, FacilityRules, Indicator, Period } from '../../../src/domain'
import type { DraftTable, ReleaseDraft, SafeDraft } from '../../../src/release'
import { markSafe } from '../../../src/release/draft'
import { protectedDraft } from '../../../src/release/protected'
import { area, indicator, scatter } from '../../release/fixture'

/** One person, or one event: where, when, who. `counted`: in the numerator, else only in the denominator. */
export interface Person {
  /** Days since 1970. */
  day: number
  sex: string
  age: number
  /** Code of the area, or `OLD→NEW` where it was reorganised. */
  area: string
  counted: boolean
}

export interface WorldTable {
  id: string
  axes: { name: string; members: string[] }[]
  ownPopulation?: boolean
  additive?: string[]
  kept?: string[]
}

/** A tiny place with its people, and what is published of it. */
export interface World {
  people: Person[]
  areas: Area[]
  periods: Period[]
  tables: WorldTable[]
  repeats: Indicator['repeats']
  /** People of each sex, age band and area and year in the shared table; null: none published. */
  population: ((area: string) => number) | null
  facilities: string[]
}

export const AGES = [
  { code: '0-17', label: '0-17', start: 0, end: 17 },
  { code: '18-64', label: '18-64', start: 18, end: 64 },
  { code: '65+', label: '65+', start: 65, end: null },
  { code: '0-64', label: '0-64', start: 0, end: 64 },
  { code: '0-9', label: '0-9', start: 0, end: 9 },
  { code: '10-17', label: '10-17', start: 10, end: 17 },
]
export const SEXES = ['female', 'male']
export const day = (date: string) => Math.round(Date.parse(date) / 86_400_000)
export const year = (code: string, kind: Period['kind'] = 'calendar'): Period => ({
  code,
  label: code,
  start: `${code}-01-01`,
  end: `${code}-12-31`,
  kind,
})

/** Whole numbers from 0 to below `most`, the same for a seed. */
export function dice(seed: number): (most: number) => number {
  const random = scatter(seed * 7919 + 17)
  return (most) => Math.floor(random.next().value * most)
}

/** Four districts of one region in one facility, two years, about as many people a cell as `mean` says. */
export function worldOf(seed: number, mean = 12, over: Partial<World> = {}): World {
  const roll = dice(seed)
  const codes = ['D1', 'D2', 'D3', 'D4']
  const people: Person[] = []
  for (const place of codes)
    for (const when of ['2020', '2021'])
      for (const sex of SEXES)
        for (const age of [5, 30, 70]) {
          // Some cells are empty, many are small, a few large.
          const size = roll(6) === 0 ? 0 : 1 + roll(2 * mean) + (roll(5) === 0 ? 40 : 0)
          for (let one = 0; one < size; one++)
            people.push({ day: day(`${when}-01-01`) + roll(365), sex, age: age + roll(5), area: place, counted: true })
        }
  return {
    people,
    areas: [
      ...codes.map((code) => area(code, { parents: ['R1'], facility: 'Testshire' })),
      area('R1', { type: 'region', parents: [], facility: null }),
    ],
    periods: [year('2020'), year('2021')],
    tables: [mainTable(codes)],
    repeats: 'persons',
    population: () => 400,
    facilities: ['Testshire'],
    ...over,
  }
}

export const mainTable = (areas: string[], id = 'copd.main'): WorldTable => ({
  id,
  axes: [
    { name: 'period', members: ['2020', '2021'] },
    { name: 'sex', members: [...SEXES] },
    { name: 'age', members: ['0-17', '18-64', '65+'] },
    { name: 'area', members: areas },
  ],
})

/** Ages of the shared populations, which do not overlap. */
const NARROW = ['0-9', '10-17', '18-64', '65+']
const takesIn = (ages: readonly string[] = ['all']) =>
  Object.fromEntries(
    ages.map((age) => {
      const band = AGES.find(({ code }) => code === age)
      const within = AGES.filter(
        ({ code, start, end }) =>
          NARROW.includes(code) && (!band || (start >= band.start && (end ?? 999) <= (band.end ?? 999))),
      )
      return [age, within.map(({ code }) => code)]
    }),
  )

const ALL_AXES = ['period', 'sex', 'age', 'area']

/** Tables as a descriptor has them. `kept`: axes whose sums were rounded with their parts. */
export function outlined(world: World, policy: Policy): Omit<DraftTable, 'measures'>[] {
  return world.tables.map(({ id, axes, ownPopulation = false, additive, kept }) => ({
    id,
    shape: 'counts' as const,
    axes,
    ownPopulation,
    additive: additive ?? ALL_AXES.filter((name) => axes.some((axis) => axis.name === name)),
    populationAges:
      world.population && !ownPopulation ? takesIn(axes.find(({ name }) => name === 'age')?.members) : null,
    kept:
      kept ??
      (policy.method === 'controlled-rounding' ? axes.map(({ name }) => name).filter((name) => name !== 'period') : []),
    limits: {},
  }))
}

/** How many people each cell of a shape counts. `among`: all of them, else the counted alone. */
export function count(shape: TableShape, { people, periods }: World, among = false): Int32Array {
  const places = shape.axes.map(({ name, members }) => {
    const covers = members.map(({ code, covers: atoms = [code] }) => new Set(atoms))
    const cuts = [...new Set(covers.flatMap((set) => [...set]))].flatMap(
      (atom) => /^from (-?\d+)$/.exec(atom)?.[1] ?? [],
    )
    const sorted = cuts.map(Number).sort((a, b) => b - a)
    const atomOf = (one: Person): string => {
      if (name === 'sex') return one.sex
      if (name === 'area') return one.area
      const at = name === 'age' ? one.age : one.day
      if (sorted.length > 0) return `from ${sorted.find((cut) => cut <= at)}`
      const holds = ({ start, end }: Period) => day(start) <= at && at <= day(end)
      return name === 'age'
        ? (AGES.find(({ code, start, end }) => covers.some((set) => set.has(code)) && start <= at && at <= (end ?? 999))
            ?.code ?? '')
        : (periods.find((period) => covers.some((set) => set.has(period.code)) && holds(period))?.code ?? '')
    }
    const known = new Map<string, number[]>()
    return (one: Person): number[] => {
      const atom = atomOf(one)
      const found = known.get(atom) ?? covers.flatMap((set, at) => (set.has(atom) ? [at] : []))
      known.set(atom, found)
      return found
    }
  })
  const sizes = shape.axes.map(({ members }) => members.length)
  const counts = new Int32Array(sizes.reduce((product, size) => product * size, 1))
  for (const one of people) {
    if (!one.counted && !among) continue
    let cells = [0]
    places.forEach((placesOf, axis) => {
      cells = cells.flatMap((cell) => placesOf(one).map((at) => cell * sizes[axis]! + at))
    })
    for (const cell of cells) counts[cell]!++
  }
  return counts
}

export function countTables(world: World, policy: Policy): CountTable[] {
  const outline = outlined(world, policy)
  const shapes = shapesOf('copd', outline, {
    dimensions: { periods: world.periods, ages: AGES },
    areas: world.areas,
    allIsSum: true,
  })
  return shapes.map((shape, at) => {
    const table: CountTable = { ...shape, counts: count(shape, world) }
    return outline[at]!.ownPopulation ? withDenominator(table, count(shape, world, true)) : table
  })
}

export const rulesOf = (policy: Policy, facility: string, over: Partial<FacilityRules> = {}): FacilityRules => ({
  ...publicRules(policy, facility),
  ...over,
})

export interface Edition {
  id?: string
  date?: string
  rules?: readonly FacilityRules[]
}

/** All of a release but its counts. */
export function outlineOf(world: World, policy: Policy, { id = 'planted', date = '2025-03-31', rules }: Edition = {}) {
  const shared: DraftTable[] = world.population ? [populationTable(world, world.population)] : []
  const tables = outlined(world, policy)
  return {
    id,
    title: 'A planted release',
    description: 'Made up.',
    date,
    synthetic: true,
    protection: {
      kind: 'protected' as const,
      label: policy.label,
      rules: rules ?? world.facilities.map((facility) => rulesOf(policy, facility)),
    },
    facilities: world.facilities,
    parts: [],
    review: null,
    licences: [],
    sources: [],
    contributors: [],
    scoreName: null,
    dimensions: {
      periods: world.periods,
      sexes: [...SEXES, 'persons'].map((code) => ({ code, label: code })),
      ages: AGES,
      categories: [],
      areaTypes: [
        {
          id: 'ltla',
          label: { one: 'authority', many: 'authorities' },
          includes: ['district'],
          means: 'residence' as const,
        },
      ],
    },
    areas: world.areas,
    indicators: [indicator('copd', { kind: 'rate', tables: tables.map((table) => table.id), repeats: world.repeats })],
    tables: [...shared, ...tables.map((table) => ({ ...table, measures: {} }))],
    boundaries: null,
    layout: null,
    comparators: ['R1'],
    defaultAreaType: 'ltla',
    notes: [],
  } satisfies ReleaseDraft
}

function populationTable(world: World, people: (area: string) => number): DraftTable {
  const areas = world.areas.filter(({ type }) => type === 'district').map(({ code }) => code)
  const axes = [
    { name: 'period', members: world.periods.map(({ code }) => code) },
    { name: 'sex', members: [...SEXES] },
    { name: 'age', members: NARROW },
    { name: 'area', members: areas },
  ]
  const rows = axes.reduce((product, { members }) => product * members.length, 1)
  const values = Int32Array.from({ length: rows }, (_, row) => people(areas[row % areas.length]!))
  return {
    id: 'population',
    shape: 'population',
    axes,
    ownPopulation: false,
    additive: ALL_AXES,
    populationAges: null,
    kept: [],
    limits: {},
    measures: { population: { values, status: null } },
  }
}

/** The same world as the real rules make it: what nothing may complain about. */
export function safeDraft(
  world: World,
  policy: Policy,
  solver: Solver,
  edition: Edition & { standing?: (Int32Array | null)[] } = {},
): SafeDraft {
  const made = protect(
    countTables(world, policy),
    policy,
    solver,
    edition.standing ? { standing: edition.standing } : {},
  )
  return protectedDraft(outlineOf(world, policy, edition), [made])
}

/** A stored cell as it is published; `at`: codes of its members by axis. */
export type Publish = (
  count: number,
  at: Readonly<Record<string, string>>,
  table: string,
) => [value: number, status: number]

/** A release whose cells somebody published by hand. Marked as safe, which only a test may do. */
export function plantedDraft(
  world: World,
  policy: Policy,
  publish: Publish,
  edition: Edition = {},
  among?: Publish,
): SafeDraft {
  const outline = outlineOf(world, policy, edition)
  const shapes = storedShapes(world, policy)
  const tables = outline.tables.map((table): DraftTable => {
    const shape = shapes.find(({ id }) => id === table.id)
    if (!shape) return table
    const measures = { count: published(shape, count(shape, world), publish) }
    if (!table.ownPopulation) return { ...table, measures }
    return {
      ...table,
      measures: { ...measures, population: published(shape, count(shape, world, true), among ?? publish) },
    }
  })
  return markSafe({ ...outline, tables })
}

/** Shapes without added sums: the stored cells alone. */
function storedShapes(world: World, policy: Policy): TableShape[] {
  const outline = outlined(world, policy)
  const shapes = shapesOf('copd', outline, {
    dimensions: { periods: world.periods, ages: AGES },
    areas: world.areas,
    allIsSum: true,
  })
  return shapes.map((shape, at) => ({
    ...shape,
    axes: shape.axes.map((axis, k) => ({
      ...axis,
      members: axis.members.slice(0, outline[at]!.axes[k]!.members.length),
    })),
  }))
}

function published(shape: TableShape, counts: Int32Array, publish: Publish) {
  const values = new Int32Array(counts.length)
  const status = new Uint8Array(counts.length)
  const sizes = shape.axes.map(({ members }) => members.length)
  counts.forEach((truth, cell) => {
    let left = cell
    const at: Record<string, string> = {}
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      at[shape.axes[axis]!.name] = shape.axes[axis]!.members[left % sizes[axis]!]!.code
      left = Math.floor(left / sizes[axis]!)
    }
    ;[values[cell], status[cell]] = publish(truth, at, shape.id)
  })
  return { values, status }
}
