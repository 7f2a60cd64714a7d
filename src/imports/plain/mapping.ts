import * as v from 'valibot'
import { ReleaseError } from '../../domain'
import { MEANINGS } from './figures'
import { DASHES, NAMED_YEARS } from './periods'

/** What a column holds. Several may be `value`: then each is a period or an indicator of its own (`headings`). */
export const ROLES = [
  'ignore',
  'area-code',
  'area-name',
  'period',
  'indicator',
  'sex',
  'age',
  'group',
  'value',
  'count',
  'denominator',
  'lower',
  'upper',
  'unit',
  'note',
] as const
export type Role = (typeof ROLES)[number]

/** How values came from counts. */
export const MEASURES = ['proportion', 'rate', 'count', 'other'] as const
export type Measure = (typeof MEASURES)[number]

const text = v.string()
const schema = v.object({
  /** One role a column. */
  columns: v.array(v.picklist(ROLES)),
  headings: v.picklist(['periods', 'indicators']),
  /** Period of rows where no column says it. */
  period: text,
  dashes: v.picklist(DASHES),
  /** Which of its two years `FY2023` names. */
  namedYear: v.picklist(NAMED_YEARS),
  decimal: v.picklist(['.', ',']),
  /** What marks in place of figures mean. */
  marks: v.record(text, v.picklist(MEANINGS)),
  measure: v.picklist(MEASURES),
  /** What a proportion or rate is multiplied by when printed. */
  per: v.pipe(v.number(), v.minValue(1e-6)),
  unit: text,
  polarity: v.picklist(['high-is-good', 'low-is-good', 'neither']),
  /** Name of the indicator where no column says it. */
  indicator: text,
  /** What is counted and among whom, as plural nouns. */
  counts: text,
  among: text,
  /** Areas that the reader decided: the file's code or name → an area's code, `own` (a place of its own), `whole` (all of the others together) or `leave`. */
  areas: v.record(text, text),
  /** What places are that no list knows. */
  places: v.object({ one: text, many: text }),
  title: text,
  source: text,
  licence: text,
})

/** What a plain table means: guessed first, then corrected by whoever brings it. Plain data. */
export type PlainMapping = v.InferOutput<typeof schema>

/** A mapping from JSON; what it leaves out stays as it was guessed. Throws ReleaseError. */
export function readMapping(json: string, guessed: PlainMapping, file: string): PlainMapping {
  const result = v.safeParse(v.partial(schema), parsed(json, file))
  if (!result.success) {
    const issue = result.issues[0]
    throw new ReleaseError(`${file} is not a mapping of columns`, {
      where: v.getDotPath(issue) ?? file,
      found: String(issue.received),
      expected: String(issue.expected),
    })
  }
  const mapping = { ...guessed, ...result.output }
  if (mapping.columns.length === guessed.columns.length) return mapping
  throw new ReleaseError(`${file} is a mapping for another table`, { found: `${mapping.columns.length} columns`, expected: `${guessed.columns.length} columns` }) // prettier-ignore
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new ReleaseError(`${file} is not JSON`, { found: String(error), expected: 'a mapping of columns' })
  }
}

/** Column of a role that one column alone has; -1 where none has it. */
export const columnOf = ({ columns }: Pick<PlainMapping, 'columns'>, role: Role): number => columns.indexOf(role)

/** Every column of a role. */
export const columnsWith = ({ columns }: Pick<PlainMapping, 'columns'>, role: Role): number[] =>
  columns.flatMap((one, at) => (one === role ? [at] : []))
