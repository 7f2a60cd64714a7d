/** Values as whole numbers of a small step, so that sums of them are exact in any order and ties are seen. */
export interface Grid {
  /** Whole numbers, n long. */
  values: Float64Array
  /** What one of them is worth, a power of 2. */
  step: number
  /** Steps by which rounding may part two sums of equal worth, for each value in a sum. */
  slack: number
}

/** The finest grid on which `most` values add up without rounding. `largest` is the largest of the values before their mean was taken off. */
export function gridOf(z: Float64Array, most: number, largest: number): Grid {
  const reach = Math.max(1, most) * z.reduce((top, each) => Math.max(top, Math.abs(each)), 0)
  let step = 1
  while (reach / step > 2 ** 51) step *= 2
  while (reach / step < 2 ** 50) step /= 2
  return { values: z.map((each) => Math.round(each / step)), step, slack: 2 + 2 * Math.ceil((Number.EPSILON * largest) / step) } // prettier-ignore
}
