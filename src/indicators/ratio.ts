import type { Indicator } from '../domain'
import { expectedEvents, ratioInterval } from '../statistics'
import type { Cells } from './cells'
import { FOUND, totals } from './cells'
import type { Figures } from './figures'
import { WHY, addError, blankFigures, setIntervals, withhold } from './figures'
import type { Kind } from './kind'
import { countVariance, weightedVariance } from './noise'
import { COUNT_METHODS } from './rate'

/** Observed over expected events, expected by the comparator's rates of each age group and sex. */
export const ratio: Kind = {
  id: 'ratio',
  strata: 'age and sex',
  law: 'poisson',
  sizeLabel: (indicator) => `Expected ${indicator.counts}`,
  figures,
  methods: [
    { name: 'Indirect standardisation by age and sex', source: 'Breslow & Day (1987), vol. II, ch. 2' },
    ...COUNT_METHODS,
  ],
}

function figures(cells: Cells, { multiplier, dispersion }: Indicator, reference: Cells): Figures {
  const out = blankFigures(cells)
  const expected = expectedEvents(
    cells.strata.map(({ population }, s) => ({ rate: referenceRate(reference, s), population })),
    cells.places,
  )
  const { count, population } = totals(cells)
  const { noise } = cells
  for (let i = 0; i < cells.places; i++) {
    if (out.why[i] !== null) continue
    const [observed, e] = [count[i]!, expected[i]!]
    out.count[i] = observed
    if (reference.found[0]! >= FOUND.hidden) withhold(out, i, 'missing', 'no figure for what it is compared with')
    else if (population[i] === 0) withhold(out, i, 'missing', WHY.nobody)
    else if (Number.isNaN(e)) withhold(out, i, 'missing', WHY.noReference)
    else if (e === 0) withhold(out, i, 'missing', WHY.noExpected)
    else {
      out.population[i] = e
      out.size[i] = e
      out.value[i] = (observed / e) * multiplier
      setIntervals(out, i, multiplier, (coverage) => ratioInterval(observed, e, coverage, dispersion))
      if (noise) {
        const variance = countVariance(noise, i) + (observed / e) ** 2 * expectedVariance(cells, i, reference)
        addError(out, i, (Math.sqrt(variance) * multiplier) / e)
      }
    }
  }
  return out
}

/** Events per person of the comparator in one stratum; NaN where it has no people. */
function referenceRate(reference: Cells, stratum: number): number {
  const { count, population } = reference.strata[stratum]!
  return population[0]! > 0 ? count[0]! / population[0]! : NaN
}

/** Variance that the protection of the comparator's counts gives to what is expected of a place. */
function expectedVariance(cells: Cells, i: number, { noise, strata }: Cells): number {
  if (!noise) return 0
  const shares = cells.strata.map(({ population }, s) => {
    const people = strata[s]!.population[0]!
    return people > 0 ? population[i]! / people : 0
  })
  return weightedVariance(noise, 0, Float64Array.from(shares))
}
