import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countsOf, dispersionOf, planOf, readRecipe, type Aggregates, type RecordsReport } from '../../src/builder'
import { aggregateRecords } from '../../src/builder/aggregate/node'
import { records, recordsCsv, regions, topics } from '../../src/demo'
import { aggregate, type Counts } from '../demo/aggregate'
import { demoAreas } from '../../src/demo/dimensions'
import { demoRecipe } from '../../src/demo/recipe'

describe('the demo’s records through the builder', () => {
  let dir = ''
  let counted: Counts
  let built: { aggregates: Aggregates; reports: RecordsReport[] }

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'cairn-demo-'))
    const scale = 0.02
    for (const { id } of regions)
      await writeFile(join(dir, `records-${id}.csv`), [...recordsCsv(records({ scale, region: id }))].join(''))
    counted = aggregate(records({ scale }))
    const plan = await planOf(readRecipe(JSON.stringify(demoRecipe())), demoAreas())
    built = await aggregateRecords(plan, { dir, threads: 2, memory: '1GB', temp: join(dir, 'temp') })
  }, 120_000)
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('counts every cell as the generator’s own sums do', () => {
    const events = [...counted.counts].map(([id, cells]) => [id, [...cells]])
    expect([...built.aggregates.tables].map(([id, { counts }]) => [id, [...counts.events]])).toEqual(events)
  })

  it('counts every register and audit likewise', () => {
    const own = [...built.aggregates.tables].filter(([, { denominators }]) => denominators)
    expect(own.map(([id, { denominators }]) => [id, [...(denominators?.events ?? [])]])).toEqual(
      [...counted.denominators].map(([id, cells]) => [id, [...cells]]),
    )
  })

  it('finds the same dispersion, and persons once each', () => {
    for (const { indicator } of topics) {
      const main = built.aggregates.tables.get(`${indicator.id}.main`)
      if (indicator.repeats === 'persons' && main)
        expect(countsOf(main.counts, 'persons')).toEqual(countsOf(main.counts, 'events'))
      else
        expect(dispersionOf(built.aggregates, indicator.id)).toBeCloseTo(counted.dispersion.get(indicator.id) ?? 0, 12)
    }
  })

  it('accounts for every record', () => {
    const [report] = built.reports
    expect(report?.read).toBe(counted.report.records)
    expect(report?.read).toBeGreaterThan(40_000)
    const outside = report?.leftOut.reduce((sum, one) => sum + (one.reason === 'no-cell' ? one.records : NaN), 0)
    expect(outside).toBe(counted.report.outsideAges)
    expect(report?.refusals).toEqual([])
    const noted = (note: string) => report?.notes.find((one) => one.note === note)?.records ?? 0
    // Those of former districts that lie outside their indicator’s ages are not counted, so not noted.
    expect(noted('successor')).toBeGreaterThan(0.95 * counted.report.mapped)
    expect(noted('successor')).toBeLessThanOrEqual(counted.report.mapped)
  })
})
