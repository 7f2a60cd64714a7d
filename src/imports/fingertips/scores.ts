import type { Area } from '../../domain'
import type { Ledger } from './ledger'
import type { Placed } from './place'

/** Whether an indicator is the deprivation score of places: one period, everybody, no score taken before. */
export function isDeprivationScore(placed: readonly Placed[], scoreName: string | null): boolean {
  const one = (codes: string[]) => new Set(codes).size === 1
  return (
    scoreName === null &&
    /^deprivation score\b/i.test(placed[0]?.row.indicatorName ?? '') &&
    placed.every((place) => place.grouping === null) &&
    one(placed.map((place) => `${place.period.code} ${place.sex.code} ${place.age.code}`))
  )
}

/** `Deprivation score (Index of Multiple Deprivation 2019)` is the `Index of Multiple Deprivation 2019`. */
export const scoreNameOf = (name: string) => /\(([^)]+)\)\s*$/.exec(name)?.[1] ?? name

/** Areas with their scores. Rows end in the ledger. */
export function withScores(areas: readonly Area[], placed: readonly Placed[], ledger: Ledger): Area[] {
  const scores = new Map(placed.map(({ row }) => [row.area, row.value]))
  for (const { row } of placed) {
    if (Number.isNaN(row.value)) ledger.setAside(row.line, 'nothing but blanks', row.indicator, row.key)
    else ledger.keep(row)
  }
  return areas.map((area) => {
    const score = scores.get(area.code)
    return score === undefined || Number.isNaN(score) ? area : { ...area, score }
  })
}
