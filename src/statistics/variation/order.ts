/**
 * Prepares to order many lists of so many numbers: `order(values)` gives the positions from the least to the greatest, in an array that the
 * next call fills anew. Values go into as many even buckets as there are, which takes time in proportion to their number unless they
 * crowd; then they are sorted outright. Equal values keep their order.
 * Source: Isaac & Singleton (1956), J. ACM 3, 169–174 (sorting by address calculation).
 */
export function orderer(size: number): (values: Float64Array) => Uint32Array {
  const start = new Uint32Array(size + 1)
  const bucket = new Uint32Array(size)
  const order = new Uint32Array(size)
  return (values) => {
    let [least, most] = [Infinity, -Infinity]
    for (let i = 0; i < size; i++) {
      if (values[i]! < least) least = values[i]!
      if (values[i]! > most) most = values[i]!
    }
    const scale = (size - 1e-6) / (most - least)
    // One value, or so close or far apart that buckets cannot tell.
    if (!(scale > 0 && scale < Infinity)) return outright(values, order)
    start.fill(0)
    for (let i = 0; i < size; i++) {
      const at = Math.floor((values[i]! - least) * scale)
      bucket[i] = at
      start[at + 1]!++
    }
    let fullest = 0
    for (let b = 1; b <= size; b++) {
      if (start[b]! > fullest) fullest = start[b]!
      start[b]! += start[b - 1]!
    }
    if (fullest > 24 + size / 8) return outright(values, order)
    for (let i = 0; i < size; i++) order[start[bucket[i]!]!++] = i
    tidy(values, order)
    return order
  }
}

function outright(values: Float64Array, order: Uint32Array): Uint32Array {
  for (let i = 0; i < order.length; i++) order[i] = i
  return order.sort((one, other) => values[one]! - values[other]! || one - other)
}

/** Straight insertion: all are at most a bucket away from their place. */
function tidy(values: Float64Array, order: Uint32Array): void {
  for (let at = 1; at < order.length; at++) {
    const i = order[at]!
    const value = values[i]!
    let to = at
    while (to > 0 && values[order[to - 1]!]! > value) {
      order[to] = order[to - 1]!
      to--
    }
    order[to] = i
  }
}
