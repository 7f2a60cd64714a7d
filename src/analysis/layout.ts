import type { Area, Question, Release, Table } from '../domain'
import { QuestionError } from '../domain/errors'
import { areaOf, areasOf } from './areas'
import { positionsOn } from './axes'
import { typeWords } from './holding'

/** Which areas a question reads, in which order, and where the comparator lies among them. */
export interface Layout {
  /** The areas compared. */
  areas: readonly Area[]
  /** Codes of all areas read: those compared, then what else the comparator needs. */
  rows: readonly string[]
  /** Row of the comparator's own figures; null where the table holds none. */
  stored: number | null
  /** Rows that make up the comparator; empty where none do. */
  parts: readonly number[]
}

/** How many layouts are kept of one release: gestures come back to the same few. */
const KEPT = 16
const layouts = new WeakMap<Release, Map<string, Layout>>()

/** The same layout for the same areas, so that a gesture on ages or sexes costs nothing here. Throws `QuestionError`. */
export function layOut(question: Question, release: Release, table: Table): Layout {
  const { areaType, within, period, comparator, chosen } = question
  const known = layouts.get(release) ?? new Map<string, Layout>()
  layouts.set(release, known)
  const key = JSON.stringify([
    table.id,
    areaType,
    within,
    period,
    comparator,
    comparator.kind === 'chosen' ? chosen : [],
  ])
  const found = known.get(key) ?? place(question, release, table)
  known.delete(key)
  known.set(key, found)
  if (known.size > KEPT) known.delete(known.keys().next().value!)
  return found
}

function place(question: Question, release: Release, table: Table): Layout {
  const { areaType, within, period } = question
  const held = positionsOn(table, 'area')
  const areas = areasOf(release, areaType, within, period).filter(({ code }) => held.has(code))
  const rows = new Map(areas.map(({ code }, row) => [code, row]))
  const { stored, parts } = placeComparator(question, release, table, rows)
  return { areas, rows: [...rows.keys()], stored, parts }
}

/** Throws `QuestionError` where the area to look within is not in the release. */
export function checkWithin({ within }: Question, release: Release): void {
  if (within !== null && !areaOf(release, within))
    throw new QuestionError(`This release has no area “${within}” to look within`, {
      found: within,
      todo: 'choose an area',
    })
}

/** Finds the comparator's own row and its parts among the rows read, adding rows at the end where it needs more. */
function placeComparator(
  question: Question,
  release: Release,
  table: Table,
  rows: Map<string, number>,
): Pick<Layout, 'stored' | 'parts'> {
  const { comparator } = question
  const held = positionsOn(table, 'area')
  if (comparator.kind === 'chosen') return { stored: null, parts: chosenRows(question, rows) }
  if (!areaOf(release, comparator.code))
    throw new QuestionError(`This release has no area “${comparator.code}” to compare with`, {
      found: comparator.code,
      expected: release.comparators.join(', '),
      todo: 'choose what to compare with',
    })
  const rowOf = (code: string) => {
    if (!rows.has(code)) rows.set(code, rows.size)
    return rows.get(code)!
  }
  const stored = held.has(comparator.code) ? rowOf(comparator.code) : null
  const parts = areasOf(release, question.areaType, comparator.code, question.period)
    .filter(({ code }) => held.has(code) && code !== comparator.code)
    .map(({ code }) => rowOf(code))
  // Published values are never added up: without a row of its own the comparator has no value, and the answer says so.
  if (stored === null && parts.length === 0 && table.shape !== 'published')
    throw new QuestionError(
      `${areaOf(release, comparator.code)!.name} has no figures here, and no ${typeWords(release, question.areaType)} to add up`,
      { found: comparator.code, expected: release.comparators.join(', '), todo: 'choose what to compare with' },
    )
  return { stored, parts }
}

function chosenRows({ chosen }: Question, rows: ReadonlyMap<string, number>): number[] {
  const parts = [...new Set(chosen)].flatMap((code) => rows.get(code) ?? [])
  if (parts.length > 0) return parts
  throw new QuestionError('None of the areas compared is chosen, so there is nothing to compare with', {
    found: chosen.join(', ') || 'no chosen areas',
    expected: 'one or more of the areas compared',
    todo: 'choose areas, or another comparator',
  })
}
