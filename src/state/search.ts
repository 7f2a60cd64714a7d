import type { Area, Release } from '../domain'
import { everydayMeanings } from './everyday'
import { plain } from './plain'

/** What was found: an indicator in an area, an area, an indicator by its name or topic, or by the words of its definition. */
export type HitKind = 'both' | 'area' | 'indicator' | 'definition'

export interface Hit {
  kind: HitKind
  label: string
  /** What it is: `unitary authority`, `Respiratory`, the words that fit. */
  detail: string
  /** Code of the area and id of the indicator, where it has them. */
  area?: string
  indicator?: string
}

/** From here on letters are wrong: this and one more for each. */
const MISTYPED = 4

/** 0 is best: the name begins so; a word of it does; it holds it; all the words occur; letters are wrong. Null: no match. */
export function closeness(name: string, wanted: string): number | null {
  const text = plain(name)
  if (text.startsWith(wanted)) return 0
  if (text.includes(` ${wanted}`)) return 1
  if (text.includes(wanted)) return 2
  const words = wanted.split(' ')
  if (words.every((word) => text.includes(word))) return 3
  const parts = text.split(' ')
  const wrong = words.map((word) => (text.includes(word) ? 0 : Math.min(...parts.map((part) => slips(part, word)))))
  const fits = wrong.every((many, i) => many <= forgiven(words[i]!))
  return fits ? MISTYPED - 1 + wrong.reduce((sum, many) => sum + many, 0) : null
}

/** Whether letters had to be put right for this closeness. */
export const mistyped = (rank: number | null) => rank !== null && rank >= MISTYPED

/** How many letters of what was typed may be wrong. */
const forgiven = ({ length }: string) => (length < 4 ? 0 : length < 7 ? 1 : 2)

/**
 * Letters to put right until a word begins as was typed: wrong ones, missing ones, ones too many, neighbours swapped
 * (Damerau 1964, Commun. ACM 7, 171–176, against the nearest beginning).
 */
export function slips(word: string, typed: string): number {
  let [before, last] = [[] as number[], Array.from({ length: word.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= typed.length; i++) {
    const row = [i]
    for (let j = 1; j <= word.length; j++) {
      const one = typed[i - 1] === word[j - 1] ? 0 : 1
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + one)
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    ;[before, last] = [last, row]
  }
  return Math.min(...last)
}

interface Ranked {
  rank: number
  hit: Hit
}

const MOST: Record<HitKind, number> = { both: 3, area: 5, indicator: 5, definition: 3 }
/** Words between an area and a topic that name neither. */
const BETWEEN = new Set(['in', 'of', 'for', 'at', 'the', 'and'])

/**
 * Areas and indicators whose name, code, topic or definition fits what was typed, or both together; kinds in a row, the best kind first.
 * What is mistyped is offered only where nothing is right.
 */
export function search(release: Release, typed: string): Hit[] {
  const wanted = plain(typed)
  if (wanted === '') return []
  const indicators = indicatorHits(release, wanted)
  const found = indicators.map(({ hit }) => hit.indicator)
  const kinds = [
    bothHits(release, wanted),
    indicators,
    areaHits(release, wanted),
    definitionHits(release, wanted).filter(({ hit }) => !found.includes(hit.indicator)),
  ]
  const chosen = kinds.map(bestOf)
  const right = chosen.some(([first]) => first && first.rank < MISTYPED)
  const told = chosen.filter(([first]) => first && (!right || first.rank < MISTYPED))
  return told.sort(([a], [b]) => a!.rank - b!.rank).flatMap((hits) => hits.map(({ hit }) => hit))
}

/** The best of one kind, by the same rule. */
function bestOf(hits: readonly Ranked[]): Ranked[] {
  const right = hits.filter(({ rank }) => rank < MISTYPED)
  const order = (a: Ranked, b: Ranked) =>
    a.rank - b.rank || a.hit.label.length - b.hit.label.length || a.hit.label.localeCompare(b.hit.label)
  return (right.length > 0 ? right : [...hits]).sort(order).slice(0, MOST[hits[0]?.hit.kind ?? 'area'])
}

function indicatorHits({ indicators }: Release, wanted: string): Ranked[] {
  const meanings = everydayMeanings(wanted)
  return indicators.flatMap((indicator) => {
    const names = [indicator.shortName, indicator.name, indicator.id, indicator.topic]
    const rank = nameRank(names, wanted, meanings)
    const { id, name, topic } = indicator
    return rank === null ? [] : [{ rank, hit: { kind: 'indicator', indicator: id, label: name, detail: topic || 'topic' } }] // prettier-ignore
  })
}

/** Words of every day come after names as they are, and before names with letters put right. */
function nameRank(names: readonly string[], wanted: string, meanings: readonly string[]): number | null {
  const rank = best(names, wanted)
  const meant = names.some((name) => meanings.some((beginning) => ` ${plain(name)}`.includes(` ${beginning}`)))
  return meant && (rank === null || rank >= MISTYPED) ? MISTYPED - 1 : rank
}

function areaHits(release: Release, wanted: string): Ranked[] {
  const shown = new Set(release.dimensions.areaTypes.flatMap((type) => type.includes))
  return release.areas.flatMap((area) => {
    const rank = shown.has(area.type) ? best([area.name, area.code], wanted) : null
    return rank === null ? [] : [{ rank, hit: hitOfArea(area, release) }]
  })
}

function hitOfArea({ code, name, type }: Area, { dimensions }: Release): Hit {
  const known = dimensions.areaTypes.find(({ includes }) => includes.includes(type))
  return { kind: 'area', area: code, label: name, detail: known?.label.one ?? type }
}

/** `salford copd`, `copd in salford`: the words parted anywhere, area and indicator in either order. */
function bothHits(release: Release, wanted: string): Ranked[] {
  const words = wanted.split(' ')
  const trimmed = (some: readonly string[]) => {
    const from = some.findIndex((word) => !BETWEEN.has(word))
    const to = some.findLastIndex((word) => !BETWEEN.has(word))
    return from < 0 ? '' : some.slice(from, to + 1).join(' ')
  }
  const splits = words.slice(1).flatMap((_, at) => {
    const [one, other] = [trimmed(words.slice(0, at + 1)), trimmed(words.slice(at + 1))]
    return one.length < 3 || other.length < 3 ? [] : [[one, other] as const, [other, one] as const]
  })
  const hits = splits.flatMap(([place, topic]) => {
    const indicators = bestOf(indicatorHits(release, topic))
    return indicators.length === 0 ? [] : bestOf(areaHits(release, place)).flatMap((area) => indicators.map((one) => both(area, one, release))) // prettier-ignore
  })
  const seen = new Set<string>()
  return hits.sort((a, b) => a.rank - b.rank).filter(({ hit }) => !seen.has(hit.label) && seen.add(hit.label))
}

const both = (place: Ranked, topic: Ranked, { indicators }: Release): Ranked => ({
  rank: place.rank >= MISTYPED || topic.rank >= MISTYPED ? place.rank + topic.rank : Math.max(place.rank, topic.rank),
  hit: {
    kind: 'both',
    area: place.hit.area,
    indicator: topic.hit.indicator,
    label: `${place.hit.label}: ${indicators.find(({ id }) => id === topic.hit.indicator)!.shortName}`,
    detail: place.hit.detail,
  },
})

/** Every word typed, of one or of many, begins a word of what the indicator says of itself. */
function definitionHits({ indicators }: Release, wanted: string): Ranked[] {
  if (wanted.length < 3) return []
  const words = wanted.split(' ').filter((word) => !BETWEEN.has(word)).map(ofOne) // prettier-ignore
  if (words.length === 0) return []
  return indicators.flatMap((indicator): Ranked[] => {
    const { id, name, definition, rationale, numerator, denominator } = indicator
    const texts = [definition, numerator, denominator, rationale]
    const at = texts.findIndex((text) => words.every((word) => ` ${plain(text)}`.includes(` ${word}`)))
    const detail = at < 0 ? '' : around(texts[at]!, words[0]!)
    return at < 0 ? [] : [{ rank: 3, hit: { kind: 'definition', indicator: id, label: name, detail } }]
  })
}

/** `lungs` finds `lung`; that finds both. */
const ofOne = (word: string) => (word.length > LEAST_STEM && /[^s]s$/.test(word) ? word.slice(0, -1) : word)
const LEAST_STEM = 3

/** Some words of a text around the one that fits. */
function around(text: string, wanted: string): string {
  const words = text.split(/\s+/)
  const at = words.findIndex((word) => plain(word).split(' ').some((part) => part.startsWith(wanted))) // prettier-ignore
  const from = Math.max(0, at - 3)
  const some = words.slice(from, at + 5).join(' ')
  return `${from > 0 ? '… ' : ''}${some}${at + 5 < words.length ? ' …' : ''}`
}

function best(names: readonly string[], wanted: string): number | null {
  const ranks = names.map((name) => closeness(name, wanted)).filter((rank) => rank !== null)
  return ranks.length === 0 ? null : Math.min(...ranks)
}
