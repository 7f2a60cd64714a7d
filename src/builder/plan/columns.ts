import type { Recipe } from '../recipe/schema'
import type { Coded, RecipeRecords } from '../recipe/records'
import type { AreaEntry } from '../areas'
import { blank, choose, column, compare, day, every, nothing, whole, type Expression } from '../sql/expression'
import type { PlaceColumn } from './places'
import type { Lookup, Named } from './plan'

/** Gives each different place column a name within one set of records. */
export interface PlaceNames {
  nameOf(place: PlaceColumn): string
  /** All that were named, in order. */
  all(): readonly { name: string; place: PlaceColumn }[]
}

export function placeNames(): PlaceNames {
  const named = new Map<string, { name: string; place: PlaceColumn }>()
  return {
    nameOf(place) {
      const key = JSON.stringify(place)
      const known = named.get(key)
      if (known) return known.name
      const name = `_${place.axis}_${named.size}`
      named.set(key, { name, place })
      return name
    },
    all: () => [...named.values()],
  }
}

/** Highest age that a recipe may take for possible: the age lookup has a row for each. */
const OLDEST = 150

/** The small tables that codes, areas and ages are looked up in, one a column of the records. */
export function lookupsFor(
  records: RecipeRecords,
  names: PlaceNames,
  entries: readonly AreaEntry[],
  recipe: Recipe,
): Lookup[] {
  const of = (axis: string) => names.all().filter(({ place }) => place.axis === axis)
  return [
    areaLookup(entries, of('area')),
    ...(records.sex ? [codeLookup('sex', records.sex, of('sex'))] : []),
    ...Object.entries(records.categories).map(([id, one]) => codeLookup(id, one, of(id))),
    ...(of('age').length > 0 ? [ageLookup(of('age'), recipe)] : []),
  ]
}

type NamedPlaces = readonly { name: string; place: PlaceColumn }[]

export const AREA_STATES = ['here', 'ended', 'split', 'elsewhere'] as const

function areaLookup(entries: readonly AreaEntry[], places: NamedPlaces): Lookup {
  const rows = entries.map(({ code, state, members, validFrom, validTo }) => ({
    key: code,
    values: [
      AREA_STATES.indexOf(state),
      stampOf(validFrom),
      stampOf(validTo),
      ...places.map(({ place }) => positionOf(place, members.get(place.type ?? ''))),
    ],
  }))
  const gives = ['_area_state', '_area_from', '_area_to', ...places.map(({ name }) => name)]
  return { name: '_areas', key: 'area', kind: 'text', gives, rows }
}

const stampOf = (date: string | null) => (date === null ? null : Number(date.replaceAll('-', '')))

const positionOf = ({ members }: PlaceColumn, code: string | undefined): number | null =>
  members.find((member) => member.code === code)?.position ?? null

/** For every listed code that it is known, and where it stands on each axis. */
function codeLookup(id: string, { codes }: Coded, places: NamedPlaces): Lookup {
  const rows = Object.entries(codes).flatMap(([member, values]) =>
    values.map((value) => ({ key: value, values: [1, ...places.map(({ place }) => positionOf(place, member))] })),
  )
  const gives = [`_known_${id}`, ...places.map(({ name }) => `${name}_listed`)]
  return { name: `_codes_${id}`, key: id, kind: 'text', gives, rows }
}

function ageLookup(places: NamedPlaces, { dimensions }: Recipe): Lookup {
  const bands = new Map(dimensions.ages.map((age) => [age.code, age] as const))
  const bandAt = (place: PlaceColumn, age: number) =>
    place.members.find(({ code }) => {
      const band = bands.get(code)
      return band !== undefined && age >= band.start && age <= (band.end ?? Infinity)
    })?.position ?? null
  const rows = Array.from({ length: OLDEST + 1 }, (_, age) => ({
    key: age,
    values: places.map(({ place }) => bandAt(place, age)),
  }))
  return { name: '_ages', key: '_age', kind: 'whole', gives: places.map(({ name }) => name), rows }
}

/** Places that are worked out after the lookups: periods from dates, and codes whose blanks stand for a member. */
export function placesAfter(records: RecipeRecords, names: PlaceNames, recipe: Recipe): Named[] {
  return names.all().flatMap(({ name, place }) => {
    if (place.axis === 'period') return [{ name, value: periodPlace(place, recipe) }]
    const coded = place.axis === 'sex' ? records.sex : records.categories[place.axis]
    return coded ? [{ name, value: codedPlace(name, place, coded) }] : []
  })
}

function periodPlace(place: PlaceColumn, { dimensions }: Recipe): Expression {
  return choose(
    place.members.flatMap(({ code, position }) => {
      const period = dimensions.periods.find((one) => one.code === code)
      if (!period) return []
      const [from, to] = [
        compare(column('_date'), '>=', day(period.start)),
        compare(column('_date'), '<=', day(period.end)),
      ]
      return [[every(from, to), whole(position)] as const]
    }),
  )
}

function codedPlace(name: string, place: PlaceColumn, { blank: blanks, unlisted }: Coded): Expression {
  const listed = column(`${name}_listed`)
  const standing = (rule: Coded['blank']): Expression => {
    const position = rule === 'drop' ? null : positionOf(place, rule.member)
    return position === null ? nothing : whole(position)
  }
  if (blanks === 'drop' && unlisted === 'drop') return listed
  return choose(
    [
      [blank(column(place.axis)), standing(blanks)],
      [blank(column(`_known_${place.axis}`)), standing(unlisted)],
    ],
    listed,
  )
}
