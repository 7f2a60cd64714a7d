import fc from 'fast-check'
import { membersAt } from '../../src/engine/check'
import { STATUS } from '../../src/engine/port'
import type { DenseTable, Measure, RowQuery, SumQuery } from '../../src/engine/port'

/** Small tables of one to four axes: whole numbers with and without statuses, floats, blanks. */
export const anyTable: fc.Arbitrary<DenseTable> = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
  .chain((sizes) => {
    const cells = sizes.reduce((product, size) => product * size, 1)
    const axes = sizes.map((size, a) => ({ name: AXES[a]!, size }))
    return fc
      .record({ count: anyCounts(cells), population: anyPlain(cells), value: anyFloats(cells) })
      .map((measures) => ({ id: "o'neill; DROP TABLE t0", axes, measures }))
  })

const AXES = ['period', 'sex "or" gender', 'age', 'area']

const anyStatuses = (cells: number) => fc.array(fc.integer({ min: 0, max: 3 }), { minLength: cells, maxLength: cells })

function anyCounts(cells: number): fc.Arbitrary<Measure> {
  const counts = fc.array(fc.integer({ min: -5, max: 2_000_000_000 }), { minLength: cells, maxLength: cells })
  return fc.tuple(counts, anyStatuses(cells)).map(([values, status]) => ({
    values: Int32Array.from(values, (value, cell) => (status[cell]! > STATUS.rounded ? 0 : value)),
    status: Uint8Array.from(status),
  }))
}

function anyPlain(cells: number): fc.Arbitrary<Measure> {
  const people = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: cells, maxLength: cells })
  return people.map((values) => ({ values: Int32Array.from(values), status: null }))
}

function anyFloats(cells: number): fc.Arbitrary<Measure> {
  const number = fc.oneof({ weight: 5, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }, fc.constant(NaN))
  const numbers = fc.array(number, { minLength: cells, maxLength: cells })
  return fc.tuple(numbers, anyStatuses(cells)).map(([values, status]) => ({
    values: Float64Array.from(values, (value, cell) => (status[cell]! > STATUS.rounded ? NaN : value)),
    status: Uint8Array.from(status),
  }))
}

/** A table with a query of whole-number measures over some of its axes, grouped in any way. */
export const anySum = anyTable.chain((table) =>
  fc.tuple(...table.axes.map(anyGrouping)).map((groupings) => {
    const query = {
      table: table.id,
      measures: ['count', 'population'],
      groupings: groupings.flatMap((one) => one ?? []),
    }
    return { table, query: query satisfies SumQuery }
  }),
)

function anyGrouping({ name, size }: { name: string; size: number }) {
  const each = fc
    .integer({ min: 1, max: 4 })
    .chain((slots) =>
      fc
        .array(fc.integer({ min: -1, max: slots - 1 }), { minLength: size, maxLength: size })
        .map((to) => ({ axis: name, slots: Int32Array.from(to), size: slots })),
    )
  const identity = { axis: name, slots: Int32Array.from({ length: size }, (_, member) => member), size }
  return fc.oneof(fc.constant(null), fc.constant(identity), each)
}

/** A table with a query that filters and sorts its cells. */
export const anyRows = anyTable.chain((table) => {
  const measure = fc.constantFrom('count', 'population', 'value')
  const keep = fc
    .subarray([...table.axes])
    .chain((axes) =>
      fc.tuple(
        ...axes.map(({ name: axis, size }) =>
          fc.subarray([...Array(size).keys()]).map((members) => ({ axis, members })),
        ),
      ),
    )
  const rule = fc.oneof(
    fc.record({ measure, descending: fc.boolean() }),
    fc.record({ axis: fc.constantFrom(...table.axes.map((axis) => axis.name)), descending: fc.boolean() }),
  )
  const bounds = fc.record(
    {
      measure,
      atLeast: fc.double({ min: -1e6, max: 10, noNaN: true }),
      atMost: fc.double({ min: 0, max: 3e9, noNaN: true }),
    },
    { requiredKeys: ['measure'] },
  )
  return fc
    .record({
      keep,
      within: fc.array(bounds, { maxLength: 2 }),
      order: fc.array(rule, { maxLength: 2 }),
      offset: fc.nat(3),
      limit: fc.option(fc.nat(20), { nil: undefined }),
    })
    .map((parts) => ({ table, query: { table: table.id, measures: ['value', 'count'], ...parts } satisfies RowQuery }))
})

interface Tally {
  sum: number
  /** How many cells, by status. */
  counts: [number, number, number, number]
}

/** What a sum should be, worked out cell by cell from words alone: the slot's coordinates as text → tally. */
export function naiveSums({ axes, measures }: DenseTable, query: SumQuery, name: string): Map<string, Tally> {
  const { values, status } = measures[name]!
  const tallies = new Map<string, Tally>()
  for (let cell = 0; cell < values.length; cell++) {
    const members = membersAt(axes, cell)
    const slots = axes.flatMap(
      (axis, a) => query.groupings.find((one) => one.axis === axis.name)?.slots[members[a]!] ?? [],
    )
    if (slots.includes(-1)) continue
    const tally = tallies.get(slots.join()) ?? { sum: 0, counts: [0, 0, 0, 0] }
    tallies.set(slots.join(), tally)
    const found = status?.[cell] ?? 0
    tally.counts[found]!++
    if (found < 2) tally.sum += values[cell]!
  }
  return tallies
}
