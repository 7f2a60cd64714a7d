import type { Estimate, Indicator, VariationSummary } from '../domain'
import type { ChanceLaw, Heterogeneity } from '../statistics'
import { heterogeneity, zOf } from '../statistics'
import { lawOf } from './yardstick'

type Valued = Estimate & { value: number }

/** Spread beyond chance, or why there is none to give. */
export type Variation = { summary: VariationSummary; why: null } | { summary: null; why: string }

/**
 * Spread of the areas' underlying values over the comparator's value. Chance variance is that of the areas' common
 * value at each area's size (times the dispersion), so that no area weighs more for having come out low.
 */
export function variationOf(estimates: readonly Estimate[], comparator: Estimate, indicator: Indicator): Variation {
  const valued = estimates.filter((estimate): estimate is Valued => estimate.value !== null)
  if (valued.length < 2) return { summary: null, why: 'fewer than two areas have a value' }
  const chance = chanceVariances(valued, indicator)
  if ('why' in chance) return { summary: null, why: chance.why }
  const { areas, common } = chance
  // Rounding and hiding are part of what chance alone would give.
  const variances = chance.variances.map((variance, i) => variance + (areas[i]!.protection?.error ?? 0) ** 2)
  if (areas.length < 2) return { summary: null, why: 'fewer than two areas have an interval' }
  const unit = comparator.value !== null && comparator.value > 0 ? comparator.value : common
  const found = heterogeneity({
    values: Float64Array.from(areas, ({ value }) => value / unit),
    variances: Float64Array.from(variances, (variance) => variance / (unit * unit)),
  })
  return { summary: summarise(valued, areas.length, found), why: null }
}

function summarise(valued: readonly Valued[], areas: number, found: Heterogeneity): VariationSummary {
  const highest = valued.reduce((most, at) => (at.value > most.value ? at : most))
  const lowest = valued.reduce((least, at) => (at.value < least.value ? at : least))
  const end = (at: Valued) => ({ area: at.area, name: at.name, value: at.value })
  return {
    areas,
    beyondChance: Math.sqrt(found.tau2),
    interval95: { lower: Math.sqrt(found.interval95.lower), upper: Math.sqrt(found.interval95.upper) },
    p: found.p,
    highest: end(highest),
    lowest: end(lowest),
  }
}

interface Chance {
  areas: readonly Valued[]
  /** The value that all areas share if only chance is at work. */
  common: number
  variances: readonly number[]
}

function chanceVariances(valued: readonly Valued[], indicator: Indicator): Chance | { why: string } {
  const law = lawOf(indicator)
  if (!law) return fromIntervals(valued)
  const areas = valued.filter(({ size }) => size !== null && size > 0)
  const size = areas.reduce((sum, area) => sum + area.size!, 0)
  const common = areas.reduce((sum, area) => sum + area.size! * area.value, 0) / size
  const { multiplier, dispersion } = indicator
  const share = common / multiplier
  const each = (law === 'binomial' ? share * (1 - share) : share) * multiplier * multiplier * dispersion
  if (fewExpected(areas, law, share)) return { why: FEW_EXPECTED }
  if (!(each > 0)) return { why: share > 0 ? 'everybody is counted in every area' : 'nobody is counted in any area' }
  return { areas, common, variances: areas.map((area) => each / area.size!) }
}

/** Fewer than this many events expected in an area make a χ² test cry wolf. */
const ENOUGH = 5
const FEW_EXPECTED = `fewer than ${ENOUGH} events are expected in more than a fifth of the areas`

/** Cochran's rule for χ² tests (1954, Biometrics 10, 417–451): at most a fifth of the areas expect fewer than 5. */
function fewExpected(areas: readonly Valued[], law: ChanceLaw, share: number): boolean {
  const rarer = law === 'binomial' ? Math.min(share, 1 - share) : share
  return rarer > 0 && areas.filter(({ size }) => size! * rarer < ENOUGH).length > areas.length / 5
}

/** Where no law is known: the width of each interval as it was published. */
function fromIntervals(valued: readonly Valued[]): Chance | { why: string } {
  const areas = valued.filter(({ interval95 }) => interval95 !== null && interval95.upper > interval95.lower)
  if (areas.length === 0) return { why: 'its values have no intervals' }
  const variances = areas.map(({ interval95 }) => ((interval95!.upper - interval95!.lower) / (2 * zOf(0.95))) ** 2)
  const weights = variances.reduce((sum, variance) => sum + 1 / variance, 0)
  const common = areas.reduce((sum, { value }, i) => sum + value / variances[i]!, 0) / weights
  return common > 0 ? { areas, common, variances } : { why: 'its values are not all above 0' }
}
