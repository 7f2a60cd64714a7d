import type { AgeBand, Sex } from '../../domain'
import { slug } from './slug'

/** Sexes that a release knows by these codes, in this order; the source's other words come after. */
const knownSexes: readonly Sex[] = [
  { code: 'persons', label: 'Persons' },
  { code: 'female', label: 'Female' },
  { code: 'male', label: 'Male' },
]

export function readSex(label: string): Sex {
  const known = knownSexes.find((sex) => sex.label.toLowerCase() === label.toLowerCase())
  return known ?? { code: slug(label) || 'persons', label: label || 'Persons' }
}

export function sortSexes(sexes: Iterable<Sex>): Sex[] {
  const rank = (sex: Sex) => {
    const at = knownSexes.findIndex((known) => known.code === sex.code)
    return at < 0 ? knownSexes.length : at
  }
  return [...sexes].sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
}

/** `17+ yrs`, `<18 yrs`, `4-5 yrs`, `2 yrs`, `All ages`; `understood` is false for anything else. */
export function readAge(label: string): { band: AgeBand; understood: boolean } {
  const text = label.replace(/\s*(yrs?|years?)\b\.?/i, '').trim()
  const [open, under, range, single] = [/^(\d+)\+$/, /^<(\d+)$/, /^(\d+)\s*-\s*(\d+)$/, /^(\d+)$/].map((form) => form.exec(text)) // prettier-ignore
  if (/^all ages$/i.test(text)) return known('all', 'All ages', 0, null)
  if (open) return known(`${open[1]}plus`, `${open[1]} and over`, Number(open[1]), null)
  if (under) return known(`under${under[1]}`, `Under ${under[1]}`, 0, Number(under[1]) - 1)
  if (range) return known(`${range[1]}-${range[2]}`, `${range[1]} to ${range[2]}`, Number(range[1]), Number(range[2]))
  if (single) return known(`${single[1]}`, `${single[1]}`, Number(single[1]), Number(single[1]))
  return {
    band: { code: slug(label) || 'all', label: label || 'All ages', start: 0, end: null },
    understood: label === '',
  }
}

const known = (code: string, label: string, start: number, end: number | null) => ({
  band: { code, label, start, end },
  understood: true,
})

/** Youngest first; of bands that begin together the widest first, so that a whole stands before its parts. */
export function sortAges(ages: Iterable<AgeBand>): AgeBand[] {
  const last = (age: AgeBand) => age.end ?? Infinity
  return [...ages].sort((a, b) => a.start - b.start || compare(last(b), last(a)) || (a.code < b.code ? -1 : 1))
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
