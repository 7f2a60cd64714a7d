import type { Solver } from '../../disclosure'
import { ReleaseError } from '../../domain'
import type { FileBindings } from '../../engine/duckdb/bindings'
import { buildRelease, type BuiltIndicator } from '../build'
import { countIn } from '../count/count'
import type { Counted } from '../counted'
import { egressPack } from '../egress'
import { finishRelease } from '../finish'
import { shapesOf } from '../make/shapes'
import type { Register } from './database'
import { droppedPlace, filesFor, type DroppedFile } from './files'
import { recognise, type Sorted } from './recognise'
import { faultOf, type Fault, type Made, type MadeRelease, type Step } from './steps'
import { zipped } from './zip'

/** What sums and rounds: opened once for a tab. */
export interface Machines {
  bindings: FileBindings
  register: Register
  solver: Solver
}

/**
 * All of a build on dropped files, in memory: counted, made safe, attacked, signed, packed. The same code as in Node but for where
 * files lie, so the same files give the same bytes. Never rejects: what went wrong is in what it gives.
 */
export async function makeDropped(
  files: readonly DroppedFile[],
  machines: Machines,
  tell: (step: Step) => void,
): Promise<Made> {
  try {
    return await made(await recognise(files), files, machines, tell)
  } catch (thrown) {
    return { outcome: 'refused', fault: plainly(faultOf(thrown)) }
  }
}

/** What to do is said for the command line; here files are dropped. */
function plainly(fault: Fault): Fault {
  return fault.todo?.includes('--') ? { ...fault, todo: 'Look at the files and the recipe, and try again.' } : fault
}

async function made(
  sorted: Sorted,
  files: readonly DroppedFile[],
  { bindings, register, solver }: Machines,
  tell: (step: Step) => void,
): Promise<Made> {
  const { recipe, policy, key, at } = sorted
  if (!recipe || !policy || !sorted.told.ready)
    throw new ReleaseError('These files are not all that the recipe asks for.', { todo: 'Look at the list above.' })
  const place = droppedPlace(files, at, { bindings, register })
  const counted = await countIn(recipe, place, { onProgress: (what) => tell({ kind: 'reading', what }) })
  tell({ kind: 'counted', reports: counted.reports })
  const shapes = await shapesOf(recipe, (name) => textOf(name, files, at))
  tell({ kind: 'protecting', total: recipe.indicators.length })
  const onIndicator = (one: BuiltIndicator) => tell(protectedStep(one, counted))
  const built = buildRelease(counted, policy, { solver, ...shapes, onIndicator })
  const { release, identity, results } = await finishRelease(built, {
    solver,
    keys: key ? [key] : [],
    onAttack: ({ what, done, total }) => tell({ kind: 'attacking', what, done, total }),
    onResults: (found) =>
      tell({
        kind: 'attacked',
        attacks: found.map(({ attack, name, outcome, detail, worst }) => ({ attack, name, outcome, detail, worst })),
      }),
  })
  if (!release) return { outcome: 'broken' }
  tell({ kind: 'writing' })
  const pack = await egressPack({ counted, policy, built, release, results, earlier: [], made: {} })
  const { id, title, tables, indicators } = built.draft
  const about = {
    id,
    title,
    identity,
    indicators: indicators.length,
    tables: tables.length,
    cells: cellsIn(built.draft),
  }
  return { outcome: 'made', release: { ...about, ...written(release, pack), signed: key?.name ?? null } }
}

function written(
  release: ReadonlyMap<string, Uint8Array>,
  pack: ReadonlyMap<string, Uint8Array>,
): Pick<MadeRelease, 'files' | 'zip' | 'inside'> {
  const files = [...release].map(([path, bytes]) => ({ path, bytes: bytes.length }))
  return { files, zip: zipped('release', release), inside: zipped('inside', pack) }
}

const cellsIn = ({ tables }: { tables: readonly { axes: readonly { members: readonly string[] }[] }[] }) =>
  tables.reduce((sum, { axes }) => sum + axes.reduce((product, { members }) => product * members.length, 1), 0)

function protectedStep({ id, after }: BuiltIndicator, { recipe }: Counted): Step {
  const { cells, rounded, hidden } = after.report
  const indicator = recipe.indicators.find((one) => one.id === id)?.shortName ?? id
  return { kind: 'protected', indicator, cells, rounded, hidden }
}

async function textOf(name: string, files: readonly DroppedFile[], at: string): Promise<string> {
  const [found] = filesFor(name, files, at)
  if (!found) throw new ReleaseError(`There is no file ${name}.`, { where: name })
  return found.file.text()
}
