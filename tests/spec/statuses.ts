import type { Spec } from './spec'
import { spec } from './spec'

const plain = { period: ['2022'], area: ['N', 'A', 'B', 'C'] }
const people = [1000, 100, 200, 300]
const halves = { period: ['2022'], age: ['0-64', '65+'], area: ['N', 'A', 'B', 'C'] }

export const statusSpecs: Spec[] = [
  spec(
    'a hidden count has no value, no count, and says why',
    { tables: [{ id: 't', axes: plain, cells: { count: [100, 'hidden', 30, 60], population: people } }] },
    {
      estimates: {
        A: {
          value: null,
          count: null,
          interval95: null,
          status: 'hidden',
          why: 'too few to show safely',
          verdict: 'none',
        },
        B: { value: 15, status: 'shown' },
      },
      counts: { none: 1 },
      note: /1 area is not shown: too few/,
    },
  ),
  spec(
    'one hidden cell among those added up hides the sum',
    {
      tables: [
        {
          id: 't',
          axes: halves,
          additive: ['age'],
          cells: { count: [50, 'hidden', 15, 30, 50, 9, 15, 30], population: [...people, ...people] },
        },
      ],
    },
    { estimates: { A: { status: 'hidden', value: null }, B: { count: 30, population: 400 } } },
  ),
  spec(
    'a hidden number of people hides as well',
    { tables: [{ id: 't', axes: plain, cells: { count: [100, 20, 30, 60], population: [1000, 'hidden', 200, 300] } }] },
    {
      estimates: { A: { status: 'hidden', value: null } },
    },
  ),
  spec(
    'a rounded count gives a value that is marked as rounded',
    { tables: [{ id: 't', axes: plain, cells: { count: [100, { rounded: 20 }, 30, 60], population: people } }] },
    {
      estimates: { A: { status: 'rounded', value: 20, count: 20 }, B: { status: 'shown' } },
      note: /Counts are rounded/,
    },
  ),
  spec(
    'an absent age group counts nobody',
    {
      tables: [
        {
          id: 't',
          axes: halves,
          additive: ['age'],
          cells: { count: [50, 'absent', 15, 30, 50, 9, 15, 30], population: [1000, 'absent', 200, 300, ...people] },
        },
      ],
    },
    { estimates: { A: { status: 'shown', count: 9, population: 100, value: 9 } } },
  ),
  spec(
    'an absent age group is no rate of 0 in a standardised rate: it has no people to weigh',
    {
      indicator: { kind: 'dsr', standard: 'ESP2013', multiplier: 100 },
      tables: [
        {
          id: 't',
          axes: halves,
          cells: { count: [50, 'absent', 15, 30, 50, 20, 15, 30], population: [1000, 'absent', 200, 300, ...people] },
        },
      ],
    },
    { estimates: { A: { count: 20, value: 20 } } },
  ),
  spec(
    'an area without any cell is missing',
    { tables: [{ id: 't', axes: plain, cells: { count: [100, 'absent', 30, 60], population: people } }] },
    {
      estimates: {
        A: { status: 'missing', value: null, why: 'no figure was released for this area', verdict: 'none' },
      },
    },
  ),
  spec(
    'nobody to count among is missing, not 0',
    { tables: [{ id: 't', axes: plain, cells: { count: [100, 0, 30, 60], population: [1000, 0, 200, 300] } }] },
    {
      estimates: { A: { status: 'missing', value: null, count: 0, population: 0, why: 'nobody to count among here' } },
    },
  ),
  spec(
    'all hidden is an answer without values',
    {
      tables: [
        { id: 't', axes: plain, cells: { count: ['hidden', 'hidden', 'hidden', 'hidden'], population: people } },
      ],
    },
    {
      counts: { higher: 0, similar: 0, lower: 0, none: 3 },
      comparator: { status: 'hidden', value: null },
      variation: null,
      limits: [],
      flaggedByChance: 0,
      note: /Nothing to compare with: too few to show safely/,
    },
  ),
  spec(
    'a hidden part hides the sum that is compared with',
    {
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], area: ['A', 'B'] },
          cells: { count: ['hidden', 20], population: [100, 100] },
        },
      ],
    },
    { comparator: { status: 'hidden' }, estimates: { B: { value: 20, verdict: 'none' } } },
  ),
  spec(
    'a missing part is left out of the sum with its people',
    {
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], area: ['A', 'B'] },
          cells: { count: ['absent', 20], population: [100, 100] },
        },
      ],
    },
    { comparator: { count: 20, population: 100, value: 20 } },
  ),
  spec(
    'more cases than people cannot be',
    { tables: [{ id: 't', axes: plain, cells: { count: [100, 101, 30, 60], population: people } }] },
    { refused: /101 cases among 100 people/ },
  ),
  spec(
    'a period that holds nothing says which do',
    {
      tables: [
        {
          id: 't',
          axes: { period: ['2021', '2022'], area: ['N', 'A'] },
          cells: { count: [5, 1, 'absent', 'absent'], population: [50, 10, 50, 10] },
        },
      ],
    },
    { estimates: { A: { status: 'missing' } }, note: /Figures are held for 2021/ },
  ),
  spec(
    'a break in the series is told',
    {
      indicator: { breaks: [{ period: '2022', why: 'a new code' }] },
      tables: [{ id: 't', axes: plain, cells: { count: [100, 20, 30, 60], population: people } }],
    },
    { note: /Figures from 2022 on do not compare with those before: a new code\./ },
  ),
]
