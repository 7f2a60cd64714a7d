/**
 * What a plan computes, as plain data: it can be printed in every dialect, and no text of a recipe ever becomes SQL but as a
 * quoted literal or a quoted name. Conditions made here are never null: a blank is simply not equal to anything.
 */
export type Expression =
  | { kind: 'column'; name: string }
  | { kind: 'text'; value: string }
  | { kind: 'whole'; value: number }
  | { kind: 'day'; value: string }
  | { kind: 'nothing' }
  | { kind: 'blank'; of: Expression }
  | { kind: 'among'; of: Expression; values: readonly string[] }
  | { kind: 'starts'; of: Expression; values: readonly string[] }
  | { kind: 'number'; of: Expression; from: number | null; to: number | null }
  | { kind: 'compare'; sign: '=' | '<' | '<=' | '>' | '>='; left: Expression; right: Expression }
  | { kind: 'every' | 'some'; of: readonly Expression[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'choose'; when: readonly (readonly [Expression, Expression])[]; otherwise: Expression }
  | { kind: 'sum'; of: readonly Expression[] }
  | { kind: 'times'; by: number; of: Expression }
  | { kind: 'date'; of: Expression; format: DateFormat }
  | { kind: 'age'; of: Expression }
  | { kind: 'stamp'; of: Expression }
  | { kind: 'years'; from: Expression; to: Expression }

/** How dates are written. `native`: a column of dates in Parquet. */
export const DATE_FORMATS = ['yyyy-mm-dd', 'dd/mm/yyyy', 'yyyymmdd', 'native'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

export const column = (name: string): Expression => ({ kind: 'column', name })
export const whole = (value: number): Expression => ({ kind: 'whole', value })
/** A date, ISO. */
export const day = (value: string): Expression => ({ kind: 'day', value })
export const nothing: Expression = { kind: 'nothing' }
export const blank = (of: Expression): Expression => ({ kind: 'blank', of })
export const not = (of: Expression): Expression => ({ kind: 'not', of })
export const every = (...of: readonly Expression[]): Expression => ({ kind: 'every', of })
export const some = (...of: readonly Expression[]): Expression => ({ kind: 'some', of })
export const among = (of: Expression, values: readonly string[]): Expression => ({ kind: 'among', of, values })
export const sum = (...of: readonly Expression[]): Expression => ({ kind: 'sum', of })
export const times = (by: number, of: Expression): Expression => ({ kind: 'times', by, of })
export const compare = (
  left: Expression,
  sign: Extract<Expression, { kind: 'compare' }>['sign'],
  right: Expression,
): Expression => ({ kind: 'compare', sign, left, right })
export const equals = (left: Expression, right: Expression): Expression => compare(left, '=', right)
/** The first condition that holds decides. */
export const choose = (
  when: readonly (readonly [Expression, Expression])[],
  otherwise: Expression = nothing,
): Expression => (when.length === 0 ? otherwise : { kind: 'choose', when, otherwise })
