import * as v from 'valibot'

/* The small parts that a recipe is made of. Each says what it expects, for messages. */

/** A value of a file or a column's name: any text but control characters, which are never part of a code. */
export const code = v.pipe(
  v.string('a text'),
  v.nonEmpty('a text that is not empty'),
  v.maxLength(200, 'a text of at most 200 characters'),
  // eslint-disable-next-line no-control-regex
  v.regex(/^[^\u0000-\u001f\u007f]*$/, 'a text without control characters'),
  v.check((text) => text.trim() === text, 'a text without spaces around it'),
)
export const text = v.string('a text')
export const filled = v.pipe(text, v.nonEmpty('a text that is not empty'))
/** Stands in links and file names. */
export const word = v.pipe(text, v.regex(/^[a-z0-9][a-z0-9_-]*$/, 'short lower-case words: a–z, 0–9, dash, underline'))
/** Ages, periods and the like: `0-4`, `90+`, `2023/24`. */
export const memberCode = v.pipe(
  text,
  v.regex(/^[A-Za-z0-9][A-Za-z0-9 +._/-]*$/, 'a short code such as 2024, 0-4 or 90+'),
)
export const date = v.pipe(
  text,
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2025-03-31'),
  v.check((day) => new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day, 'a date that is in the calendar'),
)
export const whole = v.pipe(v.number('a number'), v.integer('a whole number'), v.minValue(0, '0 or more'))
/** Below the folder that is given when the recipe is run; `*` stands for any part of a file's name. */
export const file = v.pipe(
  text,
  v.regex(/^(?!.*\.\.)[A-Za-z0-9_*][A-Za-z0-9._*/ -]*$/, 'a file’s name within the folder of records, without ..'),
)
export const some1 = <S extends v.GenericSchema>(item: S) =>
  v.pipe(v.array(item, 'a list'), v.nonEmpty('a list with something in it'))
export const link = v.strictObject({ title: filled, path: v.optional(filled) })
