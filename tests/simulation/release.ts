import type { FacilityRules, Release } from '../../src/domain'
import type { DenseTable, Measure } from '../../src/engine/port'
import { demoAreas, demoDimensions } from '../../src/demo/dimensions'
import { populationOf } from '../../src/demo'
import { quinaryAges } from '../../src/demo/ages'
import { populationPlan, tablePlans } from '../../src/demo/tables'
import type { Shown, ProtectedRegion, PolicyName, Drawn } from './draw'
import { POLICIES } from './draw'
import type { TrueTopic } from './world'
import { YEAR, places, regions } from './world'

const PERIOD = `${YEAR}`

/** One topic and one year as a release of all regions, with the tables that an engine takes. */
export interface Made {
  release: Release
  tables: DenseTable[]
}

function rulesOf(facility: string, policy: PolicyName): FacilityRules {
  const { id, version, label, method, base, hideTo, zerosShown, leastValues, small, bestGuess, approval } =
    POLICIES[policy]
  return {
    facility,
    policy: id,
    version,
    label,
    method,
    base,
    hideTo,
    thresholds: {},
    zerosShown,
    reach: 1,
    leastValues,
    small,
    bestGuess,
    groupDisclosureApproved: false,
    approval,
  }
}

/** Codes of all areas of the tables: authorities in the demo's order, then the regions. */
const AREAS = [...places.map(({ code }) => code), ...regions.map(({ code }) => code)]

/** Lays the regions' columns beside each other: `at` gives a region's cell for a stratum and an area of its own. */
function join(
  protectedRegions: readonly ProtectedRegion[],
  strata: number,
  of: (region: ProtectedRegion) => Shown,
): Measure {
  const values = new Int32Array(strata * AREAS.length)
  const status = new Uint8Array(values.length).fill(3)
  for (const made of protectedRegions) {
    const { values: own, status: statuses } = of(made)
    const codes = [
      ...places.filter(({ region }) => region === made.region).map(({ code }) => code),
      regions.find(({ id }) => id === made.region)!.code,
    ]
    for (let s = 0; s < strata; s++)
      codes.forEach((code, position) => {
        const to = s * AREAS.length + AREAS.indexOf(code)
        values[to] = own[s * made.areas + position]!
        status[to] = statuses[s * made.areas + position]!
      })
  }
  return { values, status }
}

function exactly(cells: TrueTopic, values: ArrayLike<number>, strata: number): Measure {
  const laid = new Int32Array(strata * AREAS.length)
  cells.cells.forEach(({ place, sex, age }, cell) => {
    const row = (sex * cells.ages.length + age) * AREAS.length
    laid[row + place] = values[cell]!
    laid[row + AREAS.indexOf(regions.find(({ id }) => id === places[place]!.region)!.code)]! += values[cell]!
  })
  return { values: laid, status: null }
}

function population(): DenseTable {
  const values = new Int32Array(2 * quinaryAges.length * AREAS.length)
  for (const place of places)
    populationOf(place)
      .get(YEAR)!
      .forEach((people, cell) => {
        values[cell * AREAS.length + place.index] = people
        values[cell * AREAS.length + AREAS.indexOf(regions.find(({ id }) => id === place.region)!.code)]! += people
      })
  return {
    id: 'population',
    axes: [
      { name: 'period', size: 1 },
      { name: 'sex', size: 2 },
      { name: 'age', size: quinaryAges.length },
      { name: 'area', size: AREAS.length },
    ],
    measures: { population: { values, status: null } },
  }
}

/** The release of protected regions, or, given true counts alone, of those as they are. */
export function releaseOf(topic: TrueTopic, drawn: Drawn, made: readonly ProtectedRegion[] | null): Made {
  const { indicator } = topic.topic
  const apart = topic.sexes.length > 1
  const strata = topic.sexes.length * topic.ages.length
  const own = drawn.register !== null
  const plan = tablePlans.find(({ table }) => table.id === `${indicator.id}.main`)!.table
  const kept = made ? plan.axes.map(({ name }) => name).filter((name) => name !== 'period') : []
  const axes = plan.axes.map(({ name, members }) => ({
    name,
    members: name === 'period' ? [PERIOD] : name === 'area' ? AREAS : members,
  }))
  const main = { ...plan, path: '', axes, kept }
  const total = {
    ...main,
    id: `${indicator.id}.total`,
    axes: axes.filter(({ name }) => name === 'period' || name === 'area'),
    populationAges: null,
    limits: { age: topic.ages, sex: apart ? topic.sexes : topic.topic.sexes },
  }
  const sized = (table: { id: string; axes: readonly { name: string; members: readonly string[] }[] }) => ({
    id: table.id,
    axes: table.axes.map(({ name, members }) => ({ name, size: members.length })),
  })
  const measures = (of: 'main' | 'total', rows: number): Record<string, Measure> => ({
    count: made ? join(made, rows, (one) => one[of].count) : exactly(topic, drawn.counts, rows),
    ...(own && {
      population: made ? join(made, rows, (one) => one[of].population!) : exactly(topic, drawn.register!, rows),
    }),
  })
  // Only the regions that hide release totals; elsewhere the sums of cells are as good.
  const hiding = made?.filter(({ policy }) => policy === 'hide-under-10') ?? []
  const dimensions = demoDimensions()
  const descriptor = (table: DenseTable, shape: typeof main) => ({ ...shape, id: table.id })
  const tables: DenseTable[] = [{ ...sized(main), measures: measures('main', strata) }]
  const people = { ...populationPlan, path: '', axes: populationPlan.axes.map(({ name, members }) => ({ name, members: name === 'period' ? [PERIOD] : name === 'area' ? AREAS : members })) } // prettier-ignore
  const shapes = [descriptor(tables[0]!, main)]
  if (hiding.length > 0) {
    const count = join(hiding, 1, (one) => one.total.count)
    tables.push({
      ...sized(total),
      measures: { count, ...(own && { population: join(hiding, 1, (one) => one.total.population!) }) },
    })
    shapes.push(total)
  }
  tables.push(population())
  const events = topic.topic.model.events
  const mean = events.reduce((sum, share, at) => sum + share * (at + 1), 0)
  const squares = events.reduce((sum, share, at) => sum + share * (at + 1) ** 2, 0)
  const release: Release = {
    id: 'coverage',
    title: '',
    description: '',
    date: '2026-01-01',
    identity: '',
    synthetic: true,
    protection: made
      ? {
          kind: 'protected',
          label: 'for a simulation',
          rules: made.map(({ region, policy }) => rulesOf(regions.find(({ id }) => id === region)!.facility, policy)),
        }
      : { kind: 'already-public', by: 'simulation', label: '' },
    facilities: regions.map(({ facility }) => facility),
    parts: [],
    review: null,
    licences: [],
    sources: [],
    contributors: [],
    scoreName: null,
    dimensions,
    areas: demoAreas(),
    indicators: [
      {
        ...indicator,
        recompute: null,
        dispersion: indicator.repeats === 'events' ? squares / mean : 1,
        source: '',
        disclosure: '',
        periodType: '',
        tables: shapes.map(({ id }) => id),
        breaks: [],
      },
    ],
    tables: [...shapes, people],
    boundaries: null,
    layout: null,
    summary: null,
    comparators: ['NORTH'],
    defaultAreaType: 'la',
    notes: [],
  }
  return { release, tables }
}
