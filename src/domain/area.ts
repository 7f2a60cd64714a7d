/** The type word that stands in an area's row: `unitary`, `district`, `region`, `practice`, … Lower-case, short. */
export type AreaTypeCode = string

/** A place (or an organisation that stands for one). */
export interface Area {
  /** Official code, e.g. `E08000006`. Unique within a release. */
  code: string
  name: string
  type: AreaTypeCode
  /** Codes of the areas it is part of; several where hierarchies overlap. */
  parents: readonly string[]
  /** Which facility released its counts; null where nobody's facility did. */
  facility: string | null
  /** Population-weighted centre, WGS 84 degrees: longitude. */
  x: number | null
  /** Population-weighted centre, WGS 84 degrees: latitude. */
  y: number | null
  /** Deprivation score; its name and year stand in the release. Higher is more deprived. */
  score: number | null
  /** ISO dates between which the area existed; null is open. */
  validFrom: string | null
  validTo: string | null
  /** Codes of the areas that took its place. */
  successors: readonly string[]
}

/** A set of areas that a reader can compare: `ltla` takes in unitary authorities and districts. */
export interface AreaType {
  /** Short code used in links, e.g. `ltla`. */
  id: string
  label: { one: string; many: string }
  /** Which `Area.type` words count as members. */
  includes: readonly AreaTypeCode[]
  /** Whether its counts follow where people live, where they are registered, or who treated them. */
  means: 'residence' | 'registration' | 'provider'
}
