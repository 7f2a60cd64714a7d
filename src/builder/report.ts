import { NOTES, REASONS, type NoteId, type Plan, type ReasonId } from './plan/plan'
import { NOTE_RANGE, REASON_RANGE, noteBit, reasonNumber } from './sql/statement'
import type { Aggregates } from './aggregates'

/** What became of one file before any of its rows was looked at. Never holds a value of the file. */
export interface FileReport {
  name: string
  /** Why none of it was read; null where it was. */
  refused: string | null
  /** Lines that are no rows of this file, by what is wrong with them. */
  unreadable: readonly { why: string; lines: number }[]
}

/** Every record accounted for: counted, or left out for one reason. */
export interface RecordsReport {
  records: string
  files: readonly FileReport[]
  /** Rows that were read. */
  read: number
  counted: number
  leftOut: readonly { reason: ReasonId; words: string; dirt: boolean; records: number }[]
  /** What was done to records that are counted; one record can stand under several. */
  notes: readonly { note: NoteId; words: string; records: number }[]
  /** Why no release may be made of this; empty where one may. */
  refusals: readonly string[]
}

/** The report of each set of records. Files are known only to whoever read them: none for aggregates from elsewhere. */
export function reportsOf(
  plan: Plan,
  { report }: Pick<Aggregates, 'report'>,
  files: ReadonlyMap<string, readonly FileReport[]> = new Map(),
): RecordsReport[] {
  return plan.records.map(({ id, most }) => {
    const cells = report.get(id) ?? new Map<number, number>()
    const leftOut = reasonsIn(cells)
    const read = total([...cells.values()])
    const counted = read - total(leftOut.map(({ records }) => records))
    const made = { records: id, files: files.get(id) ?? [], read, counted, leftOut, notes: notesIn(cells) }
    return { ...made, refusals: refusalsOf(made, most) }
  })
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

/** The number of a reason (0 is counted) and the bits of notes, out of the number of a cell below 0. */
const decoded = (cell: number) => ({
  reason: (-1 - cell) % REASON_RANGE,
  notes: Math.floor((-1 - cell) / REASON_RANGE),
})

function reasonsIn(cells: ReadonlyMap<number, number>): RecordsReport['leftOut'] {
  return (Object.keys(REASONS) as ReasonId[]).flatMap((reason) => {
    const here = [...cells].filter(([cell]) => decoded(cell).reason === reasonNumber(reason))
    return here.length === 0 ? [] : [{ reason, ...REASONS[reason], records: total(here.map(([, records]) => records)) }]
  })
}

function notesIn(cells: ReadonlyMap<number, number>): RecordsReport['notes'] {
  return (Object.keys(NOTES) as NoteId[]).flatMap((note) => {
    const here = [...cells].filter(([cell]) => {
      const { reason, notes } = decoded(cell)
      return reason === 0 && notes < NOTE_RANGE && Math.floor(notes / noteBit(note)) % 2 === 1
    })
    return here.length === 0 ? [] : [{ note, words: NOTES[note], records: total(here.map(([, records]) => records)) }]
  })
}

function refusalsOf(
  { files, read, leftOut, counted }: Pick<RecordsReport, 'files' | 'read' | 'leftOut' | 'counted'>,
  most: number,
): string[] {
  const unread = files.filter(({ refused }) => refused !== null)
  const lines = total(files.flatMap(({ unreadable }) => unreadable.map((one) => one.lines)))
  const dirty = lines + total(leftOut.filter(({ dirt }) => dirt).map(({ records }) => records))
  const share = dirty / Math.max(1, read + lines)
  return [
    ...unread.map(({ name, refused }) => `${name} was not read: ${refused}`),
    ...(counted === 0 ? ['No record is counted'] : []),
    ...(share > most
      ? [`${percent(share)} of the records are left out for dirt; the recipe allows ${percent(most)} (most)`]
      : []),
  ]
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

/** The report in lines, for a terminal or a notes file. */
export function sayRecords({ records, files, read, counted, leftOut, notes, refusals }: RecordsReport): string {
  const unreadable = files.flatMap((file) =>
    file.unreadable.map(({ why, lines }) => `  ${file.name}: ${grouped(lines)} lines not read: ${why}`),
  )
  return [
    `${records}: ${grouped(read)} records read, ${grouped(counted)} counted`,
    ...unreadable,
    ...leftOut.map((one) => `  left out ${grouped(one.records)}: ${one.words}`),
    ...notes.map((one) => `  of those counted ${grouped(one.records)}: ${one.words}`),
    ...refusals.map((one) => `  REFUSED: ${one}`),
  ].join('\n')
}

const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
