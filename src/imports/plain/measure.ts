import { readFigure, type Decimal } from './figures'
import type { Measure, PlainMapping, Role } from './mapping'
import type { PlainTable } from './table'

const multipliers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

/** How values came from counts: what they are, and what they are multiplied by. */
export interface HowMeasured {
  measure: Measure
  per: number
  /** As it is read after a number; empty where `measure` and `per` say it. */
  unit: string
}

/** How values came from counts, where the whole table agrees; `other` where its indicators or units differ. */
export function guessMeasure(table: PlainTable, roles: readonly Role[], decimal: Decimal): HowMeasured {
  const { header, rows, preamble, name } = table
  const at = (role: Role) => roles.indexOf(role)
  const values = roles.flatMap((role, column) => (role === 'value' ? [column] : []))
  const sample = rows.slice(0, 400)
  const words = (role: Role) => (at(role) < 0 ? [] : [...new Set(sample.map((row) => row[at(role)] ?? ''))])
  const [units, indicators] = [words('unit'), words('indicator')]
  if (units.length > 1 || indicators.length > 1) return OTHER
  const said = [...units, ...indicators, ...values.map((column) => header[column]!)]
  const figure = (row: readonly string[], column: number) => readFigure(row[column] ?? '', decimal)
  const percents = values.some((column) => sample.some((row) => figure(row, column).percent))
  const parts = sample.map((row) => [values[0] ?? -1, at('count'), at('denominator')].map((column) => figure(row, column).number)) // prettier-ignore
  return (
    (percents ? told('proportion', 100) : null) ??
    measureSaid(said.join(' ')) ??
    byQuotient(parts) ??
    measureSaid([...preamble, name].join(' ')) ??
    (values.length === 0 ? byCounts(parts, at('denominator') >= 0) : null) ?? { ...OTHER, unit: units[0] ?? '' }
  )
}

const OTHER: HowMeasured = { measure: 'other', per: 1, unit: '' }
const told = (measure: Measure, per: number, unit = ''): HowMeasured => ({ measure, per, unit })

/** What a name, a heading or a unit says of its values; null where it says nothing. Standardised values are no quotients of their counts. */
export function measureSaid(text: string): HowMeasured | null {
  const per = Number(/\bper ([\d,]{1,9})/i.exec(text)?.[1]?.replace(/,/g, '') ?? 0) || (/per thousand/i.test(text) ? 1000 : 0) // prettier-ignore
  const rate = per > 1 ? `per ${per.toLocaleString('en-GB')}` : ''
  if (
    /standardi[sz]ed|\badjusted\b|\b(dsr|asr|smr|isr)s?\b/i.test(text) &&
    !/\bun(standardi[sz]ed|adjusted)\b/i.test(text)
  )
    return told('other', 1, rate || (/%|\bper ?cent/i.test(text) ? '%' : ''))
  if (rate) return told('rate', per)
  return /%|\bper ?cent(age)?\b/i.test(text) ? told('proportion', 100) : null
}

type Parts = readonly (readonly number[])[]

/** Counts above their denominators are no share of them. */
const within = (parts: Parts) => parts.every(([, x, n]) => !(x! > n!))

/** By value ÷ (count ÷ denominator), where that is nearly the same power of ten throughout. */
function byQuotient(parts: Parts): HowMeasured | null {
  const ratios = parts.map(([value, x, n]) => (value! * n!) / x!).filter((one) => one > 0 && one < Infinity)
  const middle = ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? NaN
  const near = multipliers.find((one) => Math.abs(middle / one - 1) < 0.1)
  return near === undefined ? null : told((near === 100 || near === 1) && within(parts) ? 'proportion' : 'rate', near)
}

/** There are no values: counts alone, or count ÷ denominator. */
function byCounts(parts: Parts, divided: boolean): HowMeasured {
  if (!divided) return told('count', 1)
  return within(parts) ? told('proportion', 100) : told('rate', 1000)
}

/** How one indicator's values came from counts: as the mapping says of all, else as its own name or unit says. */
export function measureOf(
  name: string,
  unit: string,
  { measure, per, unit: given }: Pick<PlainMapping, 'measure' | 'per' | 'unit'>,
): HowMeasured {
  const all = { measure, per: measure === 'count' || measure === 'other' ? 1 : per, unit: unit || given }
  if (measure !== 'other') return all
  const own = measureSaid(`${name} ${unit}`)
  return own === null ? all : { ...own, unit: unit || own.unit || given }
}
