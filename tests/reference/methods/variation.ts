import {
  atkinson,
  claytonKaldor,
  coefficientOfVariation,
  extremes,
  gini,
  heterogeneityTests,
  logNormalBayes,
  poissonGamma,
  poissonLogNormal,
  proportionHeterogeneity,
  systematicComponent,
  theil,
  weightedCoefficient,
} from '../../../src/statistics/variation'
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  geodaCutOff,
  quantileGroups,
} from '../../../src/statistics/comparison'
import { holm } from '../../../src/statistics'
import type { Limit, ReferenceCase, ReferenceMethod } from '../kit'
import { column } from '../kit'
import { overDispersionMethod } from './over-dispersion'

const countsOf = ({ inputs }: ReferenceCase) => ({ observed: column(inputs.O), expected: column(inputs.E) })

const metrics: ReferenceMethod = {
  file: 'variation_metrics',
  proves: [
    'variation/extremes',
    'variation/coefficient',
    'variation/scv',
    'variation/heterogeneity-tests',
    'variation/quantile',
  ],
  compute(one) {
    const [rates, weights] = [column(one.inputs.r), column(one.inputs.w)]
    const ends = extremes(rates)
    const cv = coefficientOfVariation(rates)
    const weighted = weightedCoefficient(rates, weights)
    const { diehr, systematicDeviation } = systematicComponent(countsOf(one))
    const { chiSquare, df, p } = heterogeneityTests(countsOf(one))
    const mean = weightedCoefficient(
      rates,
      rates.map(() => 1),
    ).mean
    return {
      eq: ends.quotient,
      eq_5_95: ends.p95p5,
      p90_p10: ends.p90p10,
      p75_p25: ends.p75p25,
      iqr: ends.interquartileRange,
      median: ends.median,
      mean,
      sd: cv * mean,
      cv,
      wmean: weighted.mean,
      wcv: weighted.value,
      wcv_unbiased: weighted.unbiased,
      scv: diehr,
      scv_x10: 10 * diehr,
      scv_x100: 100 * diehr,
      chisq: chiSquare,
      df,
      chisq_p: p,
      cv_systematic: systematicDeviation,
    }
  },
  limit: (name) => (name === 'df' ? 'exact' : { relative: name === 'chisq_p' ? 1e-8 : 1e-10 }),
}

const tests: ReferenceMethod = {
  file: 'heterogeneity_chisq',
  proves: ['variation/heterogeneity-tests'],
  compute(one) {
    if (one.inputs.x) return proportionTests(one)
    const found = heterogeneityTests(countsOf(one))
    return {
      T: found.chiSquare,
      p_df_k_minus_1: found.p,
      lr: found.likelihoodRatio,
      pottwhitt_T: found.potthoffWhittinghill.statistic,
      pottwhitt_mean: found.potthoffWhittinghill.mean,
      pottwhitt_var: found.potthoffWhittinghill.variance,
      dean_PB: found.deanPB.z,
      dean_PB2: found.deanPBAdjusted.z,
      I2: found.i2,
    }
  },
  limit: (name) => ({
    relative: name === 'p_df_k_minus_1' ? 1e-8 : 1e-9,
  }),
}

function proportionTests({ inputs }: ReferenceCase) {
  const { chiSquare, df, p } = proportionHeterogeneity(column(inputs.x), column(inputs.n))
  return { X2: chiSquare, df, p }
}

const bayes: ReferenceMethod = {
  file: 'empirical_bayes_variance',
  proves: [
    'variation/poisson-gamma',
    'variation/clayton-kaldor',
    'variation/poisson-log-normal',
    'variation/hermite',
    'digamma',
    'root',
    'minimise',
  ],
  compute(one) {
    const counts = countsOf(one)
    const [laplace, quadrature] = [poissonLogNormal(counts, { points: 1 }), poissonLogNormal(counts)]
    const [likely, moments, log] = [poissonGamma(counts), claytonKaldor(counts), logNormalBayes(counts)]
    return {
      eb_sigma2_laplace: laplace.variance,
      eb_mu_laplace: laplace.mean,
      eb_sigma2_agq25: quadrature.variance,
      eb_mu_agq25: quadrature.mean,
      nb_theta: likely.shape,
      nb_var: likely.relativeVariance,
      nb_mu: likely.mean,
      gamma_nu: moments.shape,
      gamma_alpha: moments.shape / moments.mean,
      gamma_var: moments.relativeVariance * moments.mean ** 2,
      lognormal_phi: log.mean,
      lognormal_sigma2: log.variance,
      gamma_smoothed: moments.shrunk,
      nb_smoothed: likely.shrunk,
      agq_smoothed: quadrature.shrunk,
    }
  },
  limit(name): Limit {
    if (/^(eb|agq)_/.test(name)) return { relative: 2e-4 }
    return { relative: name.startsWith('lognormal') ? 1e-5 : 1e-6 }
  },
}

const inequality: ReferenceMethod = {
  file: 'gini_theil_atkinson',
  proves: ['variation/inequality'],
  compute({ inputs }) {
    const [values, weights] = [column(inputs.y), column(inputs.w)]
    const found = theil(values, weights, inputs.g as string[])
    return {
      gini: gini(values, weights),
      gini_pairwise: gini(values, weights),
      theil_T: found.t,
      theil_L: found.l,
      atkinson_05: atkinson(values, weights, 0.5),
      theil_between: found.tBetween,
      theil_within: found.tWithin,
    }
  },
  limit: () => ({ relative: 1e-10, absolute: 1e-13 }),
}

const discovery: ReferenceMethod = {
  file: 'fdr_adjustment',
  proves: ['comparison/false-discovery', 'holm'],
  compute({ inputs }) {
    const p = column(inputs.p)
    return {
      BH: benjaminiHochberg(p),
      BY: benjaminiYekutieli(p),
      holm: holm(p),
      bonferroni: bonferroni(p),
      geoda_fdr_cutoff_05: geodaCutOff(p),
    }
  },
  limit: () => ({ relative: 1e-12 }),
}

const quantiles: ReferenceMethod = {
  file: 'quantile_assignment',
  proves: ['comparison/quantiles'],
  compute({ inputs, params }) {
    // One case has no parameters of its own: sevenths, the highest first.
    const values = column(inputs.value)
    const groups = groupsOf(inputs, values.length)
    const out = new Float64Array(values.length)
    for (const name of new Set(groups)) {
      const rows = groups.flatMap((group, row) => (group === name ? [row] : []))
      const own = quantileGroups(
        rows.map((row) => values[row]!),
        Number(params?.k ?? 7),
        params?.inv !== false,
      )
      rows.forEach((row, at) => (out[row] = own[at]!))
    }
    return { quantile: out }
  },
  limit: () => 'exact',
}

/** One case assigns quantiles within groups, named by columns. */
function groupsOf(inputs: ReferenceCase['inputs'], rows: number): string[] {
  const columns = Object.entries(inputs).filter(([name]) => name.startsWith('g'))
  return Array.from({ length: rows }, (_, row) =>
    columns.map(([, values]) => String((values as unknown[])[row])).join('|'),
  )
}

export const variation: readonly ReferenceMethod[] = [
  metrics,
  tests,
  bayes,
  inequality,
  discovery,
  quantiles,
  overDispersionMethod,
]
