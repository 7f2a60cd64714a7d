import { Propagation, propagate } from './bounds'
import type { Ranges } from './bounds'
import { attackIntervals } from './interval'
import type { CellInterval } from './interval'
import type { Policy } from './policy'
import type { ProtectedTable } from './protected'
import { HIDDEN, ROUNDED, SHOWN, UNPUBLISHED, publicRanges } from './ranges'
import type { PublicRules } from './ranges'
import type { Solver } from './solver'
import { buildSystem, firstBroken, whereIs } from './system'
import type { System } from './system'
import { NOT_COLLECTED } from './tables'

/** How one attack went. `worst` names cells and stays inside the facility. */
export interface AttackResult {
  attack: string
  name: string
  outcome: 'passed' | 'failed' | 'not-applicable'
  detail: string
  figures: Readonly<Record<string, number>>
  worst: readonly string[]
}

/** What the attacker reads: values and statuses, and the rules that are public. */
export type AuditRules = PublicRules & Pick<Policy, 'leastValues' | 'small' | 'bestGuess' | 'groupDisclosureApproved'>

export interface AuditOptions {
  /** Public numbers of people for each table's cells. */
  populations?: readonly (Int32Array | null)[]
  /** Axes that describe no person, such as area and period. */
  places?: readonly string[]
  /** Suppositions that are tried for insiders, at most. */
  insiders?: number
}

/** The attacks that need nothing but one release's tables, run on what is published and on nothing else. */
export function audit(
  tables: readonly ProtectedTable[],
  rules: AuditRules,
  solver: Solver,
  options: AuditOptions = {},
): AttackResult[] {
  const scene = observe(tables, rules, options)
  if (scene.outer.contradiction >= 0) return [contradicted(scene)]
  const point = consistent(scene) ? scene.values : null
  const intervals = attackIntervals(scene.system, scene.known, solver, {
    targets: scene.targets,
    need: rules.leastValues,
    point,
  })
  return [
    intervalAttack(scene, intervals),
    bestGuess(scene, intervals),
    exactRecovery(scene),
    ...insiders(scene, options.insiders ?? 200_000),
    groupDisclosure(scene, options.places ?? ['area', 'period']),
    linkedTables(scene, intervals),
    percentages(scene, intervals),
    knownAlgorithm(scene),
  ]
}

interface Scene {
  system: System
  rules: AuditRules
  values: Int32Array
  status: Uint8Array
  known: Ranges
  outer: Ranges & { contradiction: number }
  /** Cells that may be small, and are not plainly empty. */
  targets: number[]
  populations: boolean
}

function observe(tables: readonly ProtectedTable[], rules: AuditRules, options: AuditOptions): Scene {
  const system = buildSystem(tables.map(({ shape }) => shape))
  const values = new Int32Array(system.cells)
  const status = new Uint8Array(system.cells).fill(UNPUBLISHED)
  const caps = new Int32Array(system.cells).fill(-1)
  tables.forEach((table, at) =>
    system.cellOf[at]!.forEach((cell, index) => {
      const population = options.populations?.[at]?.[index]
      if (population !== undefined) caps[cell] = population
      if (!system.published[cell]) return
      values[cell] = table.values[index]!
      status[cell] = table.status[index]!
    }),
  )
  const known = publicRanges(system, rules, values, status, caps)
  const outer = propagate(system, known)
  const targets = [...values.keys()].filter(
    (cell) => status[cell] !== NOT_COLLECTED && outer.high[cell]! > 0 && outer.low[cell]! < rules.small,
  )
  return { system, rules, values, status, known, outer, targets, populations: caps.some((cap) => cap >= 0) }
}

/** Whether the published values are themselves a solution: then they serve as the first witness. */
function consistent({ system, values, status }: Scene): boolean {
  return (
    status.every((one) => one === SHOWN || one === ROUNDED || one === NOT_COLLECTED) && firstBroken(system, values) < 0
  )
}

const result = (
  attack: string,
  name: string,
  outcome: AttackResult['outcome'],
  detail: string,
  figures: AttackResult['figures'] = {},
  worst: readonly string[] = [],
): AttackResult => ({ attack, name, outcome, detail, figures, worst })

function contradicted({ system, outer }: Scene): AttackResult {
  const where = whereIs(system, system.rowCell[system.rowStart[outer.contradiction]!]!)
  return result(
    '1',
    'Interval of every small cell',
    'failed',
    'What is published contradicts itself or the rules it names.',
    { contradictions: 1 },
    [where],
  )
}

const widthOf = ({ low, high }: CellInterval) => high - low + 1

function intervalAttack({ system, rules, targets }: Scene, intervals: readonly CellInterval[]): AttackResult {
  const failing = intervals.filter((one) => widthOf(one) < rules.leastValues && one.low < rules.small && one.high > 0)
  const narrowest = intervals.reduce((least, one) => Math.min(least, widthOf(one)), Infinity)
  const zerosKnown = intervals.filter((one) => one.high - Math.max(1, one.low) + 1 < rules.leastValues).length
  return result(
    '1',
    'Interval of every small cell',
    failing.length > 0 ? 'failed' : 'passed',
    failing.length > 0
      ? `${failing.length} of ${targets.length} cells that may be small have under ${rules.leastValues} possible values.`
      : `Each of ${targets.length} cells that may be small has ${rules.leastValues} possible values or more.`,
    { examined: targets.length, failing: failing.length, narrowest: targets.length ? narrowest : 0, zerosKnown },
    failing.slice(0, 20).map((one) => `${whereIs(system, one.cell)}: ${one.low} to ${one.high}`),
  )
}

/** The odds of the likeliest value. Controlled rounding goes up with odds that fall with distance: (base − |z − a|). */
function bestGuess({ system, rules, values, status }: Scene, intervals: readonly CellInterval[]): AttackResult {
  let [worst, at] = [0, -1]
  for (const { cell, low, high } of intervals) {
    const triangle = rules.method === 'controlled-rounding' && status[cell] === ROUNDED && high - low < 2 * rules.base!
    const weight = (z: number) => (triangle ? Math.max(0, rules.base! - Math.abs(z - values[cell]!)) : 1)
    let [total, most] = [0, 0]
    for (let z = low; z <= Math.min(high, low + 200); z++) {
      total += weight(z)
      most = Math.max(most, weight(z))
    }
    if (total > 0 && most / total > worst) [worst, at] = [most / total, cell]
  }
  const failed = worst > rules.bestGuess
  const detail = `The likeliest value of a small cell is likely by ${Math.round(worst * 100)} % at most; the limit is ${Math.round(rules.bestGuess * 100)} %.`
  return result(
    '1b',
    'Best guess of each small cell',
    failed ? 'failed' : 'passed',
    detail,
    { probability: worst },
    at >= 0 && failed ? [whereIs(system, at)] : [],
  )
}

function exactRecovery({ system, outer, targets, status, rules }: Scene): AttackResult {
  const small = (cell: number) => outer.low[cell]! > 0 && outer.low[cell]! < rules.small
  const exact = targets.filter((cell) => outer.low[cell] === outer.high[cell] && small(cell))
  const printed = exact.filter((cell) => status[cell] === SHOWN).length
  return result(
    '2',
    'Exact recovery by bound propagation',
    exact.length > 0 ? 'failed' : 'passed',
    exact.length > 0 ? `${exact.length} small counts are certain.` : 'No small count is certain.',
    { exact: exact.length, printed },
    exact.slice(0, 20).map((cell) => `${whereIs(system, cell)}: ${outer.low[cell]}`),
  )
}

/** Someone who knows that they are the only one in a cell, and two of them together in one equation. */
function insiders({ system, outer, targets, rules }: Scene, most: number): AttackResult[] {
  const propagation = new Propagation(system, { low: outer.low.slice(), high: outer.high.slice() })
  const could = (cell: number) =>
    outer.low[cell]! <= 1 && outer.high[cell]! >= 1 && outer.low[cell] !== outer.high[cell]
  const candidates = targets.filter(could)
  const told: string[] = []
  let tried = 0
  for (const cell of candidates) {
    if (tried++ >= most) break
    // Sums that hold the insider are no news about others, unless they are exact and larger than the insider.
    const learned = propagation
      .suppose(cell, 1)
      .filter((other) => outer.low[other]! < rules.small && learns(propagation, other, cell))
    if (learned.length > 0) told.push(whereIs(system, cell))
  }
  const failed = told.length > 0
  const detail = failed
    ? `In ${told.length} cells one person who knows to be alone there would learn another small count exactly.`
    : `In none of ${Math.min(tried, candidates.length)} cells would a person who is alone there learn another small count exactly.`
  return [
    result('3', 'Insiders', failed ? 'failed' : 'passed', detail, { tried, failing: told.length }, told.slice(0, 20)),
  ]
}

/** Whether the cell is, given the insider, exactly a count of others: not zero, and not a sum of the insider alone. */
function learns(propagation: Propagation, other: number, cell: number): boolean {
  const value = propagation.learned.get(other)
  return other !== cell && value !== undefined && value > 1
}

/** Exact zeros everywhere but in one category: whoever is known to be in the sum is in that category. */
function groupDisclosure({ system, rules, outer, status }: Scene, places: readonly string[]): AttackResult {
  if (rules.groupDisclosureApproved)
    return result('4', 'Zero and group disclosure', 'not-applicable', 'The data owner approved it.')
  const found: string[] = []
  for (let row = 0; row < system.rows; row++) {
    if (places.includes(system.rowAxis[row]!)) continue
    const cells = system.rowCell.subarray(system.rowStart[row]!, system.rowStart[row + 1]!)
    if (cells.length < 3 || outer.low[cells[0]!]! === 0) continue
    const open = cells.subarray(1).filter((cell) => outer.high[cell]! > 0 && status[cell] !== NOT_COLLECTED)
    const collected = cells.subarray(1).filter((cell) => status[cell] !== NOT_COLLECTED)
    if (open.length === 1 && collected.length > 1) found.push(whereIs(system, cells[0]!))
  }
  const detail =
    found.length > 0
      ? `${found.length} sums are known to lie in one category alone.`
      : 'No sum is known to lie in one category alone.'
  return result(
    '4',
    'Zero and group disclosure',
    found.length > 0 ? 'failed' : 'passed',
    detail,
    { failing: found.length },
    found.slice(0, 20),
  )
}

function linkedTables({ system, rules }: Scene, intervals: readonly CellInterval[]): AttackResult {
  const total = system.cellOf.reduce((sum, cellOf) => sum + cellOf.length, 0)
  if (system.shapes.length < 2 || total === system.cells)
    return result('5', 'Linked tables together', 'not-applicable', 'No two tables share records’ sums.')
  const failing = intervals.filter((one) => widthOf(one) < rules.leastValues).length
  return result(
    '5',
    'Linked tables together',
    failing > 0 ? 'failed' : 'passed',
    `${system.shapes.length} tables that share ${total - system.cells} cells, attacked as one.`,
    { shared: total - system.cells, failing },
  )
}

function percentages({ system, rules, populations }: Scene, intervals: readonly CellInterval[]): AttackResult {
  const paired = system.shapes.some(({ axes }) => axes.some(({ name }) => name === 'among'))
  if (!paired && !populations)
    return result('10', 'Percentage with its denominator', 'not-applicable', 'No denominators were given.')
  const failing = intervals.filter((one) => widthOf(one) < rules.leastValues).length
  return result(
    '10',
    'Percentage with its denominator',
    failing > 0 ? 'failed' : 'passed',
    'Counts, those not counted and denominators, attacked as one.',
    { failing },
  )
}

/** Whoever knows the rules in full knows no more than the guarantee: what is published has to follow from the rules alone. */
function knownAlgorithm({ system, rules, values, status }: Scene): AttackResult {
  const name = 'Algorithm, tie-breaks and objective known'
  if (rules.method === 'cell-key') return result('12', name, 'not-applicable', 'Cell keys guarantee no interval.')
  const odd = [...values.keys()].filter(
    (cell) => status[cell] === ROUNDED && rules.base !== null && values[cell]! % rules.base !== 0,
  )
  const leak = [...values.keys()].filter((cell) => status[cell] === HIDDEN && values[cell] !== 0)
  const additive = rules.method !== 'controlled-rounding' || status.includes(HIDDEN) || firstBroken(system, values) < 0
  const failed = odd.length > 0 || leak.length > 0 || !additive
  const detail = failed
    ? 'Published values do not follow from the rules that the release names.'
    : 'Every published value follows from the published rules, and says no more than their guarantee.'
  return result(
    '12',
    name,
    failed ? 'failed' : 'passed',
    detail,
    { notMultiples: odd.length, hiddenWithValue: leak.length, additive: additive ? 1 : 0 },
    [...odd, ...leak].slice(0, 20).map((cell) => whereIs(system, cell)),
  )
}
