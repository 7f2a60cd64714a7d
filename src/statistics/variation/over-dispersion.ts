import { CalculationError } from '../../domain/errors'
import { quantileOfSorted } from './quantile'

/** Scale on which z-scores of a funnel are nearly normal. */
export type FunnelScale = 'log ratio' | 'root ratio' | 'ratio of counts' | 'arcsine proportion' | 'logit proportion'

export interface FunnelScores {
  /** What all areas are held against: 1 for ratios of observed to expected, else `ΣO∕ΣE`. */
  target: number
  /** z-score of each area on its scale. */
  z: Float64Array
  /** Standard error of each area on its scale. */
  s: Float64Array
}

/** Value and target on a scale, and back. */
const TRANSFORMS: Record<FunnelScale, { to(value: number): number; back(value: number): number }> = {
  'log ratio': { to: Math.log, back: Math.exp },
  'root ratio': { to: Math.sqrt, back: (x) => Math.max(0, x) ** 2 },
  'ratio of counts': { to: Math.log, back: Math.exp },
  'arcsine proportion': {
    to: (p) => Math.asin(Math.sqrt(p)),
    back: (x) => Math.sin(Math.min(Math.PI / 2, Math.max(0, x))) ** 2,
  },
  'logit proportion': { to: (p) => Math.log(p / (1 - p)), back: (x) => 1 / (1 + Math.exp(-x)) },
}

/** Standard error on a scale at a denominator (expected events, or people) and a target. */
function standardError(scale: FunnelScale, size: number, target: number): number {
  if (scale === 'log ratio') return 1 / Math.sqrt(size)
  if (scale === 'logit proportion') return 1 / Math.sqrt(size * target * (1 - target))
  return 1 / (2 * Math.sqrt(size))
}

/**
 * z-scores of areas around a target on a scale where they are nearly normal, `z = (g(y) − g(θ)) ∕ s`: the log (`s = 1∕√E`; half an
 * event stands for none) and the square root (`s = 1∕2√E`) of observed over expected; the log ratio of two counts, each with half an
 * event added (`s² = O∕(O + ½)² + E∕(E + ½)²`); the arcsine root (`s = 1∕2√n`) and the logit (`s = 1∕√(nθ(1 − θ))`, half a case added
 * to both outcomes at none and at all) of a proportion. `observed` and `denominator` have one element an area.
 * Source: Spiegelhalter (2005), Qual. Saf. Health Care 14, 347–351; Spiegelhalter et al. (2012), J. R. Stat. Soc. A 175, 1–47.
 * Throws on fewer than two areas, on counts below 0 or not finite, on denominators not above 0, on cases above people.
 */
export function funnelScores(
  observed: ArrayLike<number>,
  denominator: ArrayLike<number>,
  scale: FunnelScale,
): FunnelScores {
  const areas = observed.length
  const target = checkedTarget(observed, denominator, scale)
  const { to } = TRANSFORMS[scale]
  const [z, s] = [new Float64Array(areas), new Float64Array(areas)]
  for (let i = 0; i < areas; i++) {
    const [o, n] = [observed[i]!, denominator[i]!]
    s[i] =
      scale === 'ratio of counts' ? Math.sqrt(o / (o + 0.5) ** 2 + n / (n + 0.5) ** 2) : standardError(scale, n, target)
    z[i] = (to(valueOf(o, n, scale)) - to(target)) / s[i]!
  }
  return { target, z, s }
}

function valueOf(o: number, n: number, scale: FunnelScale): number {
  if (scale === 'ratio of counts') return (o + 0.5) / (n + 0.5)
  if (scale === 'log ratio' && o === 0) return 0.5 / n
  if (scale === 'logit proportion' && (o === 0 || o === n)) return (o + 0.5) / (n + 1)
  return o / n
}

function checkedTarget(observed: ArrayLike<number>, denominator: ArrayLike<number>, scale: FunnelScale): number {
  if (observed.length < 2 || observed.length !== denominator.length)
    throw new CalculationError(
      `funnelScores: ${observed.length} counts, ${denominator.length} denominators; expected at least two pairs`,
    )
  const proportion = scale.endsWith('proportion')
  let [all, people] = [0, 0]
  for (let i = 0; i < observed.length; i++) {
    const [o, n] = [observed[i]!, denominator[i]!]
    if (!(o >= 0 && o < Infinity && n > 0 && n < Infinity) || (proportion && o > n))
      throw new CalculationError(`funnelScores: ${o} of ${n} in position ${i}; expected 0 or more of more than 0`)
    all += o
    people += n
  }
  if (scale === 'log ratio' || scale === 'root ratio') return 1
  if (all === 0 || (proportion && all === people))
    throw new CalculationError(`funnelScores: ${all} of ${people} in all; expected some and not all`)
  return all / people
}

/** How extreme z-scores are kept from passing for over-dispersion. */
export type Trimming = 'winsorised' | 'truncated' | 'none'

export interface OverDispersion {
  /** z-scores as they were used; NaN where truncation dropped one. */
  z: Float64Array
  used: number
  /** Mean squared z-score; 1 under chance alone. */
  phi: number
  /** Variance between areas on the funnel’s scale that is added to `s²`; 0 or more. */
  tau2: number
}

/**
 * Over-dispersion of a funnel: `φ = Σz²∕n` of the z-scores and the variance between areas `τ² = max(0, (nφ − (n − 1)) ∕ (Σw − Σw²∕Σw))`,
 * `w = 1∕s²` (DerSimonian & Laird). First the outermost tenth on each side is drawn in to its quantile (winsorised, type 7) or left
 * out (truncated, ⌊n∕10⌋ a side). φ grows with the size of counts: show τ beside it.
 * Source: Spiegelhalter (2005), Stat. Med. 24, 1185–1202; NHS England, SHMI methodology (truncation).
 * Throws on fewer than two scores, or where fewer than two are left.
 */
export function overDispersion(
  { z, s }: Pick<FunnelScores, 'z' | 's'>,
  trimming: Trimming = 'winsorised',
  share = 0.1,
): OverDispersion {
  const kept = trimmed(z, trimming, share)
  let [used, squares, weights, weightSquares] = [0, 0, 0, 0]
  for (let i = 0; i < kept.length; i++) {
    if (Number.isNaN(kept[i]!)) continue
    const w = 1 / (s[i]! * s[i]!)
    used++
    squares += kept[i]! * kept[i]!
    weights += w
    weightSquares += w * w
  }
  if (used < 2) throw new CalculationError(`overDispersion: ${used} z-scores; expected at least two`)
  const tau2 = Math.max(0, (squares - (used - 1)) / (weights - weightSquares / weights))
  return { z: kept, used, phi: squares / used, tau2 }
}

function trimmed(z: Float64Array, trimming: Trimming, share: number): Float64Array {
  if (trimming === 'none') return z
  const sorted = Float64Array.from(z).sort()
  if (trimming === 'winsorised') {
    const [low, high] = [quantileOfSorted(sorted, share), quantileOfSorted(sorted, 1 - share)]
    return z.map((value) => Math.min(high, Math.max(low, value)))
  }
  const out = Math.floor(z.length * share)
  const [low, high] = [sorted[out]!, sorted[sorted.length - 1 - out]!]
  return z.map((value) => (value < low || value > high ? NaN : value))
}

/**
 * Limits of a funnel with a variance τ² between areas allowed for: `g(θ) ∓ z√(s² + τ²)` on the funnel’s scale, transformed back to
 * the unit of the values. `z` is two-sided. Without over-dispersion τ² is 0. `untransformed` leaves them on the funnel’s scale.
 * Source: Spiegelhalter (2005), Qual. Saf. Health Care 14, 347–351.
 */
export function overDispersedLimits(
  scale: FunnelScale,
  size: number,
  { target = 1, tau2 = 0, z }: { target?: number; tau2?: number; z: number },
  untransformed = false,
): { lower: number; upper: number } {
  const { to, back } = TRANSFORMS[scale]
  const reach = z * Math.sqrt(standardError(scale, size, target) ** 2 + tau2)
  const [lower, upper] = [to(target) - reach, to(target) + reach]
  return untransformed ? { lower, upper } : { lower: back(lower), upper: back(upper) }
}
