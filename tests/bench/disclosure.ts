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
import { propagate } from '../../src/disclosure/bounds'
import { openModel } from '../../src/disclosure/solver'
import { fourWay, fourWayLike, threeWay, threeWayLarge, threeWayLike, threeWayWide } from './disclosure-tables'

/** Run with `npx tsx tests/bench/disclosure.ts [small | rules | suppression | three | four]`: all tables, or some of them. Tables: see `disclosure-tables.ts`; seeds 3, 4 and 5. */
const base5: Policy = { ...preset('controlled-5'), approval: { by: 'the benchmark', on: '2026-01-01' } }
const THRESHOLD = 8

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
  if (policy.base === 5)
    console.log(`  no rounding of it is below ${(lowerBound(table, 5, solver) / nearestError).toFixed(3)} × nearest`)
  const [results, audited] = timed(() => audit(made.tables, policy, solver))
  console.log(
    `  full audit ${audited.toFixed(1)} s: ${results.map(({ attack, outcome }) => `${attack} ${outcome}`).join(', ')}`,
  )
}

/** Mean error of the linear relaxation over the whole table: no controlled rounding has less. Interior point, without crossover. */
function lowerBound(table: CountTable, base: number, solver: Solver): number {
  const system = buildSystem([table])
  const counts = gatherCounts(system, [table])
  const left = Float64Array.from(counts, (count) => count % base)
  const right = new Float64Array(system.rows)
  for (let row = 0; row < system.rows; row++)
    for (let k = system.rowStart[row]!; k < system.rowStart[row + 1]!; k++)
      right[row]! -= system.rowSign[k]! * Math.floor(counts[system.rowCell[k]!]! / base)
  const program = {
    columns: system.cells,
    cost: left.map((rest) => base - 2 * rest),
    low: new Float64Array(system.cells),
    high: left.map((rest) => Math.sign(rest)),
    rowStart: system.rowStart,
    rowColumn: system.rowCell,
    rowValue: Float64Array.from(system.rowSign),
    right,
  }
  const model = openModel(solver, program, false)
  model.options.set({ solver: 'ipm', run_crossover: 'off' })
  model.run()
  const bound = (left.reduce((sum, rest) => sum + rest, 0) + model.getObjectiveValue()) / system.cells
  model.dispose()
  return bound
}

/** What common rules let through, in percent of small cells: those that bound propagation narrows to fewer than 5 values. */
function commonRules(table: CountTable): void {
  const system = buildSystem([table])
  const counts = gatherCounts(system, [table])
  const rounded = (count: number): [number, number] => [5 * Math.round(count / 5) - 2, 5 * Math.round(count / 5) + 2]
  const hiding = (below: number) => (count: number) =>
    count > 0 && count < below ? ([1, below - 1] as const) : count === 0 ? ([0, 0] as const) : rounded(count)
  const narrowed = (below: number, rangeOf: (count: number) => readonly [number, number]) => {
    const ranges = [...counts].map(rangeOf)
    const low = Int32Array.from(ranges, ([least]) => Math.max(0, least))
    const outer = propagate(system, { low, high: Int32Array.from(ranges, ([, most]) => most) })
    const small = [...counts.keys()].filter((cell) => counts[cell]! > 0 && counts[cell]! < below)
    const narrow = small.filter((cell) => outer.high[cell]! - outer.low[cell]! < 4)
    return ((100 * narrow.length) / small.length).toFixed(1)
  }
  const redacted = narrowed(8, (count) => (count > 0 && count < 8 ? [1, 7] : [count, count]))
  console.log(
    `${table.id}: redacted ${redacted}; rounded ${narrowed(10, rounded)}; 1–7 hidden ${narrowed(8, hiding(8))}; under 10 hidden ${narrowed(10, hiding(10))} %`,
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
    suppress(system, counts, solver, {
      hiddenLow: 1,
      known,
      hidden,
      fixed,
      targets,
      insiders: false,
      small: 10,
      derived: new Uint8Array(system.cells),
      thorough: true,
    }),
  )
  const share = (part: number) => `${((100 * part) / system.cells).toFixed(2)} %`
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
const wanted = process.argv[2] ?? 'all'
if (wanted === 'all') rounding(threeWayWide(), solver)
if (wanted === 'all') rounding(threeWayLarge(), solver)
if (wanted === 'all' || wanted === 'small') {
  rounding(threeWay(), solver)
  rounding(fourWay(), solver)
  rounding(threeWay(), solver, { ...preset('controlled-10'), id: 'base 10' })
}
if (wanted === 'all' || wanted === 'rules') [fourWayLike(), threeWayLike(), fourWay()].forEach(commonRules)
if (['all', 'small', 'suppression'].includes(wanted)) suppression(fourWayLike(), solver)
if (wanted === 'all' || wanted === 'three') suppression(threeWayLike(), solver)
if (wanted === 'all' || wanted === 'four') suppression(fourWay(), solver)
