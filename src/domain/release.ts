import type { Area } from './area'
import type { Dimensions } from './dimension'
import type { Indicator } from './indicator'

/** How the numbers came to be safe to show. Never merged with one another. */
export type Protection =
  | { kind: 'already-public'; by: string; label: string }
  /** One rule set a facility, for the areas whose `facility` it is. */
  | { kind: 'protected'; label: string; rules: readonly FacilityRules[] }

/** The public part of the rules that made a facility's counts safe: readers need it, and an attacker has it anyway. */
export interface FacilityRules {
  facility: string
  /** Name and version of the policy. */
  policy: string
  version: string
  label: string
  method: 'controlled-rounding' | 'hide-and-round' | 'suppression' | 'cell-key'
  /** Multiples to which counts are rounded; null where they are not. */
  base: number | null
  /** Counts from 1 to this are hidden; null where none are. */
  hideTo: number | null
  /** The same for indicators with a higher threshold of their own, by id. */
  thresholds: Readonly<Record<string, number>>
  /** True where a 0 stands for none at all. */
  zerosShown: boolean
  /** Indicators, by id, of whose hidden counts some are none at all: a sum with one category left would tell about everybody in it. */
  zerosHidden?: readonly string[] | undefined
  /** How many bases a rounded value may lie from the truth, this one not reached. */
  reach: number
  /**
   * For cell keys: how far a blurred count may lie from the truth, in events; absent: `leastValues`. Half of it is the spread. One for
   * all that the facility publishes: two widths of one key's noise are two quantiles of one number, and together narrow the count.
   */
  noise?: number | undefined
  /** What the audit asked: at least so many possible values for a count below `small`, none likelier than `bestGuess`. */
  leastValues: number
  small: number
  bestGuess: number
  /** How surely a model of all that is published may name a small count at most; absent: 0.9. */
  modelGuess?: number | undefined
  groupDisclosureApproved: boolean
  /** Who allowed it for the data owner, where the method needs that; ISO date. */
  approval: { by: string; on: string } | null
}

/** How far a count blurred by cell keys may lie from the truth, in events. */
export const blurReach = ({ noise, leastValues }: { noise?: number; leastValues: number }) => noise ?? leastValues

/** A release that went into this one, as the centre found it. */
export interface ReleasePart {
  id: string
  title: string
  facility: string
  date: string
  identity: string
}

/** One axis of a table, in the order in which rows are sorted. */
export interface TableAxis {
  /** `period`, `sex`, `age`, `area`, or the id of a category type. */
  name: string
  /** Codes of its members in order. */
  members: readonly string[]
}

/** One Parquet file of cells, complete and sorted, so that position is the key. */
export interface Table {
  id: string
  /** Path within the release folder. */
  path: string
  /** `counts`: summed; `published`: values as they came; `population`: shared denominators. */
  shape: 'counts' | 'published' | 'population'
  /** First axis slowest, last (always `area`) fastest. */
  axes: readonly TableAxis[]
  /** Whether the indicator's own denominator stands in the table. */
  ownPopulation: boolean
  /**
   * Names of the axes whose members may be added up: the true counts do. Rounded ones gather their errors, but along the axes of
   * `kept`. Others allow one stored member at a time.
   */
  additive: readonly string[]
  /** Axes whose members' counts add up to those of all records, even where a reader must not add (no people are known); absent: as `additive`. */
  sums?: readonly string[] | undefined
  /** For each age member of this table, codes of the ages of the population table that it takes in; null if own. */
  populationAges: Readonly<Record<string, readonly string[]>> | null
  /**
   * Axes whose totals were rounded together with their parts: a sum over all members (of the areas: over all of one facility)
   * lies as near the truth as a single cell. Other sums gather the errors of their cells. Where regions share a table, this holds
   * for the areas of facilities that round under control; what others' rules say of method tells that they keep nothing.
   */
  kept: readonly string[]
  /** Members to which the table is limited on axes that it does not have, such as the ages it counts; absent: all. */
  limits: Readonly<Record<string, readonly string[]>>
}

export interface NamedLink {
  title: string
  path?: string
}

/** One thing that was checked, and how it went. */
export interface Check {
  name: string
  /** `checking`: not settled yet. */
  outcome: 'checking' | 'passed' | 'failed' | 'not-applicable'
  detail: string
}

/** What is known of a release once its descriptor and areas are read and verified. Plain data. */
export interface Release {
  id: string
  title: string
  description: string
  /** ISO date. */
  date: string
  /** SHA-256 of the canonical descriptor, hex. */
  identity: string
  /** True where every number is made up. Said on every chart, export, title and picture. */
  synthetic: boolean
  protection: Protection
  facilities: readonly string[]
  /** Releases that the centre brought together in this one; none where it came from one place. */
  parts: readonly ReleasePart[]
  /** ISO date by which it should be looked at again, since copies cannot be called back; null where none was set. */
  review: string | null
  licences: readonly NamedLink[]
  sources: readonly NamedLink[]
  contributors: readonly NamedLink[]
  /** Name and year of the deprivation score in `areas`; null where there is none. */
  scoreName: string | null
  dimensions: Dimensions
  areas: readonly Area[]
  indicators: readonly Indicator[]
  tables: readonly Table[]
  /** Paths of what draws maps; null where the release holds none. */
  boundaries: string | null
  layout: string | null
  /** Path of the front page's answers; null where the release holds none. */
  summary: string | null
  /** Code of the area (`comparators[0]`) that is meant when nothing is chosen, and others on offer. */
  comparators: readonly string[]
  /** Area type shown when nothing is chosen. */
  defaultAreaType: string
  /** What whoever made it did about duplicates, blanks, renamings and the like, in words. */
  notes: readonly string[]
}

/** Hexagons, one an area, after the HexJSON convention: column q and row r on an offset grid. */
export interface HexLayout {
  layout: 'odd-r' | 'even-r' | 'odd-q' | 'even-q'
  hexes: Readonly<Record<string, { q: number; r: number; n?: string }>>
}

/** One area's shape. Structurally what topojson-client takes. */
export type TopologyGeometry =
  | { type: 'Polygon'; arcs: number[][]; properties: TopologyProperties }
  | { type: 'MultiPolygon'; arcs: number[][][]; properties: TopologyProperties }

/** `code` is the code of an area of the release. */
export interface TopologyProperties {
  code: string
  [name: string]: unknown
}

/** Boundaries with shared arcs (TopoJSON): one object per area type, or one called `areas`. WGS 84 degrees. */
export interface Topology {
  type: 'Topology'
  objects: Record<string, { type: 'GeometryCollection'; geometries: TopologyGeometry[] }>
  arcs: number[][][]
  transform?: { scale: [number, number]; translate: [number, number] }
  bbox?: [number, number, number, number]
}

/** The front page's answer for one area and indicator: the whole selection in the latest period. Values in the printed unit. */
export interface SummaryRow {
  indicator: string
  /** Id of an area type; empty for a comparator. */
  areaType: string
  area: string
  period: string
  count: number | null
  population: number | null
  value: number | null
  lower95: number | null
  upper95: number | null
  lower998: number | null
  upper998: number | null
  status: 'shown' | 'rounded' | 'hidden' | 'missing' | 'unreliable'
}

/** An entry of `catalogue.json`. */
export interface CatalogueEntry {
  id: string
  label: string
  date: string
  facility: string
  /** Folder, relative to the catalogue. */
  path: string
  identity: string
  previous: string | null
  /** Whether the release is signed; absent in lists from before there were signatures. */
  signed?: boolean
  /** Ids of the keys that signed it when it was listed. */
  signers?: readonly string[]
}

/** One event in the life of a release: published, listed with further signatures, or withdrawn. */
export interface Edition {
  id: string
  identity: string
  /** Identity of the edition before, of the same id. */
  previous: string | null
  /** ISO date of the release, or of its withdrawal. */
  date: string
  signed: boolean
  signers: readonly string[]
  /** Why it was withdrawn; null where it was published. */
  withdrawn: string | null
  /** SHA-256 over the chain value of the event before and this event, hex. */
  chain: string
}

/** `catalogue.json`: what is on offer, and everything that ever was, in order. */
export interface Catalogue {
  releases: readonly CatalogueEntry[]
  /** Empty where the list keeps no history. */
  history: readonly Edition[]
  /** Whether the list says that it is signed as a whole; absent: it says nothing. */
  signed?: boolean | undefined
}
