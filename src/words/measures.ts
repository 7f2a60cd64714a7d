import type { Answer, Study } from '../domain'
import type { AnswerGrid } from './answer-grid'
import { formatP, formatThree } from './series-table'

/** A study's figures as rows of words: each measure with its interval and how often chance alone would make it. */
export function measuresTable(study: Study, { indicator }: Pick<Answer, 'indicator'>): AnswerGrid {
  return {
    caption: `${indicator.shortName}: ${study.label.toLowerCase()}`,
    columns: [
      { id: 'measure', header: 'Measure', align: 'start' },
      { id: 'value', header: 'Value', align: 'end' },
      { id: 'interval', header: '95 % interval', align: 'end' },
      { id: 'p', header: 'By chance alone', align: 'end' },
      { id: 'note', header: 'Remark', align: 'start' },
    ],
    rows: study.figures.map(({ id, label, value, interval95, p, unit, note }) => ({
      key: id,
      cells: [
        label,
        value === null ? 'not given' : formatThree(value) + (unit === '%' ? ' %' : ''),
        interval95 ? `${formatThree(interval95.lower)} to ${formatThree(interval95.upper)}` : '',
        p === null ? '' : formatP(p),
        note ?? '',
      ],
      raw: [label, value, interval95?.lower ?? null, p, note],
      chosen: false,
      comparator: false,
    })),
  }
}
