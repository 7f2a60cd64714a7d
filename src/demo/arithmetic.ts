/**
 * Arithmetic that gives the same bits everywhere. ECMAScript fixes + − × ÷ and Math.sqrt to the last bit but leaves
 * Math.exp, log and pow to the machine; a demo that is rebuilt byte for byte may use only the former.
 */

const LN2 = 0.6931471805599453

/** eˣ for |x| ≤ 700, within 1e-15 relative: x = k ln 2 + r, Taylor series of r, then k doublings. */
export function exp(x: number): number {
  const k = Math.round(x / LN2)
  const r = x - k * LN2
  let term = 1
  let sum = 1
  for (let n = 1; n <= 18; n++) {
    term = (term * r) / n
    sum += term
  }
  return sum * twoTo(k)
}

/** 2ᵏ for whole k, by doubling or halving: exact. */
function twoTo(k: number): number {
  let value = 1
  for (let n = 0; n < Math.abs(k); n++) value *= k < 0 ? 0.5 : 2
  return value
}

/**
 * Shares out `total` whole units in proportion to `weights` by largest remainders; ties go to the earlier weight.
 * The result always adds up to `total`.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const whole = exact.map(Math.floor)
  const left = total - whole.reduce((a, b) => a + b, 0)
  const order = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of order.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1
  return whole
}
