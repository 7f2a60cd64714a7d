import type { Answer, Estimate } from '../domain'
import { formatCount } from './number'

/** How narrow a value's 95 % interval is against the value. */
export type Sureness = 'sure' | 'less' | 'unsure'

/**
 * Greatest give or take of `sure` and of `less`, in whole % of the value: half the width of the 95 % interval. 10 % is a
 * coefficient of variation of 5 %, which the Office for National Statistics calls precise; a plain count needs
 * (1.96 ∕ 0.10)² = 384 events for it. 25 % needs 61 events: below, a difference of a quarter may be chance alone.
 */
const MOST = { sure: 10, less: 25 } as const

export const sureWord: Readonly<Record<Sureness, string>> = { sure: 'sure', less: 'less sure', unsure: 'unsure' }

/** Half the width of the 95 % interval in whole % of the value; null without an interval, and of nothing. */
export function giveOrTake({ value, interval95 }: Pick<Estimate, 'value' | 'interval95'>): number | null {
  if (value === null || value === 0 || !interval95) return null
  return Math.round((50 * (interval95.upper - interval95.lower)) / Math.abs(value))
}

/** Null where there is no value. A value without an interval, or of nothing, is not called sure. */
export function surenessOf(estimate: Pick<Estimate, 'value' | 'interval95'>): Sureness | null {
  if (estimate.value === null) return null
  const percent = giveOrTake(estimate)
  if (percent === null) return 'unsure'
  return percent <= MOST.sure ? 'sure' : percent <= MOST.less ? 'less' : 'unsure'
}

/** `less sure, give or take 14 %`; empty where there is no value. */
export function saySureness(estimate: Pick<Estimate, 'value' | 'interval95'>): string {
  const level = surenessOf(estimate)
  if (level === null) return ''
  const percent = giveOrTake(estimate)
  if (percent !== null) return `${sureWord[level]}, give or take ${percent === 0 ? 'under 1' : formatCount(percent)} %`
  return `${sureWord[level]}, ${estimate.interval95 ? 'a value of 0' : 'no interval'}`
}

/** `less sure: give or take 11 to 25 % (12)`. */
export function sureLegendWords(level: Sureness, many: number): string {
  const range = {
    sure: `up to ${MOST.sure} %`,
    less: `${MOST.sure + 1} to ${MOST.less} %`,
    unsure: `more than ${MOST.less} %`,
  }[level]
  return `${sureWord[level]}: give or take ${range} (${formatCount(many)})`
}

/** What the levels mean, a note under the map. */
export function sureNote({ context, estimates }: Pick<Answer, 'context' | 'estimates'>): string {
  const bare = estimates.filter((e) => e.value !== null && giveOrTake(e) === null).length
  const counted = bare === 0 ? '' : ` Unsure too: ${formatCount(bare)} whose interval is not known or whose value is 0.`
  return `The wider the stripes, the less sure. Give or take: half of an ${context.areaTypeLabel.one}’s 95 % interval, as a share of its own value. A plain count needs about 400 events for 10 %, and about 60 for 25 %.${counted}`
}
