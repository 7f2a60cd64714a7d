import type { Answer, Division, Overview, OwnGroups, Pairing, People, Series, Standings, Study } from '../domain'

/** A figure, or a word that stands for one such as a verdict; null where there is none. Infinite figures are words. */
export type Figure = number | string | boolean | null

/** Figures with the names that make each findable again: the first cell of a row is its key, each key once. */
export interface FigureTable {
  name: string
  /** Of the cells after the key; a column of which every cell is null is left out. */
  columns: readonly string[]
  rows: readonly (readonly [key: string, ...figures: Figure[]])[]
}

/** Words that decide as figures do; names, labels and reasons do not. */
const TELLING = /^(status|hidden|verdict|verdict998|overlap|limits|corner)$/

type Flat = Map<string, Figure>

/** Every figure inside a value by its path: `interval95.lower`, `counts.0.3`. */
function flatten(value: unknown, path: string, into: Flat): Flat {
  const name = path.slice(path.lastIndexOf('.') + 1)
  if (typeof value === 'number') into.set(path, figureOf(value))
  else if (typeof value === 'boolean' || (typeof value === 'string' && TELLING.test(name))) into.set(path, value)
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${key}` : key, into)
  return into
}

function figureOf(value: number): Figure {
  if (Number.isNaN(value)) return null
  return Number.isFinite(value) ? value : String(value)
}

const flat = (value: unknown): Flat => flatten(value, '', new Map())

function table(name: string, rows: readonly (readonly [key: string, figures: Flat])[]): FigureTable[] {
  const columns = [...new Set(rows.flatMap(([, figures]) => [...figures.keys()]))]
  if (columns.length === 0) return []
  return [{ name, columns, rows: rows.map(([key, figures]) => [key, ...columns.map((one) => figures.get(one) ?? null)]) }] // prettier-ignore
}

/** All figures of an answer and of its studies; `under` comes before the names of the tables. */
export function answerFigures(answer: Answer, under = ''): FigureTable[] {
  const { estimates, comparator, counts, flaggedByChance, variation, agreement, limits, studies = [] } = answer
  return [
    ...table(`${under}areas`, estimates.map((one) => [one.area, flat(one)])), // prettier-ignore
    ...table(`${under}comparator`, [[comparator.area, flat(comparator)]]),
    ...table(`${under}summary`, [['all', flat({ counts, flaggedByChance, variation, agreement })]]),
    ...numbered(`${under}limits`, limits),
    ...studies.flatMap((study) => studyFigures(study, `${under}${study.id}.`)),
  ]
}

const numbered = (name: string, list: readonly unknown[]) =>
  table(name, list.map((one, at) => [String(at + 1), flat(one)])) // prettier-ignore

function studyFigures({ figures, columns, rows, points, limits, draws }: Study, under: string): FigureTable[] {
  const cells = (list: readonly (number | string | null)[], heads: Study['columns']): Flat =>
    new Map(heads.map(({ id }, at) => [id, typeof list[at] === 'number' ? figureOf(list[at]) : (list[at] ?? null)]))
  return [
    ...table(`${under}figures`, figures.map(({ id, value, interval95, p }) => [id, flat({ value, interval95, p })])), // prettier-ignore
    ...table(`${under}areas`, rows.map((row) => [row.area, cells(row.cells, columns)])), // prettier-ignore
    ...table(`${under}periods`, (points?.rows ?? []).map((row) => [`${row.area} ${row.period}`, cells(row.cells, points!.columns)])), // prettier-ignore
    ...numbered(`${under}limits`, limits ?? []),
    ...(draws ? table(`${under}draws`, [['all', flat(draws)]]) : []),
  ]
}

/** All figures of an overview: a table of areas for each indicator. */
export function overviewFigures({ rows }: Overview): FigureTable[] {
  const told = rows.map(({ indicator, comparator, flaggedByChance, variation }): [string, Flat] => [
    indicator.id,
    flat({ comparator, flaggedByChance, variation }),
  ])
  const areas = rows.flatMap(({ indicator, estimates }) => table(`${indicator.id}.areas`, estimates.map((one) => [one.area, flat(one)]))) // prettier-ignore
  return [...table('indicators', told), ...areas]
}

/** The answers of a series, each under its member’s code. */
export const seriesFigures = ({ points }: Series): FigureTable[] =>
  points.flatMap(({ code, answer }) => (answer ? answerFigures(answer, `${code}.`) : []))

/** Values of every group, and how far apart the groups of each place are. */
export const divisionFigures = ({ series, places, mostUnknown }: Division): FigureTable[] => [
  ...(series ? seriesFigures(series) : []),
  ...table('gaps', places.map(({ area, ends, rest, p, unknown }) => [area, flat({ ends, rest, p, unknown, mostUnknown })])), // prettier-ignore
]

/** Who lives in each place, by sex and age. */
export const peopleFigures = ({ places, comparator }: People): FigureTable[] => [
  ...table('people', places.map((place) => [place.area, flat(place)])), // prettier-ignore
  ...(comparator ? table('people.comparator', [[comparator.area, flat(comparator)]]) : []),
]

/** The reader’s own groups and how far apart each two are. */
export const groupFigures = ({ values, contrasts }: OwnGroups): FigureTable[] => [
  ...table('groups', values.map(({ group, estimate }) => [group.name, flat(estimate)])), // prettier-ignore
  ...table('groups.apart', contrasts.map(({ one, other, contrast }) => [`${one} – ${other}`, flat(contrast)])), // prettier-ignore
]

/** How two indicators go together. */
export const pairingFigures = ({ correlation, ifUnrelated, pairs }: Pairing): FigureTable[] => [
  ...table('pairing', [['all', flat({ correlation, ifUnrelated })]]),
  ...table('pairing.areas', pairs.map(({ area, corner }) => [area, flat({ corner })])), // prettier-ignore
]

/** How every area stands over all indicators. */
export const standingFigures = ({ areas }: Standings): FigureTable[] =>
  table('standing', areas.map(({ area, fifths, compared, higher, lower, byChance, p }) => [area, flat({ fifths, compared, higher, lower, byChance, p })])) // prettier-ignore
