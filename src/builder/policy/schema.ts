import * as v from 'valibot'
import { PRESETS, labelOf, preset, type Policy } from '../../disclosure'
import { date, filled, text, whole, word } from '../recipe/words'

/*
 * A facility's rules as a file, so that they have a name and a version and can be approved. A preset gives what the file does not
 * say. `public/schema/cairn-policy-1.schema.json` says the same in JSON Schema.
 */

const orNull = <S extends v.GenericSchema>(schema: S) => v.nullable(schema)
const share = v.pipe(v.number('a number'), v.gtValue(0, 'more than 0'), v.maxValue(1, 'at most 1'))

export const policySchema = v.strictObject({
  $schema: v.optional(text),
  policy: v.literal(1, 'policy version 1'),
  /** The name that recipes use. */
  id: word,
  version: filled,
  label: v.optional(filled),
  preset: v.picklist(PRESETS, `one of ${PRESETS.join(', ')}`),
  base: v.optional(whole),
  hideTo: v.optional(orNull(whole)),
  leastValues: v.optional(whole),
  small: v.optional(whole),
  bestGuess: v.optional(share),
  modelGuess: v.optional(share),
  groupDisclosureApproved: v.optional(v.boolean()),
  dominance: v.optional(v.strictObject({ share: orNull(share), pPercent: orNull(v.pipe(v.number(), v.minValue(0))) })),
  sensitive: v.optional(
    v.array(
      v.strictObject({
        class: word,
        rule: v.union(
          [v.strictObject({ refuse: v.literal(true) }), v.strictObject({ threshold: whole })],
          'either `refuse` or a `threshold`',
        ),
      }),
    ),
  ),
  minimumPopulation: v.optional(v.record(word, whole)),
  /** Who approved it for the data owner, and when. */
  approval: v.optional(orNull(v.strictObject({ by: filled, on: date }))),
  /** For cell keys: the facility's secret, 32 hex digits or more. Looked at later: what is wrong with it must not be quoted. */
  cellKey: v.optional(text),
  /** For cell keys: how far counts are blurred at least, such as they were in the edition before. */
  noise: v.optional(whole),
})

export type PolicyFile = v.InferOutput<typeof policySchema>

/** The preset with what the file says in its place; the label follows from the rules where the file has none. */
export function policyFrom({ $schema: _, policy: __, preset: name, ...said }: PolicyFile): Policy {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const policy: Policy = { ...preset(name), ...given }
  return said.label === undefined ? { ...policy, label: labelOf(policy) } : policy
}

/** As written by hand or program. */
export type PolicyInput = v.InferInput<typeof policySchema>
