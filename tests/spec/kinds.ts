import type { Spec } from './spec'
import { spec } from './spec'

const LA = ['A', 'B', 'C']
const plain = { period: ['2022'], area: LA }
const RATE = { kind: 'rate', unit: 'per 1,000 people', multiplier: 1000, repeats: 'events' } as const
const AGES = { period: ['2022'], age: ['0-64', '65+'], area: LA }

/** Of 100,000 persons of ESP2013 80,500 are under 65 and 19,500 are older. */
const STANDARDISED = {
  id: 't',
  axes: AGES,
  // A: 40 of 1,000 young, 60 of 500 old. B: 10 of 1,000, 50 of 500. C: 2 of 1,000, 5 of 500.
  cells: { count: [40, 10, 2, 60, 50, 5], population: [1000, 1000, 1000, 500, 500, 500] },
}

export const kindSpecs: Spec[] = [
  spec(
    'a proportion is cases over people, with Wilson’s interval',
    { tables: [{ id: 't', axes: plain, cells: { count: [20, 30, 50], population: [100, 200, 100] } }] },
    {
      areas: LA,
      estimates: {
        A: {
          count: 20,
          population: 100,
          value: 20,
          size: 100,
          status: 'shown',
          why: null,
          interval95: { lower: 13.336693333103, upper: 28.882916559316 },
          interval998: { lower: 10.519162066712, upper: 34.711094170086 },
          verdict: 'similar',
          verdict998: 'similar',
        },
        // 15 % with an upper limit of 20.6 % under the North's 25 %; at 99.8 % it reaches 24.4 %: still under.
        B: {
          value: 15,
          interval95: { lower: 10.713593562242, upper: 20.605579284167 },
          verdict: 'lower',
          verdict998: 'lower',
        },
        C: { value: 50, interval95: { lower: 40.3831530366, upper: 59.6168469634 }, verdict: 'higher' },
      },
      // 100 of 400 people: the three authorities added up.
      comparator: { area: 'N', name: 'North', count: 100, population: 400, value: 25 },
      counts: { higher: 1, similar: 1, lower: 1, none: 0 },
      // Each is part of the North: 2Φ(−1.96 ∕ √(1 − n∕400)) at n = 100, 200, 100; scipy: 0.05282483931598673.
      flaggedByChance: 0.05282483931598683,
      sizeLabel: 'Number of people',
      context: {
        comparatorLabel: 'the North',
        placeLabel: 'the North',
        areaTypeLabel: { one: 'authority', many: 'authorities' },
        sexLabel: 'people',
        ageLabel: 'all ages',
        periodLabel: '2022',
      },
    },
  ),
  spec(
    'none and all of the people keep limits within 0 and 100',
    { tables: [{ id: 't', axes: plain, cells: { count: [0, 100, 5], population: [50, 100, 50] } }] },
    {
      estimates: {
        A: {
          value: 0,
          interval95: { lower: 0, upper: 7.1347599133359 },
          interval998: { lower: 0, upper: 16.036289104279 },
        },
        B: {
          value: 100,
          interval95: { lower: 96.300650179301, upper: 100 },
          interval998: { lower: 91.282906272004, upper: 100 },
        },
      },
    },
  ),
  spec(
    'a rate is exact below 10 events and Byar’s from there',
    {
      indicator: RATE,
      tables: [{ id: 't', axes: plain, cells: { count: [5, 20, 0], population: [1000, 1000, 1000] } }],
    },
    {
      estimates: {
        A: {
          value: 5,
          interval95: { lower: 1.6234863901184, upper: 11.668332079323 },
          interval998: { lower: 0.73937173191783, upper: 16.45474520368 },
        },
        B: {
          value: 20,
          interval95: { lower: 12.211428834876, upper: 30.889880369197 },
          interval998: { lower: 8.9228023651442, upper: 38.085035625042 },
        },
        C: { value: 0, interval95: { lower: 0, upper: 3.6888794541139 } },
      },
      comparator: { count: 25, population: 3000, value: 25 / 3 },
    },
  ),
  spec(
    'events of few people widen the interval of a rate by their dispersion',
    {
      // 40 events at dispersion 2 are as certain as 20: twice Byar's limits of 20.
      indicator: { ...RATE, dispersion: 2 },
      tables: [{ id: 't', axes: plain, cells: { count: [40, 40, 40], population: [1000, 1000, 1000] } }],
    },
    { estimates: { A: { value: 40, interval95: { lower: 24.422857669752, upper: 61.779760738394 } } } },
  ),
  spec(
    'control limits of a rate: 20 events where 10 are expected lie outside 95 % but inside 99.8 %',
    {
      // Exact Poisson: 20 events are compatible with 12.2 to 30.9 (95 %) and 8.96 to 38.1 (99.8 %).
      indicator: RATE,
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], area: ['N', ...LA] },
          cells: { count: [100, 20, 10, 12], population: [10000, 1000, 1000, 1000] },
        },
      ],
      question: { rule: 'limits' },
    },
    {
      estimates: {
        A: { verdict: 'higher', verdict998: 'similar', verdicts: { limits: 'higher', overlap: 'higher' } },
        B: { verdict: 'similar' },
      },
      comparator: { value: 10 },
      counts: { higher: 1, similar: 2, lower: 0, none: 0 },
    },
  ),
  spec(
    'a standardised rate weighs each age group as in the standard population',
    { indicator: { ...RATE, kind: 'dsr', standard: 'ESP2013' }, tables: [STANDARDISED] },
    {
      estimates: {
        // A: 0.805 × 40∕1000 + 0.195 × 60∕500 = 0.0322 + 0.0234; B: 0.00805 + 0.0195.
        A: { value: 55.6, count: 100, population: 1500 },
        B: { value: 27.55, count: 60 },
        C: {
          value: null,
          status: 'unreliable',
          count: 7,
          why: 'fewer than 10 events: too few for a rate',
          verdict: 'none',
        },
      },
      // (52, 3000) and (115, 1500): 0.805 × 52∕3000 + 0.195 × 115∕1500.
      comparator: { value: 28.903333333333332, count: 167 },
      counts: { none: 1 },
      note: /without a rate: fewer than 10 events/,
    },
  ),
  spec(
    'Dobson’s limits scale Byar’s by the standardised variance',
    { indicator: { ...RATE, kind: 'dsr', standard: 'ESP2013' }, tables: [STANDARDISED] },
    {
      estimates: {
        // V = 0.805²·40∕1000² + 0.195²·60∕500² = 3.5047e-5; √(V∕100) = 5.92005e-4; Byar 100: 81.3621… to 121.6279….
        A: {
          interval95: {
            lower: 1000 * (0.0556 + Math.sqrt(3.5047e-7) * (81.362105490528 - 100)),
            upper: 1000 * (0.0556 + Math.sqrt(3.5047e-7) * (121.62793757921 - 100)),
          },
          size: 0.0556 / 3.5047e-5,
        },
      },
    },
  ),
  spec(
    'a ratio is observed over what the comparator’s rates of each age and sex lead to expect',
    {
      indicator: { kind: 'ratio', unit: '', multiplier: 100 },
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], sex: ['female', 'male'], age: ['0-64', '65+'], area: ['A', 'B'] },
          additive: ['sex', 'age'],
          cells: {
            // Rates of both together: women 10∕200, 40∕100; men 20∕200, 50∕100.
            count: [4, 6, 10, 30, 12, 8, 30, 20],
            population: [100, 100, 50, 50, 100, 100, 50, 50],
          },
        },
      ],
    },
    {
      // Both have the same people, so each expects 5 + 20 + 10 + 25 = 60: 56 and 64 observed.
      estimates: {
        A: { value: (56 / 60) * 100, count: 56, population: 60, size: 60 },
        B: { value: (64 / 60) * 100, count: 64, population: 60 },
      },
      comparator: { value: 100, count: 120, population: 120 },
      sizeLabel: 'Expected falls',
    },
  ),
  spec(
    'a mean is a sum over people, and has no verdict for want of an interval',
    {
      indicator: { kind: 'mean', multiplier: 1, unit: 'days' },
      tables: [{ id: 't', axes: plain, cells: { count: [30, 50, 10], population: [10, 10, 10] } }],
    },
    {
      estimates: { A: { value: 3, interval95: null, verdict: 'none' } },
      comparator: { value: 3 },
      variation: null,
      note: /no interval/,
    },
  ),
  spec(
    'areas that are all alike vary no more than chance',
    { tables: [{ id: 't', axes: plain, cells: { count: [20, 40, 60], population: [100, 200, 300] } }] },
    {
      variation: { areas: 3, beyondChance: 0, p: 1, interval95: { lower: 0 } },
      counts: { higher: 0, similar: 3, lower: 0, none: 0 },
    },
  ),
]
