import type { ObservedExpected } from './counts'
import { checkCounts } from './counts'

/** Systematic component of variation, as a variance of relative risks (times 100 as often printed: multiply). */
export interface SystematicComponent {
  /** Diehr’s form, `(1∕k) Σ [((O − E)∕E)² − 1∕E]`; below 0 where areas differ less than chance would make them. */
  diehr: number
  /** McPherson’s form, `(1∕k) Σ [ln(O∕E)² − 1∕E]`; infinite where an area has no events. */
  mcpherson: number
  /** `√max(0, SCV)` of Diehr’s form: standard deviation of relative risks beyond chance. */
  systematicDeviation: number
}

/**
 * Systematic component of variation (SCV): the mean squared relative distance from what was expected, less its part by
 * chance, in Diehr’s form `(1∕k) Σ [((O − E)∕E)² − 1∕E]` and in McPherson’s with `ln(O∕E)`. Unbiased, so not cut off at 0: a negative
 * one says that nothing beyond chance was seen. For rounded counts, repeat events or cases among people give it `effectiveCounts`,
 * which takes off what those add.
 * Source: McPherson, Wennberg, Hovind & Clifford (1982), N. Engl. J. Med. 307, 1310–1314; Diehr, Cain, Connell & Volinn (1990),
 * Health Serv. Res. 24, 741–771.
 * Throws on no areas, on counts below 0 or not finite, on expected events not above 0.
 */
export function systematicComponent(counts: ObservedExpected): SystematicComponent {
  checkCounts('systematicComponent', counts)
  const { observed, expected } = counts
  let [plain, logs] = [0, 0]
  for (let i = 0; i < observed.length; i++) {
    const [o, e] = [observed[i]!, expected[i]!]
    const log = Math.log(o / e)
    plain += ((o - e) / e) ** 2 - 1 / e
    logs += log * log - 1 / e
  }
  const diehr = plain / observed.length
  return { diehr, mcpherson: logs / observed.length, systematicDeviation: Math.sqrt(Math.max(0, diehr)) }
}
