import type { Area, AreaGroup, Question, Release, Table } from '../domain'
import { QuestionError } from '../domain/errors'
import { areaOf } from './areas'
import { positionsOn } from './axes'
import { typeWords } from './holding'
import { areasWithFigures, madeOf } from './made-of'

/** Which areas a question reads, in which order, and where the comparator lies among them. */
export interface Layout {
  /** The areas compared. */
  areas: readonly Area[]
  /** Codes of all areas read: those compared, then what else they and the comparator need. */
  rows: readonly string[]
  /** Rows that each area compared adds up; null where each has a row of its own, at its own position. */
  made: readonly (readonly number[])[] | null
  /** Row of the comparator's own figures; null where the table holds none. */
  stored: number | null
  /** Rows of the fewest areas of one other type that make up the comparator, and that type; null where they are no fewer. */
  wholes: { rows: readonly number[]; type: string } | null
  /** Rows that make up the comparator; empty where none do. */
  parts: readonly number[]
  /** Id of the area type that areas and comparator are added up from. */
  partsType: string
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
  const found = areasWithFigures(table, release, question)
  const areas = found.map(({ area }) => area)
  const rows = new Map<string, number>()
  const lists = found.map(({ area, made }) => (made?.areas ?? [area]).map(({ code }) => rowOf(rows, code)))
  const partsType = found.find(({ made }) => made)?.made?.type ?? question.areaType
  const made = found.some((one) => one.made) ? lists : null
  return { areas, made, ...placeComparator(question, release, table, rows), rows: [...rows.keys()], partsType }
}

/** The row of an area among those read, added at the end where it is not read yet. */
function rowOf(rows: Map<string, number>, code: string): number {
  if (!rows.has(code)) rows.set(code, rows.size)
  return rows.get(code)!
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
): Pick<Layout, 'stored' | 'wholes' | 'parts'> {
  const { comparator } = question
  const held = positionsOn(table, 'area')
  if (comparator.kind === 'chosen')
    return { stored: null, wholes: null, parts: chosenRows(question, release, table, rows) }
  if (comparator.kind === 'group')
    return { stored: null, wholes: null, parts: groupRows(comparator, question, release, table, rows) }
  if (!areaOf(release, comparator.code))
    throw new QuestionError(`This release has no area “${comparator.code}” to compare with`, {
      found: comparator.code,
      expected: release.comparators.join(', '),
      todo: 'choose what to compare with',
    })
  const stored = held.has(comparator.code) ? rowOf(rows, comparator.code) : null
  const within = { areaType: question.areaType, within: comparator.code, period: question.period }
  const codes = areasWithFigures(table, release, within)
    .flatMap(({ area, made }) => made?.areas ?? [area])
    .flatMap(({ code }) => (code === comparator.code ? [] : [code]))
  const parts = [...new Set(codes)].map((code) => rowOf(rows, code))
  // Published values are never added up: without a row of its own the comparator has no value, and the answer says so.
  if (stored === null && parts.length === 0 && table.shape !== 'published')
    throw new QuestionError(
      `${areaOf(release, comparator.code)!.name} has no figures here, and no ${typeWords(release, question.areaType)} to add up`,
      { found: comparator.code, expected: release.comparators.join(', '), todo: 'choose what to compare with' },
    )
  const made = stored === null ? madeOf(table, release, areaOf(release, comparator.code)!, question) : null
  const fewer = made && made.areas.length < parts.length
  const wholes = fewer ? { rows: made.areas.map(({ code }) => rowOf(rows, code)), type: made.type } : null
  return { stored, wholes, parts }
}

/** A group may lie anywhere, but is only what it is with all of its areas. */
function groupRows(
  { name, codes }: AreaGroup,
  question: Question,
  release: Release,
  table: Table,
  rows: Map<string, number>,
): readonly number[] {
  const compared = areasWithFigures(table, release, { ...question, within: null })
  const byCode = new Map(compared.map((one) => [one.area.code, one]))
  const lacking = codes.filter((code) => !byCode.has(code))
  if (codes.length === 0 || lacking.length > 0)
    throw new QuestionError(
      codes.length === 0
        ? `Your group “${name}” has no areas yet, so there is nothing to compare with`
        : `${lacking.map((code) => areaOf(release, code)?.name ?? code).join(', ')} of your group “${name}” cannot be counted among ${typeWords(release, question.areaType)} here`,
      { found: lacking.join(', ') || 'no areas', todo: 'change the group, or choose what to compare with' },
    )
  const stored = codes.flatMap((code) => (byCode.get(code)!.made?.areas ?? [byCode.get(code)!.area]).map((area) => area.code)) // prettier-ignore
  return [...new Set(stored)].map((code) => rowOf(rows, code))
}

function chosenRows(
  question: Question,
  release: Release,
  table: Table,
  rows: ReadonlyMap<string, number>,
): readonly number[] {
  const { chosen } = question
  const compared = areasWithFigures(table, release, question).filter(({ area }) => chosen.includes(area.code))
  const codes = compared.flatMap(({ area, made }) => (made?.areas ?? [area]).map(({ code }) => code))
  if (codes.length > 0) return [...new Set(codes)].map((code) => rows.get(code)!)
  throw new QuestionError('None of the areas compared is chosen, so there is nothing to compare with', {
    found: chosen.join(', ') || 'no chosen areas',
    expected: 'one or more of the areas compared',
    todo: 'choose areas, or another comparator',
  })
}
