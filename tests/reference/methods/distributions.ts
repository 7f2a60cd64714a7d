import { chiSquareUpper, gammaLower, gammaUpper, normalQuantile } from '../../../src/statistics'
import { betaLower, betaQuantile, betaUpper } from '../../../src/statistics/beta'
import { fUpper } from '../../../src/statistics/f-distribution'
import { logNormalUpper, normalLower, normalUpper } from '../../../src/statistics/normal-tails'
import { poissonLower, poissonProbability, poissonUpper } from '../../../src/statistics/poisson'
import { studentQuantile } from '../../../src/statistics/student'
import type { ReferenceMethod } from '../kit'
import { column } from '../kit'

type Columns = Record<string, number[]>

/** What each case computes, from its columns. */
const CASES: Record<string, (of: Columns) => Columns> = {
  qnorm: ({ p }) => ({ q: p!.map(normalQuantile) }),
  pnorm: ({ z }) => ({ lower: z!.map(normalLower), upper: z!.map(normalUpper), log_upper: z!.map(logNormalUpper) }),
  pchisq_upper: ({ x, df }) => ({
    lower: x!.map((value, i) => gammaLower(value / 2, df![i]! / 2)),
    upper: x!.map((value, i) => chiSquareUpper(value, df![i]!)),
  }),
  pgamma: ({ x, a }) => ({
    lower: x!.map((value, i) => gammaLower(value, a![i]!)),
    upper: x!.map((value, i) => gammaUpper(value, a![i]!)),
  }),
  qbeta: ({ p, a, b }) => ({ q: p!.map((share, i) => betaQuantile(share, a![i]!, b![i]!)) }),
  pbeta: ({ x, a, b }) => ({
    lower: x!.map((value, i) => betaLower(value, a![i]!, b![i]!)),
    upper: x!.map((value, i) => betaUpper(value, a![i]!, b![i]!)),
  }),
  qt: ({ p, df }) => ({ q: p!.map((share, i) => studentQuantile(share, df![i]!)) }),
  poisson: ({ k, mu }) => ({
    pmf: k!.map((count, i) => poissonProbability(count, mu![i]!)),
    cdf: k!.map((count, i) => poissonLower(count, mu![i]!)),
    upper: k!.map((count, i) => poissonUpper(count, mu![i]!)),
  }),
  pf_upper: ({ f, d1, d2 }) => ({ upper: f!.map((value, i) => fUpper(value, d1![i]!, d2![i]!)) }),
}

export const distributions: ReferenceMethod = {
  file: 'distribution_functions',
  proves: ['normal', 'normal-tails', 'chi-square', 'gamma', 'beta', 'student', 'f-distribution', 'poisson'],
  compute({ name, inputs }) {
    return CASES[name]!(Object.fromEntries(Object.entries(inputs).map(([key, values]) => [key, column(values)])))
  },
  limit: (name) => ({ relative: name === 'q' ? 1e-10 : 1e-8, absolute: 1e-300 }),
}
