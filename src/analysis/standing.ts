import type { Estimate, Overview, OverviewRow, Standing, Standings } from '../domain'
import { holm } from '../statistics'
import { fifths, flagsByChance } from '../statistics/comparison'

const METHODS = [
  { name: 'Flags that chance alone raises, by the binomial distribution', source: 'Abramowitz & Stegun 1964' },
  { name: 'Allowance for looking at many areas, by Holm’s method', source: 'Holm 1979' },
  { name: 'Fifths of areas by value, equal values together', source: 'PHEindicatormethods 2020' },
]

/** Holds every area against the comparator over all indicators of an overview, these by topic. Pure. */
export function standingsOf(overview: Overview): Standings {
  const rows = byTopic(overview.rows)
  const columns = rows.map(columnOf)
  const names = new Map(rows.flatMap(({ estimates }) => estimates.map(({ area, name }) => [area, name] as const)))
  const areas = [...names].map(([area, name]) => standingOf(area, name, columns))
  const adjusted = holm(areas.map(({ p }) => p ?? NaN))
  return {
    rows,
    areas: areas.map((area, at) => ({ ...area, p: Number.isNaN(adjusted[at]!) ? null : adjusted[at]! })),
    methods: METHODS,
  }
}

/** By topic and name: an order by variation would be another one for every place. */
function byTopic(rows: readonly OverviewRow[]): OverviewRow[] {
  const key = ({ indicator }: OverviewRow) => [indicator.topic, indicator.shortName, indicator.id]
  return [...rows].sort((one, other) => compare(key(one), key(other)))
}

function compare(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((text, i) => text !== other[i])
  return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1
}

interface Column {
  byArea: ReadonlyMap<string, { estimate: Estimate; fifth: number | null }>
  /** Probability that chance alone flags an area, on average over the areas compared. */
  share: number
}

function columnOf({ estimates, flaggedByChance }: OverviewRow): Column {
  const fifth = fifths(estimates.map(({ value }) => value ?? NaN))
  const compared = estimates.filter(({ verdict }) => verdict !== 'none').length
  return {
    byArea: new Map(
      estimates.map((estimate, i) => [estimate.area, { estimate, fifth: estimate.value === null ? null : fifth[i]! }]),
    ),
    share: compared === 0 || flaggedByChance === undefined ? 0.05 : Math.min(1, flaggedByChance / compared),
  }
}

function standingOf(area: string, name: string, columns: readonly Column[]): Standing {
  const cells = columns.map(({ byArea }) => byArea.get(area) ?? null)
  const verdicts = cells.map((cell) => cell?.estimate.verdict ?? 'none')
  const many = (verdict: string) => verdicts.filter((one) => one === verdict).length
  const compared = verdicts.length - many('none')
  const byChance = columns.reduce((sum, { share }, i) => (verdicts[i] === 'none' ? sum : sum + share), 0)
  const [higher, lower] = [many('higher'), many('lower')]
  return {
    area,
    name,
    estimates: cells.map((cell) => cell?.estimate ?? null),
    fifths: cells.map((cell) => cell?.fifth ?? null),
    compared,
    higher,
    lower,
    byChance,
    p: compared === 0 ? null : flagsByChance(higher + lower, compared, byChance / compared),
  }
}
