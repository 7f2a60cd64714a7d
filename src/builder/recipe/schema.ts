import * as v from 'valibot'
import { condition } from './conditions'
import { recordsSchema, fileFormat } from './records'
import { code, date, file, filled, link, memberCode, some1, text, whole, word } from './words'

/*
 * What a recipe may hold. Unlike a release, where unknown properties are passed over, a recipe refuses them: a misspelt rule
 * must not be a rule that is not followed. `public/schema/cairn-recipe-1.schema.json` says the same in JSON Schema.
 */

const orNull = <S extends v.GenericSchema>(schema: S) => v.nullable(schema)
const codeMap = v.record(memberCode, some1(code))

const area = v.strictObject({
  code,
  name: filled,
  type: word,
  parents: v.optional(v.array(code), []),
  facility: v.optional(orNull(filled), null),
  x: v.optional(orNull(v.number()), null),
  y: v.optional(orNull(v.number()), null),
  score: v.optional(orNull(v.number()), null),
  validFrom: v.optional(orNull(date), null),
  validTo: v.optional(orNull(date), null),
  successors: v.optional(v.array(code), []),
})

/** In the recipe itself, or in a CSV with the columns `code name type parents …` (lists within a cell are parted by spaces). */
const areas = v.union([v.strictObject({ list: some1(area) }), v.strictObject({ file })], 'a list of areas, or a file')

const member = { code: memberCode, label: filled }
const dimensions = v.strictObject({
  periods: some1(
    v.strictObject({
      ...member,
      start: date,
      end: date,
      kind: v.picklist(['calendar', 'financial', 'academic', 'rolling', 'quarter', 'month']),
    }),
  ),
  sexes: v.array(v.strictObject(member)),
  ages: v.array(v.strictObject({ ...member, start: whole, end: orNull(whole) })),
  categories: v.array(
    v.strictObject({
      id: word,
      label: filled,
      source: text,
      members: some1(v.strictObject({ ...member, unranked: v.optional(v.boolean()) })),
    }),
  ),
  areaTypes: some1(
    v.strictObject({
      id: word,
      label: v.strictObject({ one: filled, many: filled }),
      includes: some1(word),
      means: v.picklist(['residence', 'registration', 'provider']),
    }),
  ),
})

/** Which records count, and from where. */
const selection = v.strictObject({ records: word, where: v.optional(condition) })

/** A table to publish: the indicator's counts by these axes, area last. */
const table = v.strictObject({
  id: word,
  axes: v.pipe(
    some1(word),
    v.check((axes) => axes.at(-1) === 'area', '`area` as the last axis'),
    v.check((axes) => axes.includes('period'), '`period` among the axes'),
    v.check((axes) => new Set(axes).size === axes.length, 'each axis once'),
  ),
  /** Codes, where not all members of the dimension are meant. Ages are always named. */
  ages: v.optional(some1(memberCode)),
  sexes: v.optional(some1(memberCode)),
  periods: v.optional(some1(memberCode)),
  /** Ids of area types. */
  areas: some1(word),
  additive: v.array(word),
  /** `records`: the indicator's own `outOf`; else the id of a population. */
  population: word,
  /** Lists of axes to sum over, where persons are wanted in margins too. */
  margins: v.optional(v.array(some1(word)), []),
  /** Sums of this table to publish as tables of their own: all members of the axes in `over` together. */
  totals: v.optional(v.array(v.strictObject({ id: word, over: some1(word) })), []),
})

const indicator = v.strictObject({
  id: word,
  name: filled,
  shortName: filled,
  counts: filled,
  among: filled,
  topic: filled,
  kind: v.picklist(['proportion', 'rate', 'dsr', 'ratio', 'mean', 'life-expectancy']),
  unit: text,
  multiplier: v.pipe(v.number(), v.gtValue(0, 'more than 0')),
  polarity: v.picklist(['high-is-good', 'low-is-good', 'neither']),
  standard: orNull(v.picklist(['ESP2013'])),
  /** What a cell counts: each person once, or each of their events. */
  repeats: v.picklist(['persons', 'events']),
  definition: filled,
  rationale: text,
  source: text,
  method: text,
  numerator: filled,
  denominator: filled,
  caveats: v.array(text),
  periodType: text,
  /** Classes of the policy with rules of their own, such as `abortions`. */
  sensitive: v.optional(v.array(word), []),
  breaks: v.optional(v.array(v.strictObject({ period: memberCode, why: filled })), []),
  /** A value that somebody has set to be reached, in the printed unit, and what it is called. */
  target: v.optional(v.strictObject({ value: v.pipe(v.number(), v.finite()), label: v.pipe(filled, v.maxLength(120, '120 letters or fewer')) })), // prettier-ignore
  /** Records in the numerator. */
  count: selection,
  /** Records in the denominator, where it comes from records; null where a population is meant. */
  outOf: v.optional(orNull(selection), null),
  tables: some1(table),
})

const population = v.strictObject({
  id: word,
  ...fileFormat,
  /** Names of the file's columns. Their values are the codes of the dimensions. */
  area: code,
  period: code,
  count: code,
  sex: v.optional(code),
  age: v.optional(code),
  categories: v.optional(v.record(word, v.strictObject({ column: code, codes: v.optional(codeMap) })), {}),
  /** Periods that its files tell of, where not all of the dimensions are meant. */
  periods: v.optional(some1(memberCode)),
  /** What is published of the population called `population`: its bands of age and its areas. */
  ages: v.optional(some1(memberCode)),
  areas: some1(word),
})

export const recipeSchema = v.strictObject({
  $schema: v.optional(text),
  recipe: v.literal(1, 'recipe version 1'),
  id: word,
  title: filled,
  description: text,
  /** Day of the release. */
  date,
  /** Day by which the release should be looked at again. */
  review: v.optional(orNull(date), null),
  synthetic: v.boolean(),
  facilities: some1(filled),
  licences: v.array(link),
  sources: v.array(link),
  contributors: v.array(link),
  scoreName: orNull(filled),
  comparators: some1(code),
  defaultAreaType: word,
  notes: v.array(text),
  /** Name of the disclosure policy. There is no default: an owner must have chosen. */
  policy: word,
  /** Whether cells get keys from their records, as a policy of cell keys asks. */
  cellKeys: v.optional(v.boolean(), false),
  areas,
  boundaries: v.optional(orNull(file), null),
  layout: v.optional(orNull(file), null),
  dimensions,
  records: some1(recordsSchema),
  populations: v.array(population),
  indicators: some1(indicator),
})

export type Recipe = v.InferOutput<typeof recipeSchema>
/** As written by hand or program: what has a default may be left out. */
export type RecipeInput = v.InferInput<typeof recipeSchema>
export type RecipeIndicator = Recipe['indicators'][number]
export type RecipeTable = RecipeIndicator['tables'][number]
export type RecipePopulation = Recipe['populations'][number]
