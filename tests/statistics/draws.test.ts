import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chiSquareUpper, gammaLower, logGamma } from '../../src/statistics'
import { drawBinomial, drawGamma, drawNormal, drawPoisson } from '../../src/statistics/draws'
import { normalLower } from '../../src/statistics/normal-tails'
import { poissonProbability } from '../../src/statistics/poisson'
import { random } from '../../src/statistics/random'
import { poissonDrawer } from '../../src/statistics/poisson-table'

const DRAWS = 40_000

/** Probability of counts at least as far from what a distribution over whole numbers says; outcomes expected fewer than 8 times pooled. */
function fitOf(draw: () => number, probability: (k: number) => number, from: number, to: number): number {
  const seen = new Map<number, number>()
  for (let n = 0; n < DRAWS; n++) {
    const k = draw()
    seen.set(k, (seen.get(k) ?? 0) + 1)
  }
  let [square, cells, restSeen, restExpected] = [0, 0, DRAWS, DRAWS]
  for (let k = from; k <= to; k++) {
    const expected = DRAWS * probability(k)
    if (expected < 8) continue
    square += ((seen.get(k) ?? 0) - expected) ** 2 / expected
    cells++
    restSeen -= seen.get(k) ?? 0
    restExpected -= expected
  }
  if (restExpected > 1) square += (restSeen - restExpected) ** 2 / restExpected
  return chiSquareUpper(square, restExpected > 1 ? cells : cells - 1)
}

/** Kolmogorov's distance of draws from a distribution, times √n: above 2.2 once in 20,000. */
function distance(draw: () => number, lower: (x: number) => number): number {
  const sorted = Float64Array.from({ length: DRAWS }, draw).sort()
  let most = 0
  sorted.forEach((x, i) => {
    const p = lower(x)
    most = Math.max(most, Math.abs(p - i / DRAWS), Math.abs(p - (i + 1) / DRAWS))
  })
  return most * Math.sqrt(DRAWS)
}

const binomial = (n: number, p: number) => (k: number) =>
  Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p))

describe('draws follow their distribution', () => {
  it.each([0.3, 4, 9.9, 10, 37.5, 400])('Poisson of mean %f, by rejection and from a table', (mean) => {
    const chance = random(11, Math.round(mean * 10))
    const table = poissonDrawer(mean)
    const p = (k: number) => poissonProbability(k, mean)
    const reach = Math.ceil(mean + 12 * Math.sqrt(mean) + 12)
    expect(fitOf(() => drawPoisson(chance, mean), p, 0, reach)).toBeGreaterThan(1e-4)
    expect(fitOf(() => table(chance), p, 0, reach)).toBeGreaterThan(1e-4)
  })
  it.each([
    [10, 0.3],
    [1000, 0.004],
    [60, 0.5],
    [200, 0.8],
  ])('binomial of %i at %f', (n, p) => {
    const chance = random(12, n)
    expect(fitOf(() => drawBinomial(chance, n, p), binomial(n, p), 0, n)).toBeGreaterThan(1e-4)
  })
  it.each([0.2, 1, 4.5, 80])('gamma of shape %f', (shape) => {
    const chance = random(13, Math.round(10 * shape))
    expect(
      distance(
        () => drawGamma(chance, shape),
        (x) => gammaLower(x, shape),
      ),
    ).toBeLessThan(2.2)
  })
  it('normal', () => {
    const chance = random(14)
    expect(distance(() => drawNormal(chance), normalLower)).toBeLessThan(2.2)
  })
})

describe('draws', () => {
  it('are the same for the same seed, and others for another', () => {
    const list = (seed: number) => {
      const chance = random(seed, 3)
      return Array.from({ length: 50 }, (_, i) => [
        drawNormal(chance),
        drawGamma(chance, 0.1 + i),
        drawPoisson(chance, i * i),
        drawBinomial(chance, 10 * i, 0.3),
      ])
    }
    expect(list(5)).toEqual(list(5))
    expect(list(5)).not.toEqual(list(6))
  })
  it('are whole and possible at any mean', () =>
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.nat(1e9),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, mean, n, p) => {
          const chance = random(seed)
          const [events, cases] = [drawPoisson(chance, mean), drawBinomial(chance, n, p)]
          expect(Number.isInteger(events) && events >= 0).toBe(true)
          expect(Number.isInteger(cases) && cases >= 0 && cases <= n).toBe(true)
          expect(drawGamma(chance, 1e-3 + mean)).toBeGreaterThanOrEqual(0)
        },
      ),
    ))
  it('refuse what cannot be', () => {
    const chance = random(1)
    expect(() => drawPoisson(chance, -1)).toThrow(/expected 0 to/)
    expect(() => drawGamma(chance, 0)).toThrow(/expected above 0/)
    expect(() => drawBinomial(chance, 1.5, 0.5)).toThrow(/whole number/)
  })
})
