import { CalculationError } from '../../domain/errors'

/** Variables of areas: one column a variable, one figure an area, NaN where an area has none. */
export type Variables = readonly ArrayLike<number>[]

/** How variables in different units are made comparable. */
export type Standardisation = 'z-score' | 'min-max' | 'mahalanobis'

/**
 * Variables made comparable, so that the plain distance between two areas means something:
 * `z-score`: `(x − x̄)∕s`, `s` with n − 1; `min-max`: `(x − min)∕(max − min)`; `mahalanobis`: `L⁻¹(x − x̄)` with `L Lᵀ` the covariance, so that
 * variables that say the same do not count twice (the distance is then `√((x − y)ᵀ S⁻¹ (x − y))`).
 * An area that lacks a variable has no place (NaN in every column), and no say in means and ranges. A variable that is the same
 * everywhere tells areas apart by nothing: 0 for all. Columns out as in.
 * Source: Mahalanobis (1936), Proc. Natl. Inst. Sci. India 2, 49–55; Everitt, Landau, Leese & Stahl (2011), Cluster Analysis, ch. 3.
 * Errors: CalculationError for no variables, columns of different length, fewer than two areas with all of them, or (Mahalanobis)
 * a variable that follows from the others.
 */
export function standardise(variables: Variables, by: Standardisation = 'z-score'): Float64Array[] {
  const whole = wholeAreas(variables)
  if (by === 'mahalanobis') return whiten(variables, whole)
  return variables.map((variable) => {
    const { centre, scale } = by === 'z-score' ? meanAndDeviation(variable, whole) : leastAndRange(variable, whole)
    const out = new Float64Array(variable.length).fill(NaN)
    for (const i of whole) out[i] = scale > 0 ? (variable[i]! - centre) / scale : 0
    return out
  })
}

/** Places of the areas that have every variable. */
function wholeAreas(variables: Variables): number[] {
  const areas = variables[0]?.length ?? 0
  if (variables.length === 0 || variables.some(({ length }) => length !== areas))
    throw new CalculationError(
      `standardise: variables of ${variables.map(({ length }) => length).join(', ')} areas; expected one number of areas`,
    )
  const whole: number[] = []
  for (let i = 0; i < areas; i++) if (variables.every((variable) => Number.isFinite(variable[i]))) whole.push(i)
  if (whole.length < 2)
    throw new CalculationError(`standardise: ${whole.length} areas with all variables; expected at least two`)
  return whole
}

function meanAndDeviation(variable: ArrayLike<number>, whole: readonly number[]) {
  let mean = 0
  whole.forEach((i, at) => (mean += (variable[i]! - mean) / (at + 1)))
  const squares = whole.reduce((sum, i) => sum + (variable[i]! - mean) ** 2, 0)
  return { centre: mean, scale: Math.sqrt(squares / (whole.length - 1)) }
}

function leastAndRange(variable: ArrayLike<number>, whole: readonly number[]) {
  const least = whole.reduce((low, i) => Math.min(low, variable[i]!), Infinity)
  return { centre: least, scale: whole.reduce((high, i) => Math.max(high, variable[i]!), -Infinity) - least }
}

/** z-scores turned so that none goes with another: forward substitution with the Cholesky factor of their correlations. */
function whiten(variables: Variables, whole: readonly number[]): Float64Array[] {
  const scores = standardise(variables)
  const factor = choleskyOf(correlations(scores, whole))
  return scores.map((_, row) => {
    for (const i of whole) {
      let left = scores[row]![i]!
      for (let k = 0; k < row; k++) left -= factor[row]![k]! * scores[k]![i]!
      // Rows above are done already, in place.
      scores[row]![i] = left / factor[row]![row]!
    }
    return scores[row]!
  })
}

function correlations(scores: readonly Float64Array[], whole: readonly number[]): number[][] {
  return scores.map((one) =>
    scores.map((other) => whole.reduce((sum, i) => sum + one[i]! * other[i]!, 0) / (whole.length - 1)),
  )
}

/** Lower triangle `L` with `L Lᵀ` the matrix given. */
function choleskyOf(matrix: readonly (readonly number[])[]): number[][] {
  const factor = matrix.map((row) => row.map(() => 0))
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let left = row[j]!
      for (let k = 0; k < j; k++) left -= factor[i]![k]! * factor[j]![k]!
      if (i === j && !(left > 1e-10))
        throw new CalculationError(`standardise: variable ${i + 1} is fixed or follows from the others; leave it out`)
      factor[i]![j] = i === j ? Math.sqrt(left) : left / factor[j]![j]!
    }
  })
  return factor
}
