import { neighbors } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { answerWithStudies, overviewLater } from '../../src/analysis/answer'
import { divisionLater } from '../../src/analysis/division'
import { lazyEngine } from '../../src/analysis/lazy'
import { peopleLater } from '../../src/analysis/people'
import { keysBeside } from '../../src/cli/release-folder'
import type { Answer, Estimate, Study, StudyId } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import { overviewQuestionOf, parseView, resolveView } from '../../src/view'
import { PLACES } from './places'

/** The release that the app is looking at, asked by the library alone: no page, no words. */
export async function openWorld(id: string) {
  const dir = `${PLACES.app}/releases/${id}`
  const open = await openRelease(folderSource(dir), { signatures: { keys: await keysBeside(dir) } })
  const { release } = open
  const tables = new Set(release.tables.map((table) => table.id))
  const engine = lazyEngine(columnsEngine(), (table) => open.table(table), (table) => tables.has(table)) // prettier-ignore
  const viewOf = (link: string) => parseView(`v=1&${link}`).view
  const questionOf = (link: string) => resolveView(viewOf(link), release).question
  const answer = (link: string) => answerWithStudies(questionOf(link), open, engine)
  return {
    release,
    signing: await open.verify(),
    viewOf,
    answer,
    study: async (link: string, wanted: StudyId): Promise<Study> => {
      const { studies = [] } = await answer(`${link}&with=${wanted}`)
      if (!studies[0]) throw new Error(`no study ${wanted} of ${link}`)
      return studies[0]
    },
    overview: (link: string) => overviewLater(overviewQuestionOf(viewOf(link), release), release, engine),
    people: (link: string) => peopleLater(questionOf(link), release, engine),
    division: (link: string) => divisionLater(questionOf(link), release, null, engine),
    /** Codes of the areas that share a border with an area. */
    async neighbours(code: string): Promise<string[]> {
      const topology = (await open.boundaries()) as unknown as Topology
      const shapes = Object.values(topology.objects).flatMap(
        (object) => (object as GeometryCollection).geometries ?? [],
      )
      const beside = neighbors(shapes)[shapes.findIndex((shape) => codeOf(shape) === code)] ?? []
      return beside.map((at) => codeOf(shapes[at]))
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

const codeOf = (shape: { properties?: unknown } | undefined): string =>
  String((shape?.properties as { code?: string } | undefined)?.code ?? '')

export function estimateOf({ estimates }: Pick<Answer, 'estimates'>, code: string): Estimate {
  const found = estimates.find(({ area }) => area === code)
  if (!found) throw new Error(`no estimate of ${code}`)
  return found
}

/** A value and its 95 % interval, as numbers in the order in which they are said. */
export const withInterval = ({ value, interval95 }: Estimate): number[] =>
  [value, interval95?.lower, interval95?.upper].flatMap((one) => one ?? [])

/** A figure of a study and its limits, likewise. */
export function figureOf({ figures }: Study, id: string) {
  const found = figures.find((figure) => figure.id === id)
  if (found?.value == null) throw new Error(`no figure ${id}`)
  return { ...found, value: found.value, said: [found.value, found.interval95?.lower, found.interval95?.upper].flatMap((one) => one ?? []) } // prettier-ignore
}

/** What a study says of areas, by the ids of its columns. */
export function rowsOf({ columns, rows }: Pick<Study, 'columns' | 'rows'>) {
  return rows.map(({ area, name, cells }) => ({
    area,
    name,
    cell: (id: string) => cells[columns.findIndex((column) => column.id === id)] ?? null,
  }))
}
