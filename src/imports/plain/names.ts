/** An area that is known from an open release, from boundaries, or by heart. */
export interface KnownArea {
  code: string
  name: string
  /** Word of its type; empty where only its code says it. */
  type: string
  parents: readonly string[]
}

const known = (code: string, name: string, type: string): KnownArea => ({ code, name, type, parents: [] })

/** Countries and regions, whose codes (ONS Code History Database) stand in nearly every table of areas. */
export const wides: readonly KnownArea[] = [
  known('E92000001', 'England', 'country'), known('W92000004', 'Wales', 'country'),
  known('S92000003', 'Scotland', 'country'), known('N92000002', 'Northern Ireland', 'country'),
  known('K02000001', 'United Kingdom', 'country'), known('K03000001', 'Great Britain', 'country'),
  known('K04000001', 'England and Wales', 'country'),
  known('E12000001', 'North East', 'region'), known('E12000002', 'North West', 'region'),
  known('E12000003', 'Yorkshire and The Humber', 'region'), known('E12000004', 'East Midlands', 'region'),
  known('E12000005', 'West Midlands', 'region'), known('E12000006', 'East of England', 'region'),
  known('E12000007', 'London', 'region'), known('E12000008', 'South East', 'region'),
  known('E12000009', 'South West', 'region'),
] // prettier-ignore

/** A name without case, accents, punctuation, `the` and the order of its words: `Bristol, City of` is `City of Bristol`. */
export const normalName = (name: string): string => wordsOf(name).sort().join(' ')

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}’'`.]/gu, '')
    .replace(/&/g, ' and ')
    .replace(/\bst\b/g, 'saint')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && word !== 'the' && word !== 'and')
}

const fillers = new Set(['city', 'of', 'ua', 'unitary', 'authority', 'council', 'borough', 'district', 'metropolitan', 'county', 'royal', 'london', 'upon', 'region', 'icb', 'nhs', 'integrated', 'care', 'board', 'statistical', 'mbc', 'cc', 'dc', 'bc']) // prettier-ignore

/** The same without the words for what kind of place it is; empty where nothing is left. */
export const bareName = (name: string): string =>
  wordsOf(name)
    .filter((word) => !fillers.has(word))
    .sort()
    .join(' ')

/** How alike two names are, 0 to 1: Dice's coefficient of pairs of letters. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  let shared = 0
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0)
  const sizeOf = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0)
  return (2 * shared) / Math.max(1, sizeOf(a) + sizeOf(b))
}

function pairsOf(name: string): Map<string, number> {
  const text = ` ${normalName(name)} `
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}
