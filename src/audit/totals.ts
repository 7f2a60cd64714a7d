import { ReleaseError } from '../domain'
import type { ShapedTable } from '../disclosure'

/** A count that is known from elsewhere, such as a national figure. Null: of all. */
export interface KnownTotal {
  indicator: string
  period: string | null
  sex: string | null
  age: string | null
  area: string | null
  count: number
}

const AXES = ['period', 'sex', 'age', 'area'] as const
const COLUMNS = ['indicator', ...AXES, 'count'] as const

/** Reads totals from CSV with the columns indicator, period, sex, age, area, count; a blank cell stands for all. */
export function readTotals(csv: string): KnownTotal[] {
  const [head, ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/)
  const columns = (head ?? '').split(',').map(bare)
  const missing = ['indicator', 'count'].filter((name) => !columns.includes(name))
  const strange = columns.find((name) => !COLUMNS.some((known) => known === name))
  if (missing.length > 0 || strange !== undefined)
    throw wrong('line 1', columns.join(','), `the columns ${COLUMNS.join(', ')}; period, sex, age and area as needed`)
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [totalOf(line, columns, at + 2)]))
}

const bare = (cell: string) => cell.trim().replace(/^"(.*)"$/, '$1')

function totalOf(line: string, columns: readonly string[], number: number): KnownTotal {
  const cells = line.split(',').map(bare)
  if (cells.length !== columns.length) throw wrong(`line ${number}`, `${cells.length} cells`, `${columns.length}`)
  const read = (name: string) => cells[columns.indexOf(name)] || null
  const count = Number(read('count') ?? NaN)
  if (!Number.isInteger(count) || count < 0)
    throw wrong(`line ${number}`, read('count') ?? 'no count', 'a whole number from 0')
  const indicator = read('indicator')
  if (indicator === null) throw wrong(`line ${number}`, 'no indicator', 'the id of an indicator')
  return { indicator, period: read('period'), sex: read('sex'), age: read('age'), area: read('area'), count }
}

const wrong = (where: string, found: string, expected: string) =>
  new ReleaseError('The totals cannot be read.', { where: `totals, ${where}`, found, expected })

/** A total as a table of one cell, which takes part in the system under its own name. */
export function totalTable(total: KnownTotal, at: number): { shaped: ShapedTable; count: number } {
  const axes = AXES.flatMap((name) => {
    const code = total[name]
    return code === null ? [] : [{ name, members: [code] }]
  })
  const shaped = { id: `total ${at + 1}`, axes, additive: [], kept: [], limits: {}, ownPopulation: false }
  return { shaped, count: total.count }
}
