import type { AreaGroup } from '../domain'
import { formatCount } from '../words'
import type { Geometry, Shape } from './geometry'
import type { LegendEntry, Mark } from './scene'

/** One for each group that a reader may have, so that no colour has to tell them apart. */
const DASHES = ['7 4', '2 3', '12 4', '9 3 2 3'] as const
const LINE = 2.25

interface Drawn {
  name: string
  dash: string
  shapes: readonly Shape[]
}

/** The groups of which some area is drawn. */
const drawnOf = (groups: readonly AreaGroup[], { shapes }: Geometry): Drawn[] =>
  groups
    .map(({ name, codes }, at) => ({
      name,
      dash: DASHES[at % DASHES.length]!,
      shapes: codes.flatMap((code) => shapes.get(code) ?? []),
    }))
    .filter((group) => group.shapes.length > 0)

/** A dashed edge around each area of the reader’s own groups, on a band of the sheet’s colour so that it shows on every fill. */
export function groupMarks(groups: readonly AreaGroup[], geometry: Geometry): Mark[] {
  const line = { kind: 'path', fill: 'clear' } as const
  return drawnOf(groups, geometry).flatMap(({ dash, shapes }): Mark[] => [
    ...shapes.map(({ d, code }): Mark => ({ ...line, d, key: code, stroke: 'sheet', strokeWidth: LINE + 2 })),
    ...shapes.map(({ d, code }): Mark => ({ ...line, d, key: code, stroke: 'cat3', strokeWidth: LINE, dash })),
  ])
}

/** The same dashes in black over the yellow of areas that are marked as well. */
export function groupMarksOnChosen(
  groups: readonly AreaGroup[],
  geometry: Geometry,
  chosen: readonly string[],
): Mark[] {
  const line = { kind: 'path', fill: 'clear', stroke: 'edge', strokeWidth: LINE } as const
  return drawnOf(groups, geometry).flatMap(({ dash, shapes }) =>
    shapes.filter(({ code }) => chosen.includes(code)).map(({ d, code }): Mark => ({ ...line, d, key: code, dash })),
  )
}

/** `in your group “Coast” (5)`, with the group’s own dashes. */
export const groupLegend = (groups: readonly AreaGroup[], geometry: Geometry): LegendEntry[] =>
  drawnOf(groups, geometry).map(({ name, dash, shapes }) => ({
    label: `in your group “${name}” (${formatCount(shapes.length)})`,
    paint: 'cat3',
    shape: 'dashed',
    dash,
  }))
