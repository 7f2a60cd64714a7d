import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, answerLater } from '../../src/analysis/answer'
import { options } from '../../src/analysis/options'
import { cairn } from '../../src/cli/cairn'
import type { Indicator, Question, Release } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { duckdbEngine } from '../../src/engine/duckdb'
import { nodeBindings } from '../../src/engine/duckdb/node'
import { KINDS, type Cells } from '../../src/indicators'
import { memorySource, openRelease, type OpenRelease } from '../../src/release'
import { writeFolder } from '../../src/release/folder'
import { writeRelease } from '../../src/release/write'
import { COPIED, readReference } from '../reference/kit'
import { draftOf, indicator, safe } from '../release/fixture'
import { tinyIndicator } from '../spec/tiny'

/** Two small areas of the reference file, with R's life expectancies. */
const { inputs, expected } = readReference('life_expectancy_chiang', COPIED)!.cases.find(({ name }) => name.startsWith('synthetic'))! // prettier-ignore
const column = (from: Record<string, unknown>, name: string) => from[name] as number[]
const STARTS = column(inputs, 'startage').slice(0, 20)
const bands = STARTS.map((start, i) => ({ code: `a${start}`, label: `${start}`, start, end: i === 19 ? null : STARTS[i + 1]! - 1 })) // prettier-ignore

/** By period, age and area, areas last. */
const byArea = (name: string) => Int32Array.from(STARTS.flatMap((_, age) => [0, 1].map((area) => column(inputs, name)[area * 20 + age]!))) // prettier-ignore

const told: Partial<Indicator> = { kind: 'life-expectancy', unit: 'years', multiplier: 1, standard: null, repeats: 'persons', dispersion: 1, polarity: 'high-is-good', counts: 'deaths' } // prettier-ignore

let open: OpenRelease
let dir = ''
beforeAll(async () => {
  const draft = draftOf({ areas: 2, periods: 1, ages: 4 })
  const axes = [
    { name: 'period', members: ['2015'] },
    { name: 'age', members: bands.map(({ code }) => code) },
    { name: 'area', members: draft.areas.slice(0, 2).map(({ code }) => code) },
  ]
  const table = { ...draft.tables[1]!, id: 'life.main', axes, ownPopulation: true, additive: ['age', 'area'], measures: { count: { values: byArea('deaths'), status: null }, population: { values: byArea('pop'), status: null } } } // prettier-ignore
  const files = await writeRelease(safe({ ...draft, dimensions: { ...draft.dimensions, ages: bands }, indicators: [indicator('life', told)], tables: [table] })) // prettier-ignore
  open = await openRelease(memorySource(files, 'life'))
  dir = await mkdtemp(join(tmpdir(), 'cairn-life-'))
  await writeFolder(files, dir)
}, 60_000)
afterAll(() => rm(dir, { recursive: true }))

const questionOf = ({ comparators }: Release, changes: Partial<Question> = {}): Question => ({
  release: 'test',
  indicator: 'life',
  areaType: 'ltla',
  within: null,
  period: '2015',
  sex: 'persons',
  ages: [],
  category: null,
  comparator: { kind: 'area', code: comparators[0]! },
  rule: 'overlap',
  chosen: [],
  ...changes,
})

describe('a life expectancy', { timeout: 60_000 }, () => {
  it('is R’s, with its intervals, by either engine', async () => {
    const engine = columnsEngine()
    const table = await open.table('life.main')
    engine.add(table)
    const found = answer(questionOf(open.release), open.release, engine)
    const R = (name: string, area: number) => column(expected, name)[area * 20]!
    found.estimates.forEach(({ value, interval95, interval998, status }, area) => {
      expect(status).toBe('shown')
      expect(value! / R('ex', area)).toBeCloseTo(1, 10)
      expect(interval95!.lower / R('lower95', area)).toBeCloseTo(1, 9)
      expect(interval95!.upper / R('upper95', area)).toBeCloseTo(1, 9)
      expect(interval998!.lower / R('lower998', area)).toBeCloseTo(1, 9)
      expect(interval998!.upper / R('upper998', area)).toBeCloseTo(1, 9)
    })
    const duckdb = duckdbEngine(await nodeBindings())
    await duckdb.add(table)
    const later = await answerLater(questionOf(open.release), open.release, duckdb)
    expect(later.estimates).toEqual(found.estimates)
    expect(later.comparator).toEqual(found.comparator)
    await duckdb.close()
  })

  it('of a whole lies between those of its parts, and names Chiang and Silcocks', () => {
    const engine = columnsEngine()
    return open.table('life.main').then((table) => {
      engine.add(table)
      const { estimates, comparator, methods } = answer(questionOf(open.release), open.release, engine)
      const values = estimates.map(({ value }) => value!)
      expect(comparator.value).toBeGreaterThan(Math.min(...values))
      expect(comparator.value).toBeLessThan(Math.max(...values))
      expect(methods.map(({ source }) => source).join()).toMatch(/Chiang \(1984\).*Silcocks/)
    })
  })

  it('needs every age: some of them alone are not on offer', () => {
    const { ages, agesCombine, allAges } = options(open.release, 'life', questionOf(open.release))
    expect(allAges).toBe(true)
    expect(agesCombine).toBe(false)
    expect(ages.every(({ available, why }) => !available && why!.includes('every age from birth'))).toBe(true)
  })

  it('is printed by cairn answer', async () => {
    const said: string[] = []
    const io = { print: (line: string) => void said.push(line), warn: () => undefined }
    expect(await cairn(['answer', dir, 'v=1&release=test&indicator=life', '--format', 'csv'], { io })).toBe(0)
    expect(said.join('\n')).toContain(String(Number(column(expected, 'ex')[0]!.toPrecision(12))))
  })
})

describe('the kind', () => {
  const cells = (
    deaths: (band: number) => number,
    people: (band: number) => number,
    noise: Cells['noise'] = null,
  ): Cells => ({
    // prettier-ignore
    places: 1,
    strata: STARTS.map((start, band) => ({ weight: 0, start, count: Float64Array.of(deaths(band)), population: Float64Array.of(people(band)) })), // prettier-ignore
    found: Uint8Array.of(0),
    noise,
  })
  const of = (made: Cells) => KINDS['life-expectancy'].figures(made, tinyIndicator(told), made)

  it.each([
    ['nobody to count among here', () => 0, () => 0],
    ['nobody lives here in one of the age groups', () => 1, (band: number) => (band === 3 ? 0 : 1000)],
    ['more deaths than people in one of the age groups', (band: number) => (band === 3 ? 1001 : 1), () => 1000],
    ['fewer than 5,000 people: too few for a life expectancy', () => 1, () => 200],
    ['nobody died in the oldest age group, so no life expectancy can be given', (band: number) => (band === 19 ? 0 : 1), () => 1000], // prettier-ignore
  ])('gives none where there is: %s', (why, deaths, people) => {
    const { value, why: said } = of(cells(deaths, people))
    expect(value[0]).toBeNaN()
    expect(said[0]).toBe(why)
  })

  const column_ = (value: number) => STARTS.map(() => Float64Array.of(value))
  const rows = { loose: column_(2), guess: column_(0), hidden: STARTS.map(() => Int32Array.of(0)), spread: Float64Array.of(0), total: Float64Array.of(NaN) } // prettier-ignore
  const counts = { cells: Int32Array.of(20), rounded: Int32Array.of(20), estimated: Int32Array.of(0), share: Float64Array.of(0) } // prettier-ignore
  const noise = { rows, made: null, tied: Float64Array.of(0), among: 0, strata: 1, most: Float64Array.of(Infinity), people: Float64Array.of(0), shared: Float64Array.of(0), ...counts } // prettier-ignore

  it('of rounded deaths asks for four a band on average', () => {
    const rounded = (deaths: number) => of({ ...cells((band) => (band === 19 ? deaths - 57 : 3), () => 1000, noise), found: Uint8Array.of(1) }) // prettier-ignore
    const why = 'fewer than four deaths an age group on average once rounded: too few for a life expectancy'
    expect(rounded(79)).toMatchObject({ status: ['unreliable'], why: [why] })
    expect(rounded(79).value[0]).toBeNaN()
    expect(rounded(80).value[0]).toBeGreaterThan(0)
    expect(
      of(
        cells(
          (band) => (band === 19 ? 22 : 3),
          () => 1000,
        ),
      ).value[0],
    ).toBeGreaterThan(0)
  })

  it('is wider where deaths are rounded, by what the rounding of each band changes', () => {
    const deaths = (band: number) => 5 + band * 4
    const [plain, rounded] = [of(cells(deaths, () => 1000)), of(cells(deaths, () => 1000, noise))]
    const by = (band: number) => of(cells((at) => deaths(at) + (at === band ? 1e-4 : 0), () => 1000)).value[0]! - plain.value[0]! // prettier-ignore
    const error = Math.sqrt(2 * STARTS.reduce((sum, _, band) => sum + (by(band) / 1e-4) ** 2, 0))
    expect(rounded.value[0]).toBe(plain.value[0])
    expect(rounded.error[0]! / error).toBeCloseTo(1, 1)
    expect(rounded.upper95[0]!).toBeGreaterThan(plain.upper95[0]!)
  })
})
