import { grouped, keyOf, listed } from './parts'
import type { Part } from './parts'

/** `note`: brought together, and both said. `apart`: does not mean the same, so it is never brought together. */
export type Severity = 'note' | 'apart'

/** One thing that releases say otherwise. */
export interface Difference {
  /** What it is about: the release, or a dimension, or an indicator. */
  of: 'release' | 'period' | 'sex' | 'age' | 'category' | 'area type' | 'area' | 'population' | 'indicator'
  /** Id or code of it; empty of the release as a whole. */
  id: string
  /** Its name, for people. */
  name: string
  /** Which property, in words. */
  what: string
  severity: Severity
  /** Who says what, by the regions' names. */
  says: { regions: readonly string[]; says: string }[]
  /** What the centre does about it, as a sentence. */
  so: string
}

export type About = Pick<Difference, 'of' | 'id' | 'name' | 'what' | 'severity' | 'so'>

/** One voice: a part and what it says. */
export interface Voice {
  part: Part
  value: unknown
  /** In words; absent: the value itself. */
  says?: string
}

/** The difference, if the voices differ at all. */
export function differenceOf(about: About, voices: readonly Voice[]): Difference[] {
  const groups = grouped(voices, ({ value }) => keyOf(value))
  if (groups.length < 2) return []
  const says = groups.map((group) => ({
    regions: group.map(({ part }) => part.name),
    says: group[0]!.says ?? inWords(group[0]!.value),
  }))
  return [{ ...about, says }]
}

function inWords(value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'nothing'
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('; ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
}

/** `Asthma, unit: A and B say “per 1,000”, C says “%”. They are kept apart.` */
export function sayDifference({ name, what, says, so }: Difference): string {
  const voices = says.map(({ regions, says: said }) =>
    said.includes('“') || said === 'nothing'
      ? `${listed(regions)}: ${said}`
      : `${listed(regions)} ${regions.length > 1 ? 'say' : 'says'} “${said}”`,
  )
  return `${name ? `${name}, ${what}` : capital(what)}: ${voices.join('; ')}. ${so}`
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
