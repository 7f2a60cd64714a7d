import type { AttackResult, Policy } from '../../disclosure'
import type { Release } from '../../domain'
import type { Built } from '../build'
import type { Counted } from '../counted'
import type { EditionDifference } from './editions'
import type { Proof } from './proof'

/** Everything that the summary and the metadata say: taken from the data, nothing assumed. */
export interface Facts {
  release: Release
  policy: Policy
  counted: Counted
  built: Built
  results: readonly AttackResult[]
  editions: readonly EditionDifference[]
  proof: Proof
  /** The release's files, with their SHA-256. */
  files: readonly ListedFile[]
  /** Who made the pack, where that was told. */
  by: string | null
}

export interface ListedFile {
  path: string
  bytes: number
  sha256: string
}

export const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
export const several = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`
export const decimals = (value: number) => value.toFixed(2)

/** `2022 to 2023`. */
export function spanOf({ dimensions: { periods } }: Release): string {
  const first = periods.reduce((a, b) => (b.start < a.start ? b : a), periods[0] ?? { start: '', end: '', label: '' })
  const last = periods.reduce((a, b) => (b.end > a.end ? b : a), first)
  return first.label === last.label ? first.label : `${first.start} to ${last.end}`
}

/** `3 places, 1 region`, of the areas that some table of counts holds. */
export function areasInWords({ dimensions, areas, tables }: Release): string {
  const held = new Set(
    tables.flatMap(({ shape, axes }) =>
      shape === 'counts' ? (axes.find(({ name }) => name === 'area')?.members ?? []) : [],
    ),
  )
  return dimensions.areaTypes
    .map(({ label, includes }) => ({
      label,
      count: areas.filter(({ code, type }) => held.has(code) && includes.includes(type)).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => several(count, label.one, label.many))
    .join(', ')
}
