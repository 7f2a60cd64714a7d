import {
  cochranArmitage,
  fingertipsTrend,
  poissonTrend,
  rateChange,
  type TrendMarker,
} from '../../../src/statistics/trend'
import { column, type ReferenceCase, type ReferenceMethod } from '../kit'

const MARKERS: Record<TrendMarker, string> = {
  rising: 'Increasing',
  falling: 'Decreasing',
  'no change': 'NoChange',
  'not given': 'CannotBeCalculated',
}

const recent: ReferenceMethod = {
  file: 'recent_trend_fingertips',
  proves: ['trend/recent-trend', 'trend/line'],
  compute({ inputs }) {
    const found = fingertipsTrend({
      values: column(inputs.value),
      lower: column(inputs.lower),
      upper: column(inputs.upper),
    })
    return {
      slope: found.slope,
      chi2: found.chiSquare,
      all_six_slopes_same_sign: found.oneSign,
      leave_one_out_slopes: found.leaveOneOut,
      marker: MARKERS[found.marker],
    }
  },
  limit: (name) => (name === 'marker' || name === 'all_six_slopes_same_sign' ? 'exact' : { relative: 1e-10 }),
}

const tests: ReferenceMethod = {
  file: 'trend_tests',
  proves: ['trend/trend-test', 'trend/rate-change'],
  compute(one) {
    const series = seriesOf(one)
    const found = isPoisson(one) ? poissonTrend(series) : cochranArmitage(series)
    const test = { X2: found.chiSquare, p: found.p, slope_sign: found.direction }
    if (!isPoisson(one)) return test
    const { logSlope, error, likelihoodRatio, change } = rateChange(series)
    return { ...test, glm_beta: logSlope, glm_se: error, lrt: likelihoodRatio, apc: change }
  },
  limit: (name) => (name === 'p' ? { relative: 1e-7 } : { relative: 1e-9 }),
}

/** The file tells which test was run by R's expressions; those of rates alone have a regression. */
const isPoisson = ({ expected }: ReferenceCase) => 'glm_beta' in expected

const seriesOf = ({ inputs }: ReferenceCase) => ({
  times: column(inputs.t),
  counts: column(inputs.x),
  denominators: column(inputs.n),
})

export const trend: readonly ReferenceMethod[] = [recent, tests]
