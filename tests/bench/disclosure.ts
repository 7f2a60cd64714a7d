import {
  attackIntervals,
  audit,
  buildSystem,
  gatherCounts,
  loadSolver,
  preset,
  protect,
  suppress,
} from '../../src/disclosure'
import type { CountTable, Policy, Solver } from '../../src/disclosure'
import { fourWay, threeWay, threeWayLarge } from './disclosure-tables'

/** Run with `npx tsx tests/bench/disclosure.ts [small]`. Tables: see `disclosure-tables.ts`; seeds 3 and 4. */
const base5: Policy = { ...preset('controlled-5'), approval: { by: 'the benchmark', on: '2026-01-01' } }
const THRESHOLD = 5

function timed<T>(what: () => T): [result: T, seconds: number] {
  const start = performance.now()
  const result = what()
  return [result, (performance.now() - start) / 1000]
}

function rounding(table: CountTable, solver: Solver, policy = base5): void {
  const [made, seconds] = timed(() => protect([table], policy, solver))
  const { meanError, nearestError, additiveRows, rows, relaxed } = made.report.rounding!
  console.log(
    `${table.id}, ${made.report.cells} cells, base ${policy.base}: controlled rounding ${seconds.toFixed(1)} s; mean error`,
  )
  console.log(
    `  ${meanError.toFixed(3)} = ${(meanError / nearestError).toFixed(3)} × nearest (${nearestError.toFixed(3)}); additive ${additiveRows} of ${rows} rows; relaxed ${relaxed}`,
  )
  const [results, audited] = timed(() => audit(made.tables, policy, solver))
  console.log(
    `  full audit ${audited.toFixed(1)} s: ${results.map(({ attack, outcome }) => `${attack} ${outcome}`).join(', ')}`,
  )
}

function suppression(table: CountTable, solver: Solver): void {
  const system = buildSystem([table])
  const counts = gatherCounts(system, [table])
  const hidden = Uint8Array.from(counts, (count) => (count > 0 && count < THRESHOLD ? 1 : 0))
  const targets = [...counts.keys()].filter((cell) => hidden[cell]).map((cell) => ({ cell, need: 5 }))
  const fixed = Uint8Array.from(counts, (count) => (count === 0 ? 1 : 0))
  const known = { low: counts, high: counts }
  const [done, seconds] = timed(() =>
    suppress(system, counts, solver, { hiddenLow: 1, known, hidden, fixed, targets, insiders: false }),
  )
  const share = (part: number) => `${((100 * part) / system.cells).toFixed(1)} %`
  console.log(
    `${table.id}, ${system.cells} cells: suppression ${seconds.toFixed(1)} s; primary ${share(targets.length)}, secondary ${share(done.secondaries)}; ${done.rounds} audits`,
  )
  const ranges = {
    low: counts.map((count, cell) => (done.hidden[cell] ? 1 : count)),
    high: counts.map((count, cell) => (done.hidden[cell] ? 1_000_000_000 : count)),
  }
  const [found, audited] = timed(() =>
    attackIntervals(system, ranges, solver, { targets: targets.map(({ cell }) => cell), need: 5, point: counts }),
  )
  console.log(
    `  intervals under 5 values: ${found.filter(({ low, high }) => high - low < 4).length} of ${found.length}; ${audited.toFixed(1)} s`,
  )
}

const solver = await loadSolver()
const large = !process.argv.includes('small')
if (large) rounding(threeWayLarge(), solver)
rounding(threeWay(), solver)
rounding(fourWay(), solver)
suppression(threeWay(), solver)
suppression(fourWay(), solver)
rounding(threeWay(), solver, { ...preset('controlled-10'), id: 'base 10' })
