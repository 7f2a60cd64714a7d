import type { Spec } from './spec'
import { spec } from './spec'
import type { Cell } from './tiny'

const AXES = { period: ['2022'], sex: ['persons'], age: ['65+'], area: ['N', 'A', 'B', 'C'] }
type Column = 'value' | 'lower95' | 'upper95' | 'lower998' | 'upper998' | 'count' | 'denominator'

/** A published table: columns left out are blank throughout. */
function table(columns: Partial<Record<Column, readonly Cell[]>>) {
  const names: Column[] = ['value', 'lower95', 'upper95', 'lower998', 'upper998', 'count', 'denominator']
  const blank: Cell[] = [NaN, NaN, NaN, NaN]
  return {
    id: 't',
    shape: 'published' as const,
    axes: AXES,
    cells: Object.fromEntries(names.map((name) => [name, columns[name] ?? blank])),
  }
}

const PUBLISHED = { kind: 'published', recompute: 'proportion' } as const

/** 20 of 100 with Wilson's limits, 30 of 200 with limits of another method, and a blank. */
const SHARES = table({
  value: [25, 20, 15, 'absent'],
  lower95: [24, 13.336693333103, 11, 'absent'],
  upper95: [26, 28.882916559316, 20, 'absent'],
  count: [1000, 20, 30, 'absent'],
  denominator: [4000, 100, 200, 'absent'],
})

export const publishedSpecs: Spec[] = [
  spec(
    'published values and intervals are shown as they came, recomputed ones beside them',
    { indicator: PUBLISHED, tables: [SHARES] },
    {
      estimates: {
        A: {
          value: 20,
          count: 20,
          population: 100,
          interval95: { lower: 13.336693333103 },
          interval998: null,
          verdict: 'similar',
          verdict998: 'none',
          recomputed: {
            value: 20,
            interval95: { lower: 13.336693333103, upper: 28.882916559316 },
            interval998: { lower: 10.519162066712 },
          },
        },
        B: {
          value: 15,
          interval95: { lower: 11, upper: 20 },
          verdict: 'lower',
          recomputed: { interval95: { lower: 10.713593562242, upper: 20.605579284167 } },
        },
        C: { value: null, status: 'missing' },
      },
      comparator: { value: 25, interval95: { lower: 24, upper: 26 } },
      // Brent's upper limit differs the most, by 0.6056 percentage points.
      agreement: { compared: 2, agree: 1, largest: 0.605579284167 },
      context: { ageLabel: 'aged 65 and over', sexLabel: 'people' },
      note: /only where they were published/,
    },
  ),
  spec(
    'control limits of published shares rest on their denominators',
    { indicator: PUBLISHED, tables: [SHARES], question: { rule: 'limits' } },
    {
      // 25 ± 1.96·√(25 × 75∕n): 16.5 to 33.5 at 100, 19.0 to 31.0 at 200.
      estimates: { A: { verdict: 'similar', size: 100 }, B: { verdict: 'lower', size: 200 } },
    },
  ),
  spec(
    'a published rate without a known method has no control limits',
    {
      indicator: { kind: 'published', recompute: null, multiplier: 1000 },
      tables: [
        table({
          value: [50, 60, 40, 70],
          lower95: [49, 50, 30, 55],
          upper95: [51, 70, 49, 85],
          count: [5000, 120, 80, 70],
        }),
      ],
      question: { rule: 'limits' },
    },
    {
      estimates: {
        A: { verdict: 'none', verdicts: { overlap: 'similar', limits: 'none' }, recomputed: null, size: 2000 },
        B: { verdicts: { overlap: 'lower' } },
      },
      limits: [],
      agreement: null,
      note: /Control limits need counts and people/,
    },
  ),
  spec(
    'a comparator that was not published has no value, and no area a verdict',
    { indicator: PUBLISHED, tables: [SHARES], question: { comparator: { kind: 'area', code: 'E' } } },
    {
      comparator: {
        value: null,
        why: 'the value of this area was not published, and published values cannot be added up',
      },
      counts: { higher: 0, similar: 0, lower: 0, none: 3 },
    },
  ),
  spec(
    'chosen areas are taken together where counts and people were published',
    { indicator: PUBLISHED, tables: [SHARES], question: { comparator: { kind: 'chosen' }, chosen: ['A', 'B'] } },
    {
      comparator: {
        count: 50,
        population: 300,
        value: 50 / 3,
        interval95: { lower: 12.876533120368, upper: 21.299664961268 },
      },
    },
  ),
  spec(
    'values without intervals are shown without verdicts',
    { indicator: { kind: 'published', recompute: null }, tables: [table({ value: [50, 60, 40, 70] })] },
    {
      estimates: { A: { value: 60, interval95: null, verdict: 'none' } },
      variation: null,
      note: /No intervals were published/,
    },
  ),
  spec(
    'published sexes are not added up',
    {
      indicator: PUBLISHED,
      tables: [{ ...SHARES, axes: { ...AXES, sex: ['female'] } }],
    },
    { refused: /women and men together/ },
  ),
  spec(
    'a hidden published value is hidden',
    {
      indicator: PUBLISHED,
      tables: [
        table({
          value: [25, 'hidden', 15, 20],
          count: [1000, 'hidden', 30, 20],
          denominator: [4000, 'hidden', 200, 100],
        }),
      ],
    },
    { estimates: { A: { status: 'hidden', why: 'too few to show safely', count: null } } },
  ),
]
