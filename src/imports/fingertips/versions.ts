import type { Ledger } from './ledger'
import type { Placed } from './place'
import { isBlank } from './rows'

/** Which version of a grouping stands for which indicators and periods. */
export interface GroupingReport {
  /** Id and label of the category type. */
  id: string
  label: string
  /** By the source's name: indicator id → labels of the periods that it is kept for. */
  versions: Record<string, Record<string, string[]>>
}

/**
 * One version of a grouping for an indicator and a period: the one with most values, then the latest list of areas.
 * The rows of the others are set aside, and so are groupings without any figure for an indicator.
 */
export function settleVersions(
  placed: readonly Placed[],
  ledger: Ledger,
): { kept: Placed[]; groupings: GroupingReport[] } {
  const kept = placed.filter((place) => place.grouping === null)
  const grouped = placed.filter((place) => place.grouping !== null)
  const report = new Map<string, GroupingReport>()
  for (const set of groupBy(grouped, (place) => `${place.row.indicator} ${place.grouping?.id}`)) {
    if (set.every((place) => isBlank(place.row))) leave(set, 'nothing but blanks', ledger)
    else
      for (const period of groupBy(set, (place) => place.period.code))
        kept.push(...settlePeriod(period, ledger, report))
  }
  return { kept, groupings: [...report.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

function settlePeriod(
  placed: readonly Placed[],
  ledger: Ledger,
  report: Map<string, GroupingReport>,
): readonly Placed[] {
  const versions = groupBy(placed, (place) => place.row.categoryType).sort(
    (a, b) => valuesIn(b) - valuesIn(a) || versionOf(b) - versionOf(a),
  )
  const [best = [], ...others] = versions
  for (const other of others) leave(other, 'another version of the grouping', ledger)
  const [first] = best
  if (first?.grouping) {
    const { id, label } = first.grouping
    const entry = report.get(id) ?? { id, label, versions: {} }
    const indicators = (entry.versions[first.row.categoryType] ??= {})
    ;(indicators[first.row.indicator] ??= []).push(first.period.label)
    report.set(id, entry)
  }
  return best
}

const valuesIn = (placed: readonly Placed[]) => placed.filter((place) => !Number.isNaN(place.row.value)).length
const versionOf = (placed: readonly Placed[]) => placed[0]?.grouping?.version ?? 0

function leave(
  placed: readonly Placed[],
  why: 'another version of the grouping' | 'nothing but blanks',
  ledger: Ledger,
) {
  for (const { row } of placed) ledger.setAside(row.line, why, row.indicator, row.key)
}

/** Items with the same key together, in the order in which the keys first come. */
export function groupBy<T>(items: Iterable<T>, keyFor: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyFor(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}
