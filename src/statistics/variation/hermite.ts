/**
 * Points and weights of Gauss–Hermite quadrature for the standard normal density, `∫ f(x) φ(x) dx ≈ Σ w f(x)`: zeros of the
 * Hermite polynomial by Newton’s steps on its recurrence, from guesses that pass from one zero to the next.
 * Source: Abramowitz & Stegun (1964) 25.4.46, 22.7.14.
 */
export function hermite(points: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(points)
  const weights = new Float64Array(points)
  for (let k = 0; k < points; k++) {
    let x = k === 0 ? Math.sqrt(4 * points + 2) : nodes[k - 1]! - 1e-4
    for (let step = 0; step < 200; step++) {
      const { value, slope } = normalised(points, x)
      // Zeros already found are divided out, so that each step leads to the next one down.
      let found = 0
      for (let j = 0; j < k; j++) found += 1 / (x - nodes[j]!)
      const move = value / (slope - value * found)
      x -= move
      if (Math.abs(move) <= 1e-15 * Math.max(1, Math.abs(x))) break
    }
    nodes[k] = x
    weights[k] = 1 / (points * normalised(points - 1, x).value ** 2)
  }
  return { nodes, weights }
}

/** The orthonormal Hermite polynomial of a degree at x, and its slope. */
function normalised(degree: number, x: number): { value: number; slope: number } {
  let [before, value] = [0, 1]
  for (let n = 0; n < degree; n++) [before, value] = [value, (x * value - Math.sqrt(n) * before) / Math.sqrt(n + 1)]
  return { value, slope: Math.sqrt(degree) * before }
}
