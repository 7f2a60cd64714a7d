import type { CategoryMember } from '../../domain'
import { readGrouping, readMember, type Grouping } from '../fingertips/categories'
import type { Ledger, SetAside } from '../fingertips/ledger'
import { readAge, readSex } from '../fingertips/people'
import type { Placed } from '../fingertips/place'
import { keyOf, typeByCode, type MatchedArea } from './areas'
import { placedAt, type Entry, type EntryReader } from './entries'

/** Works out where in a release each entry stands; those whose place cannot be told end in the ledger. */
export class Placer {
  readonly #areas: ReadonlyMap<string, MatchedArea>
  readonly #groupings = new Map<string, Grouping>()
  readonly #members = new Map<string, CategoryMember>()

  constructor(
    matched: readonly MatchedArea[],
    readonly ledger: Ledger,
    /** Knows of entries with a text where a figure should be. */
    readonly reader: Pick<EntryReader, 'isStrange'>,
    /** Word for places that no list knows. */
    readonly ownType: string,
  ) {
    this.#areas = new Map(matched.map((one) => [one.key, one]))
  }

  place(entry: Entry): Placed | null {
    const matched = this.#areas.get(keyOf(entry.area))
    if (!keyOf(entry.area)) return this.#leave(entry, 'no area')
    if (!matched?.area) return this.#leave(entry, matched?.how === 'left' ? 'area left out' : 'area not recognised')
    if (!entry.period) return this.#leave(entry, 'period not understood')
    if (this.reader.isStrange(entry.row.line)) return this.#leave(entry, 'number not understood')
    const type = typeByCode(matched.area.code) ?? (matched.area.type || this.ownType)
    const row = placedAt(entry, { ...matched.area, type })
    const { band, understood } = readAge(row.age)
    if (!understood) this.ledger.flag(row, 'age not understood')
    const place = { row, period: entry.period, sex: readSex(row.sex), age: band }
    if (!row.categoryType) return { ...place, grouping: null, member: null }
    return { ...place, grouping: this.#grouping(row.categoryType), member: this.#member(row.category) }
  }

  #leave({ row }: Entry, why: SetAside): null {
    this.ledger.setAside(row.line, why, row.indicator, row.key)
    return null
  }

  #grouping(name: string): Grouping {
    const known = this.#groupings.get(name) ?? readGrouping(name)
    this.#groupings.set(name, known)
    return known
  }

  #member(name: string): CategoryMember {
    const known = this.#members.get(name) ?? readMember(name)
    this.#members.set(name, known)
    return known
  }
}
