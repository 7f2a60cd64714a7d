import type { Period } from '../../domain'
import { readPeriod } from '../fingertips/periods'

/** What `2023-24` or `2010-12` means in a file: the year that ends in 24, the years from one to the other, or a month. */
export const DASHES = ['financial', 'years', 'month'] as const
/** Which year of the two `FY2023` names: the one in which the financial year starts, or the one in which it ends. */
export const NAMED_YEARS = ['starts', 'ends'] as const
export type NamedYear = (typeof NAMED_YEARS)[number]

/** How a file's own short forms are meant. */
export interface PeriodReading {
  dashes: Dashes
  namedYear: NamedYear
}
/** As they are most often meant. */
export const USUAL: PeriodReading = { dashes: 'financial', namedYear: 'starts' }

/** A year with a dash, whose meaning differs between files. */
export const isDashed = (label: string): boolean => /^(?:19|20)\d\d ?(?:[-–—]|to) ?(?:(?:19|20)\d\d|\d\d)$/i.test(label)
/** A financial year by one year alone. */
export const isNamedYear = (label: string): boolean => namedYearForm.test(label)
const namedYearForm = /^(?:fy|financial year|fiscal year) ?'?((?:19|20)?\d\d)$/i
const yearEndForm = /^(?:fye|(?:financial )?year end(?:ing|ed)?) ?'?((?:19|20)?\d\d)$/i
export type Dashes = (typeof DASHES)[number]

const month = 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?' // prettier-ignore
const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const numberOf = (name = '') => names.indexOf(name.slice(0, 3).toLowerCase()) + 1
const capital = (at: number) => (names[at - 1] ?? '').replace(/^./, (letter) => letter.toUpperCase())
const full = (year: string) => (year.length === 2 ? `20${year}` : year)

/** Forms of a period, each with the label that it stands for; null where it is none after all. */
const forms: readonly (readonly [RegExp, (found: string[], reading: PeriodReading) => string | null])[] = [
  [/^((?:19|20)\d\d)(?:\.0)?$/, ([y = '']) => y],
  [/^(?:fy ?|financial year ?)?((?:19|20)\d\d) ?\/ ?(\d\d|\d{4})$/i, ([y = '', end = '']) => yearTo(y, end)],
  [/^(?:fy ?|financial year ?)((?:19|20)\d\d) ?[-–] ?(\d\d|\d{4})$/i, ([y = '', end = '']) => yearTo(y, end)],
  [/^((?:19|20)\d\d) ?(?:[-–—]|to) ?((?:19|20)?\d\d)$/i, ([y = '', end = ''], { dashes }) => dashed(y, end, dashes)],
  [namedYearForm, ([y = ''], { namedYear }) => ending(3, Number(full(y)) + (namedYear === 'starts' ? 1 : 0))],
  [yearEndForm, ([y = '']) => ending(3, Number(full(y)))],
  [new RegExp(`^(${month}) ?(?:to|[-–]) ?(${month}) ((?:19|20)\\d\\d)$`, 'i'), ([m, n, y]) => spanning(numberOf(m), Number(y), numberOf(n), Number(y))], // prettier-ignore
  [/^((?:19|20)\d\d)\/(\d\d) ?(?:[-–—]|to) ?((?:19|20)?\d\d)\/(\d\d)$/i, ([a, b, c = '', d]) => `${a}/${b} - ${c.slice(-2)}/${d}`], // prettier-ignore
  [/^((?:19|20)\d\d) ?[-/ ]? ?q(?:tr|uarter)? ?([1-4])$/i, ([y, q]) => `${y} Q${q}`],
  [/^q(?:tr|uarter)? ?([1-4]),? ?[-/ ]? ?((?:19|20)\d\d)$/i, ([q, y]) => `${y} Q${q}`],
  [/^((?:19|20)\d\d)[/-](\d\d),? ?q(?:tr|uarter)? ?([1-4])$/i, ([y, end, q]) => `${y}/${end} Q${q}`],
  [/^q(?:tr|uarter)? ?([1-4]),? ?((?:19|20)\d\d)[/-](\d\d)$/i, ([q, y, end]) => `${y}/${end} Q${q}`],
  [new RegExp(`^(${month})[ -]?'?(\\d{4}|\\d\\d)$`, 'i'), ([m, y = '']) => monthly(full(y), numberOf(m))],
  [new RegExp(`^((?:19|20)\\d\\d)[ -](${month})$`, 'i'), ([y = '', m]) => monthly(y, numberOf(m))],
  [/^((?:19|20)\d\d)[-/.](\d\d)[-/.]\d\d(?:[T ].*)?$/, ([y = '', m]) => monthly(y, Number(m))],
  [/^\d\d?[-/.](\d\d?)[-/.]((?:19|20)\d\d)(?: .*)?$/, ([m, y = '']) => monthly(y, Number(m))],
  [/^(\d\d)[/.]((?:19|20)\d\d)$/, ([m, y = '']) => monthly(y, Number(m))],
  [/^((?:19|20)\d\d)(\d\d)$/, ([y = '', m]) => monthly(y, Number(m))],
  [new RegExp(`^(?:12 months|year|ye|fye)(?: to| ending(?: in)?)? (?:\\d\\d? )?(${month}) ((?:19|20)\\d\\d)$`, 'i'), ([m, y = '']) => ending(numberOf(m), Number(y))], // prettier-ignore
  [new RegExp(`^(?:\\d\\d? )?(${month}) ((?:19|20)\\d\\d) ?(?:to|[-–]) ?(?:\\d\\d? )?(${month}) ((?:19|20)\\d\\d)$`, 'i'), ([m, y, n, z]) => spanning(numberOf(m), Number(y), numberOf(n), Number(z))], // prettier-ignore
] // prettier-ignore

/** `2022/23` where the second year follows the first; `2022/03` is a month. */
function yearTo(year: string, end: string): string | null {
  if ((Number(year) + 1) % 100 === Number(end) % 100) return `${year}/${end.slice(-2)}`
  return end.length === 2 ? monthly(year, Number(end)) : null
}

function dashed(year: string, end: string, dashes: Dashes): string | null {
  const span = (Number(end) - Number(year) + 2000) % 100
  if (end.length === 2 && dashes === 'month') return monthly(year, Number(end))
  if (span === 1 && dashes === 'financial') return `${year}/${end.slice(-2)}`
  return span > 0 && span <= 10 ? `${year} - ${end.slice(-2)}` : end.length === 2 ? monthly(year, Number(end)) : null
}

const monthly = (year: string, at: number) => (at >= 1 && at <= 12 ? `${capital(at)} ${year}` : null)

/** A year that ends with a month: December's is the calendar year, March's the financial one; Cairn knows no others. */
const ending = (at: number, year: number) =>
  at === 12 ? `${year}` : at === 3 ? `${year - 1}/${String(year % 100).padStart(2, '0')}` : null

function spanning(from: number, first: number, to: number, last: number): string | null {
  if (from === 1 && to === 12) return first === last ? `${first}` : `${first} - ${String(last % 100).padStart(2, '0')}`
  if (from === 4 && to === 3 && last === first + 1) return ending(3, last)
  if (from % 3 === 1 && to === from + 2 && first === last) return `${first} Q${(from + 2) / 3}`
  return from === to && first === last ? monthly(`${first}`, from) : null
}

/** The period that a text means, or null. */
export function readPlainPeriod(text: string, reading: PeriodReading): Period | null {
  for (const [form, label] of forms) {
    const found = form.exec(text)
    const said = found && label(found.slice(1), reading)
    if (said) return readPeriod(said, '', 0)
  }
  return null
}

/** The label of a period that stands within a longer heading (`Rate 2021/22`); null where none does. */
export function periodWithin(heading: string): string | null {
  if (readPlainPeriod(heading, USUAL)) return heading
  return /(?<!\d)(?:fy ?)?(?:19|20)\d\d(?: ?[/–-] ?(?:\d{4}|\d\d))?(?: ?q[1-4])?(?!\d)/i.exec(heading)?.[0] ?? null
}

/** What dashes between years most likely mean: spans of more than a year stay spans, months have none above 12. */
export function dashesIn(labels: Iterable<string>): Dashes {
  const pairs = [...new Set(labels)].flatMap((label) => {
    const found = /^((?:19|20)\d\d) ?[-–] ?(\d\d)$/.exec(label)
    return found ? [{ year: Number(found[1]) % 100, end: Number(found[2]) }] : []
  })
  const spans = new Set(pairs.map(({ year, end }) => (end - year + 100) % 100))
  if (pairs.length === 0 || (spans.size === 1 && spans.has(1))) return 'financial'
  if (pairs.every(({ end }) => end >= 1 && end <= 12) && !(spans.size === 1 && [...spans][0]! <= 10)) return 'month'
  return spans.has(1) ? 'financial' : 'years'
}
