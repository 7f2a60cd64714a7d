import type { Area, Indicator, Release } from '../domain'

export interface Hit {
  kind: 'indicator' | 'area'
  id: string
  label: string
  /** What it is: `unitary authority`, `Respiratory`. */
  detail: string
}

/** Letters and figures only, without accents, lower case: `St. Helens` and `st helens` are one. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f.'’]/g, '')
    .replace(/[^a-zA-Z0-9]+/g, ' ')
    .trim()
    .toLowerCase()
}

/** 0 is best: the name begins so; a word of it does; it holds it; all the words occur; a letter is wrong. Null: no match. */
export function closeness(name: string, wanted: string): number | null {
  const text = plain(name)
  if (text.startsWith(wanted)) return 0
  if (text.includes(` ${wanted}`)) return 1
  if (text.includes(wanted)) return 2
  if (wanted.split(' ').every((word) => text.includes(word))) return 3
  return wanted.length > 3 && text.split(' ').some((word) => nearly(word, wanted)) ? 4 : null
}

/** Whether a word begins as was typed but for one letter that is wrong, missing, too many, or swapped with the next. */
export function nearly(word: string, typed: string): boolean {
  let same = 0
  while (same < typed.length && word[same] === typed[same]) same += 1
  const rest = typed.slice(same + 1)
  const swapped = (word[same + 1] ?? '') + (word[same] ?? '')
  return (
    word.startsWith(rest, same + 1) ||
    word.startsWith(rest, same) ||
    word.startsWith(typed.slice(same), same + 1) ||
    (typed.slice(same, same + 2) === swapped && word.startsWith(typed.slice(same + 2), same + 2))
  )
}

/** Areas and indicators whose name (or code) fits what was typed, best first. */
export function search(release: Release, typed: string, limit = 8): Hit[] {
  const wanted = plain(typed)
  if (wanted === '') return []
  const hits = [...indicatorHits(release, wanted), ...areaHits(release, wanted)]
  return hits
    .sort(
      (a, b) => a.rank - b.rank || a.hit.label.length - b.hit.label.length || a.hit.label.localeCompare(b.hit.label),
    )
    .slice(0, limit)
    .map(({ hit }) => hit)
}

interface Ranked {
  rank: number
  hit: Hit
}

function indicatorHits(release: Release, wanted: string): Ranked[] {
  return release.indicators.flatMap((indicator) => {
    const rank = best([indicator.shortName, indicator.name, indicator.id, indicator.topic], wanted)
    return rank === null ? [] : [{ rank, hit: hitOfIndicator(indicator) }]
  })
}

function areaHits(release: Release, wanted: string): Ranked[] {
  const shown = new Set(release.dimensions.areaTypes.flatMap((type) => type.includes))
  return release.areas.flatMap((area) => {
    const rank = shown.has(area.type) ? best([area.name, area.code], wanted) : null
    return rank === null ? [] : [{ rank, hit: hitOfArea(area, release) }]
  })
}

function best(names: readonly string[], wanted: string): number | null {
  const ranks = names.map((name) => closeness(name, wanted)).filter((rank) => rank !== null)
  return ranks.length === 0 ? null : Math.min(...ranks)
}

function hitOfIndicator(indicator: Indicator): Hit {
  return { kind: 'indicator', id: indicator.id, label: indicator.name, detail: indicator.topic || 'topic' }
}

function hitOfArea(area: Area, release: Release): Hit {
  const type = release.dimensions.areaTypes.find(({ includes }) => includes.includes(area.type))
  return { kind: 'area', id: area.code, label: area.name, detail: type?.label.one ?? area.type }
}
