import { preset, suppressionPolicy } from '../../../src/disclosure'
import type { Policy, Solver } from '../../../src/disclosure'
import type { SafeDraft } from '../../../src/release'
import type { KnownTotal } from '../../../src/audit'
import type { Publish } from './world'

/** What an attacker holds: editions of a release, and totals from elsewhere. */
export interface Held {
  releases: SafeDraft[]
  against?: SafeDraft[]
  totals?: KnownTotal[]
}

/** A flaw that somebody may make, with the same people published as the rules would. */
export interface Kind {
  name: string
  /** Attacks of which at least one has to succeed. */
  caughtBy: readonly string[]
  unsafe(seed: number, solver: Solver): Held
  safe(seed: number, solver: Solver): Held
}

const approval = { by: 'the data owner', on: '2026-01-31' }
export const five: Policy = { ...preset('controlled-5'), approval }
export const ten = preset('controlled-10')
/** Counts under 6 hidden, the rest exact; what a zero says about a group is allowed. */
export const own: Policy = { ...suppressionPolicy('own', 6), groupDisclosureApproved: true, approval }
/** An owner who will not have a count named nearly surely by a model. */
export const sure = (policy: Policy): Policy => ({ ...policy, modelGuess: 0.9 })
export const hidden1to7: Policy = { ...preset('hide-1-7'), groupDisclosureApproved: true, approval }

export const exact: Publish = (count) => [count, 0]
export const redact: Publish = (count) => (count > 0 && count < 6 ? [0, 2] : [count, 0])
export const round =
  (base: number): Publish =>
  (count) => [base * Math.round(count / base), 1]
/** To the other multiple: 8 becomes 5 and 7 becomes 10. */
export const otherwise: Publish = (count) => [5 * (Math.floor(count / 5) + (count % 5 === 2 ? 1 : 0)), 1]
export const down: Publish = (count) => [5 * Math.floor(count / 5), 1]
/** As the rules that hide 1 to 7 and round the rest have it. */
export const hideOrRound: Publish = (count, at, table) =>
  count > 7 ? round(5)(count, at, table) : [0, count > 0 ? 2 : 0]
