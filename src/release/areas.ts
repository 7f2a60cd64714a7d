import { ReleaseError } from '../domain'
import type { Area } from '../domain'
import { AREA_COLUMNS } from './columns'
import { openParquet, readNumbers, readTexts } from './parquet-read'
import { refuseRecords, SAMPLE } from './records'
import type { WriteColumn } from './parquet-write'

/** Columns of `areas.<hash>.parquet`. Throws `ReleaseError` where a code is empty, doubled, or holds a `;`. */
export function areaColumns(areas: readonly Area[]): WriteColumn[] {
  checkCodes(areas.map(({ code }) => code))
  return [
    text('code', areas, ({ code }) => code),
    text('name', areas, ({ name }) => name),
    repeating('type', areas, ({ type }) => type),
    text('parents', areas, ({ parents }) => listed(parents)),
    repeating('facility', areas, ({ facility }) => facility),
    number('x', areas, ({ x }) => x),
    number('y', areas, ({ y }) => y),
    number('score', areas, ({ score }) => score),
    text('valid_from', areas, ({ validFrom }) => validFrom),
    text('valid_to', areas, ({ validTo }) => validTo),
    text('successors', areas, ({ successors }) => listed(successors)),
  ]
}

/** Reads `areas.<hash>.parquet`. Throws `ReleaseError` where it is not a list of areas. */
export function readAreas(bytes: Uint8Array, name: string): Area[] {
  const file = openParquet(bytes, name)
  refuseRecords(name, file.columns, [])
  const named = (kinds: readonly string[]) => AREA_COLUMNS.filter(({ kind }) => kinds.includes(kind)).map((c) => c.name)
  const texts = readTexts(file, named(['text', 'key']))
  const numbers = readNumbers(file, named(['number']))
  const at = (column: string, row: number) => texts[column]?.[row] ?? null
  const figure = (column: string, row: number) => blankToNull(numbers[column]?.[row])
  const areas = Array.from({ length: file.rows }, (_, row): Area => ({
    code: at('code', row) ?? '',
    name: at('name', row) ?? at('code', row) ?? '',
    type: at('type', row) ?? '',
    parents: unlisted(at('parents', row)),
    facility: at('facility', row),
    x: figure('x', row),
    y: figure('y', row),
    score: figure('score', row),
    validFrom: at('valid_from', row),
    validTo: at('valid_to', row),
    successors: unlisted(at('successors', row)),
  }))
  const sample = areas.slice(0, SAMPLE).map((area) => [area.code, area.name, area.type])
  refuseRecords(name, ['code', 'name', 'type'], sample, { places: ['code', 'name'] })
  checkCodes(areas.map(({ code }) => code))
  return areas
}

function checkCodes(codes: readonly string[]): void {
  const seen = new Set<string>()
  for (const code of codes) {
    const fault =
      code === '' ? 'an area without a code' : seen.has(code) ? `${code} twice` : code.includes(';') ? code : null
    if (fault)
      throw new ReleaseError(`The list of areas holds ${fault}.`, {
        where: 'areas, column code',
        found: fault,
        expected: 'a code for each area, each once, without `;`',
        todo: 'Correct the list of areas, then make the release again.',
      })
    seen.add(code)
  }
}

const listed = (codes: readonly string[]): string | null => (codes.length ? codes.join(';') : null)
const unlisted = (codes: string | null): string[] => (codes ? codes.split(';') : [])
const blankToNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value

function text(name: string, areas: readonly Area[], of: (area: Area) => string | null): WriteColumn {
  return { name, kind: 'text', values: areas.map(of) }
}

function number(name: string, areas: readonly Area[], of: (area: Area) => number | null): WriteColumn {
  return { name, kind: 'number', values: Float64Array.from(areas, (area) => of(area) ?? NaN) }
}

function repeating(name: string, areas: readonly Area[], of: (area: Area) => string | null): WriteColumn {
  return keyColumn(name, areas.map(of))
}

/** A column of codes that repeat, null where there is none. */
export function keyColumn(name: string, values: readonly (string | null)[]): WriteColumn {
  const members: string[] = []
  const places = new Map<string, number>()
  const index = Int32Array.from(values, (value) => {
    if (value === null) return -1
    if (!places.has(value)) places.set(value, members.push(value) - 1)
    return places.get(value) as number
  })
  return { name, kind: 'key', members, index }
}
