import { HIDDEN, ran } from '../disclosure'
import type { AttackResult } from '../disclosure'
import type { Indicator, SummaryRow, Table } from '../domain'
import type { DecodedTable } from '../release'
import type { Attacked } from './lay'

/**
 * Attack 9. Whatever the app prints is computed in the browser from released counts, so turning it back can give no more than
 * these: a property test proves it of crude and standardised rates, ratios, percentages and their intervals. What a release itself
 * carries is attacked here: each crude rate at the precision at which it is printed is turned back into counts, among which the
 * released one has to be; stored answers of the front page have to follow from the released cells alone, and those of which
 * that cannot be worked out again (standardised values, intervals) may not stand there: made from true counts they would
 * give these away exactly. Nothing else stands beside counts.
 */
export async function attackPrinted(open: Attacked): Promise<AttackResult> {
  const { release } = open
  const carriers = release.tables.filter(({ shape }) => shape === 'published').map(({ id }) => id)
  let [printed, narrowed] = [0, 0]
  for (const table of release.tables) {
    const indicator = release.indicators.find(({ tables }) => tables.includes(table.id))
    if (table.shape !== 'counts' || !indicator) continue
    const found = turnedBack(indicator, await open.table(table.id))
    printed += found.printed
    narrowed += found.narrowed
  }
  const strays = await strayAnswers(open)
  const worst = [...carriers, ...strays].slice(0, 20)
  const figures = { printed, narrowed, carriers: carriers.length, changed: strays.length }
  return ran('9', narrowed + carriers.length + strays.length > 0, figures, worst)
}

const DECIMALS = 10

/** Each cell's rate as printed, turned back: counts that print alike, among which the released one must be. */
function turnedBack({ multiplier }: Indicator, { measures }: DecodedTable): { printed: number; narrowed: number } {
  const { count, population } = measures
  const found = { printed: 0, narrowed: 0 }
  if (!count || !population) return found
  count.values.forEach((value, cell) => {
    const people = population.values[cell]!
    if ((count.status?.[cell] ?? 0) >= HIDDEN || (population.status?.[cell] ?? 0) >= HIDDEN || people === 0) return
    found.printed++
    const shown = Math.round((value / people) * multiplier * DECIMALS) / DECIMALS
    const [low, high] = backToCounts(shown, people, multiplier, 1)
    if (value < low || value > high) found.narrowed++
  })
  return found
}

/** The least and greatest count that print as this value. */
function backToCounts(shown: number, people: number, multiplier: number, decimals: number): [number, number] {
  const half = 0.5 / 10 ** decimals
  const slack = 1e-6 * Math.max(1, shown)
  return [
    Math.ceil(((shown - half - slack) * people) / multiplier - 1e-9),
    Math.floor(((shown + half + slack) * people) / multiplier + 1e-9),
  ]
}

/** Stored answers whose count is no sum of released cells, or which say more than a count and its plain rate. */
async function strayAnswers(open: Attacked): Promise<string[]> {
  const rows = (await open.summary()) ?? []
  const stray: string[] = []
  for (const { id, tables: ids, kind, multiplier, ...indicator } of open.release.indicators) {
    const own = rows.filter((row) => row.indicator === id && row.count !== null)
    if (own.length === 0 || kind === 'published') continue
    const tables = open.release.tables.filter((table) => table.shape === 'counts' && ids.includes(table.id))
    const sums = await Promise.all(tables.map(async (table) => sumsOf(table, await open.table(table.id), open)))
    for (const row of own) {
      const known = sums.flatMap((sum) => sum(row) ?? [])
      const follows = known.includes(row.count!) && plain(row) && rateFollows(row, kind, multiplier)
      if (!follows) stray.push(`front page, ${indicator.shortName} (period ${row.period}, area ${row.area})`)
    }
  }
  return stray
}

const plain = ({ lower95, upper95, lower998, upper998 }: SummaryRow) =>
  [lower95, upper95, lower998, upper998].every((limit) => limit === null)

function rateFollows({ value, count, population }: SummaryRow, kind: Indicator['kind'], multiplier: number): boolean {
  if (value === null) return true
  if ((kind !== 'proportion' && kind !== 'rate') || count === null || !population) return false
  return Math.abs((count / population) * multiplier - value) <= 1e-6 * Math.max(1, value)
}

/** The sum over everything but period and area of one table's released cells; of a region, of the areas within it. */
function sumsOf(table: Table, { measures }: DecodedTable, { release }: Attacked) {
  const areas = table.axes.at(-1)!.members
  const periods = table.axes.find(({ name }) => name === 'period')
  const inner = table.axes.slice(table.axes.findIndex(({ name }) => name === 'period') + 1)
  const block = inner.reduce((size, { members }) => size * members.length, 1)
  const wholes = table.axes.slice(0, -1).map(({ members }, axis) => {
    const step = table.axes.slice(axis + 1).reduce((size, one) => size * one.members.length, 1)
    const all = members.findIndex((code) => code === 'all' || (code === 'persons' && members.length > 1))
    return (row: number) => all < 0 || Math.floor(row / step) % members.length === all
  })
  const { values, status } = measures['count']!
  return ({ period, area }: SummaryRow): number | null => {
    const within = areas.flatMap((code, at) => (code === area || isWithin(code, area, release) ? [at] : []))
    const own = areas.includes(area) ? [areas.indexOf(area)] : within
    const at = periods ? periods.members.indexOf(period) : 0
    if (at < 0 || own.length === 0) return null
    const chosen = new Set(own)
    let sum = 0
    for (let row = at * block; row < (at + 1) * block; row++) {
      if (!chosen.has(row % areas.length) || !wholes.every((whole) => whole(row))) continue
      if ((status?.[row] ?? 0) < HIDDEN) sum += values[row]!
    }
    return sum
  }
}

const isWithin = (code: string, area: string, { areas }: Attacked['release']): boolean =>
  areas.find((one) => one.code === code)?.parents.includes(area) ?? false
