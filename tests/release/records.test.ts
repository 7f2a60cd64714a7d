import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNhsNumber, refusePersonal, refuseRecords } from '../../src/release/records'

const rows = (length: number, of: (at: number) => unknown[]) => Array.from({ length }, (_, at) => of(at))
const refused = (columns: string[], sample: unknown[][], places?: string[]) => () =>
  refuseRecords('a.csv', columns, sample, { places })

/** Nine digits and the check digit that belongs to them; null where the sum allows none. */
function nhsNumber(nine: number): string | null {
  const digits = String(nine).padStart(9, '0')
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? null : digits + check
}

describe('an NHS number', () => {
  it('is known by its check digit', () => {
    // The example of the NHS Data Model and Dictionary, whole, spaced, and with a wrong last digit.
    expect(isNhsNumber('9434765919')).toBe(true)
    expect(isNhsNumber('943 476 5919')).toBe(true)
    expect(isNhsNumber(9434765919)).toBe(true)
    expect(isNhsNumber('9434765918')).toBe(false)
    expect(isNhsNumber('0000000000')).toBe(false)
    expect(isNhsNumber('943476591')).toBe(false)
  })

  it('is known whatever its nine digits, and no other check digit passes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_998 }), (nine) => {
        const whole = nhsNumber(nine)
        fc.pre(whole !== null && !/^(\d)\1{9}$/.test(whole))
        const other = whole?.slice(0, 9) + String((Number(whole?.[9]) + 1) % 10)
        return isNhsNumber(whole) && !isNhsNumber(other)
      }),
    )
  })
})

describe('records of patients are refused', () => {
  it.each([
    'NHS Number',
    'nhs_number',
    'NHSNumber',
    'NEWNHSNO_nhs_no',
    'DOB',
    'date_of_birth',
    'BirthDate',
    'Postcode',
    'home_post_code',
    'PatientID',
    'person_id',
    'pseudo_id',
    'Hospital Number',
    'Surname',
  ])('by the name of the column %s alone', (name) => {
    expect(refused(['area', name], [])).toThrow(`column ${name}.`)
  })

  it.each<[string, (at: number) => unknown, string]>([
    ['NHS numbers', (at) => nhsNumber(400_000_000 + at * 11) ?? '9434765919', 'values like NHS numbers'],
    ['postcodes', (at) => `LS${(at % 28) + 1} ${at % 9}AB`, 'values like postcodes'],
    [
      'dates of birth',
      (at) => `${1930 + at}-03-${String((at % 28) + 1).padStart(2, '0')}`,
      'values like dates of birth',
    ],
    ['dates of birth as written here', (at) => `${(at % 28) + 1}/03/${1930 + at}`, 'values like dates of birth'],
  ])('by values like %s, without a value in the message', (_, value, why) => {
    const sample = rows(60, (at) => ['E01', value(at), at % 7])
    try {
      refuseRecords('a.csv', ['area', 'field_7', 'count'], sample)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ name: 'ReleaseError', details: { where: 'a.csv, column field_7', found: why } })
      expect((error as Error).message).not.toContain(String(value(1)))
    }
  })

  it('by a row a person: codes that never repeat, and nothing counted', () => {
    const sample = rows(40, (at) => [`k${at * 7919}`, at % 2 ? 'male' : 'female', 'asthma'])
    expect(refused(['ref', 'sex', 'diagnosis'], sample)).toThrow('column ref.')
    const ones = sample.map((row) => [...row, 1])
    expect(refused(['ref', 'sex', 'diagnosis', 'count'], ones)).toThrow('column ref.')
  })
})

describe('figures of groups pass', () => {
  it.each<[string, string[], unknown[][], string[]]>([
    ['counts by area', ['area', 'count'], rows(60, (at) => [`E0800000${at}`, at * 3]), []],
    ['a list of areas', ['code', 'name'], rows(60, (at) => [`E0${at}`, `Place ${at}`]), ['code', 'name']],
    [
      'practices by their code',
      ['practice', 'patients_count'],
      rows(60, (at) => [`B82${String(at).padStart(3, '0')}`, 5000 + at]),
      [],
    ],
    [
      'the days from which areas were valid',
      ['valid_from', 'n'],
      rows(60, (at) => [at % 2 ? '1974-04-01' : '2023-04-01', at]),
      [],
    ],
    [
      'one large number that happens to pass',
      ['area', 'value'],
      [
        ['E01', 9434765919],
        ['E02', 1234567890],
        ['E03', 1],
      ],
      [],
    ],
  ])('%s', (_, columns, sample, places) => expect(refused(columns, sample, places)).not.toThrow())
})

describe('a whole column of texts', () => {
  const number = (at: number) => nhsNumber(400_000_000 + at * 11) ?? '9434765919'
  const personal = (values: unknown[]) => () => refusePersonal('a.parquet', 'note', values)

  it('is refused for a few NHS numbers among much else, also within a sentence', () => {
    expect(personal([...new Array(5000).fill('revised'), number(1), number(2)])).toThrow('column note.')
    expect(personal([`seen ${number(1)} on the ward`, `and ${number(2)} too`])).toThrow('column note.')
  })

  it('is refused for a few postcodes', () => {
    expect(personal([...new Array(5000).fill('revised'), 'LS1 4AB', 'M60 9EA', 'NE1 7RU'])).toThrow('column note.')
  })

  it('is not refused for large counts, prices, times and codes of places', () => {
    const large = Array.from({ length: 500 }, (_, at) => 1_000_000_000 + at * 7919)
    expect(personal(large)).not.toThrow()
    expect(personal(large.map(String))).not.toThrow()
    expect(personal(['E08000006', 'A82003', 'U25520', '00Q', '20180000', '6.93158962798202', '2018/19'])).not.toThrow()
  })
})
