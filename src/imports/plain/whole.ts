import type { Area } from '../../domain'
import type { Placed } from '../fingertips/place'
import { WHOLE_TYPE } from './areas'
import { groupBy } from '../fingertips/versions'
import { fillIntervals, fillValues } from './values'
import type { HowMeasured } from './measure'

/** Code of the whole that all areas of a file make up, where the file names no wider area. */
const WHOLE = 'all-places'

/** That whole as an area; others lie in it. */
export const wholeArea = (name: string): Area => ({
  ...{ code: WHOLE, name, type: WHOLE_TYPE, parents: [], facility: null, x: null, y: null, score: null },
  ...{ validFrom: null, validTo: null, successors: [] },
})

/**
 * Cells of the whole: counts and denominators of all its areas added up, where none of them lacks either; one of its areas' types alone,
 * which is given, so that nobody counts twice. `measured` are the indicators whose values are quotients of their counts; others have no whole.
 */
export function wholeCells(
  placed: readonly Placed[],
  type: ReadonlySet<string>,
  measured: ReadonlyMap<string, HowMeasured>,
): Placed[] {
  const parts = placed.filter(({ row }) => type.has(row.areaType) && measured.has(row.indicator))
  const areas = new Set(parts.map(({ row }) => row.area)).size
  const cells = groupBy(parts, cellOf).flatMap((group) => {
    const whole = group.every(({ row }) => row.count >= 0 && row.denominator > 0)
    return whole && group.length === areas ? [addedUp(group)] : []
  })
  for (const own of groupBy(cells, ({ row }) => row.indicator)) {
    fillValues(own, measured.get(own[0]!.row.indicator)!)
    fillIntervals(own, measured.get(own[0]!.row.indicator)!)
  }
  return cells
}

const cellOf = ({ row, period, sex, age, member }: Placed) =>
  [row.indicator, period.code, sex.code, age.code, row.categoryType, member?.code].join(' | ')

function addedUp(group: readonly Placed[]): Placed {
  const first = group[0]!
  const sum = (figure: 'count' | 'denominator') => group.reduce((total, { row }) => total + row[figure], 0)
  const [count, denominator] = [sum('count'), sum('denominator')]
  const blank = { value: NaN, lower95: NaN, upper95: NaN, lower998: NaN, upper998: NaN }
  const note = 'Added up by Cairn from the counts and denominators of all its areas.'
  const written = ['', '', '', '', '', String(count), String(denominator)]
  // Numbers below nought are no rows of the file.
  const row = { ...first.row, ...blank, count, denominator, written, note, area: WHOLE, line: -first.row.line }
  return { ...first, row }
}
