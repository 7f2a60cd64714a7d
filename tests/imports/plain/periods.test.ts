import { describe, expect, it } from 'vitest'
import { dashesIn, periodWithin, readPlainPeriod, USUAL } from '../../../src/imports/plain/periods'

describe('periods of plain tables', () => {
  it.each([
    ['2022', '2022-01-01', '2022-12-31', 'calendar'],
    ['2022/23', '2022-04-01', '2023-03-31', 'financial'],
    ['2022-23', '2022-04-01', '2023-03-31', 'financial'],
    ['2022–23', '2022-04-01', '2023-03-31', 'financial'],
    ['2022/2023', '2022-04-01', '2023-03-31', 'financial'],
    ['2022-2023', '2022-04-01', '2023-03-31', 'financial'],
    ['FY 2022/23', '2022-04-01', '2023-03-31', 'financial'],
    ['FY2022', '2022-04-01', '2023-03-31', 'financial'],
    ['FYE 2023', '2022-04-01', '2023-03-31', 'financial'],
    ['Year ending March 2023', '2022-04-01', '2023-03-31', 'financial'],
    ['Year ending Dec 2022', '2022-01-01', '2022-12-31', 'calendar'],
    ['Apr 2022 to Mar 2023', '2022-04-01', '2023-03-31', 'financial'],
    ['Apr 2022', '2022-04-01', '2022-04-30', 'month'],
    ['Apr-22', '2022-04-01', '2022-04-30', 'month'],
    ['April 2022', '2022-04-01', '2022-04-30', 'month'],
    ['2022-04', '2022-04-01', '2022-04-30', 'month'],
    ['2024-02-01', '2024-02-01', '2024-02-29', 'month'],
    ['01/02/2023', '2023-02-01', '2023-02-28', 'month'],
    ['202204', '2022-04-01', '2022-04-30', 'month'],
    ['Q1 2022', '2022-01-01', '2022-03-31', 'quarter'],
    ['2022 Q4', '2022-10-01', '2022-12-31', 'quarter'],
    ['2022/23 Q1', '2022-04-01', '2022-06-30', 'quarter'],
    ['Q4 2022/23', '2023-01-01', '2023-03-31', 'quarter'],
    ['Jan to Mar 2022', '2022-01-01', '2022-03-31', 'quarter'],
    ['2020 - 22', '2020-01-01', '2022-12-31', 'rolling'],
    ['2020-22', '2020-01-01', '2022-12-31', 'rolling'],
    ['2020 to 2022', '2020-01-01', '2022-12-31', 'rolling'],
    ['2018/19 - 20/21', '2018-04-01', '2021-03-31', 'rolling'],
  ])('reads %s', (label, start, end, kind) => {
    expect(readPlainPeriod(label, USUAL)).toMatchObject({ start, end, kind })
  })

  it.each(['', 'n/a', '13', '1850', '2022/25', '2022-00', 'Q5 2022', 'Smarch 2022', '2022/23/24', 'Apr 2022 to Jul 2023', 'All years'])('takes “%s” for none', (label) => {
    expect(readPlainPeriod(label, USUAL)).toBeNull()
  }) // prettier-ignore

  it('reads a dash and a single financial year as the file means them', () => {
    const spans = readPlainPeriod('2022-23', { ...USUAL, dashes: 'years' })
    expect(spans).toMatchObject({ start: '2022-01-01', end: '2023-12-31' })
    expect(readPlainPeriod('2022-03', { ...USUAL, dashes: 'month' })).toMatchObject({ start: '2022-03-01' })
    expect(readPlainPeriod('FY2022', { ...USUAL, namedYear: 'ends' })).toMatchObject({ start: '2021-04-01' })
  })

  it('guesses what dashes mean from all labels together', () => {
    expect(dashesIn(['2020-21', '2021-22'])).toBe('financial')
    expect(dashesIn(['2018-20', '2019-21'])).toBe('years')
    expect(dashesIn(['2022-01', '2022-02', '2022-12'])).toBe('month')
  })

  it('finds the period in a heading', () => {
    expect(periodWithin('Rate 2021/22')).toBe('2021/22')
    expect(periodWithin('2021')).toBe('2021')
    expect(periodWithin('Rate per 100,000')).toBeNull()
  })
})
