import { join } from 'node:path'
import { fullSelection } from '../../../src/analysis/full'
import { runNow } from '../../../src/analysis/steps'
import { computeStudy, gatherStudy, type Beside, type Prepared } from '../../../src/analysis/studies'
import { DEMO_ID } from '../../../src/demo'
import type { Question, Release, Study, StudyId } from '../../../src/domain'
import { columnsEngine } from '../../../src/engine/columns'
import type { DenseTable, SyncEngine } from '../../../src/engine/port'
import { openRelease } from '../../../src/release'
import { folderSource } from '../../../src/release/folder'

/** The committed demo, with every table in an engine. */
export interface Demo {
  release: Release
  engine: SyncEngine
  tables: readonly DenseTable[]
  beside: Beside
}

export async function openDemo(): Promise<Demo> {
  const open = await openRelease(folderSource(join('public', 'releases', DEMO_ID)))
  const { release } = open
  const engine = columnsEngine()
  const tables = await Promise.all(release.tables.map(({ id }) => open.table(id)))
  for (const table of tables) engine.add(table)
  return { release, engine, tables, beside: { boundaries: await open.boundaries() } }
}

/** Authorities against the whole, in the latest year unless said otherwise. */
export function questionOf({ release }: Pick<Demo, 'release'>, id: string, changes: Partial<Question> = {}): Question {
  const indicator = release.indicators.find((one) => one.id === id)!
  return {
    release: release.id,
    indicator: id,
    ...fullSelection(release, indicator, { areaType: 'la', within: null })!,
    comparator: { kind: 'area', code: release.comparators[0]! },
    rule: 'overlap',
    chosen: [],
    ...changes,
  }
}

export function prepare(demo: Demo, id: StudyId, question: Question): Prepared {
  return runNow(gatherStudy(id, question, demo.release, demo.beside), demo.engine)
}

export function ask(demo: Demo, id: StudyId, indicator: string, changes: Partial<Question> = {}): Study {
  return computeStudy(prepare(demo, id, questionOf(demo, indicator, changes)))
}

export function figureOf({ figures }: Study, id: string) {
  const found = figures.find((figure) => figure.id === id)
  if (!found) throw new Error(`no figure ${id} among ${figures.map((figure) => figure.id).join(', ')}`)
  return found
}

/** What a study says of one area under one column. */
export function cellOf({ columns, rows }: Study, area: string, column: string): number | string | null {
  const at = columns.findIndex(({ id }) => id === column)
  const row = rows.find((one) => one.area === area)
  if (at < 0 || !row) throw new Error(`no ${column} of ${area}`)
  return row.cells[at]!
}

/** All cells of a column, by area. */
export const columnOf = (study: Study, column: string) =>
  new Map(study.rows.map(({ area }) => [area, cellOf(study, area, column)]))
