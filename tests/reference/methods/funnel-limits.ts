import { beyondLimits, exactPoisson, proportionLimits } from '../../../src/statistics'
import type { ChanceLaw } from '../../../src/statistics'
import type { Limit, ReferenceCase, ReferenceMethod } from '../kit'
import { column } from '../kit'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function significance(law: ChanceLaw, events: readonly number[], sizes: readonly number[], target: number): string[] {
  return events.map((count, row) => {
    const at = (coverage: number) => beyondLimits(law, count / sizes[row]!, target, sizes[row]!, coverage)
    if (at(0.95) === 0) return 'Not significant'
    return `${at(0.95) > 0 ? 'High' : 'Low'} (${at(0.998) === 0 ? '0.025' : '0.001'})`
  })
}

/** Limits in per cent at each denominator. */
function proportions({ inputs, expected }: ReferenceCase) {
  const [x, n] = [column(inputs.x), column(inputs.n)]
  const average = sum(x) / sum(n)
  const sizes = expected.population ? column(expected.population) : n
  const limits = (coverage: number, side: 'lower' | 'upper') =>
    sizes.map((size) => 100 * proportionLimits(average, size, coverage)[side])
  return {
    average,
    lower95: limits(0.95, 'lower'),
    upper95: limits(0.95, 'upper'),
    lower998: limits(0.998, 'lower'),
    upper998: limits(0.998, 'upper'),
    significance: significance('binomial', x, n, average),
  }
}

/** The value at which so many events lie just on the limit: they over what their own exact interval reaches. */
function curve(events: readonly number[], unit: number, before = '') {
  const at = (coverage: number, side: 'lower' | 'upper') =>
    events.map((count) => (unit * count) / exactPoisson(count, coverage)[side === 'lower' ? 'upper' : 'lower'])
  return {
    [`${before}curve_lower95`]: at(0.95, 'lower'),
    [`${before}curve_upper95`]: at(0.95, 'upper'),
    [`${before}curve_lower998`]: at(0.998, 'lower'),
    [`${before}curve_upper998`]: at(0.998, 'upper'),
  }
}

function ratios({ inputs, expected }: ReferenceCase) {
  const events = column(expected.curve_observed)
  return {
    ...curve(events, 100),
    ...curve(events, 100, 'exact_'),
    significance: significance('poisson', column(inputs.O), column(inputs.E), 1),
  }
}

function rates({ inputs, expected }: ReferenceCase) {
  const [events, people] = [column(inputs.ev), column(inputs.pop)]
  const target = sum(events) / sum(people)
  return {
    ...curve(column(expected.curve_events), target * 100_000),
    baseline: target * 100_000,
    significance: significance('poisson', events, people, target),
  }
}

/** The file’s 1e-5, and what its own halving leaves where few events are expected. */
function byHalving({ expected }: ReferenceCase): Limit {
  const events = column(expected.curve_observed ?? expected.curve_events)
  const unit = expected.baseline === undefined ? 100 : Number(expected.baseline)
  return {
    says: '1e-5, or 1e-7 expected events',
    added:
      'the reference finds curves by halving to 1e-7 expected events, which at one event is more than 1e-5 of the limit',
    holds: (ours, theirs, row) =>
      Math.abs(ours / theirs - 1) <= 1e-5 || Math.abs(1 / ours - 1 / theirs) * unit * events[row]! <= 1e-7,
  }
}

export const funnelLimits: ReferenceMethod = {
  file: 'funnel_limits_fingertips',
  proves: ['control-limits', 'exact-poisson'],
  compute(one) {
    if (one.inputs.x) return proportions(one)
    return one.inputs.O ? ratios(one) : rates(one)
  },
  limit(name, one) {
    if (name === 'significance') return 'exact'
    return name.startsWith('curve') ? byHalving(one) : { relative: 1e-10 }
  },
  without: {
    population: 'where the reference draws its curve: places that a chart chooses',
    curve_observed: 'where the reference draws its curve: places that a chart chooses',
    curve_events: 'where the reference draws its curve: places that a chart chooses',
  },
}
