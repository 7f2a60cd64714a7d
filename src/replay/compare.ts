import type { Asked } from '../analysis/ask'
import { QuestionError, ReleaseError, type Release } from '../domain'
import type { Figure, FigureTable } from '../exports/figures'
import type { Replay, ReplayRelease } from '../exports/replay'
import { parseView, resolveView } from '../view'
import { longDate } from '../words/dates'
import { figuresOf } from './figures-of'
import { editionOf, METHODS } from './make'

/** A figure that came out otherwise; null where it was not there, or is not any more. */
export interface ChangedFigure {
  table: string
  /** Area, period or whatever the row is of, by its code. */
  key: string
  column: string
  was: Figure
  is: Figure
}

/** A file or a method that is another now; null where there is none any more. */
export interface ChangedVersion {
  name: string
  was: string
  is: string | null
}

/** The release that was worked on is another edition than the one that the file names. */
export interface ChangedRelease {
  was: ReplayRelease
  is: ReplayRelease
  files: readonly ChangedVersion[]
}

/** What working a view out again came to. */
export interface Replayed {
  /** How many figures the file holds. */
  figures: number
  /** Figures that came out otherwise; none where all agree to 12 significant digits. */
  changed: readonly ChangedFigure[]
  /** Null where it is the very edition. */
  release: ChangedRelease | null
  methods: readonly ChangedVersion[]
  /** Why the release no longer answers, in plain words; none where it does. */
  problems: readonly string[]
}

/**
 * Works the view of a replay out again and holds it against what the file says. Rejects with `ReleaseError` where the release is not the
 * file’s in any edition, else as an answer does but for questions that another edition cannot answer.
 */
export async function recompute(replay: Replay, asked: Asked): Promise<Replayed> {
  const { view } = parseView(replay.view)
  const is = editionOf(asked.release, null)
  if (is.id !== replay.release.id) throw notHere(replay, `${is.title} (${editionWords(is)})`)
  const release = changedRelease(replay.release, is)
  const problems = release ? problemsOf(replay, asked.release) : []
  const about = { release, methods: changedVersions(replay.methods, METHODS) }
  const figures = count(replay.figures)
  try {
    const now = await figuresOf(view, asked)
    return { ...about, figures, changed: changedFigures(replay.figures, now), problems }
  } catch (thrown) {
    if (!(thrown instanceof QuestionError)) throw thrown
    return { ...about, figures, changed: changedFigures(replay.figures, []), problems: [thrown.message] }
  }
}

/** The release of a replay is not at hand: names it, its edition, and where it was seen. `found`: what is there instead. */
export function notHere({ release }: Replay, found: string): ReleaseError {
  const { title, facilities, address } = release
  const from = facilities.length > 0 ? ` It comes from ${facilities.join(', ')}.` : ''
  const seen = address ? ` It was seen at ${address}` : ''
  return new ReleaseError('The release that this replay file was made on is not here.', {
    found,
    expected: `${title} (${editionWords(release)})`,
    todo: `Open that release, then the file again.${from}${seen}`,
  })
}

/** `demo-north of 1 March 2026, edition ab46706c`. */
export const editionWords = ({ id, date, identity }: Pick<ReplayRelease, 'id' | 'date' | 'identity'>) =>
  `${id} of ${longDate(date)}, edition ${identity.slice(0, 8)}`

/** Whether every figure came out the same. */
export const agrees = ({ changed }: Replayed): boolean => changed.length === 0

/** Whether nothing at all is different: figures, edition, methods. */
export const isSame = (replayed: Replayed): boolean =>
  agrees(replayed) && replayed.release === null && replayed.methods.length === 0

const problemsOf = ({ view }: Replay, release: Release) => resolveView(parseView(view).view, release).problems

function changedRelease(was: ReplayRelease, is: ReplayRelease): ChangedRelease | null {
  const files = changedVersions(was.files, is.files)
  return was.identity === is.identity && files.length === 0 ? null : { was, is, files }
}

function changedVersions(
  was: Readonly<Record<string, string>>,
  is: Readonly<Record<string, string>>,
): ChangedVersion[] {
  return Object.entries(was).flatMap(([name, version]) => {
    const now = Object.hasOwn(is, name) ? is[name]! : null
    return now === version ? [] : [{ name, was: version, is: now }]
  })
}

/** Numbers alone: words and blanks are held against each other too, but nobody would call them figures. */
const count = (tables: readonly FigureTable[]): number =>
  tables.reduce((sum, { rows }) => sum + rows.reduce((row, [, ...cells]) => row + cells.filter((cell) => typeof cell === 'number').length, 0), 0) // prettier-ignore

/** Figures by table, row and column. */
type Placed = Map<string, Map<string, Map<string, Figure>>>

function placed(tables: readonly FigureTable[]): Placed {
  const rowsOf = ({ columns, rows }: FigureTable) =>
    new Map(rows.map(([key, ...cells]) => [key, new Map(columns.map((column, at) => [column, cells[at] ?? null]))])) // prettier-ignore
  return new Map(tables.map((one) => [one.name, rowsOf(one)]))
}

/** Keys of either, those of the first first. */
const either = <T>(one: ReadonlyMap<string, T> | undefined, other: ReadonlyMap<string, T> | undefined): string[] => [
  ...new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])]),
]

function changedFigures(before: readonly FigureTable[], after: readonly FigureTable[]): ChangedFigure[] {
  const [old, now] = [placed(before), placed(after)]
  const changed: ChangedFigure[] = []
  for (const table of either(old, now)) {
    const [olds, nows] = [old.get(table), now.get(table)]
    for (const key of either(olds, nows)) {
      const [was, is] = [olds?.get(key), nows?.get(key)]
      for (const column of either(was, is)) {
        const [one, other] = [was?.get(column) ?? null, is?.get(column) ?? null]
        if (!alike(one, other)) changed.push({ table, key, column, was: one, is: other })
      }
    }
  }
  return changed
}

/** Significant digits to which figures are given, and to which they have to agree. */
const DIGITS = 12

/**
 * Whether a figure that was written to 12 digits is this one: they differ by no more than rounding took, half a unit of the twelfth
 * digit, and a thousandth of one, which is what the last bits of two machines can come to.
 */
function alike(was: Figure, is: Figure): boolean {
  if (was === is || typeof was !== 'number' || typeof is !== 'number') return was === is
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(was))) - DIGITS + 1)
  return Math.abs(was - is) <= 0.501 * unit
}
