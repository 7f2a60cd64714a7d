import type { Overview } from '../domain'
import { formatChance, formatValue } from '../words'
import { overviewRowWords } from '../words/overview'
import type { GridTable } from './Grid.svelte'

/** The front page as a table: one row an indicator. */
export function overviewGrid(overview: Overview): GridTable {
  const { areaTypeLabel, comparatorLabel, release, placeLabel } = overview.context
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}Variation between ${areaTypeLabel.many} of ${placeLabel}, widest first`,
    columns: [
      { id: 'indicator', header: 'Indicator', align: 'start' },
      { id: 'about', header: 'Of', align: 'start' },
      { id: 'size', header: 'Beyond chance', align: 'end' },
      { id: 'interval', header: '95 % interval', align: 'end' },
      { id: 'chance', header: 'Chance alone', align: 'start' },
      { id: 'comparator', header: `Value of ${comparatorLabel}`, align: 'end' },
      { id: 'lowest', header: 'Lowest', align: 'start' },
      { id: 'highest', header: 'Highest', align: 'start' },
    ],
    rows: overview.rows.map((row) => {
      const words = overviewRowWords(row, overview)
      const { variation, indicator, comparator } = row
      const end = (which: 'lowest' | 'highest') => {
        const area = variation?.[which]
        return area ? `${area.name}, ${formatValue(area.value, indicator)}` : ''
      }
      const held = comparator.value === null ? '' : formatValue(comparator.value, indicator)
      const chance = variation ? formatChance(variation.p) : words.sure
      const cells = [
        words.name,
        words.about,
        words.size ?? '',
        words.interval ?? '',
        chance,
        held,
        end('lowest'),
        end('highest'),
      ]
      const raw = [
        words.name,
        words.about,
        variation?.beyondChance ?? null,
        variation?.interval95.lower ?? null,
        variation?.p ?? null,
        comparator.value,
        variation?.lowest?.value ?? null,
        variation?.highest?.value ?? null,
      ]
      return { key: indicator.id, cells, raw }
    }),
  }
}
