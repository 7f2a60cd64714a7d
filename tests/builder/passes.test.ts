import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecipeInput } from '../../src/builder'
import { openDatabase } from '../../src/builder/run/node'
import { GOOD, HEADER, INDICATOR, built, tinyRecipe } from './tiny'

/** One record as a line: persons with blanks around their number or none, places and dates that may be dirt. */
const line = fc
  .record({
    who: fc.constantFrom('p1', ' p1 ', 'p2', 'p3', 'p4', 'p5', 'p6', '', '  '),
    place: fc.constantFrom('A', 'B', 'Q'),
    when: fc.constantFrom('2022-05-01', '2023-02-28', '1999-01-01', 'never'),
    sex: fc.constantFrom('F', 'M', ''),
    code: fc.constantFrom('W01', 'W05', 'X1'),
    cost: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ who, place, when, sex, code, cost }) => `${who},${place},${when},1950-01-01,${sex},,${code},${cost}`)

/** Records that count for two indicators, one of them out of a denominator from records, copies left out, keys for cells. */
function knottyRecipe(): RecipeInput {
  const recipe = tinyRecipe()
  const all = { records: 'events' }
  const falls = { ...all, where: { column: 'code', startsWith: ['W'] } }
  const share = { ...INDICATOR, id: 'share', kind: 'proportion', repeats: 'persons', count: falls, outOf: all } as const
  return {
    ...recipe,
    cellKeys: true,
    records: recipe.records.map((one) => ({ ...one, person: { ...one.person, blank: 'together' }, duplicates: { by: ['person', 'cost'] } })), // prettier-ignore
    indicators: [INDICATOR, share],
  }
}

const asParquet = (recipe: RecipeInput): RecipeInput => ({
  ...recipe,
  records: recipe.records.map((one) => ({ ...one, files: ['events.parquet'], format: 'parquet' })),
})

async function parquetOf(csv: string): Promise<Uint8Array> {
  const dir = await mkdtemp(join(tmpdir(), 'cairn-passes-'))
  const database = await openDatabase([dir], { temp: join(dir, 'temp') })
  try {
    await writeFile(join(dir, 'events.csv'), csv)
    const from = `read_csv('${dir}/events.csv', all_varchar = true, header = true, auto_detect = false, delim = ',', columns = {${HEADER.split(',').map((name) => `'${name}': 'VARCHAR'`).join(', ')}})` // prettier-ignore
    await database.run(`COPY (SELECT * FROM ${from}) TO '${dir}/events.parquet' (FORMAT parquet)`)
    return await readFile(join(dir, 'events.parquet'))
  } finally {
    database.close()
    await rm(dir, { recursive: true })
  }
}

/** All that comes of records: sums, reports, and every row of the result as it would be written for others. */
async function summed(files: Record<string, string | Uint8Array>, recipe: RecipeInput, passes: number) {
  const rows: string[] = []
  const made = await built(files, recipe, {
    passes,
    async onResult(database) {
      for await (const columns of database.columns('SELECT * FROM result ORDER BY cell'))
        rows.push(...(columns.cell ?? []).map((_, at) => Object.entries(columns).map(([name, values]) => `${name}=${String(values[at])}`).join())) // prettier-ignore
    },
  })
  return { made, rows }
}

describe('passes over the records', () => {
  it.each([
    ['plain', tinyRecipe()],
    ['knotty', knottyRecipe()],
  ])(
    'find the same in one as in three: %s records',
    async (_, recipe) => {
      await fc.assert(
        fc.asyncProperty(fc.array(line, { maxLength: 60 }), fc.boolean(), async (lines, parquet) => {
          const csv = `${[HEADER, ...lines].join('\n')}\n`
          const files: Record<string, string | Uint8Array> = parquet
            ? { 'events.parquet': await parquetOf(csv) }
            : { 'events.csv': csv }
          const asked = parquet ? asParquet(recipe) : recipe
          const [one, three] = [await summed(files, asked, 1), await summed(files, asked, 3)]
          expect(three).toEqual(one)
          expect(one.made.reports[0]?.read).toBe(lines.length)
        }),
        { numRuns: 10 },
      )
    },
    30_000,
  )

  it('are as many as the memory asks for, and leave nothing behind', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cairn-passes-'))
    try {
      const rows = Array.from({ length: 240_000 }, (_, at) => GOOD.replace('p1', `p${at % 50_000}`))
      const files = { 'events.csv': [HEADER, ...rows].join('\n') }
      const parts = async (memory: string) => {
        const told: string[] = []
        const onProgress = (what: string) => void told.push(what)
        const { reports } = await built(files, tinyRecipe(), { memory, temp: dir, onProgress })
        expect(reports[0]).toMatchObject({ read: 240_000, counted: 240_000 })
        return told.filter((what) => what.startsWith('Summing part')).length
      }
      expect(await parts('3GB')).toBe(0)
      expect(await parts('100MB')).toBeGreaterThanOrEqual(2)
      expect(await readdir(dir)).toEqual([])
    } finally {
      await rm(dir, { recursive: true })
    }
  })

  it('says what a size of memory should look like', async () => {
    await expect(openDatabase([], { memory: 'plenty' })).rejects.toThrow('memory')
  })
})
