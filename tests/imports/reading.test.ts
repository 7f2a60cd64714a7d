import { describe, expect, it } from 'vitest'
import { readGrouping, readMember, sortMembers } from '../../src/imports/fingertips/categories'
import { sameFigure } from '../../src/imports/fingertips/duplicates'
import { doubtfulPolarity, wordsFrom } from '../../src/imports/fingertips/indicator'
import { readAge, readSex, sortAges, sortSexes } from '../../src/imports/fingertips/people'
import { readPeriod } from '../../src/imports/fingertips/periods'
import { ranges } from '../../src/imports/fingertips/report'
import { areaTypeOf } from '../../src/imports/fingertips/areas'

describe('periods', () => {
  it.each([
    ['2018', 'Calendar', '2018', '2018-01-01', '2018-12-31', 'calendar'],
    ['2018/19', 'Financial', '2018-19', '2018-04-01', '2019-03-31', 'financial'],
    ['2018/19', 'Academic', '2018-19-school', '2018-09-01', '2019-08-31', 'academic'],
    ['1999/00', 'Financial', '1999-00', '1999-04-01', '2000-03-31', 'financial'],
    ['2016 - 18', 'Calendar', '2016-to-2018', '2016-01-01', '2018-12-31', 'rolling'],
    ['2016/17 - 18/19', 'Financial', '2016-17-to-2018-19', '2016-04-01', '2019-03-31', 'rolling'],
    ['2020 Q4', 'Calendar', '2020-q4', '2020-10-01', '2020-12-31', 'quarter'],
    ['2020/21 Q4', 'Financial', '2020-21-q4', '2021-01-01', '2021-03-31', 'quarter'],
    ['Feb 2020', 'Calendar', '2020-02', '2020-02-01', '2020-02-29', 'month'],
    ['2021 February', 'Calendar', '2021-02', '2021-02-01', '2021-02-28', 'month'],
  ])('%s (%s)', (label, type, code, start, end, kind) => {
    expect(readPeriod(label, type, 0)).toMatchObject({ code, start, end, kind })
  })

  it.each(['2018/20', '2018 - 16', 'soon', '18/19', '2018 Q5', '2016/17 - 18/20', 'Foo 2020', ''])(
    'refuses “%s”',
    (label) => {
      expect(readPeriod(label, 'Financial', 0)).toBeNull()
    },
  )
})

describe('people', () => {
  it.each([
    ['17+ yrs', '17plus', 17, null],
    ['<18 yrs', 'under18', 0, 17],
    ['4-5 yrs', '4-5', 4, 5],
    ['2 yrs', '2', 2, 2],
    ['All ages', 'all', 0, null],
  ])('%s', (label, code, start, end) => {
    expect(readAge(label)).toEqual({ band: expect.objectContaining({ code, start, end }), understood: true })
  })

  it('keeps an age that it does not understand under its own words', () => {
    expect(readAge('24 months')).toMatchObject({ band: { code: '24-months', label: '24 months' }, understood: false })
  })

  it('puts the whole before its parts', () => {
    const ages = ['65+ yrs', '0-4 yrs', '<18 yrs', '65-74 yrs', 'All ages'].map((label) => readAge(label).band)
    expect(sortAges(ages).map((age) => age.code)).toEqual(['all', 'under18', '0-4', '65plus', '65-74'])
    expect(sortSexes(['Male', 'Other', 'Persons', 'Female'].map(readSex)).map((sex) => sex.code)).toEqual([
      'persons',
      'female',
      'male',
      'other',
    ])
  })
})

describe('groupings', () => {
  it.each([
    ['County & UA deprivation deciles in England (IMD2019, 4/21 geography)', 'county-deciles-imd2019', 2104],
    ['County & UA deprivation deciles in England (IMD2019, 4/19 and 4/20 geog.)', 'county-deciles-imd2019', 2004],
    ['District & UA deprivation deciles in England (IMD2019, 4/23 geography)', 'district-deciles-imd2019', 2304],
    ['District & UA deprivation deciles in England (IMD2015, pre 4/19 geog.)', 'district-deciles-imd2015', 1903],
    ['LSOA11 deprivation quintiles within area (IMD  trend)', 'lsoa11-quintiles-within-imd-trend', 0],
    ['LSOA11 deprivation quintiles in England (IMD2019)', 'lsoa11-quintiles-imd2019', 0],
    ['Ethnic groups (w unknown)', 'ethnic-groups-w-unknown', 0],
  ])('%s', (name, id, version) => {
    expect(readGrouping(name)).toMatchObject({ id, version })
  })

  it('orders deprivation from most to least', () => {
    const labels = ['Least', 'Second least', 'Average', 'Second most', 'Most'].map((word) => readMember(`${word} deprived quintile`)) // prettier-ignore
    expect(sortMembers(labels).map((member) => member.code.split('-deprived')[0])).toEqual([
      'most',
      'second-most',
      'average',
      'second-least',
      'least',
    ])
  })
})

describe('figures', () => {
  it.each([
    ['20.0558', '20.0558045901172', true],
    ['20.0558', '20.0558545901172', false],
    ['68.8026723730733', '68.8026723732273', true],
    ['20', '20.4', false],
    ['', '20', false],
    ['0', '0', true],
  ])('“%s” and “%s” are the same: %s', (a, b, same) => {
    expect(sameFigure(a, b)).toBe(same)
    expect(sameFigure(b, a)).toBe(same)
  })

  it('writes line numbers as ranges', () => {
    expect(ranges([9, 3, 4, 5, 12, 13])).toBe('3-5, 9, 12-13')
    expect(ranges([])).toBe('')
  })
})

describe('words', () => {
  it('shortens a name that it has no words for', () => {
    expect(wordsFrom('Emergency admissions for asthma aged 18 years and under (new method)')).toMatchObject({
      shortName: 'Emergency admissions for asthma',
      slug: 'emergency-admissions-for',
    })
  })

  it('doubts a polarity that contradicts the name', () => {
    expect(doubtfulPolarity('Obesity in Year 6', 'High is good')).toContain('doubtful')
    expect(doubtfulPolarity('Screening coverage', 'Low is good')).toContain('doubtful')
    expect(doubtfulPolarity('Obesity in Year 6', 'Low is good')).toBe('')
  })

  it.each([
    ['E06000008', 'unitary'],
    ['E07000117', 'district'],
    ['E09000001', 'unitary'],
    ['E10000017', 'county'],
    ['E38000014', 'sub-icb'],
    ['E54000008', 'icb'],
    ['E40000010', 'nhs-region'],
    ['E12000002', 'region'],
    ['E92000001', 'country'],
    ['U01901', 'pcn'],
    ['N81007', 'practice'],
    ['X9', null],
  ])('knows %s as %s', (code, type) => {
    expect(areaTypeOf(code, '')).toBe(type)
  })
})
