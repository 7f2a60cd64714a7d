import type { Indicator, IndicatorKind } from '../domain'
import type { ChanceLaw } from '../statistics'
import type { Cells } from './cells'
import type { Figures } from './figures'

export interface Method {
  name: string
  source: string
}

/** How one kind of indicator turns sums of counts into estimates. */
export interface Kind {
  id: IndicatorKind
  /** Which sums it needs: whole, by age group, or by age group and sex. */
  strata: 'whole' | 'age' | 'age and sex'
  /** How its counts scatter by chance; null where nothing is known of that. */
  law: ChanceLaw | null
  /** What `size` measures, in words. */
  sizeLabel(indicator: Indicator): string
  /**
   * Estimates of every place. `reference` are the cells of the comparator (one place), for kinds that expect by it.
   * Throws `CalculationError` on counts that cannot be.
   */
  figures(cells: Cells, indicator: Indicator, reference: Cells): Figures
  methods: readonly Method[]
}
