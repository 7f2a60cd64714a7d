import { describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import { readRecipe, type RecipeInput } from '../../src/builder'
import { lineAt, linesOf } from '../../src/builder/recipe/lines'
import { demoRecipe } from '../../src/demo/recipe'
import { INDICATOR, RECORDS, tinyRecipe } from './tiny'

const written = (recipe: unknown) => JSON.stringify(recipe, null, 2)

function fault(recipe: unknown): string {
  try {
    readRecipe(typeof recipe === 'string' ? recipe : written(recipe), 'r.json')
  } catch (error) {
    if (error instanceof ReleaseError) return error.message
    throw error
  }
  throw new Error('the recipe was accepted')
}

/** Line on which a text first stands. */
const lineOf = (recipe: RecipeInput, text: string) =>
  written(recipe)
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1

describe('a recipe', () => {
  it('is read, the demo’s too', () => {
    expect(readRecipe(written(tinyRecipe())).indicators[0]?.id).toBe('falls')
    expect(readRecipe(written(demoRecipe())).indicators).toHaveLength(13)
  })

  it('names line and path of what is wrong, what was found and what was expected', () => {
    const recipe = tinyRecipe({ records: { ...RECORDS, oldest: 200 } })
    expect(fault(recipe)).toContain(
      `line ${lineOf(recipe, '"oldest"')}, records[0].oldest: found 200, expected 150 or less`,
    )
  })

  it('refuses what it does not know: a misspelt rule is not passed over', () => {
    const recipe = tinyRecipe({ records: { ...RECORDS, dupliactes: 'drop' } as typeof RECORDS })
    expect(fault(recipe)).toMatch(new RegExp(`line ${lineOf(recipe, 'dupliactes')}, records\\[0\\].dupliactes`))
  })

  it('makes a life expectancy of infants and every age after them alone', () => {
    const ages = [['0', 0, 0], ['1-64', 1, 64], ['65+', 65, null], ['0-64', 0, 64]].map(([code, start, end]) => ({ code: String(code), label: String(code), start: Number(start), end: end as number | null })) // prettier-ignore
    const of = (...codes: string[]) => {
      const recipe = tinyRecipe({ indicators: [{ ...INDICATOR, kind: 'life-expectancy', repeats: 'persons', tables: INDICATOR.tables.map((table) => ({ ...table, ages: codes })) }] }) // prettier-ignore
      return { ...recipe, dimensions: { ...recipe.dimensions, ages }, populations: recipe.populations.map((one) => ({ ...one, ages: one.ages && codes })) } // prettier-ignore
    }
    expect(readRecipe(written(of('0', '1-64', '65+'))).indicators[0]?.kind).toBe('life-expectancy')
    expect(fault(of('0-64', '65+'))).toContain('expected infants (0 to 0), then band after band to an open one')
    expect(fault(of('0', '1-64'))).toContain('expected infants')
  })

  it('knows the periods of a population', () => {
    const recipe = tinyRecipe()
    const populations = recipe.populations.map((one) => ({ ...one, periods: ['1815'] }))
    expect(fault({ ...recipe, populations })).toContain('populations[0].periods[0]: found “1815”')
  })

  it('has no default policy', () => {
    const { policy: _, ...recipe } = tinyRecipe()
    expect(fault(recipe)).toContain('policy: found undefined')
  })

  it('speaks of the one shape that a condition has', () => {
    const where = {
      all: [
        { column: 'code', is: 'W01' },
        { column: 'code', startsWith: 'W' },
      ],
    } as never
    const recipe = tinyRecipe({ indicators: [{ ...INDICATOR, count: { records: 'events', where } }] })
    const line = lineOf(recipe, '"startsWith"')
    expect(fault(recipe)).toContain(`line ${line}, indicators[0].count.where.all[1].startsWith`)
    const sql = tinyRecipe({ indicators: [{ ...INDICATOR, count: { records: 'events', where: 'code = 1' as never } }] })
    expect(fault(sql)).toContain('indicators[0].count.where')
  })

  it.each<[string, Parameters<typeof tinyRecipe>[0], string]>([
    ['a column', { indicators: [{ ...INDICATOR, count: { records: 'events', where: { column: 'cdoe', is: 'x' } } }] }, 'where.column: found “cdoe”, expected one of person, area, sex, age, group, code, cost'],
    ['records', { indicators: [{ ...INDICATOR, count: { records: 'evnts' } }] }, 'count.records: found “evnts”, expected one of events'],
    ['a member', { records: { ...RECORDS, sex: { column: 's', codes: { w: ['1'] }, blank: 'drop', unlisted: 'drop' } } }, 'sex.codes.w: found “w”, expected one of f, m'],
    ['an age as text', { indicators: [{ ...INDICATOR, count: { records: 'events', where: { column: 'age', is: '3' } } }] }, 'found an age compared with texts'],
    ['a denominator', { indicators: [{ ...INDICATOR, tables: INDICATOR.tables.map((one) => ({ ...one, population: 'records' })) }] }, 'tables[0].population: found "records" and no `outOf`'],
    ['the same id', { indicators: [INDICATOR, INDICATOR] }, 'indicators[1].id: found “falls” again'],
  ])('follows names to what they mean: %s', (_, parts, expected) => expect(fault(tinyRecipe(parts))).toContain(expected)) // prettier-ignore

  it('is JSON', () => {
    expect(fault('')).toContain('cannot be read as JSON')
    expect(fault('{"recipe": 1,\n "id": }')).toContain('cannot be read as JSON')
  })

  it('takes no path out of the folder, and no control characters', () => {
    expect(fault(tinyRecipe({ records: { ...RECORDS, files: ['../x.csv'] } }))).toContain('records[0].files[0]')
    expect(fault(tinyRecipe({ records: { ...RECORDS, fields: { code: 'a\nb' } } }))).toContain(
      'without control characters',
    )
  })
})

describe('lines of a JSON text', () => {
  it('finds every value', () => {
    const json = '{\n "a": [1,\n  {"b": "x,]}\\"\\n"}\n ],\n "c": null\n}'
    const lines = linesOf(json)
    expect([...lines]).toEqual([['', 1], ['a', 2], ['a.0', 2], ['a.1', 3], ['a.1.b', 3], ['c', 5]]) // prettier-ignore
    expect(lineAt(lines, ['a', '1', 'missing'])).toBe(3)
  })
})
