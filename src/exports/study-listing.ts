import type { Answer, Study } from '../domain'
import { tableOf } from '../words/table'
import type { Listing } from './file'

/** Names of the tables that studies of an answer give, in order: a study's figures, and where it has some what it says of areas and of their periods. */
export const studyTables = ({ studies }: Answer): string[] =>
  (studies ?? []).flatMap(({ id, rows, points }) => [id, ...(rows.length > 0 ? [`${id}.areas`] : []), ...(points ? [`${id}.periods`] : [])]) // prettier-ignore

/**
 * One table of an answer's studies for a file, as calculated; `name` as `studyTables` has it; null where there is no such table.
 * Infinite figures stay infinite; what cannot be given is null and its note says why.
 */
export function studyListing(answer: Answer, name: string, link: string | null): Listing | null {
  const study = answer.studies?.find(({ id }) => name === id || name.startsWith(`${id}.`))
  if (!study || !studyTables(answer).includes(name)) return null
  const part = name === study.id ? '' : name.endsWith('.periods') ? ', by period' : ', by area'
  const { columns, rows } = name === study.id ? figuresOf(study) : name.endsWith('.periods') ? periodsOf(study) : areasOf(study) // prettier-ignore
  return {
    title: `${tableOf(answer).caption}: ${study.label}${part}`,
    columns,
    rows,
    short: `${study.label}${part}`,
    release: answer.context.release,
    link,
    notes: notesOf(study),
    data: { answer },
  }
}

type Cells = Pick<Listing, 'columns' | 'rows'>

function figuresOf({ figures }: Study): Cells {
  return {
    columns: ['Figure', 'Name', 'Value', '95 % from', '95 % to', 'p', 'Unit', 'Note'],
    rows: figures.map(({ id, label, value, interval95, p, unit, note }) => [
      id,
      label,
      value,
      interval95?.lower ?? null,
      interval95?.upper ?? null,
      p,
      unit,
      note,
    ]),
  }
}

const header = ({ label, unit }: Study['columns'][number]) => (unit ? `${label} (${unit})` : label)

function areasOf({ columns, rows }: Study): Cells {
  return {
    columns: ['Area code', 'Area', ...columns.map(header)],
    rows: rows.map(({ area, name, cells }) => [area, name, ...cells]),
  }
}

function periodsOf({ points }: Study): Cells {
  const { columns, rows } = points ?? { columns: [], rows: [] }
  return {
    columns: ['Area code', 'Area', 'Period code', 'Period', ...columns.map(header)],
    rows: rows.map(({ area, name, period, label, cells }) => [area, name, period, label, ...cells]),
  }
}

function notesOf({ methods, notes, why, draws }: Study): string[] {
  return [
    ...(why ? [why] : []),
    ...methods.map(({ name, source }) => `${name} (${source})`),
    ...(draws ? [`${draws.number.toLocaleString('en-GB')} draws from seed ${draws.seed}`] : []),
    ...notes,
  ]
}
