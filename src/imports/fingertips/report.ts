import type { Conflict, Duplicates } from './duplicates'
import type { Tally } from './ledger'
import type { GroupingReport } from './versions'

/** What became of one indicator of the source. */
export interface IndicatorReport {
  sourceId: string
  name: string
  /** `indicator`, `population table` or `deprivation score of areas`, or why it is none of these. */
  became: string
  /** Id in the release; null where it is no indicator there. */
  id: string | null
  rows: number
  kept: number
  setAside: Record<string, number>
  tables: string[]
  /** How the multiplier was found. */
  multiplier: string
  /** Published recent trends by word, over all rows of the source. */
  recentTrend: Record<string, number>
}

/** Everything that an import decided, so that nothing is lost in silence. `rows.in` = `rows.kept` + all of `setAside`. */
export interface ImportReport {
  release: string
  rows: { in: number; kept: number; setAside: number; withBlankValue: number }
  /** Rows that are not in the release, by reason. */
  setAside: Record<string, Tally>
  /** Lines of the file by reason, as ranges. */
  lines: Record<string, string>
  /** Rows that are in the release though something about them is odd. */
  flags: Record<string, Tally>
  duplicates: Duplicates
  conflicts: Conflict[]
  /** Groupings of people, and which of the source's versions stands for which period. */
  groupings: GroupingReport[]
  indicators: IndicatorReport[]
  areas: {
    byType: Record<string, number>
    /** Named by the list of areas or as a parent, without a figure of their own. */
    withoutFigures: string[]
    /** By area type, areas that no boundary was found for; null where no boundaries were given. */
    withoutBoundary: Record<string, string[]> | null
  }
  /** Columns of the file that a release has no place for, with the rows that say something there. */
  columnsNotCarried: Record<string, number>
  notes: string[]
}

/** `[3, 4, 5, 9]` as `3-5, 9`. */
export function ranges(lines: readonly number[]): string {
  const parts: string[] = []
  const sorted = [...lines].sort((a, b) => a - b)
  for (let i = 0; i < sorted.length;) {
    let j = i
    while (sorted[j + 1] === (sorted[j] as number) + 1) j++
    parts.push(i === j ? `${sorted[i]}` : `${sorted[i]}-${sorted[j]}`)
    i = j + 1
  }
  return parts.join(', ')
}

const n = (value: number) => value.toLocaleString('en-GB')

/** The report in a few dozen lines, for a terminal. */
export function sayReport(report: ImportReport): string {
  const { rows, duplicates: d } = report
  const tallies = (title: string, of: Record<string, Tally>) =>
    Object.keys(of).length === 0
      ? []
      : [title, ...Object.entries(of).map(([why, t]) => `  ${n(t.rows).padStart(7)}  ${why}: ${t.rule}\n             e.g. ${t.examples[0]}`)] // prettier-ignore
  const boundary = report.areas.withoutBoundary
  return [
    `${n(rows.in)} rows came in: ${n(rows.kept)} are in the release, ${n(rows.setAside)} set aside. ${n(rows.withBlankValue)} rows had no value.`,
    `${n(d.keys)} keys appear more than once: ${n(d.identical)} identical, ${n(d.sameToRounding)} the same to rounding, ${n(d.blankBesideValue)} a blank beside a value, ${n(d.conflicting)} with two different values, ${n(d.quarters)} quarters of a year.`,
    ...tallies('Set aside:', report.setAside),
    ...tallies('Kept, though odd:', report.flags),
    'Indicators:',
    ...report.indicators.map((i) => `  ${i.sourceId.padStart(6)}  ${i.id ?? i.became}: ${n(i.kept)} of ${n(i.rows)} rows${i.id ? `, ${i.tables.length} tables` : ''}`),
    'Groupings:',
    ...report.groupings.map((g) => `  ${g.id}: ${Object.keys(g.versions).join(' + ')}`),
    `Areas: ${Object.entries(report.areas.byType).map(([type, count]) => `${count} ${type}`).join(', ')}`,
    ...Object.entries(boundary ?? {}).map(([type, codes]) => `  without a boundary, ${type}: ${codes.length} (${codes.slice(0, 3).join(', ')}${codes.length > 3 ? ' …' : ''})`),
    'Notes:',
    ...report.notes.map((note) => `  ${note}`),
  ].join('\n') // prettier-ignore
}
