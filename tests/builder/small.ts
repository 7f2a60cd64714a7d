import type { RecipeInput } from '../../src/builder'
import { scatter } from '../release/fixture'
import { HEADER, INDICATOR, tinyRecipe } from './tiny'

/** Four areas of a region, five years, two indicators: one of events, one of persons out of those who came. */
const AREAS: RecipeInput['areas'] = {
  list: [
    { code: 'R', name: 'Region', type: 'region', facility: 'Here' },
    ...['A', 'B', 'C', 'D'].map((code) => ({ code, name: `Place ${code}`, type: 'place', parents: ['R'], facility: 'Here' })),
  ],
} // prettier-ignore
const main = { ...INDICATOR.tables[0]!, areas: ['place', 'region'], additive: ['sex', 'age', 'area'], totals: [{ id: 'total', over: ['sex', 'age'] }] } // prettier-ignore

export function smallRecipe(policy: string): RecipeInput {
  const recipe = tinyRecipe()
  const periods = recipe.dimensions.periods.filter(({ kind }) => kind === 'calendar')
  return {
    ...recipe,
    policy,
    areas: AREAS,
    dimensions: { ...recipe.dimensions, periods },
    populations: recipe.populations.map((one) => ({ ...one, areas: ['place', 'region'] })),
    indicators: [
      { ...INDICATOR, tables: [main] },
      {
        ...INDICATOR,
        id: 'seen',
        kind: 'proportion',
        repeats: 'persons',
        count: { records: 'events', where: { column: 'code', is: 'V' } },
        outOf: { records: 'events' },
        tables: [{ ...main, population: 'records' }],
      },
    ],
  }
}

/** Each person comes once a year, to one place. */
export function smallRecords(): string {
  const random = scatter(11)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random.next().value * list.length)] as T
  const lines = Array.from(
    { length: 900 },
    (_, at) =>
    [`p${at}`, pick(['A', 'A', 'A', 'B', 'B', 'C', 'D']), `${pick([2022, 2023])}-05-01`, pick(['1950-01-01', '1980-01-01']), pick(['F', 'M']), "it's", pick(['V', 'W']), 1].join(','), // prettier-ignore
  )
  return [HEADER, ...lines, ''].join('\n')
}

export const smallPeople = () =>
  ['area,period,sex,age,people', ...['2022', '2023'].flatMap((period) => ['A', 'B', 'C', 'D'].flatMap((area) => ['f', 'm'].flatMap((sex) => ['0-64', '65+'].map((age) => `${area},${period},${sex},${age},4000`)))), ''].join('\n') // prettier-ignore
