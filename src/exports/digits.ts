/**
 * The same value with every figure to 12 significant digits, as all files of Cairn give them: the same on every machine.
 * Infinite figures become words, since JSON has none; what is not a number becomes null.
 */
export function twelveDigits(value: unknown): unknown {
  if (typeof value === 'number') return figure(value)
  if (ArrayBuffer.isView(value)) return [...(value as unknown as Iterable<number>)].map(figure)
  if (Array.isArray(value)) return value.map(twelveDigits)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, twelveDigits(inner)]))
}

/** The precision of every figure that leaves Cairn: what differs beyond it is the machine's, not the world's. */
export const rounded = (value: number) => Number(value.toPrecision(12))

function figure(value: number): number | string | null {
  if (Number.isNaN(value)) return null
  return Number.isFinite(value) ? rounded(value) : value > 0 ? 'Infinity' : '-Infinity'
}
