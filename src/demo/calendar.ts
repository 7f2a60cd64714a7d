/** Days are whole numbers since 1 January 1970, as everywhere in Unix; months and years are those of the calendar. */

export const YEARS: readonly number[] = [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024]

/** Years that monthly figures are kept of. */
export const MONTHLY_YEARS: readonly number[] = [2022, 2023, 2024]

const MONTH_NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] // prettier-ignore

/** Months that monthly figures are kept of, oldest first: `2022-01`, January 2022. */
export const MONTHS = MONTHLY_YEARS.flatMap((year) =>
  MONTH_NAMES.map((name, at) => ({ code: monthCode(year, at + 1), label: `${name} ${year}`, year, month: at + 1 })),
)

export function monthCode(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`
}

/** Day number of a date (H. Hinnant, "chrono-compatible low-level date algorithms"): whole-number arithmetic only. */
export function dayOf(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

const FIRST = dayOf(1910, 1, 1)
const LAST = dayOf(2026, 1, 1)

/** `yyyymmdd` as one number for each day from 1910 to 2025. */
const stamps = makeStamps()

function makeStamps(): Int32Array {
  const made = new Int32Array(LAST - FIRST)
  for (let year = 1910; year < 2026; year++)
    for (let month = 1; month <= 12; month++) {
      const start = dayOf(year, month, 1)
      for (let day = start; day < monthAfter(year, month); day++)
        made[day - FIRST] = year * 10000 + month * 100 + (day - start + 1)
    }
  return made
}

/** Day number of the first day of the next month. */
export function monthAfter(year: number, month: number): number {
  return month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)
}

/** The date as the number `yyyymmdd`. Days before 1910 or after 2025 give 0. */
export function stamp(day: number): number {
  return stamps[day - FIRST] ?? 0
}

export function yearOf(day: number): number {
  return Math.floor(stamp(day) / 10000)
}

/** Age in completed years on a day. */
export function ageOn(day: number, born: number): number {
  return Math.floor((stamp(day) - stamp(born)) / 10000)
}

/** ISO date, `2023-04-01`. */
export function isoDate(day: number): string {
  const text = String(stamp(day))
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
}
