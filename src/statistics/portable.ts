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
