import { CalculationError } from '../../domain/errors'

/** Events observed in each area beside those expected there, such as by age and sex. Position is the area. */
export interface ObservedExpected {
  /** Events, 0 or more; not always whole where part of a count is an estimate. */
  observed: ArrayLike<number>
  /** Expected events, above 0. */
  expected: ArrayLike<number>
}

/** Throws unless there are at least `least` areas, each with a count and something expected. */
export function checkCounts(who: string, { observed, expected }: ObservedExpected, least = 1): void {
  const areas = observed.length
  if (areas < least || areas !== expected.length)
    throw new CalculationError(`${who}: ${areas} counts, ${expected.length} expected; expected at least ${least} pairs`)
  for (let i = 0; i < areas; i++)
    if (!(observed[i]! >= 0 && observed[i]! < Infinity) || !(expected[i]! > 0 && expected[i]! < Infinity))
      throw new CalculationError(
        `${who}: ${observed[i]} events where ${expected[i]} are expected, in position ${i}; expected 0 or more, above 0`,
      )
}

/** Throws unless there are at least `least` values, each 0 or more, with a weight above 0 for each. */
export function checkValues(who: string, values: ArrayLike<number>, weights?: ArrayLike<number>, least = 1): void {
  if (values.length < least || (weights && weights.length !== values.length))
    throw new CalculationError(
      `${who}: ${values.length} values, ${weights?.length ?? values.length} weights; expected at least ${least}`,
    )
  for (let i = 0; i < values.length; i++)
    if (!(values[i]! >= 0 && values[i]! < Infinity) || (weights && !(weights[i]! > 0 && weights[i]! < Infinity)))
      throw new CalculationError(
        `${who}: value ${values[i]} with weight ${weights?.[i] ?? 1}, in position ${i}; expected 0 or more, above 0`,
      )
}

/** The sum of a column. */
export function sum(column: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < column.length; i++) total += column[i]!
  return total
}
