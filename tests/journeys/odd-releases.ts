import { join } from 'node:path'
import type { Topology } from '../../src/domain'
import { openRelease } from '../../src/release'
import { writeCatalogue } from '../../src/release/catalogue'
import { alreadyPublic, type DraftTable, type ReleaseDraft } from '../../src/release/draft'
import { writeFolder } from '../../src/release/folder'
import { memorySource } from '../../src/release/source'
import { writeRelease } from '../../src/release/write'
import { entryOf } from '../../src/cli/release-folder'
import { draftOf, indicator } from '../release/fixture'

type Cell = (at: { period: number; area: number }) => { value: number; status: 0 | 2 | 3 }

/** A table of persons by period and area, cell by cell. */
function table(id: string, like: ReleaseDraft, cell: Cell): DraftTable {
  const axes = like.tables[0]!.axes.filter(({ name }) => name === 'period' || name === 'area')
  const areas = axes[1]!.members.length
  const cells = Array.from({ length: axes[0]!.members.length * areas }, (_, at) =>
    cell({ period: Math.floor(at / areas), area: at % areas }),
  )
  const status = Uint8Array.from(cells, (one) => one.status)
  const people = Int32Array.from(cells, (_, at) => 5000 + 10 * (at % 97))
  const count = { values: Int32Array.from(cells, (one) => (one.status === 0 ? one.value : 0)), status }
  const measures = { count, population: { values: people, status: null } }
  return {
    id,
    shape: 'counts',
    axes,
    ownPopulation: true,
    additive: ['area'],
    populationAges: null,
    kept: [],
    limits: {},
    measures,
  }
}

/** Squares in a row, one an area. */
function squares(codes: readonly string[]): Topology {
  const ring = (x: number) => [[x, 0], [1, 0], [0, 1], [-1, 0], [0, -1]] // prettier-ignore
  return {
    type: 'Topology',
    transform: { scale: [0.1, 0.1], translate: [-2.5, 53.4] },
    arcs: codes.map((_, at) => ring(at)),
    objects: {
      ltla: {
        type: 'GeometryCollection',
        geometries: codes.map((code, at) => ({ type: 'Polygon', arcs: [[at]], properties: { code } })),
      },
    },
  }
}

const rate = (id: string) => indicator(id, { kind: 'rate', standard: null, dispersion: 1, name: id, shortName: id })

function odd(): ReleaseDraft {
  const draft = draftOf({ areas: 6, periods: 3, ages: 2 })
  const codes = draft.tables[0]!.axes.at(-1)!.members
  const usual: Cell = ({ area }) => ({ value: 40 + 9 * area, status: 0 })
  return {
    ...draft,
    id: 'odd',
    synthetic: false,
    layout: null,
    // The last area has no shape.
    boundaries: squares(codes.slice(0, -1)),
    indicators: [rate('steady'), rate('gap'), rate('secret')],
    tables: [
      table('steady.main', draft, usual),
      table('gap.main', draft, (at) => (at.period === 1 ? { value: 0, status: 3 } : usual(at))),
      table('secret.main', draft, () => ({ value: 0, status: 2 })),
    ],
  }
}

function thousands(): ReleaseDraft {
  const draft = draftOf({ areas: 10_000, periods: 1, ages: 1 })
  const cells: Cell = ({ area }) => ({ value: 20 + ((area * 7919) % 60), status: 0 })
  return { ...draft, id: 'thousands', layout: null, indicators: [rate('many')], tables: [table('many.main', draft, cells)] } // prettier-ignore
}

/** Writes both, with their catalogue, into a folder that can be served. */
export async function writeOddReleases(folder: string): Promise<void> {
  const entries = []
  const catalogued = new Map<string, Uint8Array>()
  for (const draft of [odd(), thousands()]) {
    const files = await writeRelease(alreadyPublic(draft, 'a test'))
    const { release } = await openRelease(memorySource(files, draft.id))
    for (const [path, bytes] of files) catalogued.set(join(draft.id, path), bytes)
    entries.push({ ...entryOf(release, draft.id), signed: false })
  }
  catalogued.set('catalogue.json', writeCatalogue(entries))
  await writeFolder(catalogued, folder)
}
