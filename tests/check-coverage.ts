import { loadSolver } from '../src/disclosure'
import { topics } from '../src/demo'
import type { PolicyName } from './simulation/draw'
import type { Policies, Selection, Tally } from './simulation/run'
import { DEMO_POLICIES, WHOLE, blankTally, count, median, runOnce } from './simulation/run'
import { checkStatistics } from './simulation/statistics'
import { trueTopic } from './simulation/world'
import type { RegionId } from './simulation/world'

/**
 * Do 95 % intervals from protected counts hold the true rate at least 95 times in 100, at a median width of at most 1.15 times
 * that from the counts as they were? `tsx tests/check-coverage.ts [RUNS] [TOPIC | -] [REGION THAT HIDES]` draws one
 * year of each demo topic so many times. Then the intervals of variation and of the split of the spread, on made-up areas whose truth
 * is stated: `tsx tests/check-coverage.ts statistics [RUNS] [DRAWS]` does only that.
 */
if (process.argv[2] === 'statistics')
  process.exit(checkStatistics(Number(process.argv[3] ?? 1000), Number(process.argv[4] ?? 2000)) ? 0 : 1)
const runs = Number(process.argv[2] ?? 40)
const only = process.argv[3] === '-' ? undefined : process.argv[3]
/** The region that hides counts under 10; the demo's if not said. */
const hiding = process.argv[4] as RegionId | undefined
const policies: Policies = hiding
  ? { nwc: 'controlled-5', gm: 'controlled-5', cy: 'controlled-5', nenc: 'controlled-5', [hiding]: 'hide-under-10' }
  : DEMO_POLICIES
const solver = await loadSolver()
const percent = (part: number, all: number) => (all === 0 ? '     –' : ((100 * part) / all).toFixed(2).padStart(6))
const sums: Record<PolicyName, Tally> = { 'controlled-5': blankTally(), 'hide-under-10': blankTally() }
let failed = false

console.log('95 %: intervals that hold the true value; (bare): the same from true counts; width: median ratio to bare')
for (const { indicator } of topics) {
  if (only && indicator.id !== only) continue
  const topic = trueTopic(indicator.id)
  const selections: [string, Selection][] = [
    ['all', WHOLE],
    ['women', { ages: [], sex: 'female' }],
    ['oldest', { ages: topic.ages.slice(-2), sex: 'persons' }],
  ]
  for (const [name, selection] of selections) {
    if (selection.sex === 'female' && topic.sexes.length === 1) continue
    const tallies: Record<PolicyName, Tally> = { 'controlled-5': blankTally(), 'hide-under-10': blankTally() }
    const times = name === 'all' ? runs : Math.ceil(runs / 4)
    for (let seed = 1; seed <= times; seed++)
      count(runOnce(topic, seed, policies, solver, selection), policies, tallies)
    for (const policy of ['controlled-5', 'hide-under-10'] as const) {
      const t = tallies[policy]
      const all = sums[policy]
      for (const key of ['areas', 'valued', 'covered95', 'covered998', 'bare', 'bareCovered', 'hidden'] as const)
        all[key] += t[key]
      for (const width of t.widths) all.widths.push(width)
      report(`${indicator.id} ${indicator.kind} ${name}`, policy, t)
    }
  }
}
for (const policy of ['controlled-5', 'hide-under-10'] as const) {
  const t = sums[policy]
  report('ALL', policy, t)
  if (t.covered95 < 0.95 * t.valued || median(t.widths) > 1.15) failed = true
}
console.log(failed ? 'FAILED' : 'Passed: coverage at least 95 %, median width at most 1.15')
process.exitCode = failed || !checkStatistics(1000, 2000) ? 1 : 0

function report(name: string, policy: PolicyName, t: Tally): void {
  const line = [
    name.padEnd(40),
    policy.padEnd(14),
    `95 %:${percent(t.covered95, t.valued)} (bare${percent(t.bareCovered, t.bare)})`,
    `99.8 %:${percent(t.covered998, t.valued)}`,
    `width ${median(t.widths).toFixed(3)}`,
    `hidden ${t.hidden} of ${t.areas}`,
  ]
  console.log(line.join('  '))
}
