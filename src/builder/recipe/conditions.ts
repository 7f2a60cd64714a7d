import * as v from 'valibot'
import { among, blank, column, every, not, some, type Expression } from '../sql/expression'
import { code } from './words'

/**
 * Which records are meant, in small declared steps; never SQL. `column` is a name of the recipe's records (`fields`,
 * `person`, `area`, `sex` as written in the file) or `age`, in completed years.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { column: string; is: string }
  | { column: string; in: string[] }
  | { column: string; startsWith: string[] }
  | { column: string; blank: boolean }
  | { column: string; from?: number; to?: number }

const named = { column: code }
const some1 = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.nonEmpty('a list with something in it'))
const bound = v.pipe(v.number('a number'), v.finite('a number'))

export const condition: v.GenericSchema<Condition> = v.lazy((input) => shapeFor(input))

/** The one shape that the keys ask for, so that a message speaks of that and not of eight. */
function shapeFor(input: unknown): v.GenericSchema<Condition> {
  const has = (key: string) => typeof input === 'object' && input !== null && Object.hasOwn(input, key)
  if (has('all')) return v.strictObject({ all: some1(condition) })
  if (has('any')) return v.strictObject({ any: some1(condition) })
  if (has('not')) return v.strictObject({ not: condition })
  if (has('is')) return v.strictObject({ ...named, is: code })
  if (has('in')) return v.strictObject({ ...named, in: some1(code) })
  if (has('startsWith')) return v.strictObject({ ...named, startsWith: some1(code) })
  if (has('blank')) return v.strictObject({ ...named, blank: v.boolean('true or false') })
  return v.pipe(
    v.strictObject({ ...named, from: v.optional(bound), to: v.optional(bound) }, CONDITION_EXPECTED),
    v.check(({ from, to }) => from !== undefined || to !== undefined, CONDITION_EXPECTED),
  )
}

const CONDITION_EXPECTED =
  'a condition: all, any or not; or a column with is, in, startsWith, blank, or from and to, and nothing else'

/** Every column that a condition reads, with its path below the condition, and whether it is read as a number. */
export function columnsOf(one: Condition, path: string[] = []): { name: string; path: string[]; number: boolean }[] {
  if ('all' in one) return one.all.flatMap((part, at) => columnsOf(part, [...path, 'all', String(at)]))
  if ('any' in one) return one.any.flatMap((part, at) => columnsOf(part, [...path, 'any', String(at)]))
  if ('not' in one) return columnsOf(one.not, [...path, 'not'])
  const number = 'from' in one || 'to' in one || 'blank' in one
  return [{ name: one.column, path: [...path, 'column'], number }]
}

/** The condition as an expression over the plan's columns. */
export function expressionOf(one: Condition): Expression {
  if ('all' in one) return every(...one.all.map(expressionOf))
  if ('any' in one) return some(...one.any.map(expressionOf))
  if ('not' in one) return not(expressionOf(one.not))
  const of = column(one.column === 'age' ? '_age' : one.column)
  if ('is' in one) return among(of, [one.is])
  if ('in' in one) return among(of, one.in)
  if ('startsWith' in one) return { kind: 'starts', of, values: one.startsWith }
  if ('blank' in one) return one.blank ? blank(of) : not(blank(of))
  return { kind: 'number', of, from: one.from ?? null, to: one.to ?? null }
}

/**
 * By column, the values that a record must have for the condition to hold, where that can be told: two conditions that
 * ask different values of one column can never hold together.
 */
export function requiredValues(one: Condition): Map<string, Set<string>> {
  if ('all' in one) return new Map(one.all.flatMap((part) => [...requiredValues(part)]))
  if ('is' in one) return new Map([[one.column, new Set([one.is])]])
  if ('in' in one) return new Map([[one.column, new Set(one.in)]])
  return new Map()
}
