import type { Indicator } from '../domain'
import type { Cells } from './cells'
import { totals } from './cells'
import type { Figures } from './figures'
import { WHY, blankFigures, withhold } from './figures'
import type { Kind } from './kind'

/** A sum over people. Without the sum of squares, which releases of this version do not hold, it has no interval. */
export const mean: Kind = {
  id: 'mean',
  strata: 'whole',
  law: null,
  sizeLabel: (indicator) => `Number of ${indicator.among}`,
  figures,
  methods: [{ name: 'Arithmetic mean, without an interval', source: 'the release holds no sum of squares' }],
}

function figures(cells: Cells, { multiplier }: Indicator): Figures {
  const out = blankFigures(cells)
  const { count, population } = totals(cells)
  for (let i = 0; i < cells.places; i++) {
    if (out.why[i] !== null) continue
    out.count[i] = count[i]!
    out.population[i] = population[i]!
    if (population[i] === 0) withhold(out, i, 'missing', WHY.nobody)
    else {
      out.value[i] = (count[i]! / population[i]!) * multiplier
      out.size[i] = population[i]!
    }
  }
  return out
}
