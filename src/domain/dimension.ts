import type { AreaType } from './area'

/** A member of a dimension: the code stands in files and links, the label is for people. */
export interface Member {
  code: string
  label: string
}

export interface Period extends Member {
  /** ISO date of the first day. */
  start: string
  /** ISO date of the last day. */
  end: string
  kind: 'calendar' | 'financial' | 'academic' | 'rolling' | 'quarter' | 'month'
}

/** `persons` only where the sexes are not kept apart, or beside them where margins are stored. */
export type Sex = Member

export interface AgeBand extends Member {
  /** Completed years, inclusive. */
  start: number
  /** Completed years, inclusive; null is open (`90+`). */
  end: number | null
}

export interface CategoryMember extends Member {
  /** True for `Unknown` and its like: shown, never ranked. */
  unranked?: boolean
}

/** A way to divide people other than by place, time, sex and age: deprivation, ethnic group, … */
export interface CategoryType {
  id: string
  label: string
  /** The list that the members follow. */
  source: string
  members: readonly CategoryMember[]
}

/** Every member is listed once, in order. */
export interface Dimensions {
  periods: readonly Period[]
  sexes: readonly Sex[]
  ages: readonly AgeBand[]
  categories: readonly CategoryType[]
  areaTypes: readonly AreaType[]
}

/** Years of age that bands take in, neighbouring ones as one. */
export function ageRuns(bands: readonly AgeBand[]): { start: number; end: number | null }[] {
  const runs: { start: number; end: number | null }[] = []
  for (const { start, end } of [...bands].sort((one, other) => one.start - other.start)) {
    const last = runs.at(-1)
    if (last && last.end !== null && start === last.end + 1) last.end = end
    else runs.push({ start, end })
  }
  return runs
}
