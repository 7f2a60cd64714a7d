import { isoDate } from './calendar'
import type { PatientRecord } from './record'

/** Columns of the records as CSV, in order. */
export const RECORD_COLUMNS = [
  'person',
  'area',
  'date',
  'born',
  'sex',
  'topic',
  'ethnicity',
  'fifth',
  'outcome',
] as const

/** CSV of records in pieces of about `rows` lines, header first. A person is written `syn-` and seven letters or digits. */
export function* recordsCsv(records: Iterable<PatientRecord>, { rows = 20_000 } = {}): Generator<string> {
  let lines = [RECORD_COLUMNS.join(',')]
  for (const record of records) {
    lines.push(line(record))
    if (lines.length < rows) continue
    yield `${lines.join('\n')}\n`
    lines = []
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`
}

function line({ person, area, day, born, sex, topic, ethnicity, fifth, outcome }: PatientRecord): string {
  const said = outcome === null ? '' : outcome ? '1' : '0'
  const number = person.toString(36).padStart(7, '0')
  return `syn-${number},${area},${isoDate(day)},${isoDate(born)},${sex},${topic},${ethnicity},${fifth},${said}`
}
