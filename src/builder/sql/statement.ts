import { NOTES, REASONS, type Lookup, type NoteId, type Plan, type ReasonId, type RecordsPlan } from '../plan/plan'
import type { Dialect } from './dialect'
import { print, printTrimmed } from './print'
import type { Expression } from './expression'

/** Columns of every plan's result, in order; whole numbers all but the first two. */
export const RESULT_COLUMNS = [
  'plan',
  'records',
  'cell',
  'events',
  'persons',
  'largest',
  'squares',
  'denominator_events',
  'denominator_persons',
  'denominator_largest',
  'denominator_squares',
] as const

/**
 * Columns more where a plan gives cells keys: the sums of the keys of its events and of its persons, modulo 2³². A person's key follows
 * from their number; an event has its person's. No secret goes into them: the policy's is added where counts are protected.
 */
const KEY_COLUMNS = ['event_keys', 'person_keys', 'denominator_event_keys', 'denominator_person_keys'] as const
export const KEY_RANGE = 4_294_967_296

export type ResultColumn = (typeof RESULT_COLUMNS)[number]
export type KeyColumn = (typeof KEY_COLUMNS)[number]

export const resultColumns = ({ keyed }: Pick<Plan, 'keyed'>): readonly (ResultColumn | KeyColumn)[] =>
  keyed ? [...RESULT_COLUMNS, ...KEY_COLUMNS] : RESULT_COLUMNS

/** Where records are read from, and what the columns that the recipe names are called there. */
export interface SourceSql {
  from: string
  /** Which rows are read, where not all of them are. */
  where?: string
  columnOf(source: string): string
}

/** The query of one set of records: every cell with something in it, and the report as cells below 0. */
export function statementOf(
  records: RecordsPlan,
  { plan, dialect, source = defaultSource(records, dialect) }: { plan: Plan; dialect: Dialect; source?: SourceSql },
): string {
  const layers: [string, string][] = [
    ['source', sourceLayer(records, dialect, source)],
    ['typed', typedLayer(records, dialect)],
    ['looked', lookedLayer(records, dialect)],
    ['placed', withColumns('looked', records.placed, dialect)],
    ...copiesLayer(records, dialect),
    ['judged', judgedLayer(records, dialect)],
    ...askedLayers(records, dialect),
    ['celled', celledLayer(records, dialect)],
    ['keyed', keyedLayer(records)],
    ['contributions', contributionsLayer(records, plan, dialect)],
  ]
  const ctes = layers.map(([name, sql]) => `${name} AS (\n${indent(sql)}\n)`)
  return `WITH ${ctes.join(',\n')}\n${totals(records, plan, dialect)}`
}

const indent = (sql: string) => sql.replace(/^/gm, '  ')

function defaultSource(records: RecordsPlan, dialect: Dialect): SourceSql {
  return { from: dialect.source(records), columnOf: (source) => dialect.name(source) }
}

function sourceLayer({ columns }: RecordsPlan, dialect: Dialect, { from, where, columnOf }: SourceSql): string {
  const read = columns.map(({ name, source, native }) => {
    const sql = columnOf(source)
    return `${native ? sql : printTrimmed(`CAST(${sql} AS STRING)`)} AS ${dialect.name(name)}`
  })
  return `SELECT\n${indent(read.join(',\n'))}\nFROM ${from}${where ? `\nWHERE ${where}` : ''}`
}

/** Dates first, since ages are worked out from them. */
function typedLayer({ typed }: RecordsPlan, dialect: Dialect): string {
  const dates = typed.filter(({ name }) => name !== '_age')
  const ages = typed.filter(({ name }) => name === '_age')
  const inner = withColumns('source', dates, dialect)
  return ages.length === 0 ? inner : withColumns(`(\n${indent(inner)}\n) AS dated`, ages, dialect)
}

function withColumns(from: string, added: readonly { name: string; value: Expression }[], dialect: Dialect): string {
  const columns = ['*', ...added.map(({ name, value }) => `${print(value, dialect)} AS ${dialect.name(name)}`)]
  return `SELECT\n${indent(columns.join(',\n'))}\nFROM ${from}`
}

function lookedLayer({ lookups }: RecordsPlan, dialect: Dialect): string {
  const given = lookups.flatMap(({ name, gives }) => gives.map((give) => `${dialect.name(name)}.${dialect.name(give)}`))
  const joins = lookups.map((lookup) => joinOf(lookup, dialect))
  return [`SELECT\n${indent(['typed.*', ...given].join(',\n'))}\nFROM typed`, ...joins].join('\n')
}

function joinOf({ name, key, kind, gives, rows }: Lookup, dialect: Dialect): string {
  const table = dialect.name(name)
  const keyOf = (value: string | number) => (kind === 'text' ? dialect.text(String(value)) : String(value))
  const lines = rows.map(
    (row) =>
      `(${[keyOf(row.key), ...row.values.map((value) => (value === null ? 'NULL' : String(value)))].join(', ')})`,
  )
  // A row of types first, so that a column of nothing but nulls has one; its key matches nothing.
  const types = `(${[kind === 'text' ? 'CAST(NULL AS STRING)' : 'CAST(NULL AS INT)', ...gives.map(() => 'CAST(NULL AS INT)')].join(', ')})`
  const columns = [dialect.name('_key'), ...gives.map((give) => dialect.name(give))].join(', ')
  const values = indent([types, ...lines].join(',\n'))
  return `LEFT JOIN (VALUES\n${values}\n) AS ${table}(${columns}) ON typed.${dialect.name(key)} = ${table}.${dialect.name('_key')}`
}

function copiesLayer({ duplicates }: RecordsPlan, dialect: Dialect): [string, string][] {
  if (!duplicates) return []
  const listed = (names: readonly string[]) => names.map((name) => dialect.name(name)).join(', ')
  const order = duplicates.order.map((name) => `${dialect.name(name)} ASC NULLS LAST`).join(', ')
  const copy = `ROW_NUMBER() OVER (PARTITION BY ${listed(duplicates.by)} ORDER BY ${order})`
  return [['counted_copies', `SELECT\n  *,\n  ${copy} AS ${dialect.name('_copy')}\nFROM placed`]]
}

/** Numbers of reasons and notes are those of the lists in `plan/plan.ts`, whatever the recipe asks. */
export const reasonNumber = (reason: ReasonId) => 1 + Object.keys(REASONS).indexOf(reason)
export const noteBit = (note: NoteId) => 2 ** Object.keys(NOTES).indexOf(note)
export const REASON_RANGE = 64
export const NOTE_RANGE = 64

function judgedLayer({ verdicts, notes, duplicates }: RecordsPlan, dialect: Dialect): string {
  const reasons = verdicts.map(({ reason, when }) => `WHEN ${print(when, dialect)} THEN ${reasonNumber(reason)}`)
  const bits = notes.map(({ note, when }) => `CASE WHEN ${print(when, dialect)} THEN ${noteBit(note)} ELSE 0 END`)
  const columns = [
    '*',
    `CASE\n${indent(reasons.join('\n'))}\n  ELSE 0\nEND AS ${dialect.name('_verdict')}`,
    `${bits.join(' + ') || '0'} AS ${dialect.name('_notes')}`,
  ]
  return `SELECT\n${indent(columns.join(',\n'))}\nFROM ${duplicates ? 'counted_copies' : 'placed'}`
}

/** Which indicator a record counts for, −1 for none. A record that counts for several becomes a row each. */
function askedLayers({ members, exclusive }: RecordsPlan, dialect: Dialect): [string, string][] {
  const concerns = members.map(({ concerns }, at) => [`_verdict = 0 AND ${print(concerns, dialect)}`, at] as const)
  if (exclusive) {
    const branches = concerns.map(([when, at]) => `WHEN ${when} THEN ${at}`)
    const indicator = `CASE\n${indent(branches.join('\n'))}\n  ELSE -1\nEND AS _indicator`
    return [['asked', `SELECT\n${indent(['*', indicator, 'TRUE AS _once'].join(',\n'))}\nFROM judged`]]
  }
  const matched = dialect.unfold(concerns.map(([when, at]) => `CASE WHEN ${when} THEN ${at} END`))
  const none = dialect.unfold(['-1'])
  const listed = `CASE WHEN ${concerns.map(([when]) => `(${when})`).join(' OR ')} THEN ${matched.list} ELSE ${none.list} END`
  return [
    ['matched', `SELECT\n  *,\n  ${listed} AS _indicators\nFROM judged`],
    ['unfolded', `SELECT\n  *,\n  ${matched.rows('_indicators')} AS _indicator\nFROM matched`],
    ['asked', `SELECT\n  *,\n  _indicator = ${matched.first('_indicators')} AS _once\nFROM unfolded`],
  ]
}

const countsSeparately = ({ members }: RecordsPlan) => members.some(({ outOf }) => outOf !== null)

function celledLayer(records: RecordsPlan, dialect: Dialect): string {
  const slots = records.slots.map((slot, at) => `${print(slot, dialect)} AS _slot_${at}`)
  const numbers = countsSeparately(records) ? [flag(records, 'counts', dialect), flag(records, 'outOf', dialect)] : []
  const columns = [`COALESCE(${dialect.name('person')}, '') AS _person`, '_verdict', '_notes', '_indicator', '_once']
  return `SELECT\n${indent([...columns, ...numbers, ...slots].join(',\n'))}\nFROM asked`
}

/** 1 where a record counts in the numerator (`counts`) or the denominator (`outOf`) of its indicator, else null. */
function flag({ members }: RecordsPlan, part: 'counts' | 'outOf', dialect: Dialect): string {
  const branches = members.flatMap((member, at) => {
    const when = member[part]
    return when ? [`WHEN _indicator = ${at} AND ${print(when, dialect)} THEN 1`] : []
  })
  const name = part === 'counts' ? '_counts' : '_out_of'
  return branches.length === 0 ? `CAST(NULL AS INT) AS ${name}` : `CASE ${branches.join(' ')} END AS ${name}`
}

/** A person is part of the key only where the record has a cell, so that others do not pile up groups of nothing. */
function keyedLayer(records: RecordsPlan): string {
  const slots = records.slots.map((_, at) => `_slot_${at}`)
  const persons = slots.map((slot, at) => `CASE WHEN ${slot} IS NOT NULL THEN _person END AS _person_${at}`)
  const none = slots.map((slot) => `${slot} IS NULL`).join(' AND ') || 'TRUE'
  const verdict = [
    'CASE',
    '  WHEN _verdict > 0 THEN _verdict',
    `  WHEN _indicator < 0 THEN ${reasonNumber('not-asked')}`,
    `  WHEN ${none} THEN ${reasonNumber('no-cell')}`,
    '  ELSE 0',
    'END',
  ].join('\n')
  const report = `CASE WHEN _once THEN -1 - (${verdict}) - ${REASON_RANGE} * _notes END AS _report`
  const flags = countsSeparately(records) ? ['_counts', '_out_of'] : []
  return `SELECT\n${indent([...slots, ...persons, ...flags, report].join(',\n'))}\nFROM celled`
}

/** One grouping set a slot, and one for the report: all of it in one pass over the records. */
function contributionsLayer(records: RecordsPlan, { keyed }: Plan, dialect: Dialect): string {
  const slots = records.slots.map((_, at) => `_slot_${at}`)
  const sets = [...slots.map((slot, at) => `(${slot}, _person_${at})`), '(_report)']
  const separate = countsSeparately(records)
  const counts = separate ? ['COUNT(_counts) AS n', 'COUNT(_out_of) AS d'] : []
  const persons = [...slots.map((_, at) => `_person_${at}`), dialect.text('')]
  const keys = keyed ? [`${dialect.key(`COALESCE(${persons.join(', ')})`)} AS k`] : []
  const columns = [`COALESCE(${[...slots, '_report'].join(', ')}) AS cell`, 'COUNT(*) AS r', ...counts, ...keys]
  return `SELECT\n${indent(columns.join(',\n'))}\nFROM keyed\nGROUP BY GROUPING SETS (${sets.join(', ')})`
}

function totals(records: RecordsPlan, plan: Plan, dialect: Dialect): string {
  const separate = countsSeparately(records)
  const n = separate ? 'CASE WHEN cell < 0 THEN r ELSE n END' : 'r'
  const four = (of: string) => [
    `CAST(SUM(${of}) AS BIGINT)`,
    `COUNT(CASE WHEN ${of} > 0 THEN 1 END)`,
    `CAST(MAX(${of}) AS BIGINT)`,
    // A report's row is not a person: its square means nothing and could be too large.
    `CAST(SUM(CASE WHEN cell < 0 THEN 0 ELSE ${of} * ${of} END) AS BIGINT)`,
  ]
  const zero = 'CAST(0 AS BIGINT)'
  const keys = plan.keyed ? [...keySums(n), ...(separate ? keySums('d') : [zero, zero])] : []
  const values = [...four(n), ...(separate ? four('d') : [zero, zero, zero, zero]), ...keys]
  const names = resultColumns(plan)
  const named = [dialect.text(plan.identity), dialect.text(records.id), 'CAST(cell AS BIGINT)', ...values].map(
    (value, at) => `${value} AS ${names[at]}`,
  )
  return `SELECT\n${indent(named.join(',\n'))}\nFROM contributions\nWHERE cell IS NOT NULL\nGROUP BY cell`
}

/** Each event with its person's key, and each person once: what counts of either go by. */
const keySums = (of: string) =>
  [`MOD(k * (${of}), ${KEY_RANGE})`, `CASE WHEN ${of} > 0 THEN k ELSE 0 END`].map(
    (key) => `CAST(MOD(SUM(${key}), ${KEY_RANGE}) AS BIGINT)`,
  )
