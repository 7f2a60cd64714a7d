import { beforeAll, describe, expect, it, vi } from 'vitest'
import { openDraft, openRelease, type OpenRelease } from '../../../src/release/read'
import { draftOf, safe } from '../../release/fixture'
import { folderSource } from '../../../src/release/folder'
import { cellsOf } from '../../../src/analysis/sql/client'
import { sqlExamples } from '../../../src/analysis/sql/examples'
import { sqlService, type SqlService } from '../../../src/analysis/sql/service'
import { sqlTables } from '../../../src/analysis/sql/tables'
import { nodeBindings } from '../../../src/engine/duckdb/node'
import { STATUS } from '../../../src/engine/port'

// DuckDB starts, and runs every example.
vi.setConfig({ testTimeout: 60_000 })

const LIMITS = { rows: 1_000_000, kept: 1_000_000 }

async function serviceOf(open: OpenRelease): Promise<{ service: SqlService; read: string[] }> {
  const service = sqlService(nodeBindings)
  const read: string[] = []
  await service.openSql(new ArrayBuffer(0))
  await service.useSql(open.release, (table) => {
    read.push(table)
    return cellsOf(open)(table)
  })
  return { service, read }
}

async function rows(service: SqlService, sql: string) {
  const outcome = await service.runSql(sql, LIMITS, () => undefined)
  if ('error' in outcome) throw new Error(`${outcome.error.message}\n${sql}`)
  return outcome.result.rows
}

describe.each(['demo-north', 'demo-gm'])('SQL on %s', (id) => {
  let open: OpenRelease
  let service: SqlService
  let read: string[]
  beforeAll(async () => {
    open = await openRelease(folderSource(`public/releases/${id}`))
    ;({ service, read } = await serviceOf(open))
  }, 60_000)

  it('knows every table before one is read', async () => {
    const names = (await rows(service, 'SHOW TABLES')).flat()
    const { cells, lists } = sqlTables(open.release)
    expect(names).toEqual([...cells, ...lists].map(({ name }) => name).sort())
    expect(read).toEqual([])
  })

  it('has the columns and rows that it says', async () => {
    const { cells, lists } = sqlTables(open.release)
    for (const table of [...lists, cells.at(-1)!, cells[0]!]) {
      const described = await rows(service, `DESCRIBE ${table.name}`)
      expect(described.map(([name, type]) => [name, type])).toEqual(table.columns.map(({ name, type }) => [name, type]))
      expect(await rows(service, `SELECT count(*) FROM ${table.name}`)).toEqual([[table.rows]])
    }
  })

  it('holds what the release holds, and NULL where a number is hidden or was not collected', async () => {
    const { cells } = sqlTables(open.release)
    const { name, table } = cells.find(({ table: one }) => one.id === 'copd-admissions.main')!
    const { values, status } = (await open.table(table.id)).measures.count!
    const words = ['shown', 'rounded', 'hidden', 'not collected']
    const expected = Array.from(values, (value, cell) => {
      const mark = status?.[cell] ?? STATUS.shown
      return [mark <= STATUS.rounded ? value : null, words[mark]]
    })
    expect(expected.some(([, word]) => word === 'hidden')).toBe(id === 'demo-north')
    expect(await rows(service, `SELECT count, count_status FROM ${name}`)).toEqual(expected)
    const stray = `SELECT count(*) FROM ${name} WHERE (count IS NULL) <> (count_status IN ('hidden', 'not collected'))`
    expect(await rows(service, stray)).toEqual([[0]])
    expect(await rows(service, 'SELECT count(*) FROM stored.t0 WHERE m0 IS NOT NULL AND s0 > 1')).toEqual([[0]])
  })

  it('runs every example of every indicator', async () => {
    const tables = sqlTables(open.release)
    for (const indicator of open.release.indicators.slice(0, 4)) {
      const examples = sqlExamples(open.release, tables, indicator)
      expect(examples.length).toBeGreaterThan(5)
      for (const { sql } of examples) expect((await rows(service, sql)).length, sql).toBeGreaterThan(0)
    }
  })

  it('adds up in an example to what the areas of one type have', async () => {
    const indicator = open.release.indicators.find(({ id: one }) => one === 'copd-admissions')
    const [first] = sqlExamples(open.release, sqlTables(open.release), indicator)
    const summed = (await rows(service, first!.sql)).reduce((sum, [, , events]) => sum + Number(events), 0)
    const table = open.release.tables.find(({ id: one }) => one === 'copd-admissions.main')!
    const types = open.release.dimensions.areaTypes.find(
      ({ id: one }) => one === open.release.defaultAreaType,
    )!.includes
    const kinds = new Map(open.release.areas.map(({ code, type }) => [code, type]))
    const areas = table.axes.at(-1)!.members
    const { values, status } = (await open.table(table.id)).measures.count!
    const expected = Array.from(values).reduce((sum, value, cell) => {
      const counts = types.includes(kinds.get(areas[cell % areas.length]!) ?? '')
      return counts && (status?.[cell] ?? 0) <= STATUS.rounded ? sum + value : sum
    }, 0)
    expect(summed).toBe(expected)
  })

  it('gives errors as plain data and goes on', async () => {
    const wrong = await service.runSql('SELECT nosuch FROM areas', LIMITS, () => undefined)
    expect(wrong).toMatchObject({ error: { details: { line: 1, column: 8 } }, fatal: false })
    const hostile = await service.runSql('DROP VIEW population', LIMITS, () => undefined)
    expect(hostile).toMatchObject({ error: { details: { found: 'DROP' } }, fatal: false })
    expect((await rows(service, 'SELECT * FROM population LIMIT 1')).length).toBe(1)
  })
})

describe('SQL on figures as others published them', () => {
  it('has blanks as NULL, notes, dates and lists', async () => {
    const draft = draftOf()
    const named = draft.areas.map((area, at) => (at === 0 ? { ...area, name: "King's \"Lynn\"; DROP", parents: ['R1', 'E92'] } : area)) // prettier-ignore
    const { service } = await serviceOf(await openDraft(safe({ ...draft, areas: named })))
    const all = await rows(service, 'SELECT area_name, period, value, lower998, status, note FROM smoking_main')
    expect(all[0]?.slice(0, 2)).toEqual(['King\'s "Lynn"; DROP', '2015'])
    expect(all[0]?.[2]).toBe(draft.tables[2]!.measures.value!.values[0])
    expect(all[1]?.slice(2)).toEqual([null, null, 'not collected', 'Value missing'])
    expect(await rows(service, "SELECT parents, valid_from, x FROM areas WHERE code = 'R1'")).toEqual([['[]', '1974-04-01', null]]) // prettier-ignore
    expect(await rows(service, 'SELECT parents, len(parents), typeof(parents), y FROM areas LIMIT 1')).toEqual([['[R1, E92]', 2, 'VARCHAR[]', 53.4]]) // prettier-ignore
  })
})
