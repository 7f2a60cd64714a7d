import { CalculationError } from '../../domain/errors'
import { slopeWeights } from './mid-rank'
import { fromScale, toScale, type ValueScale } from './scale'

/** Groups in order of deprivation, the most deprived first. */
export interface DeprivationGroups {
  /** People. */
  populations: ArrayLike<number>
  /** The indicator, in any unit (a share from 0 to 1 where log odds are used). */
  values: ArrayLike<number>
}

/** The gradient between the two ends of deprivation. */
export interface SlopeIndex {
  /** Slope index: least deprived end − most deprived end, in the value's unit. */
  slope: number
  /** Fitted value at the most deprived end, rank 0. */
  mostDeprived: number
  /** Fitted value at the least deprived end, rank 1. */
  leastDeprived: number
  /** Relative index: least over most deprived end; null where an end is not above 0, so that no ratio exists. */
  leastOverMost: number | null
  /** The same the other way about, as some tables print it: most over least deprived end. */
  mostOverLeast: number | null
  /** Where the value is higher. */
  higherIn: 'most deprived' | 'least deprived' | 'neither'
}

/**
 * Slope index of inequality and relative index of inequality: a population-weighted least-squares line of the value on the
 * group's mid-rank, `SII = Y₁ − Y₀` and `RII = Y₁∕Y₀ = (Y₀ + SII)∕Y₀`, with `Y₀` the fitted value at the most and `Y₁` at the
 * least deprived end. On the log or logit scale the line is fitted there and its two ends are brought back.
 * Sources: Pamuk (1985), Population Studies 39, 17–31; Mackenbach & Kunst (1997), Soc. Sci. Med. 44, 757–771.
 * Errors: CalculationError for a hidden value (every group is needed: the ranks are of all people), a value that the scale
 * does not hold, or fewer than two groups with people.
 */
export function slopeIndex(groups: DeprivationGroups, fit: ValueScale = 'plain'): SlopeIndex {
  const line = slopeWeights(groups.populations)
  const ends = { intercept: 0, slope: 0 }
  forEachGroup(groups, (i, value) => {
    const place = toScale(value, fit)
    ends.intercept += line.mostDeprived[i]! * place
    ends.slope += line.slope[i]! * place
  })
  return indexOf(fromScale(ends.intercept, fit), fromScale(ends.intercept + ends.slope, fit))
}

/** The index from its two fitted ends. */
function indexOf(mostDeprived: number, leastDeprived: number): SlopeIndex {
  const positive = mostDeprived > 0 && leastDeprived > 0
  const slope = leastDeprived - mostDeprived
  return {
    slope,
    mostDeprived,
    leastDeprived,
    leastOverMost: positive ? leastDeprived / mostDeprived : null,
    mostOverLeast: positive ? mostDeprived / leastDeprived : null,
    higherIn: slope < 0 ? 'most deprived' : slope > 0 ? 'least deprived' : 'neither',
  }
}

/** Visits the groups that have people; a value that is no number is refused there. */
export function forEachGroup({ populations, values }: DeprivationGroups, visit: (i: number, value: number) => void) {
  if (values.length !== populations.length)
    throw new CalculationError(`slopeIndex: ${values.length} values, ${populations.length} populations; expected pairs`)
  for (let i = 0; i < values.length; i++) {
    if (populations[i] === 0) continue
    if (!Number.isFinite(values[i]))
      throw new CalculationError(`slopeIndex: group ${i + 1} has the value ${values[i]}; expected one of every group`)
    visit(i, values[i]!)
  }
}
