import type { Indicator } from '../domain'
import type { ChanceLaw } from '../statistics'
import { countInterval, wilson } from '../statistics'
import { FOUND } from './cells'
import type { Figures } from './figures'
import { blankFigures, withhold } from './figures'

/** Figures as somebody published them, in their unit; NaN is blank. Position is the place. */
export interface PublishedCells {
  places: number
  found: Uint8Array
  value: Float64Array
  lower95: Float64Array
  upper95: Float64Array
  lower998: Float64Array
  upper998: Float64Array
  count: Float64Array
  denominator: Float64Array
}

/** What count and denominator give by the indicator's `recompute` method; NaN where they are blank or cannot be. */
export type Recomputed = Pick<Figures, 'value' | 'lower95' | 'upper95' | 'lower998' | 'upper998'>

export const RECOMPUTE: Readonly<Record<'proportion' | 'rate' | 'ratio', { law: ChanceLaw; method: string }>> = {
  proportion: { law: 'binomial', method: 'Wilson interval from count and denominator' },
  rate: { law: 'poisson', method: 'Byar’s interval (exact below 10) from count and denominator' },
  ratio: { law: 'poisson', method: 'Byar’s interval (exact below 10) from observed and expected' },
}

/** Values, limits and counts as they came. Nothing is made up where one is blank. */
export function publishedFigures(cells: PublishedCells, indicator: Indicator): Figures {
  const out = blankFigures(cells)
  for (let i = 0; i < cells.places; i++) {
    if (cells.found[i]! >= FOUND.hidden) continue
    for (const column of ['count', 'lower95', 'upper95', 'lower998', 'upper998', 'value'] as const)
      out[column][i] = cells[column][i]!
    out.population[i] = cells.denominator[i]!
    out.size[i] = sizeOf(cells, i, indicator)
    if (Number.isNaN(cells.value[i]!)) withhold(out, i, 'missing', 'no value was published for this area')
  }
  return out
}

/** The denominator where it is the one of the value; else that of a plain rate of this height with as many events. */
function sizeOf(cells: PublishedCells, i: number, { recompute, multiplier }: Indicator): number {
  const [value, count, denominator] = [cells.value[i]!, cells.count[i]!, cells.denominator[i]!]
  if (recompute) return denominator > 0 ? denominator : NaN
  return count > 0 && value > 0 ? (count / value) * multiplier : denominator > 0 ? denominator : NaN
}

/** The same from count and denominator, to set beside what was published; null where no method is known. */
export function recompute(cells: PublishedCells, indicator: Indicator): Recomputed | null {
  const { recompute: kind, multiplier } = indicator
  if (!kind) return null
  const column = () => new Float64Array(cells.places).fill(NaN)
  const out = { value: column(), lower95: column(), upper95: column(), lower998: column(), upper998: column() }
  for (let i = 0; i < cells.places; i++) {
    const [x, n] = [cells.count[i]!, cells.denominator[i]!]
    if (cells.found[i]! >= FOUND.hidden || !(x >= 0) || !(n > 0) || (kind === 'proportion' && x > n)) continue
    const [inner, outer] = [0.95, 0.998].map((coverage) => {
      if (kind === 'proportion') return wilson(x, n, coverage)
      const { lower, upper } = countInterval(x, coverage)
      return { lower: lower / n, upper: upper / n }
    })
    out.value[i] = (x / n) * multiplier
    out.lower95[i] = inner!.lower * multiplier
    out.upper95[i] = inner!.upper * multiplier
    out.lower998[i] = outer!.lower * multiplier
    out.upper998[i] = outer!.upper * multiplier
  }
  return out
}
