import type { Indicator } from '../domain'
import { countInterval } from '../statistics'
import type { Cells } from './cells'
import { totals } from './cells'
import type { Figures } from './figures'
import { WHY, addError, blankFigures, setIntervals, withhold } from './figures'
import type { Kind, Method } from './kind'
import { countVariance } from './noise'
import type { Noise } from './noise'

/** Said by every kind whose interval rests on a count of events. */
export const COUNT_METHODS: readonly Method[] = [
  { name: 'Byar’s interval of a count, from 10 events', source: 'Breslow & Day (1987), vol. II, p. 69' },
  { name: 'Exact Poisson interval of a count, below 10 events', source: 'Garwood (1936), Biometrika 28, 437–442' },
]

/** Events per person, not adjusted for age. */
export const rate: Kind = {
  id: 'rate',
  strata: 'whole',
  law: 'poisson',
  sizeLabel: (indicator) => `Number of ${indicator.among}`,
  figures,
  methods: COUNT_METHODS,
}

function figures(cells: Cells, { multiplier, dispersion }: Indicator): Figures {
  const out = blankFigures(cells)
  const { count, population } = totals(cells)
  const { noise } = cells
  for (let i = 0; i < cells.places; i++) {
    if (out.why[i] !== null) continue
    const [x, n] = [count[i]!, population[i]!]
    out.count[i] = x
    out.population[i] = n
    if (n === 0) {
      withhold(out, i, 'missing', WHY.nobody)
      continue
    }
    out.value[i] = (x / n) * multiplier
    out.size[i] = n
    setIntervals(out, i, multiplier / n, (coverage) => countInterval(x, coverage, dispersion))
    if (noise) {
      const variance = countVariance(noise, i) + (x / n) ** 2 * noise.people[i]! - (2 * x * noise.shared[i]!) / n
      addError(out, i, (Math.sqrt(Math.max(0, variance)) * multiplier) / n, mostOf(noise, i, multiplier / n))
    }
  }
  return out
}

/** The most that protection can change a value by, where only its count was protected. */
export function mostOf({ most, people }: Noise, i: number, scale: number): number {
  return people[i] === 0 ? most[i]! * scale : Infinity
}
