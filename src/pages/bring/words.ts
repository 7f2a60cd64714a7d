import type { How, Measure, Meaning, Role } from '../../imports/plain'

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  ignore: 'not used',
  'area-code': 'area code',
  'area-name': 'area name',
  period: 'period (year, month, …)',
  indicator: 'what is measured, by name',
  sex: 'sex',
  age: 'age',
  group: 'group of people (ethnicity, deprivation, …)',
  value: 'value (the rate, share or score)',
  count: 'count (how many it happened to)',
  denominator: 'denominator (how many people in all)',
  lower: 'lower 95 % limit',
  upper: 'upper 95 % limit',
  unit: 'unit',
  note: 'note',
}

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  proportion: 'a share (per cent) of the denominator',
  rate: 'a rate: so many per 1,000 or per 100,000',
  count: 'a count',
  other: 'something else (a score, a mean, a standardised rate)',
}

export const MEANING_WORDS: Readonly<Record<Meaning, string>> = {
  hidden: 'suppressed, too few to show',
  missing: 'not given',
  unreliable: 'shown, but less reliable',
  zero: 'none (nought)',
}

/** What was made of areas, in the order in which they are listed. */
export const HOW_WORDS: Readonly<Record<How, string>> = {
  unmatched: 'not recognised',
  ambiguous: 'whose name several areas have',
  left: 'left out by you',
  reader: 'chosen by you',
  whole: 'taken as the total of the others',
  own: 'taken as places of the file’s own',
  name: 'recognised by name',
  code: 'recognised by code',
}

export const grouped = (count: number): string => count.toLocaleString('en-GB')
export const several = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}` // prettier-ignore
