import type { ProtectionCost } from '../domain'
import { formatShare } from './number'
import { counted } from './grammar'

/** `Protection widens its intervals by 4 % for the middle authority; none is hidden.` */
export function costSentence({ areas, hidden, estimated, width, areaTypeLabel }: ProtectionCost): string {
  const { one } = areaTypeLabel
  if (areas === 0) return `No ${one} has a figure.`
  return `${widthWords(width, one)}; ${tally(hidden, ['is', 'are'], 'hidden', areas, areaTypeLabel)}${
    estimated === 0 ? '' : `, and ${tally(estimated, ['is', 'are'], 'partly estimated', areas, areaTypeLabel)}`
  }.`
}

function widthWords(width: number | null, one: string): string {
  if (width === null) return 'Its values have no intervals that protection could widen'
  // Less than this is not seen on any chart.
  if (width < 1.0005) return 'Protection does not widen its intervals'
  return `Protection widens its intervals by ${formatShare(width - 1)} for the middle ${one}`
}

function tally(
  many: number,
  [is, are]: readonly [string, string],
  what: string,
  areas: number,
  label: ProtectionCost['areaTypeLabel'],
): string {
  if (many === 0) return `none ${is} ${what}`
  return `${many} of ${counted(areas, label)} ${many === 1 ? is : are} ${what}`
}
