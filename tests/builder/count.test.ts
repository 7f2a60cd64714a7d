import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readRecipe, type RecipeInput } from '../../src/builder'
import { countRecords } from '../../src/builder/count/node'
import { countedIndicators, countedTables, toldDispersion } from '../../src/builder/counted'
import { agesWithin } from '../../src/builder/denominators'
import { GOOD, HEADER, INDICATOR, tinyRecipe } from './tiny'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((dir) => rm(dir, { recursive: true }))))

const AREAS = ['code,name,type,parents,successors,valid_to', 'R,Region,region,,,', 'A,Ayton,place,R,,', 'B,"Bee, ton",place,R,,', 'O,Old,place,,B,2023-03-31'] // prettier-ignore
const PEOPLE = ['area,period,sex,age,people', ...['2022', '2023', '2022-23'].flatMap((period) => ['A', 'B'].flatMap((area, at) => ['f', 'm'].flatMap((sex, s) => ['0-64', '65+'].map((age, a) => `${area},${period},${sex},${age},${1000 * (at + 1) + 100 * s + a}`))))] // prettier-ignore

async function counted(
  files: Record<string, readonly string[]> = {},
  change: (recipe: RecipeInput) => void = () => {},
) {
  const dir = await mkdtemp(join(tmpdir(), 'cairn-count-'))
  folders.push(dir)
  const all = { 'events.csv': [HEADER, GOOD, GOOD, GOOD.replace(',A,', ',O,')], 'areas.csv': AREAS, 'population.csv': PEOPLE, ...files } // prettier-ignore
  for (const [name, lines] of Object.entries(all)) await writeFile(join(dir, name), `${lines.join('\n')}\n`)
  const recipe: RecipeInput = { ...tinyRecipe(), areas: { file: 'areas.csv' } }
  change(recipe)
  return countRecords(readRecipe(JSON.stringify(recipe)), { dir, threads: 1, memory: '500MB', temp: join(dir, 'temp') })
}

describe('counting by a recipe', () => {
  it('makes dense tables, the shared population first', async () => {
    const made = await counted()
    const [population, falls] = countedTables(made.recipe, made.aggregates, made.people)
    expect(population?.draft.measures.population?.values[0]).toBe(1000)
    expect(population?.draft.axes.map(({ name }) => name)).toEqual(['period', 'sex', 'age', 'area'])
    expect(falls?.draft.populationAges).toEqual({ '0-64': ['0-64'], '65+': ['65+'] })
    // 2022, women, 65 and over: Ayton has two events, Beeton the one of the district that it took the place of.
    expect([...(falls?.draft.measures.count?.values ?? [])].slice(0, 4)).toEqual([0, 0, 2, 1])
    expect(countedIndicators(made.recipe, made.aggregates)[0]).toMatchObject({ tables: ['falls.main'], dispersion: 3 })
  })

  it('sums a population over what a table does not keep apart', async () => {
    const table = INDICATOR.tables.map((one) => ({
      ...one,
      axes: ['period', 'area'],
      ages: undefined,
      additive: ['area'],
      population: 'own',
    }))
    const made = await counted({}, (recipe) => {
      recipe.populations = recipe.populations.flatMap((one) => [one, { ...one, id: 'own' }])
      recipe.indicators = [{ ...INDICATOR, tables: table as typeof INDICATOR.tables }]
    })
    const [, falls] = countedTables(made.recipe, made.aggregates, made.people)
    expect([...(falls?.draft.measures.population?.values ?? [])].slice(0, 2)).toEqual([4202, 8202])
    expect([...(falls?.draft.measures.count?.values ?? [])].slice(0, 2)).toEqual([2, 1])
  })

  it.each<[string, Record<string, readonly string[]>, string]>([
    ['an area twice', { 'areas.csv': [...AREAS, 'A,Again,place,,,'] }, 'A stands twice'],
    ['an unheard-of parent', { 'areas.csv': [...AREAS, 'C,C,place,Q,,'] }, 'C names Q'],
    ['an area without a type', { 'areas.csv': [...AREAS, 'C,C,,,,'] }, 'row 6: an area without type'],
    ['people of nowhere', { 'population.csv': [...PEOPLE, 'Q,2022,f,65+,1'] }, 'row 26: there is no such area'],
    [
      'people that are no number',
      { 'population.csv': [...PEOPLE.slice(0, 3), 'B,2022,f,65+,-1'] },
      'no number of people',
    ],
    ['the same people twice', { 'population.csv': [...PEOPLE, PEOPLE[1] ?? ''] }, 'the same people again'],
    ['a ragged population', { 'population.csv': [...PEOPLE, 'A,2022'] }, 'population.csv cannot be read'],
  ])('says what is wrong with public files: %s', async (_, files, expected) => {
    await expect(counted(files)).rejects.toThrow(expected)
  })

  it('refuses ages that do not add up', () => {
    const ages = [['0-4', 0, 4], ['5-9', 5, 9], ['0-9', 0, 9], ['0-14', 0, 14]].map(([code, start, end]) => ({ code: String(code), label: '', start: Number(start), end: Number(end) })) // prettier-ignore
    expect(agesWithin(['0-9'], ['0-4', '5-9'], ages)).toEqual({ '0-9': ['0-4', '5-9'] })
    expect(() => agesWithin(['0-14'], ['0-4', '5-9'], ages)).toThrow('cannot be made')
    expect(() => agesWithin(['0-9'], ['0-4', '5-9', '0-9'], ages)).toThrow('cannot be made')
  })
})

describe('a dispersion', () => {
  it.each([
    [1, 1],
    [1.0000000000001, 1],
    [1.001, 1.05],
    [1.15, 1.15],
    [2.6512, 2.7],
    [3, 3],
  ])('of %d is told as %d: up to a twentieth', (exact, told) => expect(toldDispersion(exact)).toBe(told))
})
