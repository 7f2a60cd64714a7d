import { dobson, expectedEvents, ratioInterval, standardisedRate } from '../../../src/statistics'
import { fayFeuer } from '../../../src/statistics/fay-feuer'
import type { ReferenceCase, ReferenceMethod } from '../kit'
import { column } from '../kit'

const UNIT = 100_000

/** Rows of each area, in the order in which areas first appear (and, where they differ, as the reference sorts them). */
function byArea({ inputs, expected }: ReferenceCase): [string, number[]][] {
  const areas = (inputs.area as unknown[]).map(String)
  const rows = new Map<string, number[]>()
  areas.forEach((area, row) => rows.set(area, [...(rows.get(area) ?? []), row]))
  const order = (expected.area as unknown[] | undefined)?.map(String) ?? [...rows.keys()]
  return order.map((area) => [area, rows.get(area)!])
}

type Limits = { lower: number; upper: number } | null

function both(rows: readonly unknown[], of: (at: number, coverage: number) => Limits, before = '') {
  const at = (coverage: number, side: 'lower' | 'upper') => rows.map((_, i) => of(i, coverage)?.[side] ?? NaN)
  return {
    [`${before}lower95`]: at(0.95, 'lower'),
    [`${before}upper95`]: at(0.95, 'upper'),
    [`${before}lower998`]: at(0.998, 'lower'),
    [`${before}upper998`]: at(0.998, 'upper'),
  }
}

function ratesOf(one: ReferenceCase) {
  const { inputs } = one
  const [x, n, weights] = [column(inputs.x), column(inputs.n), column(inputs.std)]
  const frequencies = inputs.f ? column(inputs.f) : null
  return byArea(one).map(([area, rows]) => {
    // Events of people counted f times: each person brings f events, so counts add as f x and variances as f² x.
    const bands = inputs.ageband ? new Set(rows.map((row) => String((inputs.ageband as unknown[])[row]))) : null
    const strata = new Map<string, { weight: number; count: number; squares: number; population: number }>()
    for (const row of rows) {
      const key = bands && frequencies ? String((inputs.ageband as unknown[])[row]) : String(row)
      const f = frequencies?.[row] ?? 1
      const own = strata.get(key) ?? { weight: weights[row]!, count: 0, squares: 0, population: n[row]! }
      own.count += f * x[row]!
      own.squares += f * f * x[row]!
      strata.set(key, own)
    }
    const list = [...strata.values()]
    const rate = standardisedRate(list)
    const { variance } = standardisedRate(list.map((stratum) => ({ ...stratum, count: stratum.squares })))
    const total = list.reduce((sum, { weight }) => sum + weight, 0)
    const largest = Math.max(...list.map(({ weight, population }) => weight / population)) / total
    return { area, rate: { ...rate, variance }, largest }
  })
}

const direct: ReferenceMethod = {
  file: 'dsr_dobson',
  proves: ['direct-standardisation', 'fay-feuer'],
  compute(one) {
    const areas = ratesOf(one)
    const given = (at: number, value: number) => (areas[at]!.rate.count < 10 ? NaN : value)
    const per = (limits: Limits) => limits && { lower: limits.lower * UNIT, upper: limits.upper * UNIT }
    const gamma = (at: number, coverage: number) => per(fayFeuer(areas[at]!.rate, areas[at]!.largest, coverage))
    return {
      area: areas.map(({ area }) => area),
      total_count: areas.map(({ rate }) => rate.count),
      total_pop: areas.map(({ rate }) => rate.population),
      value: areas.map(({ rate }, at) => given(at, rate.value * UNIT)),
      vardsr: areas.map(({ rate }) => rate.variance),
      ...both(areas, (at, coverage) => per(dobson(areas[at]!.rate, coverage))),
      ...both(areas, gamma, 'gamma_'),
    }
  },
  limit: () => ({ relative: 1e-10 }),
}

const indirect: ReferenceMethod = {
  file: 'isr_smr_byar',
  proves: ['indirect-standardisation', 'count-interval'],
  compute(one) {
    const found = one.inputs.O ? given(one) : standardised(one)
    const { observed, expected, reference } = found
    const limits = (at: number, coverage: number) => ratioInterval(observed[at]!, expected[at]!, coverage)
    const rate = (at: number, coverage: number) => {
      const { lower, upper } = limits(at, coverage)
      return { lower: lower * reference, upper: upper * reference }
    }
    return {
      area: found.areas,
      observed,
      expected,
      smr: observed.map((count, at) => count / expected[at]!),
      ...both(observed, limits),
      method: observed.map((count) => (count < 10 ? 'Exact' : 'Byars')),
      ref_rate: observed.map(() => reference),
      israte: observed.map((count, at) => (count / expected[at]!) * reference),
      ...both(observed, rate, 'israte_'),
    }
  },
  limit: () => ({ relative: 1e-10 }),
}

function given({ inputs }: ReferenceCase) {
  return { areas: inputs.area, observed: column(inputs.O), expected: column(inputs.E), reference: NaN }
}

function standardised(one: ReferenceCase) {
  const { inputs } = one
  const [x, n, xref, nref] = [column(inputs.x), column(inputs.n), column(inputs.xref), column(inputs.nref)]
  const areas = byArea(one)
  const rates = (rows: number[]) =>
    rows.map((row) => ({ rate: xref[row]! / nref[row]!, population: Float64Array.of(n[row]!) }))
  const first = areas[0]![1]
  const total = (values: number[]) => first.reduce((sum, row) => sum + values[row]!, 0)
  return {
    areas: areas.map(([area]) => area),
    observed: areas.map(([, rows]) => rows.reduce((sum, row) => sum + x[row]!, 0)),
    expected: areas.map(([, rows]) => expectedEvents(rates(rows), 1)[0]!),
    reference: (total(xref) / total(nref)) * UNIT,
  }
}

export const standardisation: readonly ReferenceMethod[] = [direct, indirect]
