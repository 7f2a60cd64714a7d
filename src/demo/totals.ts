import type { BuiltIndicator } from '../builder'

/**
 * What the public knows exactly of the whole: each indicator's count of each year, added up from the regions before protection, as
 * CSV for `--totals`. National figures are published by others, whatever a region does.
 */
export function northTotals(regions: readonly (readonly BuiltIndicator[])[], area: string): string {
  const sums = new Map<string, number>()
  for (const indicator of regions.flat())
    for (const [period, count] of byPeriod(indicator)) {
      const key = `${indicator.id},${period},${area}`
      sums.set(key, (sums.get(key) ?? 0) + count)
    }
  return ['indicator,period,area,count', ...[...sums].map(([key, count]) => `${key},${count}`), ''].join('\n')
}

/** The region's own row of the table of totals. */
function byPeriod({ id, before }: BuiltIndicator): [period: string, count: number][] {
  const table = before.find((one) => one.id === `${id}.total`)
  const axes = table?.axes.filter(({ name }) => name !== 'among') ?? []
  const [periods, areas] = [axes[0]?.members ?? [], axes[1]?.members ?? []]
  const region = areas.findIndex(({ code }) => code.startsWith('CR-'))
  return periods.map(({ code }, at) => [code, table?.counts[at * areas.length + region] ?? 0])
}
