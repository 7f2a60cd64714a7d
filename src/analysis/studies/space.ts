import type { Estimate, Release, Topology } from '../../domain'
import { benjaminiHochberg } from '../../statistics/comparison'
import {
  areasOf,
  borderNeighbours,
  degreesOf,
  ebIndex,
  geary,
  getisOrdStar,
  globalG,
  islandsOf,
  keepAreas,
  localMoran,
  marshallGlobal,
  marshallLocal,
  moran,
  nearestNeighbours,
  permutationP,
  permuteLocalMoran,
  permuteMoran,
  spatialWeights,
  withSelf,
  type MoranPermutation,
  type Neighbours,
  type SpatialWeights,
} from '../../statistics/space'
import { evaluated, eventsOfAreas } from './evaluated'
import { attempted, figureOr, type StudyKind, type StudyRun } from './study'

interface SpaceInput {
  unit: string
  /** Areas with a value, in the release's order. */
  areas: readonly { area: string; name: string; value: number }[]
  /** Observed and expected events of each, in the same order; null where one has none. */
  events: { observed: readonly number[]; expected: readonly number[] } | null
  neighbours: Neighbours
  /** Whether neighbours are the nearest centres, for want of boundaries. */
  byDistance: boolean
  /** How many areas have no value, and so no part. */
  without: number
}

/** Fewer areas than these show no pattern that could be told from chance. */
const FEWEST = 10
const PERMUTATIONS = 9_999
const NEAREST = 6
const LEVEL = 0.05
/** Values dealt to areas in about a tenth of a second: what is worth a message to a worker. */
const DEALT = 1e6
/** From so many of those, several workers are quicker than one. */
const WORTH_SHARING = 10 * DEALT

/** Permuted Moran’s I of the values and of rates that allow for areas’ sizes; null where there is none. */
interface Permuted {
  values: MoranPermutation | null
  rates: MoranPermutation | null
}

/** Whether neighbours are alike, and where values cluster. */
export const space: StudyKind<SpaceInput> = {
  id: 'space',
  label: 'Neighbours',
  *gather(question, release, { boundaries }) {
    const { estimates } = yield* evaluated(question, release)
    const places = boundaries ? null : placesOf(release, estimates)
    if (!boundaries && !places)
      return { why: 'this release has neither boundaries nor centres of all areas, so nobody can tell who is beside whom' } // prettier-ignore
    const valued = estimates.flatMap(({ area, name, value }, at) => (value === null ? [] : [{ at, area, name, value }]))
    if (valued.length < FEWEST) return { why: `only ${valued.length} areas have a value; ${FEWEST} are needed` }
    const counted = yield* eventsOfAreas(question, release)
    const events = counted?.map(({ area }) => area).join() === valued.map(({ area }) => area).join() ? counted : null
    const kept = valued.map(({ at }) => at)
    const neighbours = boundaries
      ? keepAreas(neighboursFor(boundaries, estimates), kept)
      : nearestOf(kept.map((at) => places![at]!))
    if (neighbours.ids.length === 0) return { why: 'no two areas that have a value are neighbours' }
    return {
      unit: release.indicators.find(({ id }) => id === question.indicator)!.unit,
      areas: valued.map(({ area, name, value }) => ({ area, name, value })),
      events: events && {
        observed: events.map(({ observed }) => observed),
        expected: events.map(({ expected }) => expected),
      },
      neighbours,
      byDistance: !boundaries,
      without: estimates.length - valued.length,
    }
  },
  compute(input, run) {
    const values = Float64Array.from(input.areas, ({ value }) => value)
    const weights = spatialWeights(input.neighbours, 'W')
    if (values.every((value) => value === values[0]))
      return { figures: [], columns: [], rows: [], methods: [], notes: ['All areas have the same value, so there is no pattern.'], draws: null } // prettier-ignore
    return {
      figures: figures(input, values, weights, addUp(run.done as Permuted[] | undefined) ?? permute(input, run.seed)),
      ...local(input, values, weights, run),
      methods: input.byDistance ? [NEAREST_METHOD, ...METHODS.slice(1)] : METHODS,
      notes: notes(input),
      draws: { seed: run.seed, number: PERMUTATIONS },
    }
  },
  // Not local Moran's: all areas share one table of draws, and preparing that takes half of its tenth of a second.
  ranges: {
    of: ({ areas }) =>
      areas.length * PERMUTATIONS < WORTH_SHARING
        ? null
        : { pieces: PERMUTATIONS, each: Math.max(1, Math.round(DEALT / areas.length)) },
    work: permute,
  },
}

/** Permutations `from` to `to` − 1 of the whole pattern; all unless given. */
function permute({ areas, events, neighbours }: SpaceInput, seed: number, from = 0, to = PERMUTATIONS): Permuted {
  const weights = spatialWeights(neighbours, 'W')
  const values = areas.map(({ value }) => value)
  const rates = events && attempted(() => ebIndex(events.observed, events.expected, weights).z)
  return {
    values: attempted(() => permuteMoran(values, weights, { seed, from, to })),
    rates: rates && attempted(() => permuteMoran(rates, weights, { seed, from, to })),
  }
}

function addUp(parts: readonly Permuted[] | undefined): Permuted | null {
  const sum = (of: (one: Permuted) => MoranPermutation | null) =>
    parts!.map(of).reduce((one, other) => one && other && { permutations: one.permutations + other.permutations, atLeast: one.atLeast + other.atLeast, atMost: one.atMost + other.atMost }) // prettier-ignore
  return parts?.length ? { values: sum(({ values }) => values), rates: sum(({ rates }) => rates) } : null
}

/** Neighbours share a border or a corner. Whoever has no shape is an island. */
const neighboursFor = (boundaries: Topology, estimates: readonly Estimate[]) =>
  borderNeighbours(boundaries, estimates.map(({ area }) => area), 'queen') // prettier-ignore

/** Centres of the areas, in degrees; null where one has none. */
function placesOf(release: Release, estimates: readonly Estimate[]) {
  const known = new Map(release.areas.map((area) => [area.code, area]))
  const places = estimates.flatMap(({ area }) => {
    const { x = null, y = null } = known.get(area) ?? {}
    return x === null || y === null ? [] : [{ x, y }]
  })
  return places.length === estimates.length ? places : null
}

/** As many nearest centres as an area of a map has neighbours on average: six. */
const nearestOf = (places: readonly { x: number; y: number }[]) =>
  nearestNeighbours(
    { on: 'globe', longitude: places.map(({ x }) => x), latitude: places.map(({ y }) => y) },
    NEAREST,
  ) // prettier-ignore

/** Figures of the whole pattern. */
function figures({ events }: SpaceInput, values: Float64Array, weights: SpatialWeights, permuted: Permuted) {
  const twoSided = (counts: MoranPermutation | null) => counts && permutationP(counts).twoSided
  return [
    figureOr('moran', 'Moran’s I: are neighbours alike?', () => {
      const { value, expectation } = moran(values, weights)
      return { value, p: twoSided(permuted.values), note: `${expectation.toPrecision(3)} by chance` }
    }),
    figureOr('geary', 'Geary’s C: below 1 where neighbours are alike', () => {
      const { value, randomisation } = geary(values, weights)
      return { value, p: randomisation?.p ?? null }
    }),
    figureOr('global-g', 'Global G: do high values lie together?', () => {
      const found = globalG(values, weights)
      return { value: found.value, p: found.randomisation?.p ?? null }
    }),
    figureOr('eb-index', 'Moran’s I of rates that allow for areas’ sizes', () => {
      if (!events) return { note: 'it needs events and how many are expected, which not every area here has' }
      const { value } = ebIndex(events.observed, events.expected, weights)
      return { value, p: twoSided(permuted.rates) }
    }),
  ]
}

/** What is said of each area. */
function local(input: SpaceInput, values: Float64Array, weights: SpatialWeights, { seed, onProgress }: StudyRun) {
  const { unit, areas, events, neighbours } = input
  const found = localMoran(values, weights)
  onProgress?.(0.5)
  const { pTwoSided } = permuteLocalMoran(values, weights, { seed, permutations: PERMUTATIONS })
  const adjusted = benjaminiHochberg(pTwoSided)
  const hot = values.every((value) => value >= 0) ? getisOrdStar(values, spatialWeights(withSelf(neighbours), 'B')) : null // prettier-ignore
  const smoothed = events ? marshallLocal(events.observed, events.expected, neighbours).smoothed : null
  const smoothedAll = events ? marshallGlobal(events.observed, events.expected).smoothed : null
  const degrees = degreesOf(neighbours)
  const orNull = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
  return {
    columns: [
      { id: 'value', label: 'Value', unit },
      { id: 'neighbours', label: 'Neighbours with a value', unit: '' },
      { id: 'cluster', label: 'Cluster', unit: '' },
      { id: 'local-moran', label: 'Local Moran’s I', unit: '' },
      { id: 'p', label: 'Probability by chance', unit: '' },
      { id: 'p-adjusted', label: 'The same, for all areas looked at', unit: '' },
      { id: 'gi-star', label: 'Gi*, standard deviations', unit: '' },
      { id: 'smoothed', label: 'Observed over expected, smoothed over neighbours', unit: '' },
      { id: 'smoothed-all', label: 'Observed over expected, smoothed over all areas', unit: '' },
    ],
    rows: areas.map(({ area, name, value }, i) => ({
      area,
      name,
      cells: [
        value,
        degrees[i]!,
        clusterWord(found.quadrant[i]!, adjusted[i]!),
        found.value[i]!,
        orNull(pTwoSided[i]),
        orNull(adjusted[i]),
        orNull(hot?.z[i]),
        orNull(smoothed?.[i]),
        orNull(smoothedAll?.[i]),
      ],
    })),
  }
}

const CLUSTERS = {
  'High-High': 'high among high',
  'Low-Low': 'low among low',
  'High-Low': 'high among low',
  'Low-High': 'low among high',
} as const

const clusterWord = (quadrant: keyof typeof CLUSTERS, p: number) => (p <= LEVEL ? CLUSTERS[quadrant] : 'no cluster')

function notes({ neighbours, areas, without }: SpaceInput): string[] {
  const islands = islandsOf(neighbours).map((at) => areas[at]!.name)
  const said = [`A cluster is named where its probability, adjusted for the ${areasOf(neighbours)} areas looked at, is at most 5 %.`] // prettier-ignore
  if (islands.length > 0) said.push(`Without a neighbour that has a value: ${islands.join(', ')}.`)
  if (without > 0)
    said.push(`${without === 1 ? 'One area has' : `${without} areas have`} no value and no part in this.`)
  return said
}

const NEAREST_METHOD = {
  name: `Neighbours: the ${NEAREST} nearest centres, as the release has no boundaries; weights of each area add up to 1`,
  source: 'Anselin (1988), Spatial Econometrics',
}

const METHODS = [
  { name: 'Neighbours: a shared border or corner; weights of each area add up to 1', source: 'Cliff & Ord (1981), Spatial Processes' }, // prettier-ignore
  { name: 'Moran’s I and local Moran’s I, 9,999 permutations', source: 'Anselin (1995), Geogr. Anal. 27, 93–115' },
  { name: 'Allowing for all areas looked at: Benjamini–Hochberg', source: 'Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289–300' }, // prettier-ignore
  { name: 'Geary’s C', source: 'Geary (1954), Incorp. Statist. 5, 115–145' },
  { name: 'Getis–Ord G; Gi*', source: 'Getis & Ord (1992), Geogr. Anal. 24, 189–206; Ord & Getis (1995), Geogr. Anal. 27, 286–306' }, // prettier-ignore
  {
    name: 'Smoothing over neighbours and over all areas: local and global empirical Bayes',
    source: 'Marshall (1991), Appl. Stat. 40, 283–294',
  },
  { name: 'Moran’s I of rates: empirical Bayes index', source: 'Assunção & Reis (1999), Stat. Med. 18, 2147–2162' },
]
