import type { Answer } from '../domain'

/** Browsers differ in the last digit of `exp`, `log` and `pow`: the same means equal in this many digits. */
const DIGITS = 12

/** Where two answers differ, as paths; the engines' names may. Empty where they are the same to 12 significant digits. */
export function sameAnswer(one: Answer, other: Answer): { same: boolean; differences: string[] } {
  const differences: string[] = []
  compare({ ...one, engine: '' }, { ...other, engine: '' }, 'answer', differences)
  return { same: differences.length === 0, differences }
}

function compare(one: unknown, other: unknown, path: string, differences: string[]): void {
  if (typeof one === 'number' && typeof other === 'number') {
    if (!sameNumber(one, other)) differences.push(`${path}: ${one} and ${other}`)
  } else if (isBranch(one) && isBranch(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
      compare(one[key], other[key], `${path}.${key}`, differences)
  } else if (one !== other) differences.push(`${path}: ${String(one)} and ${String(other)}`)
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Nearer to one another than half a unit of the twelfth digit, so that no rounding edge comes between them. */
function sameNumber(one: number, other: number): boolean {
  if (Object.is(one, other) || one === other) return true
  return Math.abs(one - other) <= 0.5 * 10 ** (1 - DIGITS) * Math.max(Math.abs(one), Math.abs(other))
}
