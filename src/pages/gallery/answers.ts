import type { Answer, Estimate, Indicator, LimitPoint, Verdict } from '../../domain'

/** Hand-made Answers for the gallery and for tests of words, charts and exports: every figure is made up; no statistics, only arithmetic. */

export function anIndicator(changes: Partial<Indicator> = {}): Indicator {
  return {
    id: 'copd-admissions',
    name: 'Emergency admissions for COPD',
    shortName: 'COPD admissions',
    counts: 'admissions',
    among: 'people',
    topic: 'Breathing',
    kind: 'dsr',
    recompute: null,
    unit: 'per 100,000 people',
    multiplier: 100_000,
    polarity: 'neither',
    standard: 'ESP2013',
    repeats: 'events',
    dispersion: 1,
    definition: 'Emergency admissions with COPD as the main cause.',
    rationale: '',
    source: 'Hospital records',
    method: 'Directly standardised rate',
    numerator: 'Admissions',
    denominator: 'Residents',
    caveats: [],
    disclosure: '',
    periodType: 'calendar',
    tables: [],
    breaks: [],
    ...changes,
  }
}

export interface Given {
  code: string
  name: string
  value: number | null
  /** Half the width of the 95 % interval. */
  half?: number
  size?: number
  count?: number
  status?: Estimate['status']
  why?: string
  verdict?: Verdict
}

export function anEstimate(given: Given, comparator: number | null): Estimate {
  const { code, name, value, half = (value ?? 0) * 0.07, size = 100_000 } = given
  const status = given.status ?? (value === null ? 'hidden' : 'shown')
  const interval95 = value === null ? null : { lower: Math.max(0, value - half), upper: value + half }
  const interval998 = value === null ? null : { lower: Math.max(0, value - half * 1.58), upper: value + half * 1.58 }
  const against = (limits: typeof interval95): Verdict =>
    limits === null || comparator === null
      ? 'none'
      : limits.lower > comparator
        ? 'higher'
        : limits.upper < comparator
          ? 'lower'
          : 'similar'
  const verdict = given.verdict ?? against(interval95)
  return {
    area: code,
    name,
    count: value === null ? null : (given.count ?? Math.round((value * size) / 100_000)),
    population: size,
    value,
    interval95,
    interval998,
    status,
    why: value === null ? (given.why ?? null) : null,
    verdicts: { overlap: verdict, limits: verdict },
    verdict,
    verdict998: given.verdict ?? against(interval998),
    recomputed: null,
    size: value === null ? null : size,
  }
}

export interface AnswerChanges {
  indicator?: Partial<Indicator>
  comparator?: number | null
  comparatorLabel?: string
  chosen?: string[]
  synthetic?: boolean
  changes?: Partial<Answer>
}

export function anAnswer(given: readonly Given[], options: AnswerChanges = {}): Answer {
  const { comparator = 281, comparatorLabel = 'the North', chosen = [], synthetic = false } = options
  const estimates = given.map((area) => anEstimate(area, comparator))
  const counts: Answer['counts'] = { higher: 0, similar: 0, lower: 0, none: 0 }
  for (const { verdict } of estimates) counts[verdict]++
  const order = estimates.filter((e) => e.value !== null).sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const end = (e: Estimate | undefined) => (e ? { area: e.area, name: e.name, value: e.value ?? 0 } : null)
  return {
    question: {
      release: 'demo',
      indicator: 'copd-admissions',
      areaType: 'ltla',
      within: null,
      period: '2023',
      sex: 'persons',
      ages: [],
      category: null,
      comparator: { kind: 'area', code: 'NORTH' },
      rule: 'overlap',
      chosen,
    },
    indicator: anIndicator(options.indicator),
    context: {
      release: {
        id: 'demo',
        title: 'Cairn demonstration',
        date: '2026-11-01',
        synthetic,
        protection: { kind: 'already-public', by: 'cairn', label: 'Already public, not protected by Cairn' },
        facilities: ['North West Coast'],
      },
      areaTypeLabel: { one: 'authority', many: 'authorities' },
      placeLabel: 'the North',
      periodLabel: '2023',
      sexLabel: 'women and men',
      ageLabel: 'all ages',
      categoryLabel: '',
      comparatorLabel,
    },
    estimates,
    comparator: anEstimate(
      {
        code: 'NORTH',
        name: 'the North',
        value: comparator,
        half: 3,
        size: 15_000_000,
        verdict: 'none',
        status: 'shown',
      },
      null,
    ),
    counts,
    flaggedByChance: (counts.higher + counts.lower + counts.similar) * 0.05,
    variation:
      order.length < 3
        ? null
        : {
            areas: order.length,
            beyondChance: 0.12,
            interval95: { lower: 0.1, upper: 0.15 },
            p: 0.0001,
            highest: end(order[0]),
            lowest: end(order[order.length - 1]),
          },
    limits:
      comparator === null || order.length === 0
        ? []
        : limitsAround(
            comparator,
            order.map((e) => e.size ?? 1),
          ),
    sizeLabel: 'people in the authority',
    methods: [{ name: 'Directly standardised rate, Dobson interval', source: 'Dobson 1991' }],
    notes: [],
    agreement: null,
    engine: 'columns',
    ...options.changes,
  }
}

/** Poisson-like limits: half as narrow for four times the size. */
export function limitsAround(comparator: number, sizes: readonly number[]): LimitPoint[] {
  const [low, high] = [Math.min(...sizes) / 1.5, Math.max(...sizes) * 1.5]
  return Array.from({ length: 60 }, (_, i) => {
    const size = low * (high / low) ** (i / 59)
    const sd = comparator / Math.sqrt((comparator * size) / 100_000)
    const at = (z: number) => Math.max(0, comparator + z * sd)
    return { size, lower95: at(-1.96), upper95: at(1.96), lower998: at(-3.09), upper998: at(3.09) }
  })
}

/** A repeatable stream of numbers from 0 to 1. */
export function steady(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

export const someNames = [
  'Barnsley',
  'Blackburn with Darwen',
  'Blackpool',
  'Bolton',
  'Bradford',
  'Burnley',
  'Bury',
  'Calderdale',
  'Cheshire East',
  'Cheshire West and Chester',
  'Chorley',
  'County Durham',
  'Cumberland',
  'Darlington',
  'Doncaster',
  'East Riding of Yorkshire',
  'Fylde',
  'Gateshead',
  'Halton',
  'Hartlepool',
  'Hyndburn',
  'Kingston upon Hull, City of',
  'Kirklees',
  'Knowsley',
  'Lancaster',
  'Leeds',
  'Liverpool',
  'Manchester',
  'Middlesbrough',
  'Newcastle upon Tyne',
  'North East Lincolnshire',
  'North Lincolnshire',
  'North Tyneside',
  'North Yorkshire',
  'Northumberland',
  'Oldham',
  'Pendle',
  'Preston',
  'Redcar and Cleveland',
  'Ribble Valley',
  'Rochdale',
  'Rossendale',
  'Rotherham',
  'Salford',
  'Sefton',
  'Sheffield',
  'South Ribble',
  'South Tyneside',
  'St. Helens',
  'Stockport',
  'Stockton-on-Tees',
  'Sunderland',
  'Tameside',
  'Trafford',
  'Wakefield',
  'Warrington',
  'West Lancashire',
  'Westmorland and Furness',
  'Wigan',
  'Wirral',
  'Wyre',
  'York',
]

/** Sixty-two or however many areas with plausible sizes, values and intervals. */
export function manyGiven(n: number, seed = 7, names: readonly string[] = someNames): Given[] {
  const random = steady(seed)
  return Array.from({ length: n }, (_, i) => {
    const size = Math.round(60_000 * (random() * 3 + 1) ** 1.6)
    const bell = (random() + random() + random() + random() - 2) * 1.7
    const value = Math.max(20, 281 * Math.exp(0.16 * bell))
    return {
      code: `A${String(i).padStart(5, '0')}`,
      name: names[i] ?? `Area ${i + 1}`,
      value,
      half: (1.96 * value) / Math.sqrt((value * size) / 100_000),
      size,
    }
  })
}
