import { ReleaseError, type Area } from '../../domain'

const COLUMNS = ['code', 'name', 'type'] as const

/**
 * The area table from the columns of a CSV, all as text: `code name type`, and where known `parents successors` (codes parted by
 * spaces), `facility x y score valid_from valid_to`. Throws `ReleaseError` that names the row. Areas are public: their codes
 * may stand in messages.
 */
export function areasFrom(columns: Readonly<Record<string, readonly (string | null)[]>>, file: string): Area[] {
  const missing = COLUMNS.filter((name) => !columns[name])
  if (missing.length > 0)
    throw new ReleaseError(`${file} is not an area table: it lacks ${missing.join(', ')}.`, {
      where: file,
      expected: 'the columns code, name, type; and parents, successors, facility, x, y, score, valid_from, valid_to',
    })
  return (columns.code ?? []).map((_, row) => areaFrom((name) => columns[name]?.[row] ?? '', `${file}, row ${row + 2}`))
}

function areaFrom(cell: (name: string) => string, where: string): Area {
  for (const name of COLUMNS)
    if (cell(name) === '') throw new ReleaseError(`${where}: an area without ${name}.`, { where, found: 'nothing' })
  const codes = (name: string) => cell(name).split(' ').filter((code) => code !== '') // prettier-ignore
  return {
    code: cell('code'),
    name: cell('name'),
    type: cell('type'),
    parents: codes('parents'),
    facility: cell('facility') || null,
    x: numberFrom(cell('x'), `${where}, x`),
    y: numberFrom(cell('y'), `${where}, y`),
    score: numberFrom(cell('score'), `${where}, score`),
    validFrom: dateFrom(cell('valid_from'), `${where}, valid_from`),
    validTo: dateFrom(cell('valid_to'), `${where}, valid_to`),
    successors: codes('successors'),
  }
}

function numberFrom(text: string, where: string): number | null {
  if (text === '') return null
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new ReleaseError(`${where}: this is not a number.`, { where, found: text.slice(0, 40), expected: 'a number' })
}

function dateFrom(text: string, where: string): string | null {
  if (text === '') return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  throw new ReleaseError(`${where}: this is not a date.`, { where, found: text.slice(0, 40), expected: 'yyyy-mm-dd' })
}
