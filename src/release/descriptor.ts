import * as v from 'valibot'
import { ReleaseError } from '../domain'

/*
 * The shape of `datapackage.json`. Unknown properties are accepted and dropped, on the way in and on the way out: a
 * maker's extra fields cannot slip into a release. `public/schema/cairn-release-1.schema.json` says the same in JSON Schema.
 */

export const FORMAT = '1'
export const DESCRIPTOR = 'datapackage.json'

const text = v.string()
const filled = v.pipe(text, v.nonEmpty('a text that is not empty'))
/** Short lower-case words, used in links and file names. */
const word = v.pipe(text, v.regex(/^[a-z0-9][a-z0-9._-]*$/, 'short lower-case words: a–z, 0–9, point, dash, underline'))
/** Stays within the release's folder, and names no other host. */
const path = v.pipe(text, v.regex(/^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9._/-]*$/, 'a path within the release’s folder'))
const date = v.pipe(text, v.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2025-03-31'))
const whole = v.pipe(v.number(), v.integer('a whole number'), v.minValue(0, '0 or more'))
const positive = v.pipe(v.number(), v.gtValue(0, 'more than 0'))
const texts = v.array(text)
const codes = v.array(filled)
const orNull = <S extends v.GenericSchema>(schema: S) => v.nullable(schema)

const link = v.object({ title: filled, path: v.optional(filled) })
const licence = v.pipe(
  v.object({ name: v.optional(filled), title: v.optional(filled), path: v.optional(filled) }),
  v.check(({ name, path }) => Boolean(name ?? path), 'a licence with a `name` or a `path`'),
)

const resource = v.object({
  name: word,
  path,
  type: v.optional(text),
  title: v.optional(text),
  format: filled,
  mediatype: v.optional(filled),
  bytes: whole,
  hash: v.pipe(text, v.regex(/^sha256:[0-9a-f]{64}$/, '`sha256:` and 64 hex digits')),
  schema: v.optional(v.object({ fields: v.array(v.object({ name: filled, type: filled })) })),
})

const member = { code: filled, label: text }

const dimensions = v.object({
  periods: v.array(
    v.object({
      ...member,
      start: date,
      end: date,
      kind: v.picklist(['calendar', 'financial', 'academic', 'rolling', 'quarter', 'month']),
    }),
  ),
  sexes: v.array(v.object(member)),
  ages: v.array(v.object({ ...member, start: whole, end: orNull(whole) })),
  categories: v.array(
    v.object({
      id: word,
      label: text,
      source: text,
      members: v.array(v.object({ ...member, unranked: v.optional(v.boolean()) })),
    }),
  ),
  areaTypes: v.array(
    v.object({
      id: word,
      label: v.object({ one: filled, many: filled }),
      includes: codes,
      means: v.picklist(['residence', 'registration', 'provider']),
    }),
  ),
})

const indicator = v.object({
  id: word,
  name: filled,
  shortName: filled,
  counts: text,
  among: text,
  topic: text,
  kind: v.picklist(['proportion', 'rate', 'dsr', 'ratio', 'mean', 'life-expectancy', 'published']),
  recompute: orNull(v.picklist(['proportion', 'rate', 'ratio'])),
  unit: text,
  multiplier: positive,
  polarity: v.picklist(['high-is-good', 'low-is-good', 'neither']),
  standard: orNull(v.picklist(['ESP2013'])),
  repeats: v.picklist(['persons', 'events']),
  dispersion: v.pipe(v.number(), v.minValue(1, '1 or more')),
  definition: text,
  rationale: text,
  source: text,
  method: text,
  numerator: text,
  denominator: text,
  caveats: texts,
  disclosure: text,
  periodType: text,
  tables: v.array(word),
  breaks: v.array(v.object({ period: filled, why: text })),
  target: v.optional(
    v.object({
      value: v.pipe(v.number(), v.finite()),
      label: v.pipe(filled, v.maxLength(120, '120 letters or fewer')),
    }),
  ),
})

/** The area axis may name area types instead of thousands of codes. */
const axis = v.pipe(
  v.object({ name: word, members: v.optional(codes), types: v.optional(codes) }),
  v.check(({ members, types }) => Boolean(members) !== Boolean(types), 'either `members` or `types`'),
  v.check(({ name, types }) => !types || name === 'area', '`types` only for the axis `area`'),
)

/** Lists by name. `v.record` alone would take a list for one. */
const lists = (what: string) =>
  v.pipe(
    v.custom<Record<string, unknown>>((value) => typeof value === 'object' && !Array.isArray(value), what),
    v.record(text, codes),
  )

const table = v.object({
  id: word,
  resource: word,
  shape: v.picklist(['counts', 'published', 'population']),
  axes: v.pipe(v.array(axis), v.minLength(1, 'at least one axis')),
  ownPopulation: v.boolean(),
  additive: v.array(word),
  populationAges: orNull(lists('lists of ages by age')),
  sums: v.optional(v.array(word)),
  kept: v.optional(v.array(word), []),
  limits: v.optional(lists('lists of members by axis'), {}),
})

const sha = v.pipe(text, v.regex(/^[0-9a-f]{64}$/, '64 hex digits'))

const byIndicator = (what: string, value: typeof whole) =>
  v.pipe(
    v.custom<Record<string, unknown>>((found) => typeof found === 'object' && !Array.isArray(found), what),
    v.record(text, value),
  )

const rules = v.object({
  facility: filled,
  policy: filled,
  version: filled,
  label: filled,
  method: v.picklist(['controlled-rounding', 'hide-and-round', 'suppression', 'cell-key']),
  base: orNull(positive),
  hideTo: orNull(whole),
  thresholds: byIndicator('thresholds by indicator', whole),
  zerosShown: v.boolean(),
  zerosHidden: v.optional(texts),
  reach: positive,
  noise: v.optional(v.pipe(whole, v.minValue(1, '1 or more'))),
  leastValues: positive,
  small: positive,
  bestGuess: v.pipe(positive, v.maxValue(1, 'a probability')),
  modelGuess: v.optional(v.pipe(positive, v.maxValue(1, 'a probability'))),
  groupDisclosureApproved: v.boolean(),
  approval: orNull(v.object({ by: filled, on: date })),
})

const protection = v.variant('kind', [
  v.object({ kind: v.literal('already-public'), by: filled, label: filled }),
  v.object({
    kind: v.literal('protected'),
    label: filled,
    rules: v.pipe(v.array(rules), v.minLength(1, 'at least one')),
  }),
])

const part = v.object({ id: word, title: filled, facility: text, date, identity: sha })

/** The namespaced part. */
export const cairnSchema = v.object({
  format: v.pipe(text, v.regex(/^1(\.\d+)*$/, 'format version 1')),
  date,
  synthetic: v.boolean(),
  protection,
  facilities: texts,
  parts: v.optional(v.array(part), []),
  review: v.optional(orNull(date), null),
  scoreName: orNull(filled),
  dimensions,
  indicators: v.array(indicator),
  tables: v.array(table),
  areas: word,
  boundaries: orNull(word),
  layout: orNull(word),
  summary: orNull(word),
  comparators: codes,
  defaultAreaType: filled,
  notes: texts,
})

export const descriptorSchema = v.object({
  name: word,
  title: filled,
  description: v.optional(text, ''),
  licenses: v.optional(v.array(licence), []),
  sources: v.optional(v.array(link), []),
  contributors: v.optional(v.array(link), []),
  resources: v.array(resource),
  cairn: cairnSchema,
})

export type Descriptor = v.InferOutput<typeof descriptorSchema>
export type CairnPart = v.InferOutput<typeof cairnSchema>
export type Resource = v.InferOutput<typeof resource>

/** Throws `ReleaseError` that names the first property that is wrong. */
export function validateDescriptor(json: unknown): Descriptor {
  checkVersion(json)
  const result = v.safeParse(descriptorSchema, json)
  if (result.success) return result.output
  throw wrongProperty(DESCRIPTOR, result.issues)
}

/** Says where in a JSON file the first fault lies, what stands there and what should. */
export function wrongProperty(file: string, issues: readonly v.BaseIssue<unknown>[]): ReleaseError {
  const issue = issues[0] as v.BaseIssue<unknown>
  const where = v.getDotPath(issue) ?? ''
  const more = issues.length > 1 ? `, and ${issues.length - 1} more` : ''
  // A message of our own says what is expected; valibot's begin with "Invalid".
  const expected = issue.message.startsWith('Invalid') ? (issue.expected ?? 'something else') : issue.message
  return new ReleaseError(`${file} is not as a release's should be: ${where || 'the whole'}${more}.`, {
    where: where ? `${file}, ${where}` : file,
    found: issue.received,
    expected,
    todo: 'Ask whoever made the release to make it again with the current Cairn.',
  })
}

/** Before all else, so that a newer format is called newer and not wrong. */
function checkVersion(json: unknown): void {
  const cairn = (json as { cairn?: { format?: unknown } } | null)?.cairn
  if (cairn === undefined)
    throw new ReleaseError(`${DESCRIPTOR} describes no Cairn release.`, {
      where: `${DESCRIPTOR}, cairn`,
      found: 'no part called `cairn`',
      expected: 'a part called `cairn`',
      todo: 'Check that this is the folder of a release.',
    })
  const format = cairn?.format
  if (typeof format === 'string' && /^\d+(\.\d+)*$/.test(format) && format.split('.')[0] !== FORMAT)
    throw new ReleaseError(`This release is written in format ${format}; this Cairn reads format ${FORMAT}.`, {
      where: `${DESCRIPTOR}, cairn.format`,
      found: format,
      expected: FORMAT,
      todo: 'Load the newest Cairn, then open the release again.',
    })
}
