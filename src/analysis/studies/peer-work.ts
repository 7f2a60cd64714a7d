import type { Polarity } from '../../domain'
import type { Random } from '../../statistics/random'
import { peerDifference, type PeerChoice, type PeerDifference } from '../../statistics/peers'
import { releaser } from '../../statistics/variation/chance-model'
import type { CountedAreas } from './counted'

/** Whom areas are held against. */
export type PeerKind = 'similar' | 'best'

/** What differences from peers are worked out from. Places are those of the areas that have counts. */
export interface PeerWork {
  model: CountedAreas['model']
  /** Length of the period. */
  years: number
  polarity: Polarity
  /** Those whose difference is asked for, each with the places of its similar areas. */
  asked: readonly { at: number; similar: readonly number[] }[]
}

/** One difference asked for. */
export interface PeerTask {
  at: number
  kind: PeerKind
  choice: PeerChoice
}

/** What came of one task; nothing told where the area cannot be told from its peers, no difference where how far it is from them cannot. */
export interface PeerOutcome {
  at: number
  kind: PeerKind
  p: number
  told: PeerDifference['told']
  difference: { events: number; lower: number; upper: number } | null
}

export const DRAWS = 2000

/** Differences from similar areas and, where the indicator has a better end, from the best fifth. */
export function tasksOf({ asked, polarity }: PeerWork): PeerTask[] {
  const better = polarity === 'high-is-good' ? 'higher' : polarity === 'low-is-good' ? 'lower' : null
  return asked.flatMap(({ at, similar }): PeerTask[] => [
    ...(similar.length > 0 ? [{ at, kind: 'similar' as const, choice: { kind: 'given', areas: similar } as const }] : []), // prettier-ignore
    ...(better ? [{ at, kind: 'best' as const, choice: { kind: 'best fifth', better } as const }] : []),
  ])
}

/** Does tasks `from` to `to` − 1. Each has its own stream of chance, so that what else is asked changes nothing. */
export function workPeers(work: PeerWork, seed: number, from: number, to: number): PeerOutcome[] {
  const { observed, expected } = work.model
  const released = releasedOf(work)
  return tasksOf(work)
    .slice(from, to)
    .map(({ at, kind, choice }) => {
      const found = peerDifference({
        observed,
        expected,
        area: at,
        peers: choice,
        years: work.years,
        dispersion: chanceFactor(work),
        released,
        draws: DRAWS,
        seed: [seed, at, kind === 'similar' ? 0 : 1],
      })
      const { p, told, difference } = found
      return { at, kind, p, told, difference: difference && { events: difference.events, ...difference.interval95 } }
    })
}

/** Variance of counts over their mean: cases among people vary by less than events in time. */
function chanceFactor({ model: { observed, people, dispersion } }: PeerWork): number {
  if (!people) return dispersion
  const share = total(observed) / total(people)
  return dispersion * Math.max(1e-9, 1 - share)
}

/** What protection makes of a count: as much error as these counts have on average. */
function releasedOf({ model: { noise, base } }: PeerWork): ((count: number, chance: Random) => number) | undefined {
  if (!noise || !(total(noise) > 0)) return undefined
  const release = releaser(total(noise) / noise.length, base ?? null, Infinity)
  return (count, chance) => release(chance, count)
}

function total(column: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]!
  return sum
}
