import type { Corner, Estimate, Overview, OverviewRow, Pair, Pairing } from '../domain'
import { spearman } from '../statistics/comparison'

const METHODS = [
  { name: 'Spearman’s rank correlation', source: 'Spearman 1904' },
  { name: 'its interval by Fisher’s z', source: 'Bonett & Wright 2000' },
]

/** Holds one indicator of an overview against another; null where the overview lacks either. Pure. */
export function pairingOf(overview: Overview, first: string, second: string): Pairing | null {
  const row = (id: string) => overview.rows.find(({ indicator }) => indicator.id === id)
  const [need, care] = [row(first), row(second)]
  if (!need || !care) return null
  const pairs = pairsOf(need, care)
  return {
    context: overview.context,
    question: overview.question,
    need,
    care,
    pairs,
    ...correlationOf(pairs),
    ifUnrelated: ifUnrelated(pairs),
    methods: METHODS,
  }
}

function pairsOf(need: OverviewRow, care: OverviewRow): Pair[] {
  const cares = new Map(care.estimates.map((estimate) => [estimate.area, estimate]))
  return need.estimates.flatMap((estimate): Pair[] => {
    const other = cares.get(estimate.area)
    const { area, name } = estimate
    return other ? [{ area, name, need: estimate, care: other, corner: cornerOf(estimate, other) }] : []
  })
}

/** Only where the rule tells both apart from the comparator. */
function cornerOf(need: Estimate, care: Estimate): Corner {
  const flagged = [need, care].every(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  return flagged ? (`${need.verdict}-${care.verdict}` as Corner) : 'unclear'
}

function correlationOf(pairs: readonly Pair[]): Pick<Pairing, 'correlation' | 'why'> {
  const valued = pairs.filter(({ need, care }) => need.value !== null && care.value !== null)
  const of = (pick: (pair: Pair) => Estimate) => valued.map((pair) => pick(pair).value!)
  const { value, interval } = spearman(of(({ need }) => need), of(({ care }) => care)) // prettier-ignore
  if (interval) return { correlation: { value, interval95: interval, areas: valued.length }, why: null }
  return { correlation: null, why: Number.isNaN(value) && valued.length > 1 ? 'all areas have the same value' : 'fewer than 10 areas have both values' } // prettier-ignore
}

/** Share higher on the first times share lower on the second, among areas that both hold against the comparator. */
function ifUnrelated(pairs: readonly Pair[]): number {
  const compared = pairs.filter(({ need, care }) => need.verdict !== 'none' && care.verdict !== 'none')
  const higher = compared.filter(({ need }) => need.verdict === 'higher').length
  const lower = compared.filter(({ care }) => care.verdict === 'lower').length
  return compared.length === 0 ? 0 : (higher * lower) / compared.length
}
