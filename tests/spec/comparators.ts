import type { Spec } from './spec'
import { spec } from './spec'

const TABLE = {
  id: 't',
  axes: { period: ['2022'], area: ['A', 'B', 'C', 'D'] },
  cells: { count: [10, 20, 30, 40], population: [100, 100, 100, 100] },
}
/** The North's own row differs from the sum of its authorities, as where some people live nowhere. */
const STORED = {
  id: 't',
  axes: { period: ['2022'], area: ['N', 'A', 'B', 'C', 'D'] },
  cells: { count: [110, 10, 20, 30, 40], population: [500, 100, 100, 100, 100] },
}

export const comparatorSpecs: Spec[] = [
  spec(
    'a comparator without a row is the sum of its areas, and a note says so',
    { tables: [TABLE] },
    {
      comparator: { count: 100, population: 400, value: 25 },
      note: /North is the sum of its 4 authorities/,
    },
  ),
  spec(
    'a comparator with a row is read',
    { tables: [STORED] },
    { comparator: { count: 110, population: 500, value: 22 }, notes: [] },
  ),
  spec(
    'a region is compared with its own authorities only',
    { tables: [TABLE], question: { comparator: { kind: 'area', code: 'W' } } },
    {
      areas: ['A', 'B', 'C', 'D'],
      comparator: { area: 'W', name: 'North West', count: 70, population: 200, value: 35 },
      context: { comparatorLabel: 'the North West', placeLabel: 'the North' },
    },
  ),
  spec(
    'areas within a region are still held against the whole',
    { tables: [TABLE], question: { within: 'E' } },
    {
      areas: ['A', 'B'],
      comparator: { area: 'N', value: 25 },
      context: { placeLabel: 'the North East', comparatorLabel: 'the North' },
    },
  ),
  spec(
    'one authority can be what the others are held against',
    { tables: [TABLE], question: { comparator: { kind: 'area', code: 'B' } } },
    {
      comparator: { area: 'B', value: 20 },
      estimates: { B: { verdict: 'similar' }, D: { verdict: 'higher' } },
      context: { comparatorLabel: 'Brent' },
    },
  ),
  spec(
    'chosen areas are taken together',
    { tables: [TABLE], question: { comparator: { kind: 'chosen' }, chosen: ['A', 'D', 'P1'] } },
    {
      comparator: { count: 50, population: 200, value: 25 },
      context: { comparatorLabel: 'the 2 chosen areas' },
      note: /not among the areas compared: P1/,
    },
  ),
  spec(
    'an area without a row is the sum of its parts, where areas add up, and so is what it is compared with',
    { tables: [{ ...TABLE, additive: ['area'] }], question: { areaType: 'region' } },
    {
      areas: ['E', 'W'],
      estimates: {
        E: { count: 30, population: 200, value: 15, verdict: 'lower' },
        W: { count: 70, population: 200, value: 35, verdict: 'higher' },
      },
      comparator: { area: 'N', count: 100, population: 400, value: 25 },
      context: { areaTypeLabel: { one: 'region', many: 'regions' } },
      notes: [
        'Regions without figures of their own are the sums of their authorities in this release.',
        'The North is the sum of its 4 authorities in this release.',
      ],
    },
  ),
  spec(
    'areas made of parts can be the comparator, alone or together',
    {
      tables: [{ ...TABLE, additive: ['area'] }],
      question: { areaType: 'region', comparator: { kind: 'chosen' }, chosen: ['W'] },
    },
    { areas: ['E', 'W'], comparator: { area: 'W', count: 70, population: 200, value: 35 } },
  ),
  spec(
    'an authority can be what regions are held against',
    {
      tables: [{ ...TABLE, additive: ['area'] }],
      question: { areaType: 'region', comparator: { kind: 'area', code: 'B' } },
    },
    { comparator: { area: 'B', value: 20 }, estimates: { W: { value: 35, verdict: 'higher' } } },
  ),
  spec(
    'a hidden part hides the whole, and a part without a figure leaves it without one',
    {
      tables: [
        {
          ...TABLE,
          additive: ['area'],
          cells: { count: ['hidden', 20, 30, 'absent'], population: [100, 100, 100, 'absent'] },
        },
      ],
      question: { areaType: 'region' },
    },
    { estimates: { E: { status: 'hidden', value: null }, W: { status: 'missing', value: null } } },
  ),
  spec(
    'areas are not added up along an axis that does not allow it',
    { tables: [TABLE], question: { areaType: 'region' } },
    { refused: /no figures for regions/ },
  ),
  spec(
    'half of a region is not the region',
    {
      tables: [
        {
          id: 't',
          axes: { period: ['2022'], area: ['A', 'C', 'D'] },
          additive: ['area'],
          cells: { count: [10, 30, 40], population: [100, 100, 100] },
        },
      ],
      question: { areaType: 'region' },
    },
    { areas: ['W'], estimates: { W: { count: 70 } } },
  ),
  spec(
    'nothing chosen is nothing to compare with',
    { tables: [TABLE], question: { comparator: { kind: 'chosen' } } },
    { refused: /nothing to compare with/ },
  ),
  spec(
    'a comparator that the release does not know is refused',
    { tables: [TABLE], question: { comparator: { kind: 'area', code: 'X' } } },
    { refused: /no area “X”/ },
  ),
  spec(
    'a comparator that holds none of the areas is refused',
    {
      tables: [
        { id: 't', axes: { period: ['2022'], area: ['P1', 'P2'] }, cells: { count: [1, 2], population: [10, 10] } },
      ],
      question: { areaType: 'gp' },
    },
    { refused: /no practices to add up/ },
  ),
  spec(
    'a comparator whose own row is empty falls back on its areas',
    {
      tables: [{ ...STORED, cells: { count: ['absent', 10, 20, 30, 40], population: ['absent', 100, 100, 100, 100] } }],
    },
    { comparator: { count: 100, population: 400, value: 25 } },
  ),
  spec(
    'a single area has no variation to tell',
    { tables: [{ id: 't', axes: { period: ['2022'], area: ['A'] }, cells: { count: [5], population: [50] } }] },
    {
      areas: ['A'],
      variation: null,
      estimates: { A: { value: 10, verdict: 'similar' } },
      counts: { higher: 0, similar: 1, lower: 0, none: 0 },
    },
  ),
]
