import { benjaminiHochberg } from '../../../../src/statistics/comparison/false-discovery'
import { localMoran, permuteLocalMoran } from '../../../../src/statistics/space'
import { column, type Limit, type ReferenceMethod } from '../../kit'
import { valuesOf, weightsIn } from './inputs'

export const localMoranFile: ReferenceMethod = {
  file: 'moran_local',
  proves: ['space/local-moran'],
  compute(one) {
    const [values, weights] = [valuesOf(one), weightsIn(one)]
    const { value, lag, conditional, total, quadrant } = localMoran(values, weights)
    return {
      Ii: value,
      E_cond: conditional.expectation,
      V_cond: conditional.variance,
      Z_cond: conditional.z,
      p_cond: conditional.p,
      E_total: total.expectation,
      V_total: total.variance,
      Z_total: total.z,
      Ii_n_minus_1: localMoran(values, weights, 'n-1').value,
      lag_z: lag,
      quadrant,
      p_fdr_BH: benjaminiHochberg(conditional.p),
    }
  },
  limit: (name) => (name === 'quadrant' ? 'exact' : { relative: name.startsWith('p_') ? 1e-7 : 1e-10 }),
}

/** As many as the reference file drew. */
const PERMUTATIONS = 99_999

export const permutationFile: ReferenceMethod = {
  file: 'lisa_permutation',
  proves: ['space/local-permutation'],
  compute(one) {
    const [values, weights] = [valuesOf(one), weightsIn(one)]
    const { value, conditional } = localMoran(values, weights)
    const permuted = permuteLocalMoran(values, weights, { seed: 1, permutations: PERMUTATIONS })
    return {
      Ii: value,
      E_exact: conditional.expectation,
      V_exact: conditional.variance,
      E_sim: permuted.mean,
      V_sim: permuted.variance,
      p_sim_two_sided: permuted.pMidRank,
      p_folded_one_sided: permuted.pFolded,
      skewness: permuted.skewness,
    }
  },
  limit: (name): Limit => LIMITS[name] ?? { relative: 1e-10 },
}

/** Both sides are simulated, so each figure is allowed the Monte-Carlo error of two runs. */
const LIMITS: Readonly<Record<string, Limit>> = {
  E_sim: {
    says: '4 standard errors of two runs',
    holds: (found, expected, row, { expected: { V_exact } }) =>
      Math.abs(found - expected) <= 4 * Math.sqrt((2 * column(V_exact)[row]!) / PERMUTATIONS),
  },
  V_sim: { relative: 0.04, added: 'the file gives no tolerance for it; both sides are simulated, and 4 standard errors of two variances of 99,999 draws are 2.5 % for a normal and more for a skewed distribution' }, // prettier-ignore
  skewness: { relative: 0.04, absolute: 0.05, added: 'the file gives no tolerance for it; both sides are simulated, and third moments vary most' }, // prettier-ignore
  p_sim_two_sided: { says: '4 standard errors of two runs', added: 'a doubled tail has twice the error of its tail; all areas are held to it, where the file asks for 99.9 %', holds: likeP(2) }, // prettier-ignore
  p_folded_one_sided: { says: '4 standard errors of two runs', holds: likeP(1) },
}

/** The file's bound on a probability made of `tails` tails: a doubled tail has twice the tail's error. */
function likeP(tails: number) {
  return (found: number, expected: number) => {
    const p = Math.min(0.5, expected / tails)
    const error = tails * 4 * Math.sqrt((p * (1 - p) * 2) / PERMUTATIONS)
    return Math.abs(found - expected) <= error + 1 / PERMUTATIONS
  }
}
