import { areaTypeOf } from '../fingertips/areas'
import { slug } from '../fingertips/slug'
import type { PlainMapping } from './mapping'
import { bareName, likeness, normalName, wides, type KnownArea } from './names'

/** How an area of the file was recognised: by an official code, by its name, by the reader, as the total of the others; or why it was not. */
export type How = 'code' | 'name' | 'reader' | 'own' | 'whole' | 'ambiguous' | 'unmatched' | 'left'

/** An area of the file, and the area that it is taken for. */
export interface MatchedArea {
  /** Its code in the file, else its name: what the mapping calls it. */
  key: string
  /** As the file calls it. */
  name: string
  rows: number
  how: How
  /** Null where its rows are set aside. */
  area: KnownArea | null
  /** Those it might be, likeliest first; for areas that were not recognised. */
  suggestions: readonly KnownArea[]
}

/** An area as rows name it. */
export interface NamedArea {
  code: string
  name: string
}

/** Word of the type of places that no list knows. */
export const ownTypeOf = ({ places }: Pick<PlainMapping, 'places'>): string => slug(places.one) || 'place'

export const keyOf = ({ code, name }: NamedArea): string => code || name

/** Kinds of places that the Fingertips importer has no type for, by their codes. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/^[EW]01\d{6}$|^S01\d{6}$/, 'lsoa'],
  [/^[EW]02\d{6}$|^S02\d{6}$/, 'msoa'],
  [/^E05\d{6}$|^W05\d{6}$|^S13\d{6}$/, 'ward'],
  [/^[EWS]14\d{6}$|^N06\d{6}$|^W07\d{6}$/, 'constituency'],
  [/^E47\d{6}$|^E11\d{6}$/, 'combined'],
  [/^S08\d{6}$|^W11\d{6}$/, 'health-board'],
]

/** Word of a place's type by its code; null where the code does not say it. */
export const typeByCode = (code: string): string | null =>
  areaTypeOf(code, '') ?? forms.find(([form]) => form.test(code))?.[1] ?? null

/** Type of the total that a file itself gives of its areas. */
export const WHOLE_TYPE = 'whole'
const wholeForm =
  /^(grand |overall )?(total|overall|average|all|whole)( (of )?(the )?(areas?|places|local authorities|authorities|practices|county|region|country))?$/i

/** What is known about areas, to be asked by code and by name. */
export class Gazetteer {
  readonly #byCode = new Map<string, KnownArea>()
  readonly #byName = new Map<string, KnownArea[]>()
  readonly #byBare = new Map<string, KnownArea[]>()

  /** A name that an earlier list holds means that list's area. */
  constructor(...lists: Iterable<KnownArea>[]) {
    for (const list of [...lists, wides]) this.#take([...list])
  }

  #take(list: readonly KnownArea[]): void {
    const [names, bares] = [new Set(this.#byName.keys()), new Set(this.#byBare.keys())]
    for (const area of list) {
      const before = this.#byCode.get(area.code)
      const own = before ?? { ...area }
      if (before?.name === area.name) continue
      this.#byCode.set(area.code, own)
      if (!names.has(normalName(area.name))) note(this.#byName, normalName(area.name), own)
      if (!bares.has(bareName(area.name))) note(this.#byBare, bareName(area.name), own)
    }
  }

  byCode(code: string): KnownArea | null {
    return this.#byCode.get(code) ?? this.#byCode.get(code.toUpperCase()) ?? this.#byCode.get(linkCode(code)) ?? null
  }

  /** All of that name; where none is, all of that name but for words such as `city of`. */
  byName(name: string): readonly KnownArea[] {
    return this.#byName.get(normalName(name)) ?? this.#byBare.get(bareName(name) || '?') ?? []
  }

  /** Those whose names are most like it. */
  near(name: string): KnownArea[] {
    const scored = [...this.#byCode.values()].map((area) => ({ area, score: likeness(name, area.name) }))
    const likely = scored.filter(({ score }) => score >= 0.5).sort((a, b) => b.score - a.score)
    return likely.slice(0, 3).map(({ area }) => area)
  }
}

function note(map: Map<string, KnownArea[]>, key: string, area: KnownArea): void {
  if (key) map.set(key, [...(map.get(key) ?? []), area])
}

/** Every area of the file with what it is taken for; areas that the rows name first come first. */
export function matchAreas(
  named: Iterable<NamedArea>,
  gazetteer: Gazetteer,
  { areas: decided, places }: Pick<PlainMapping, 'areas' | 'places'>,
): MatchedArea[] {
  const found = new Map<string, MatchedArea & NamedArea>()
  for (const { code, name } of named) {
    const key = keyOf({ code, name })
    const before = found.get(key)
    if (before) before.rows++
    else found.set(key, { key, code, name: name || code, rows: 1, how: 'unmatched', area: null, suggestions: [] })
  }
  const matched = [...found.values()].map((one) => byItself(one, gazetteer))
  const settled = settleNames(matched)
  // A file in which most areas are unknown speaks of places of its own.
  const strangers = settled.filter(({ area, how }) => !area && how !== 'ambiguous').length > settled.length / 2
  return settled.map((one) => decide(one, { decided, gazetteer, strangers, type: ownTypeOf({ places }) }))
}

function byItself(one: MatchedArea & NamedArea, gazetteer: Gazetteer): MatchedArea & NamedArea {
  const byCode = one.code ? gazetteer.byCode(one.code) : null
  if (byCode) return { ...one, how: 'code', area: byCode }
  const code = one.code.toUpperCase()
  const type = one.code ? typeByCode(code) : null
  if (type) return { ...one, how: 'code', area: { code, name: one.name, type, parents: [] } }
  const byName = gazetteer.byName(one.name)
  if (byName.length === 1) return { ...one, how: 'name', area: byName[0]! }
  if (byName.length > 1) return { ...one, how: 'ambiguous', suggestions: byName }
  if (wholeForm.test(one.name)) return { ...one, how: 'whole', area: ownArea(one, WHOLE_TYPE) }
  return { ...one, suggestions: gazetteer.near(one.name) }
}

/** Where a name has several areas, that of the type which the file's other areas have. */
function settleNames(matched: readonly (MatchedArea & NamedArea)[]): (MatchedArea & NamedArea)[] {
  const types = new Map<string, number>()
  for (const { area } of matched) if (area) types.set(area.type, (types.get(area.type) ?? 0) + 1)
  const usual = [...types].sort((a, b) => b[1] - a[1])[0]?.[0]
  return matched.map((one) => {
    const fitting = one.suggestions.filter(({ type }) => type === usual)
    return one.how === 'ambiguous' && fitting.length === 1 ? { ...one, how: 'name', area: fitting[0]! } : one
  })
}

interface Deciding {
  decided: Readonly<Record<string, string>>
  gazetteer: Gazetteer
  strangers: boolean
  type: string
}

function decide(named: MatchedArea & NamedArea, { decided, gazetteer, strangers, type }: Deciding): MatchedArea {
  const { code: _code, ...one } = named
  const said = Object.hasOwn(decided, one.key) ? decided[one.key] : undefined
  const own = { ...one, how: 'own' as const, area: ownArea(named, type) }
  if (said === 'leave') return { ...one, how: 'left', area: null }
  if (said === 'own') return own
  if (said === 'whole') return { ...one, how: 'whole', area: ownArea(named, WHOLE_TYPE) }
  const chosen = said ? gazetteer.byCode(said) : null
  if (chosen) return { ...one, how: 'reader', area: chosen }
  return one.how === 'unmatched' && strangers ? own : one
}

/** Codes stand in links and lists, where a `;` or a blank would divide them. */
export const linkCode = (text: string): string => (/^[a-z0-9][\w.-]*$/i.test(text) ? text : slug(text) || 'place')
const ownArea = (named: NamedArea, type: string): KnownArea => ({
  code: linkCode(named.code || slug(named.name)),
  name: named.name,
  type,
  parents: [],
})
