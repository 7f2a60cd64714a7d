import type { Overview } from '../domain'
import { formatChance, formatValue } from '../words'
import { unitSuffix } from '../words/number'
import { overviewRowWords } from '../words/overview'
import type { AnswerGrid } from '../words/answer-grid'

/** The front page as a table: one row an indicator. */
export function overviewGrid(overview: Overview): AnswerGrid {
  const { areaTypeLabel, comparatorLabel, release, placeLabel } = overview.context
  return {
    caption: `${release.synthetic ? 'SYNTHETIC: ' : ''}Variation between ${areaTypeLabel.many} of ${placeLabel}, widest first`,
    columns: [
      { id: 'indicator', header: 'Indicator', align: 'start' },
      { id: 'about', header: 'Of', align: 'start' },
      { id: 'size', header: 'Beyond chance', align: 'end', parts: ['Beyond chance, %'] },
      { id: 'interval', header: '95 % interval', align: 'end', parts: ['95 % from, %', '95 % to, %'] },
      { id: 'chance', header: 'Chance alone', align: 'start', parts: ['Chance alone', 'p'] },
      { id: 'comparator', header: `Value of ${comparatorLabel}`, align: 'end', parts: [`Value of ${comparatorLabel}`, 'Unit'] }, // prettier-ignore
      { id: 'lowest', header: 'Lowest', align: 'start', parts: ['Lowest in', 'Lowest'] },
      { id: 'highest', header: 'Highest', align: 'start', parts: ['Highest in', 'Highest'] },
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
      const percent = (share: number | undefined) => (share === undefined ? null : 100 * share)
      const parts = {
        size: [percent(variation?.beyondChance)],
        interval: [percent(variation?.interval95.lower), percent(variation?.interval95.upper)],
        chance: [chance, variation?.p ?? null],
        comparator: [comparator.value, unitSuffix(indicator).trim()],
        lowest: [variation?.lowest?.name ?? null, variation?.lowest?.value ?? null],
        highest: [variation?.highest?.name ?? null, variation?.highest?.value ?? null],
      }
      return { key: indicator.id, cells, raw, parts, chosen: false, comparator: false }
    }),
  }
}
