/**
 * The value below which a share `p` of unsorted values lies (type 7), without sorting them all: they are put in another order.
 * Source: Hoare (1961), Commun. ACM 4, 321–322 (Find); Hyndman & Fan (1996), Am. Stat. 50, 361–365.
 */
export function selectQuantile(values: Float64Array, p: number): number {
  const at = (values.length - 1) * p
  const low = Math.floor(at + 4 * Number.EPSILON)
  place(values, low)
  const rest = at - low
  if (Math.abs(rest) < 1e-12) return values[low]!
  let next = Infinity
  for (let i = low + 1; i < values.length; i++) if (values[i]! < next) next = values[i]!
  return next === values[low] ? next : values[low]! + rest * (next - values[low]!)
}

/** Moves the value of rank k to position k, with none greater before it and none less after it. */
function place(values: Float64Array, k: number): void {
  let [left, right] = [0, values.length - 1]
  while (left < right) {
    const pivot = values[k]!
    let [i, j] = [left, right]
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const kept = values[i]!
      values[i++] = values[j]!
      values[j--] = kept
    }
    if (j < k) left = i
    if (k < i) right = j
  }
}
