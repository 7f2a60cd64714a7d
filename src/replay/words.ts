import type { Release } from '../domain'
import { rounded } from '../exports/digits'
import type { Figure } from '../exports/figures'
import { formatCount, listed } from '../words'
import {
  agrees,
  editionWords,
  type ChangedFigure,
  type ChangedRelease,
  type ChangedVersion,
  type Replayed,
} from './compare'

/** So many names stand in a sentence; the rest are counted. */
const MOST = 5

const figures = (n: number) => `${formatCount(n)} ${n === 1 ? 'figure' : 'figures'}`

/** What came of it, in one sentence without a full stop: `Recomputed: all 1,204 figures agree to 12 digits`. */
export function replayHeadline(replayed: Replayed): string {
  const { changed, figures: all } = replayed
  if (agrees(replayed)) return all === 1 ? 'Recomputed: the one figure agrees to 12 digits' : `Recomputed: all ${figures(all)} agree to 12 digits` // prettier-ignore
  const numbers = changed.filter(({ was }) => typeof was === 'number').length
  const words = changed.length - numbers
  const more = words > 0 ? [`${formatCount(words)} ${words === 1 ? 'entry is another' : 'entries are others'}`] : []
  const first = `${formatCount(numbers)} of ${figures(all)} ${numbers === 1 ? 'differs' : 'differ'}`
  return `Recomputed: ${[...(numbers > 0 ? [first] : []), ...more].join(', ')}`
}

/** Why, or what else changed, in whole sentences; none where nothing at all did. */
export function replayReasons(replayed: Replayed): string[] {
  const { release, methods, problems } = replayed
  const found = [
    ...(release ? releaseWords(release) : []),
    ...methodWords(methods),
    ...problems.map((problem) => `This edition no longer answers it: ${problem}.`),
  ]
  if (agrees(replayed)) return found
  if (found.length > 0) return found
  return ['Neither the release nor any method changed. So the file was altered after it was made, or one of the two machines calculates otherwise.'] // prettier-ignore
}

function releaseWords({ was, is, files }: ChangedRelease): string[] {
  if (was.identity === is.identity) return [`The file names this very edition, ${editionWords(is)}, yet other hashes of its files (${named(files)}): the file was altered.`] // prettier-ignore
  const which = files.length > 0 ? ` Files that changed: ${named(files)}.` : ''
  return [
    `The release is another edition: the file was made on ${editionWords(was)}, this is ${editionWords(is)}.${which}`,
  ]
}

function methodWords(methods: readonly ChangedVersion[]): string[] {
  if (methods.length === 0) return []
  const which = methods.slice(0, MOST).map(({ name, was, is }) => `${name} (${was}, now ${is ?? 'gone'})`)
  const more = methods.length > MOST ? [`${methods.length - MOST} more`] : []
  return [`Code of methods changed since: ${listed([...which, ...more])}.`]
}

function named(files: readonly ChangedVersion[]): string {
  const names = files.slice(0, MOST).map(({ name }) => name)
  return listed([...names, ...(files.length > MOST ? [`${files.length - MOST} more`] : [])])
}

const COLUMNS: Readonly<Record<string, string>> = {
  'interval95.lower': 'lower 95 % limit',
  'interval95.upper': 'upper 95 % limit',
  'interval998.lower': 'lower 99.8 % limit',
  'interval998.upper': 'upper 99.8 % limit',
  'verdicts.overlap': 'verdict by intervals',
  'verdicts.limits': 'verdict by limits',
  verdict998: 'verdict at 99.8 %',
  size: 'size on the funnel',
}

/** What a changed figure is of: `Salford, lower 95 % limit`; the table is named where it is not the view's own areas. */
export function figureName({ table, key, column }: ChangedFigure, release: Release): string {
  const names = new Map([...release.areas, ...release.indicators.map(({ id, shortName }) => ({ code: id, name: shortName }))].map(({ code, name }) => [code, name])) // prettier-ignore
  const of = table.replace(/\.?(areas|figures)$/, '')
  const what = key.split(' ').map((code) => names.get(code) ?? code) // prettier-ignore
  return [names.get(of) ?? of, what.join(', '), COLUMNS[column] ?? column].filter((one) => one && one !== 'all').join(', ') // prettier-ignore
}

/** `345.678901234`, `higher`, `nothing`. */
export function figureWords(figure: Figure): string {
  if (figure === null) return 'nothing'
  return typeof figure === 'number' ? String(rounded(figure)) : String(figure)
}
