import type { Period } from '../../domain'
import type { SourceRow } from './rows'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The period that a Fingertips label means, or null. `periodType` is the source's word for the indicator
 * (Calendar, Financial, Academic, Yearly); `quarter` is 1 to 4 where a year's rows were told apart, else 0.
 */
export function readPeriod(label: string, periodType: string, quarter: number): Period | null {
  const academic = /academic/i.test(periodType)
  const year = /^(\d{4})$/.exec(label)
  const split = /^(\d{4})\/(\d{2})$/.exec(label)
  if (quarter > 0) return readQuarter(`${label} Q${quarter}`)
  if (year) return calendar(Number(year[1]), Number(year[1]), label)
  if (split && follows(split[1], split[2])) return splitYear(Number(split[1]), Number(split[1]) + 1, label, academic)
  return readQuarter(label) ?? readRolling(label, academic) ?? readMonth(label)
}

const follows = (first = '', second = '') => (Number(first) + 1) % 100 === Number(second)

function calendar(first: number, last: number, label: string): Period {
  const code = first === last ? `${first}` : `${first}-to-${last}`
  const kind = first === last ? 'calendar' : 'rolling'
  return { code, label, start: `${first}-01-01`, end: `${last}-12-31`, kind }
}

/** Financial years run from April to March, academic ones from September to August. */
function splitYear(first: number, last: number, label: string, academic: boolean): Period {
  const code = `${first}-${two(last)}`
  if (academic)
    return { code: `${code}-school`, label: `${label} school year`, start: `${first}-09-01`, end: `${last}-08-31`, kind: 'academic' } // prettier-ignore
  return { code, label, start: `${first}-04-01`, end: `${last}-03-31`, kind: 'financial' }
}

function readQuarter(label: string): Period | null {
  const match = /^(\d{4})(\/\d{2})? Q([1-4])$/i.exec(label)
  if (!match) return null
  const [, year = '', financial, q] = match
  const from = (Number(q) - 1) * 3 + (financial ? 3 : 0)
  const code = `${year}${financial ? `-${financial.slice(1)}` : ''}-q${q}`
  return { code, label, ...monthsFrom(Number(year), from, 3), kind: 'quarter' }
}

/** `2016 - 18` is three calendar years, `2016/17 - 18/19` three financial ones. */
function readRolling(label: string, academic: boolean): Period | null {
  const years = /^(\d{4}) ?[-–] ?(\d{2}|\d{4})$/.exec(label)
  if (years) {
    const last = century(years[1], years[2])
    return last > Number(years[1]) ? calendar(Number(years[1]), last, label) : null
  }
  const split = /^(\d{4})\/(\d{2}) ?[-–] ?(\d{2}|\d{4})\/(\d{2})$/.exec(label)
  if (!split || !follows(split[1], split[2]) || !follows(split[3], split[4])) return null
  const [from, to] = [Number(split[1]), century(split[1], split[3]) + 1]
  if (to <= from + 1) return null
  const span = splitYear(from, to, label, academic)
  return {
    ...span,
    code: `${from}-${two(from + 1)}-to-${to - 1}-${two(to)}${academic ? '-school' : ''}`,
    kind: 'rolling',
  }
}

const century = (first = '', second = '') => Number(second.length === 2 ? first.slice(0, 2) + second : second)
const two = (year: number) => String(year % 100).padStart(2, '0')

function readMonth(label: string): Period | null {
  const match = /^(?:([a-z]{3})[a-z]* (\d{4})|(\d{4}) ([a-z]{3})[a-z]*)$/i.exec(label)
  const month = months.indexOf((match?.[1] ?? match?.[4] ?? '').toLowerCase())
  const year = match?.[2] ?? match?.[3]
  if (month < 0 || !year) return null
  return {
    code: `${year}-${String(month + 1).padStart(2, '0')}`,
    label,
    ...monthsFrom(Number(year), month, 1),
    kind: 'month',
  }
}

/** `from` counts months from January of `year`. */
function monthsFrom(year: number, from: number, count: number): { start: string; end: string } {
  const day = (monthIndex: number, date: number) =>
    new Date(Date.UTC(year, monthIndex, date)).toISOString().slice(0, 10)
  return { start: day(from, 1), end: day(from + count, 0) }
}

/** In the order that the source gives (`Time period Sortable`), then by the calendar. */
export function sortPeriods(found: ReadonlyMap<string, { period: Period; sortable: string }>): Period[] {
  const key = ({ period, sortable }: { period: Period; sortable: string }) =>
    `${sortable || period.start.slice(0, 4) + '0000'} ${period.start} ${period.end} ${period.code}`
  return [...found.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ period }) => period)
}

/** Earliest `Time period Sortable` per period of rows already read. */
export function collectPeriods(rows: readonly { row: SourceRow; period: Period }[]) {
  const found = new Map<string, { period: Period; sortable: string }>()
  for (const { row, period } of rows) {
    const before = found.get(period.code)
    if (!before || (row.sortable && row.sortable < before.sortable))
      found.set(period.code, { period, sortable: row.sortable })
  }
  return found
}
