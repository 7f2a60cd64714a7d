import { loadSolver } from '../src/disclosure'
import { regions, truths } from '../src/demo'
import { draw, protectRegion } from './simulation/draw'
import type { PolicyName } from './simulation/draw'
import { releaseOf } from './simulation/release'
import type { Made } from './simulation/release'
import { DEMO_POLICIES, ask } from './simulation/run'
import type { Selection } from './simulation/run'
import { trueTopic } from './simulation/world'

/**
 * The demo's topic of pure chance over many seeds: how often the test of variation beyond chance, at 5 %, sees some in counts
 * that were rounded to 5 (and where one region hides), selections of ages and sexes among them. `tsx tests/check-chance.ts [SEEDS]`
 */
const seeds = Number(process.argv[2] ?? 1000)
const solver = await loadSolver()
const topic = trueTopic(truths.chanceAlone.topic)
const selections: [string, Selection][] = [
  ['all ages, women and men', { ages: [], sex: 'persons' }],
  ['all ages, women', { ages: [], sex: 'female' }],
  ...topic.ages.map((age): [string, Selection] => [`aged ${age}`, { ages: [age], sex: 'persons' }]),
  ['the two youngest groups', { ages: topic.ages.slice(0, 2), sex: 'persons' }],
  ['the two oldest groups, men', { ages: topic.ages.slice(-2), sex: 'male' }],
]
const CASES = ['as they were', 'all rounded to 5', 'one region hides'] as const
const tally = new Map(
  CASES.map((name) => [name, selections.map(() => ({ tests: 0, alarms: 0, areas: 0, flags: 0, expected: 0 }))]),
)

for (let seed = 1; seed <= seeds; seed++) {
  const drawn = draw(topic, seed)
  const under = (policy: PolicyName) =>
    regions.map(({ id }) =>
      policy === DEMO_POLICIES[id] || policy === 'controlled-5'
        ? protectRegion(topic, drawn, id, policy, solver)
        : null,
    )
  const rounded = under('controlled-5').flatMap((one) => one ?? [])
  const hiding = under('hide-under-10').flatMap((one) => one ?? [])
  const mixed = rounded.map((one) => hiding.find(({ region }) => region === one.region) ?? one)
  const made: Made[] = [releaseOf(topic, drawn, null), releaseOf(topic, drawn, rounded), releaseOf(topic, drawn, mixed)]
  CASES.forEach((name, at) =>
    selections.forEach(([, selection], s) => {
      const { variation, counts, flaggedByChance } = ask(made[at]!, selection)
      const sums = tally.get(name)![s]!
      sums.flags += counts.higher + counts.lower
      sums.areas += counts.higher + counts.lower + counts.similar
      sums.expected += flaggedByChance
      if (!variation) return
      sums.tests++
      if (variation.p < 0.05) sums.alarms++
    }),
  )
  if (seed % 100 === 0) console.error(`${seed} of ${seeds}`)
}

let failed = false
const percent = (part: number, all: number) => `${((100 * part) / Math.max(1, all)).toFixed(2)} %`
for (const name of CASES) {
  console.log(`Counts ${name}: false alarms at 5 %; areas flagged (and how many the answer says chance would flag)`)
  const all = tally.get(name)!
  all.forEach((one, s) => line(selections[s]![0], one))
  const sum = all.reduce((total, one) => ({ tests: total.tests + one.tests, alarms: total.alarms + one.alarms, areas: total.areas + one.areas, flags: total.flags + one.flags, expected: total.expected + one.expected })) // prettier-ignore
  line('all selections', sum)
  // Two standard errors above the nominal rate are chance itself; selections of one seed share records, so seeds count.
  const most = 0.05 + 2 * Math.sqrt((0.05 * 0.95) / seeds)
  if (name !== 'as they were' && all.some(({ alarms, tests }) => tests > 0 && alarms / tests > most)) failed = true
}
console.log(failed ? 'FAILED' : 'Passed: no selection above the nominal rate by more than two standard errors')
process.exitCode = failed ? 1 : 0

function line(
  name: string,
  {
    tests,
    alarms,
    areas,
    flags,
    expected,
  }: { tests: number; alarms: number; areas: number; flags: number; expected: number },
): void {
  console.log(
    `  ${name.padEnd(28)} ${`${alarms} of ${tests}`.padStart(14)} ${percent(alarms, tests).padStart(8)}   ${percent(flags, areas)} (${percent(expected, areas)})`,
  )
}
