import * as v from 'valibot'
import { DATE_FORMATS } from '../sql/expression'
import { code, date, file, memberCode, some1, text, whole, word } from './words'

/** How a file of rows is written. */
export const fileFormat = {
  files: some1(file),
  format: v.picklist(['csv', 'parquet']),
  delimiter: v.optional(v.pipe(text, v.regex(/^[,;|\t]$/, 'a comma, a semicolon, a bar or a tab')), ','),
  encoding: v.optional(v.picklist(['utf-8', 'latin-1', 'utf-16']), 'utf-8'),
}

/** Left out, or counted under a member that stands for what is not known. */
const handling = v.union([v.literal('drop'), v.strictObject({ member: memberCode })], '"drop", or { "member": … }')

/** A column of codes, and which member of the dimension each of them means. */
const coded = v.strictObject({
  column: code,
  codes: v.record(memberCode, some1(code)),
  blank: handling,
  unlisted: handling,
})
const dated = v.strictObject({ column: code, format: v.picklist(DATE_FORMATS) })

/** Records of events or people: where they lie, what their columns mean, and what is done about dirt. */
export const recordsSchema = v.pipe(
  v.strictObject({
    id: word,
    ...fileFormat,
    /** `together`: everybody without a number counts as one person, which is the careful reading. */
    person: v.strictObject({ column: code, blank: v.picklist(['drop', 'together']) }),
    area: v.strictObject({
      column: code,
      blank: v.literal('drop', '"drop"'),
      unknown: v.literal('drop', '"drop"'),
      /** Codes of areas that others took the place of. */
      ended: v.picklist(['successor', 'drop']),
      /** Codes used on a day on which the area did not exist. */
      outOfTime: v.picklist(['count', 'drop']),
    }),
    date: dated,
    birth: v.optional(dated),
    age: v.optional(v.strictObject({ column: code })),
    /** Ages above are taken for impossible. */
    oldest: v.optional(v.pipe(whole, v.maxValue(150, '150 or less')), 120),
    /** Dates after this day are taken for impossible; the day of the release where it is not given. */
    latest: v.optional(date),
    sex: v.optional(coded),
    categories: v.optional(v.record(word, coded), {}),
    /** Other columns that conditions read, by the name they use. */
    fields: v.optional(v.record(word, code), {}),
    /** `by`: records equal in these (`person`, `date`, fields …) are one; the rest of them are left out. */
    duplicates: v.union(
      [v.literal('keep'), v.strictObject({ by: some1(word) })],
      '"keep", or { "by": [names of columns] }',
    ),
    /** Refused where a larger share of the records is left out for dirt. */
    most: v.optional(v.pipe(v.number(), v.minValue(0, '0 or more'), v.maxValue(1, '1 or less')), 0.05),
  }),
  v.check(({ birth, age }) => !(birth && age), 'either `birth` or `age`, not both'),
)

export type RecipeRecords = v.InferOutput<typeof recordsSchema>
export type Coded = v.InferOutput<typeof coded>

/** Names that conditions and `duplicates` may use. */
export function namesOf(records: RecipeRecords): string[] {
  const roles = ['person', 'area', 'date']
  const given = (['birth', 'sex'] as const).filter((role) => records[role] !== undefined)
  const age = records.birth || records.age ? ['age'] : []
  return [...roles, ...given, ...age, ...Object.keys(records.categories), ...Object.keys(records.fields)]
}
