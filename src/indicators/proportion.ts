import type { Indicator } from '../domain'
import { CalculationError } from '../domain/errors'
import { wilson } from '../statistics'
import type { Cells } from './cells'
import { totals } from './cells'
import type { Figures } from './figures'
import { WHY, addError, blankFigures, setIntervals, withhold } from './figures'
import type { Kind } from './kind'
import { countVariance } from './noise'
import { mostOf } from './rate'

/** A share of people, with Wilson's interval. */
export const proportion: Kind = {
  id: 'proportion',
  strata: 'whole',
  law: 'binomial',
  sizeLabel: (indicator) => `Number of ${indicator.among}`,
  figures,
  methods: [{ name: 'Wilson interval of a proportion', source: 'Wilson (1927), J. Am. Stat. Assoc. 22, 209–212' }],
}

function figures(cells: Cells, { id, multiplier, dispersion }: Indicator): Figures {
  const out = blankFigures(cells)
  const { count, population } = totals(cells)
  const { noise } = cells
  for (let i = 0; i < cells.places; i++) {
    if (out.why[i] !== null) continue
    const n = population[i]!
    // Rounding each by itself, or estimating, can put more cases than people.
    const x = noise ? Math.min(count[i]!, n) : count[i]!
    if (x > n) throw new CalculationError(`${id}: ${x} cases among ${n} people; cases cannot exceed people`)
    out.count[i] = x
    out.population[i] = n
    if (n === 0) {
      withhold(out, i, 'missing', WHY.nobody)
      continue
    }
    out.value[i] = (x / n) * multiplier
    out.size[i] = n
    setIntervals(out, i, multiplier, (coverage) => wilson(x, n, coverage, dispersion))
    if (noise) {
      const variance = countVariance(noise, i) + (x / n) ** 2 * noise.people[i]! - (2 * x * noise.shared[i]!) / n
      const error = (Math.sqrt(Math.max(0, variance)) * multiplier) / n
      addError(out, i, error, mostOf(noise, i, multiplier / n), multiplier)
    }
  }
  return out
}
