import { byarLower, byarUpper, countInterval, exactPoisson, wilson, zOf } from '../../../src/statistics'
import { clopperPearson } from '../../../src/statistics/clopper-pearson'
import { lifeExpectancy, lifeExpectancyInterval } from '../../../src/statistics/life-expectancy'
import type { ReferenceCase, ReferenceMethod } from '../kit'
import { column } from '../kit'
import { distributions } from './distributions'
import { funnelLimits } from './funnel-limits'
import { standardisation } from './standardisation'

type Limits = { lower: number; upper: number }

/** Columns `lower95`, `upper95`, `lower998` and `upper998`, with what stands before them. */
export function limitColumns(rows: number, of: (row: number, coverage: number) => Limits, before = '') {
  const at = (coverage: number, side: keyof Limits) => Array.from({ length: rows }, (_, row) => of(row, coverage)[side])
  return {
    [`${before}lower95`]: at(0.95, 'lower'),
    [`${before}upper95`]: at(0.95, 'upper'),
    [`${before}lower998`]: at(0.998, 'lower'),
    [`${before}upper998`]: at(0.998, 'upper'),
  }
}

/** Byar's plain form, which the reference gives at small counts too, where it leaves out a lower limit whose cube is negative. */
function plainByar(count: number, coverage: number): Limits {
  const z = zOf(coverage)
  const cube = 1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))
  return { lower: count === 0 || cube < 0 ? NaN : byarLower(count, z), upper: byarUpper(count, z) }
}

const counts: ReferenceMethod = {
  file: 'ci_poisson_byar_exact',
  proves: ['byar', 'exact-poisson', 'count-interval'],
  compute({ inputs, params }) {
    const x = column(inputs.x)
    if (!inputs.n)
      return {
        ...limitColumns(x.length, (row, coverage) => plainByar(x[row]!, coverage), 'byar_'),
        ...limitColumns(x.length, (row, coverage) => exactPoisson(x[row]!, coverage), 'exact_'),
      }
    const n = column(inputs.n)
    const unit = (row: number) => Number(params!.m) / n[row]!
    return {
      value: x.map((count, row) => count * unit(row)),
      ...limitColumns(x.length, (row, coverage) => scaled(countInterval(x[row]!, coverage), unit(row))),
      method: x.map((count) => (count < 10 ? 'Exact' : 'Byars')),
    }
  },
  limit: (name) => ({ relative: name.startsWith('byar') ? 1e-10 : 1e-9, absolute: 1e-12 }),
}

export const scaled = ({ lower, upper }: Limits, by: number): Limits => ({ lower: lower * by, upper: upper * by })

const proportions: ReferenceMethod = {
  file: 'ci_proportion_wilson_exact',
  proves: ['wilson', 'clopper-pearson', 'beta'],
  compute({ inputs }) {
    const [x, n] = [column(inputs.x), column(inputs.n)]
    return {
      value: x.map((cases, row) => cases / n[row]!),
      ...limitColumns(x.length, (row, coverage) => wilson(x[row]!, n[row]!, coverage)),
      ...limitColumns(x.length, (row, coverage) => clopperPearson(x[row]!, n[row]!, coverage), 'cp_'),
    }
  },
  limit: (name) => ({ relative: name.startsWith('cp_') ? 1e-8 : 1e-10, absolute: 1e-13 }),
}

const life: ReferenceMethod = {
  file: 'life_expectancy_chiang',
  proves: ['life-expectancy'],
  compute(one) {
    const starts = column(one.inputs.startage)
    const rows = tables(one).flatMap(({ years, variance, people }) => {
      const reach = zOf(0.95)
      // The reference gives none for 5,000 people or fewer, nor where the interval is wider than 20 years.
      const given = (i: number) => people > 5000 && 2 * reach * Math.sqrt(variance[i]!) <= 20
      return Array.from(years, (value, i) =>
        given(i) ? { value, variance: variance[i]! } : { value: NaN, variance: NaN },
      )
    })
    return {
      area: one.inputs.area,
      startage: starts,
      ex: rows.map(({ value }) => value),
      ...limitColumns(rows.length, (row, coverage) =>
        lifeExpectancyInterval(rows[row]!.value, rows[row]!.variance, coverage),
      ),
    }
  },
  limit: () => ({ relative: 1e-10 }),
}

function tables({ inputs }: ReferenceCase) {
  const [starts, deaths, people] = [column(inputs.startage), column(inputs.deaths), column(inputs.pop)]
  const areas = (inputs.area as unknown[] | undefined)?.map(String) ?? starts.map(() => '')
  return [...new Set(areas)].map((area) => {
    const bands = starts.flatMap((start, row) =>
      areas[row] === area ? [{ start, deaths: deaths[row]!, population: people[row]! }] : [],
    )
    return { ...lifeExpectancy(bands), people: bands.reduce((sum, band) => sum + band.population, 0) }
  })
}

export const estimates: readonly ReferenceMethod[] = [
  counts,
  proportions,
  ...standardisation,
  funnelLimits,
  distributions,
  life,
]
