import type { Indicator } from '../domain'
import { FEWEST_EVENTS, directlyStandardised, dobsonColumns } from '../statistics'
import type { Cells } from './cells'
import { FOUND } from './cells'
import type { Figures } from './figures'
import { WHY, addError, blankFigures, withhold } from './figures'
import type { Kind } from './kind'
import { weightedVariance } from './noise'
import { COUNT_METHODS } from './rate'

/** A rate directly standardised by age to the European Standard Population 2013; not given below 10 events. */
export const dsr: Kind = {
  id: 'dsr',
  strata: 'age',
  law: 'poisson',
  sizeLabel: (indicator) => `Effective number of ${indicator.among}`,
  figures,
  methods: [
    { name: 'Direct standardisation by age, European Standard Population 2013', source: 'Eurostat (2013)' },
    { name: 'Dobson’s interval of a standardised rate', source: 'Dobson et al. (1991), Stat. Med. 10, 457–462' },
    ...COUNT_METHODS,
  ],
}

/** Rounded to fives, ten events may be six: fewer than this give no rate. */
const FEWEST_ROUNDED = 15

function figures(cells: Cells, { multiplier, dispersion }: Indicator): Figures {
  const out = blankFigures(cells)
  const all = directlyStandardised(cells.strata, cells.places)
  const inner = dobsonColumns(all, { coverage: 0.95, dispersion, scale: multiplier })
  const outer = dobsonColumns(all, { coverage: 0.998, dispersion, scale: multiplier })
  const { noise } = cells
  const weights = new Float64Array(noise ? cells.strata.length : 0)
  for (let i = 0; i < cells.places; i++) {
    if (out.why[i] !== null) continue
    const count = (out.count[i] = all.count[i]!)
    const population = (out.population[i] = all.population[i]!)
    if (all.broken[i]) withhold(out, i, 'missing', WHY.eventsWithoutPeople)
    else if (population === 0) withhold(out, i, 'missing', WHY.nobody)
    else if (count < FEWEST_EVENTS) withhold(out, i, 'unreliable', WHY.fewEvents)
    else if (noise && cells.found[i] !== FOUND.shown && count < FEWEST_ROUNDED)
      withhold(out, i, 'unreliable', WHY.fewRounded)
    else {
      out.value[i] = all.value[i]! * multiplier
      // People among whom a plain rate of this height would have this rate's variance.
      out.size[i] = all.value[i]! / all.variance[i]!
      out.lower95[i] = inner.lower[i]!
      out.upper95[i] = inner.upper[i]!
      out.lower998[i] = outer.lower[i]!
      out.upper998[i] = outer.upper[i]!
      if (noise) {
        eventWeights(cells, i, multiplier, weights)
        addError(out, i, Math.sqrt(weightedVariance(noise, i, weights)))
      }
    }
  }
  return out
}

/** What one event of each stratum adds to a place's rate, in the printed unit. */
function eventWeights({ strata }: Cells, i: number, multiplier: number, weights: Float64Array): void {
  let all = 0
  for (let s = 0; s < strata.length; s++) {
    const { weight, population } = strata[s]!
    const people = population[i]!
    weights[s] = people > 0 ? weight / people : 0
    if (people > 0) all += weight
  }
  for (let s = 0; s < strata.length; s++) weights[s]! *= multiplier / all
}
