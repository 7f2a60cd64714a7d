import { blurReach } from '../domain'
import { OPEN } from './bounds'
import type { Ranges } from './bounds'
import type { Policy } from './policy'
import type { System } from './system'

export const SHOWN = 0
export const ROUNDED = 1
export const HIDDEN = 2

/** What of a policy every reader is told, and so every attacker knows. */
export type PublicRules = Pick<Policy, 'method' | 'base' | 'hideTo' | 'zerosShown' | 'leastValues'> & {
  /** True where some of the hidden are none at all. */
  zerosHidden?: boolean
  /** For cell keys: how far a blurred count may lie from the truth; absent: `leastValues`. */
  noise?: number
  /** How many bases a controlled rounding may lie from the truth, this one not reached: 1, or 2 where it was relaxed. */
  reach?: number
}

/** Status of cells that nobody publishes, though anyone may work them out. */
export const UNPUBLISHED = 4

/** What a published value says about its count. `cap`: the people among whom was counted; −1 where not known. */
export function rangeOf(rules: PublicRules, status: number, value: number, cap = -1): [low: number, high: number] {
  const most = cap >= 0 ? cap : OPEN
  const { base, method, hideTo, reach = 1 } = rules
  switch (status) {
    case SHOWN:
      return [value, value]
    case ROUNDED: {
      if (method === 'controlled-rounding')
        return [Math.max(0, value - reach * base! + 1), Math.min(most, value + reach * base! - 1)]
      if (method === 'cell-key') return blurredRange(rules, value, most)
      const least = hideTo !== null && value > 0 ? hideTo + 1 : 0
      return [Math.max(least, value - Math.floor(base! / 2)), Math.min(most, value + Math.ceil(base! / 2) - 1)]
    }
    case HIDDEN:
      return [hiddenLow(rules), most]
    case UNPUBLISHED:
      return [0, most]
    default:
      return [0, 0]
  }
}

/** What a hidden cell has at least, as everybody knows. */
export const hiddenLow = ({ zerosShown, zerosHidden }: Pick<PublicRules, 'zerosShown' | 'zerosHidden'>) =>
  zerosShown && !zerosHidden ? 1 : 0

/** Cell keys leave 0 at 0, and move what is not so far at most, never below 0; what is hidden is none of these. */
function blurredRange(rules: PublicRules, value: number, most: number): [low: number, high: number] {
  const least = (rules.hideTo ?? 0) + 1
  const high = Math.min(most, value + blurReach(rules))
  if (value > 0) return [Math.max(least, value - blurReach(rules)), high]
  return [0, least <= high ? high : 0]
}

/** What is known of every cell of the system once it is published so. */
export function publicRanges(
  system: System,
  rules: PublicRules,
  values: Int32Array,
  status: Uint8Array,
  caps: Int32Array | null,
): Ranges {
  const low = new Int32Array(system.cells)
  const high = new Int32Array(system.cells)
  for (let cell = 0; cell < system.cells; cell++)
    [low[cell], high[cell]] = rangeOf(rules, status[cell]!, values[cell]!, caps?.[cell] ?? -1)
  return { low, high }
}

/** To the nearest multiple, halves up. */
export const nearest = (count: number, base: number) => base * Math.floor((count + base / 2) / base)
