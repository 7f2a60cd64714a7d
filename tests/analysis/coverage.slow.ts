import { beforeAll, describe, expect, it } from 'vitest'
import { loadSolver } from '../../src/disclosure'
import type { Solver } from '../../src/disclosure'
import { truths } from '../../src/demo'
import type { PolicyName } from '../simulation/draw'
import type { Tally } from '../simulation/run'
import { DEMO_POLICIES, WHOLE, blankTally, count, median, runOnce } from '../simulation/run'
import { trueTopic } from '../simulation/world'

/** A small run of `tests/check-coverage.ts` and `tests/check-chance.ts`, with fixed seeds. */
let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
}, 60_000)

describe('intervals from protected counts', () => {
  it.each(['epilepsy-admissions', 'child-asthma', 'antibiotics', 'early-cancer'])(
    'of %s hold the true values, at little cost',
    (id) => {
      const topic = trueTopic(id)
      const tallies: Record<PolicyName, Tally> = { 'controlled-5': blankTally(), 'hide-under-10': blankTally() }
      for (let seed = 1; seed <= 12; seed++)
        count(runOnce(topic, seed, DEMO_POLICIES, solver, WHOLE), DEMO_POLICIES, tallies)
      for (const tally of Object.values(tallies)) {
        const share = tally.covered95 / tally.valued
        // Chance of its own: three standard errors below the nominal coverage.
        expect(share).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / tally.valued))
        expect(tally.covered998 / tally.valued).toBeGreaterThan(0.985)
        expect(median(tally.widths)).toBeLessThan(1.15)
        expect(median(tally.widths)).toBeGreaterThanOrEqual(1)
        expect(tally.hidden).toBeLessThan(0.05 * tally.areas)
      }
    },
    60_000,
  )

  it('of women alone, where more is hidden, hold them too; what is estimated is marked', () => {
    const topic = trueTopic('liver-disease')
    const tally: Record<PolicyName, Tally> = { 'controlled-5': blankTally(), 'hide-under-10': blankTally() }
    let marked = 0
    for (let seed = 1; seed <= 8; seed++) {
      const run = runOnce(topic, seed, DEMO_POLICIES, solver, { ages: [], sex: 'female' })
      count(run, DEMO_POLICIES, tally)
      for (const { protection } of run.safe.estimates) {
        if (!protection?.estimated) continue
        marked++
        expect(protection.share > 0 && protection.share <= 1 / 3 && protection.error > 0).toBe(true)
      }
    }
    expect(marked).toBeGreaterThan(0)
    const { covered95, valued } = tally['hide-under-10']
    expect(covered95 / valued).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / valued))
  }, 60_000)
})

describe('the topic of pure chance, rounded', () => {
  it('is called chance at the nominal rate, all ages and one age alone', () => {
    const topic = trueTopic(truths.chanceAlone.topic)
    const [seeds, alarms] = [40, [0, 0]]
    for (let seed = 1; seed <= seeds; seed++)
      [WHOLE, { ages: [topic.ages.at(-1)!], sex: 'persons' }].forEach((selection, at) => {
        if (runOnce(topic, seed, DEMO_POLICIES, solver, selection).safe.variation!.p < 0.05) alarms[at]!++
      })
    // At most 6 of 40 where 2 are expected: more would come up by chance once in a hundred.
    for (const many of alarms) expect(many).toBeLessThanOrEqual(6)
  }, 120_000)
})
