import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Aggregates, Plan, RecordsReport } from '../../src/builder'
import { readAggregates, resultWriter, writeReports } from '../../src/builder/aggregate/folder'
import { aggregateRecords } from '../../src/builder/aggregate/node'
import { cairn } from '../../src/cli/cairn'
import { GOOD, HEADER, INDICATOR, tinyPlan, tinyRecipe } from './tiny'

describe('aggregates in a folder', () => {
  let dir = ''
  let plan: Plan
  let built: { aggregates: Aggregates; reports: RecordsReport[] }
  const options = { threads: 1, memory: '500MB' }

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'cairn-folder-'))
    await mkdir(join(dir, 'records'))
    await writeFile(join(dir, 'records', 'events.csv'), `${[HEADER, GOOD, GOOD, GOOD.replace('p1', 'p2'), 'x,y', GOOD.replace(',A,', ',Q,')].join('\n')}\n`) // prettier-ignore
    plan = await tinyPlan(tinyRecipe())
    for (const format of ['parquet', 'csv'] as const) {
      const out = join(dir, format)
      built = await aggregateRecords(plan, { ...options, dir: join(dir, 'records'), folders: [out], onResult: resultWriter(out, format) }) // prettier-ignore
      await writeReports(out, plan, built.reports)
    }
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it.each(['parquet', 'csv'])('come back as they were: %s', async (format) => {
    const { aggregates, reports } = await readAggregates(plan, join(dir, format), options)
    expect(aggregates).toEqual(built.aggregates)
    expect(reports).toEqual(built.reports)
    expect(reports[0]).toMatchObject({ read: 4, counted: 3 })
    expect([...(aggregates.tables.get('falls.main')?.counts.events ?? [])].reduce((a, b) => a + b)).toBe(6)
  })

  it('are found in the folders that Spark makes', async () => {
    const spark = join(dir, 'spark', 'events.csv')
    await mkdir(spark, { recursive: true })
    await writeFile(join(spark, 'part-00000.csv'), await readFile(join(dir, 'csv', 'aggregates-events.csv')))
    const { aggregates, reports } = await readAggregates(plan, join(dir, 'spark'), options)
    expect(aggregates).toEqual(built.aggregates)
    expect(reports[0]?.files).toEqual([])
  })

  it('are refused where they are of another plan, come twice, or are none', async () => {
    const other = await tinyPlan(tinyRecipe({ indicators: [{ ...INDICATOR, count: { records: 'events', where: { column: 'code', is: 'x' } } }] })) // prettier-ignore
    await expect(readAggregates(other, join(dir, 'csv'), options)).rejects.toThrow('made by another plan')
    const twice = join(dir, 'twice')
    await mkdir(twice)
    for (const name of ['a.csv', 'b.csv']) await writeFile(join(twice, name), await readFile(join(dir, 'csv', 'aggregates-events.csv'))) // prettier-ignore
    await expect(readAggregates(plan, twice, options)).rejects.toThrow('not what the plan gives')
    await expect(readAggregates(plan, join(dir, 'records'), options)).rejects.toThrow('events.csv holds no aggregates')
    await expect(readAggregates(plan, join(dir, 'nowhere'), options)).rejects.toThrow('no aggregates in this folder')
  })
})

describe('cairn plan', () => {
  it('prints one script a dialect, and the line of what is wrong in the recipe', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cairn-plan-'))
    const recipe = join(dir, 'r.json')
    await writeFile(recipe, JSON.stringify(tinyRecipe(), null, 1))
    const [lines, warned]: string[][] = [[], []]
    const io = { print: (line: string) => void lines?.push(line), warn: (line: string) => void warned?.push(line) }
    expect(await cairn(['plan', '--recipe', recipe, '--dialect', 'spark'], { io })).toBe(0)
    expect(lines?.join()).toContain('GROUP BY GROUPING SETS')
    expect(lines?.join()).toContain('FROM `events`')
    expect(await cairn(['plan', '--recipe', recipe, '--dialect', 'oracle'], { io })).toBe(2)
    await writeFile(recipe, JSON.stringify({ ...tinyRecipe(), policy: 7 }, null, 1))
    expect(await cairn(['plan', '--recipe', recipe], { io })).toBe(1)
    expect(warned?.at(-1)).toMatch(/line \d+, policy: found 7/)
    await rm(dir, { recursive: true })
  })
})
