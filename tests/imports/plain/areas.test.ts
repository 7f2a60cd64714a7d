import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessAgain, type KnownArea } from '../../../src/imports/plain'
import { Gazetteer, matchAreas, type NamedArea } from '../../../src/imports/plain/areas'
import { bring, NORTH } from './bring'

const nothing = { areas: {}, places: { one: 'place', many: 'places' } }
const match = (named: readonly NamedArea[], known: readonly KnownArea[] = NORTH, said = nothing) =>
  matchAreas(named, new Gazetteer(known), said)
const names = (...all: string[]) => all.map((name) => ({ code: '', name }))

describe('areas of a plain table', () => {
  it.each([
    ['MANCHESTER', 'E08000003'],
    ['St Helens', 'E08000013'],
    ['st. helens', 'E08000013'],
    ['Saint Helens', 'E08000013'],
    ['Bristol', 'E06000023'],
    ['City of Bristol', 'E06000023'],
    ['Bristol UA', 'E06000023'],
    ['Brighton & Hove', 'E06000043'],
    ['Salford City Council', 'E08000006'],
    ['Ísle of Anglesey', 'W06000001'],
    ['the north west', 'E12000002'],
    ['England', 'E92000001'],
  ])('are recognised by name: %s', (name, code) => {
    expect(match(names(name))[0]).toMatchObject({ how: 'name', area: { code } })
  })

  it('are recognised by code, whatever the name, and by codes no list holds', () => {
    const [salford, lower, unlisted] = match([{ code: 'E08000006', name: 'Somewhere' }, { code: 'e08000003', name: '' }, { code: 'E07000210', name: 'Mole Valley' }]) // prettier-ignore
    expect(salford).toMatchObject({ how: 'code', area: { code: 'E08000006', name: 'Salford' } })
    expect(lower).toMatchObject({ how: 'code', area: { code: 'E08000003' } })
    expect(unlisted).toMatchObject({ how: 'code', area: { code: 'E07000210', name: 'Mole Valley', type: 'district' } })
  })

  it('are listed where they are not recognised, with what they may be', () => {
    const matched = match(names('Manchester', 'Salford', 'Stockport', 'Manchster', 'Narnia'))
    expect(matched[3]).toMatchObject({ how: 'unmatched', area: null, suggestions: [{ code: 'E08000003' }] })
    expect(matched[4]).toMatchObject({ how: 'unmatched', area: null, suggestions: [] })
  })

  it('are asked about where several bear the name, unless the others settle it', () => {
    const twins: KnownArea[] = [
      { code: 'E07000999', name: 'Newton', type: 'district', parents: [] },
      { code: 'E05000999', name: 'Newton', type: 'ward', parents: [] },
    ]
    expect(match(names('Newton', 'Cumberland', 'Salford'), [...NORTH, ...twins])[0]).toMatchObject({ how: 'ambiguous', area: null, suggestions: twins }) // prettier-ignore
    const wards = [...twins, { code: 'E05000001', name: 'Old Trafford', type: 'ward', parents: [] }]
    expect(match(names('Newton', 'Old Trafford'), wards)[0]).toMatchObject({ how: 'name', area: { code: 'E05000999' } })
  })

  it('are places of their own where the file knows no others, but its total is no place', () => {
    const matched = match(names('Harbour', 'Hill', 'Meadow', 'Total'))
    expect(matched.map(({ how }) => how)).toEqual(['own', 'own', 'own', 'whole'])
    expect(matched[3]).toMatchObject({ area: { type: 'whole' } })
  })

  it('are what the reader says', () => {
    const said = { ...nothing, areas: { Narnia: 'own', Manchster: 'E08000003', Salford: 'leave', Gondor: 'whole' } }
    const matched = match(names('Narnia', 'Manchster', 'Salford', 'Gondor', 'Stockport', 'Cumberland'), NORTH, said)
    expect(matched.map(({ how }) => how)).toEqual(['own', 'reader', 'left', 'whole', 'name', 'name'])
  })

  it('prefer an open release, whose codes are official, to what came with the file', () => {
    const brought = [{ code: '12', name: 'Salford', type: '', parents: [] }]
    const both = new Gazetteer(NORTH, brought)
    expect(matchAreas(names('Salford'), both, nothing)[0]).toMatchObject({ area: { code: 'E08000006' } })
    expect(matchAreas([{ code: '12', name: '' }], both, nothing)[0]).toMatchObject({ area: { code: '12' } })
  })

  it('are all there, and every row is of one', () => {
    const named = fc.record({ code: fc.string({ maxLength: 4 }), name: fc.string({ maxLength: 6 }) })
    fc.assert(
      fc.property(fc.array(named, { maxLength: 30 }), (all) => {
        const matched = match(all)
        expect(matched.reduce((sum, { rows }) => sum + rows, 0)).toBe(all.length)
        expect(matched).toHaveLength(new Set(all.map(({ code, name }) => code || name)).size)
        for (const { area, how } of matched)
          expect(area === null).toBe(['unmatched', 'ambiguous', 'left'].includes(how))
      }),
    )
  })
})

describe('guesses', () => {
  const rolesOf = (csv: string) => bring(csv).mapping.columns

  it.each([
    ['Area Code,Area Name,Year,Rate,Lower CI,Upper CI\nE08000003,Manchester,2022,5,4,6\nE08000006,Salford,2022,6,5,7\n', ['area-code', 'area-name', 'period', 'value', 'lower', 'upper']],
    ['Region,Local authority,Year,Number of people referred to social care,Population\nNorth West,Manchester,2022,50,400\nNorth West,Salford,2022,60,500\n', ['ignore', 'area-name', 'period', 'count', 'denominator']],
    ['LAD23CD,LAD23NM,Sex,Age group,Period,Obs value\nE08000003,Manchester,Female,65+,2022,3.5\nE08000006,Salford,Female,65+,2022,4.5\n', ['area-code', 'area-name', 'sex', 'age', 'period', 'value']],
    ['Area,2021,2022,2023\nManchester,1,2,3\nSalford,4,5,6\n', ['area-name', 'value', 'value', 'value']],
    ['Area,Count 2022,Population 2022,Rate 2022\nManchester,5,1000,0.5\nSalford,8,1000,0.8\n', ['area-name', 'count', 'denominator', 'value']],
    ['Area,Count 2021,Rate 2021,Count 2022,Rate 2022\nManchester,5,1.5,6,1.6\nSalford,8,1.8,9,1.9\n', ['area-name', 'count', 'value', 'ignore', 'value']],
  ])('%s', (csv, roles) => expect(rolesOf(csv)).toEqual(roles)) // prettier-ignore

  it('say why', () => {
    const { guess } = bring('Area,Year,Rate per 1000\nManchester,2022,5\nSalford,2022,6\n')
    expect(guess.columns.map(({ why }) => why)).toEqual(['100 % of its fields are names of areas', '100 % of its fields are periods', 'its name, “rate per 1000”']) // prettier-ignore
    expect(guess.mapping).toMatchObject({ measure: 'rate', per: 1000 })
  })

  it('leave open how values came about where indicators differ, and take standardised ones for no quotients', () => {
    const several =
      'Area,Year,Indicator,Value,Count,Denominator\nManchester,2022,A,50,5,10\nSalford,2022,B,500,5,10\nStockport,2022,A,60,6,10\n'
    expect(bring(several).mapping).toMatchObject({ measure: 'other' })
    const standardised = 'Area,Year,Directly standardised rate per 100,000,Count,Population\nManchester,2022,520,500,100000\nSalford,2022,510,490,100000\n'.replace('100,000', '100000') // prettier-ignore
    expect(bring(standardised).mapping).toMatchObject({ measure: 'other', unit: 'per 100,000' })
  })

  it('doubt rows that speak of the same, ragged rows and headers in two rows', () => {
    const months = 'Area,Year,Month,Rate\nManchester,2022,April,5\nManchester,2022,May,6\nSalford,2022,April,7\n'
    expect(bring(months).look.doubts.join()).toMatch(/1 of 3 figures speak of the same area, period and group/)
    const twice = ',2021,,2022,\nArea,Count,Rate,Count,Rate\nManchester,1,2,3,4\nSalford,1,2,3,4\n'
    expect(bring(twice).look.doubts.join()).toMatch(/Several columns are called “Count”, “Rate”/)
    const alike = 'Area,Year,Rate\nBristol,2022,5\nCity of Bristol,2022,6\nSalford,2022,7\n'
    expect(bring(alike).look.doubts.join()).toMatch(/Bristol and City of Bristol are taken for the same area/)
  })
})

describe('columns that the reader corrects', () => {
  it('bring their own marks and measure, and leave what was said', () => {
    const csv = 'Area,Year,Seen,Registered\nManchester,2022,30,200\nSalford,2022,[c],250\nStockport,2022,10,[x]\n'
    const { table, mapping } = bring(csv)
    const again = guessAgain(table, { ...mapping, marks: { '[x]': 'zero' } }, ['area-name', 'period', 'count', 'denominator']) // prettier-ignore
    expect(again).toEqual({ marks: { '[c]': 'hidden', '[x]': 'zero' }, measure: 'proportion', per: 100, unit: '' })
  })
})
