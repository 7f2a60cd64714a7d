/** Whether two plain values (questions are) say the same, whatever the order of their keys. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const mine = Object.entries(one).filter(([, value]) => value !== undefined)
  const theirs = new Map(Object.entries(other).filter(([, value]) => value !== undefined))
  return mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && same(value, theirs.get(key)))
}
