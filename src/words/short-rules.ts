import type { FacilityRules, Protection } from '../domain'
import { grouped, rulesInView } from './rules'

/** The rules of the facilities in view in a few words each: `Counts rounded to 5 (Greater Manchester)`. Empty where the rules are not told. */
export function shortRules(protection: Protection, inView: readonly string[]): string[] {
  if (protection.kind !== 'protected') return []
  const own = rulesInView(protection, inView)
  const several = protection.rules.length > 1
  return grouped(own, shortRule).map(([rule, names]) => (several ? `${rule} (${names.join(', ')})` : rule))
}

function shortRule({ method, base, hideTo, zerosHidden = [] }: FacilityRules): string {
  const hides = hideTo
    ? `Counts of 1 to ${hideTo}${zerosHidden.length > 0 ? ' and some zeros' : ''} hidden`
    : method === 'suppression'
      ? 'Small counts hidden'
      : ''
  const rest = method === 'cell-key' ? 'blurred' : base !== null && base > 1 ? `rounded to ${base}` : ''
  if (!rest) return hides || 'Counts protected'
  return hides ? `${hides}, the rest ${rest}` : `Counts ${rest}`
}
