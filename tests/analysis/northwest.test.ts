import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { answer, overview } from '../../src/analysis/answer'
import type { Question, Release } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { importFingertips } from '../../src/imports'
import { openDraft } from '../../src/release/read'

const folder = resolve('../shared/real/northwest')
const there = existsSync(folder)
if (!there) console.warn(`Not run: the North West data is not at ${folder}`)

describe.skipIf(!there)('the North West as published', () => {
  let release: Release
  const engine = columnsEngine()

  beforeAll(async () => {
    const read = (name: string) => readFileSync(resolve(folder, name))
    const { draft } = importFingertips({
      csv: gunzipSync(read('fingertips.csv.gz')).toString('utf8'),
      areas: read('areas.csv').toString('utf8'),
      indicators: read('indicators.csv').toString('utf8'),
    })
    const open = await openDraft(draft)
    release = open.release
    for (const { id } of release.tables) engine.add(await open.table(id))
  }, 60_000)

  function ask(source: string, areaType: string, year: string, changes: Partial<Question> = {}) {
    const indicator = release.indicators.find(({ id }) => id.endsWith(`-${source}`))!
    const period = release.dimensions.periods.find(({ label }) => label === year)!.code
    const question: Question = {
      release: release.id,
      indicator: indicator.id,
      areaType,
      within: null,
      period,
      sex: 'persons',
      ages: [],
      category: null,
      comparator: { kind: 'area', code: 'E92000001' },
      rule: 'overlap',
      chosen: [],
      ...changes,
    }
    return answer(question, release, engine)
  }

  it.each(['practice', 'sub-icb', 'pcn'])('94063: every published interval of %s is Wilson’s', (areaType) => {
    const { agreement, notes, estimates } = ask('94063', areaType, '2023/24', { sex: 'female' })
    expect(agreement!.compared).toBeGreaterThan(10)
    expect(agreement!.agree).toBe(agreement!.compared)
    expect(agreement!.largest).toBeLessThan(1e-8)
    expect(notes).toContain('99.8 % intervals are shown only where they were published.')
    expect(estimates.filter(({ value }) => value !== null).every(({ interval998 }) => interval998 === null)).toBe(true)
  })
  it('241: none of the authorities’ intervals is, by 5e-5 to 2e-3 percentage points', () => {
    const { agreement, estimates } = ask('241', 'ltla', '2023/24')
    expect(estimates).toHaveLength(35)
    expect(agreement).toMatchObject({ compared: 35, agree: 0 })
    expect(agreement!.largest).toBeGreaterThan(5e-5)
    expect(agreement!.largest).toBeLessThan(2e-3)
  })
  it('values and intervals are shown to the last digit as they came', () => {
    const { comparator, context } = ask('241', 'ltla', '2018/19')
    expect(comparator).toMatchObject({ name: 'England', value: 6.93158962798202, count: 3319266, population: 47886072 })
    expect(comparator.interval95).toEqual({ lower: 6.92439909041205, upper: 6.93878531830596 })
    expect(context).toMatchObject({
      placeLabel: 'the North West',
      comparatorLabel: 'England',
      ageLabel: 'aged 17 and over',
    })
  })
  it('the overview ranks what has a spread, and says why the rest has none', () => {
    const question = {
      release: release.id,
      areaType: 'ltla',
      within: null,
      comparator: { kind: 'area', code: 'E92000001' } as const,
      rule: 'overlap' as const,
      chosen: [],
    }
    const { rows } = overview(question, release, engine)
    const ranked = rows.filter(({ variation }) => variation)
    expect(ranked.length).toBeGreaterThan(15)
    expect(rows.every(({ variation, why }) => (variation === null) === (why !== null))).toBe(true)
    const rare = rows.find(({ indicator }) => indicator.id.endsWith('-93124'))!
    expect(rare.why).toMatch(/fewer than 5 events are expected/)
    for (const { variation } of ranked) {
      const { beyondChance, interval95 } = variation!
      expect(interval95.lower <= beyondChance && beyondChance <= interval95.upper).toBe(true)
    }
  })
})
