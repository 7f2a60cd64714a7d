import { Propagation } from './bounds'
import { insiderPairs } from './insiders'
import type { CellInterval } from './interval'
import { notApplicable, ran } from './results'
import type { AttackResult } from './results'
import { HIDDEN, ROUNDED, SHOWN, UNPUBLISHED } from './ranges'
import type { AuditRules, Scene } from './scene'
import { whereIs } from './system'
import { NOT_COLLECTED } from './tables'

const widthOf = ({ low, high }: CellInterval) => high - low + 1
const rulesOf = ({ rules, ruleAt }: Scene, cell: number): AuditRules => rules[ruleAt[cell]!]!

/**
 * Whether a cell that may be small has fewer possible values than its facility's rules ask. Where the programs were stopped before
 * that many were shown to be possible, only those that were count: the ends that are left are outer bounds, and an attacker
 * with more time might come further in.
 */
export function tooNarrow(scene: Scene, one: CellInterval): boolean {
  const { leastValues, small } = rulesOf(scene, one.cell)
  if (one.low >= small || one.high <= 0) return false
  return widthOf(one) < leastValues || one.unconfirmed === true
}

const named = (scene: Scene, intervals: readonly CellInterval[]) =>
  intervals.slice(0, 20).map((one) => `${whereIs(scene.system, one.cell)}: ${one.low} to ${one.high}`)

export function contradicted({ system, outer, clashes }: Scene): AttackResult {
  const cell = clashes[0] ?? system.rowCell[system.rowStart[outer.contradiction]!]!
  return ran('1', true, { contradictions: 1 }, [whereIs(system, cell)])
}

export function intervalAttack(scene: Scene, intervals: readonly CellInterval[]): AttackResult {
  const failing = intervals.filter((one) => tooNarrow(scene, one))
  const narrowest = intervals.reduce((least, one) => Math.min(least, widthOf(one)), Infinity)
  const zerosKnown = intervals.filter(
    (one) => one.high - Math.max(1, one.low) + 1 < rulesOf(scene, one.cell).leastValues,
  )
  const figures = {
    examined: intervals.length,
    failing: failing.length,
    narrowest: Number.isFinite(narrowest) ? narrowest : 0,
    zerosKnown: zerosKnown.length,
    unconfirmed: intervals.filter(({ unconfirmed }) => unconfirmed).length,
    least: Math.min(...scene.rules.map(({ leastValues }) => leastValues)),
    small: Math.min(...scene.rules.map(({ small }) => small)),
  }
  return ran('1', failing.length > 0, figures, named(scene, failing))
}

export function exactRecovery(scene: Scene): AttackResult {
  const { system, outer, targets, status } = scene
  const exact = targets.filter(
    (cell) =>
      outer.low[cell] === outer.high[cell] && outer.low[cell]! > 0 && outer.low[cell]! < rulesOf(scene, cell).small,
  )
  const printed = exact.filter((cell) => status[cell] === SHOWN).length
  const worst = exact.slice(0, 20).map((cell) => `${whereIs(system, cell)}: ${outer.low[cell]}`)
  return ran('2', exact.length > 0, { exact: exact.length, printed }, worst)
}

/** Someone who knows that they are the only one in a cell, and two of them in one equation. At most `most` are tried of each. */
export function insiders(scene: Scene, most: number): AttackResult {
  const { system, outer, targets } = scene
  const propagation = new Propagation(system, { low: outer.low.slice(), high: outer.high.slice() })
  const guarded = (cell: number) => outer.low[cell]! < rulesOf(scene, cell).small
  const candidates = targets.filter(
    (cell) => outer.low[cell]! <= 1 && outer.high[cell]! >= 1 && outer.low[cell] !== outer.high[cell],
  )
  const tried = candidates.slice(0, most)
  // Sums that hold the insider are no news about others, unless they are exact and larger than the insider.
  const telling = tried.filter((cell) =>
    propagation.suppose(cell, 1).some((other) => guarded(other) && propagation.learned.get(other)! > 1),
  )
  const pairs = insiderPairs(system, outer, { candidates, guarded, most })
  const figures = {
    tried: tried.length,
    pairs: pairs.tried,
    left: candidates.length - tried.length + pairs.left,
    failing: telling.length,
    pairsTold: pairs.found.length,
  }
  const worst = [
    ...telling.map((cell) => whereIs(system, cell)),
    ...pairs.found.map(({ pair }) => pair.map((cell) => whereIs(system, cell)).join(' and ')),
  ]
  // Pairs fail nothing here: from outside nobody knows who is alone. Whoever protects does, and guards every pair that is.
  return ran('3', figures.failing > 0, figures, worst.slice(0, 20))
}

/** Exact zeros everywhere but in one category: whoever is known to be in the sum is in that category. */
export function groupDisclosure(scene: Scene, places: readonly string[]): AttackResult {
  const { system, rules } = scene
  if (rules.every(({ groupDisclosureApproved }) => groupDisclosureApproved))
    return notApplicable('4', 'The data owner approved it.')
  const found: string[] = []
  let sums = 0
  for (let row = 0; row < system.rows; row++) {
    if (places.includes(system.rowAxis[row]!)) continue
    sums++
    if (oneCategory(scene, system.rowCell.subarray(system.rowStart[row]!, system.rowStart[row + 1]!)))
      found.push(whereIs(system, system.rowCell[system.rowStart[row]!]!))
  }
  const approved = rules.filter(({ groupDisclosureApproved }) => groupDisclosureApproved).length
  return ran('4', found.length > 0, { sums, failing: found.length, approved }, found.slice(0, 20))
}

function oneCategory(scene: Scene, [whole, ...parts]: ArrayLike<number> & Iterable<number>): boolean {
  const { outer, status, caps } = scene
  if (parts.length < 2 || outer.low[whole!]! === 0 || rulesOf(scene, whole!).groupDisclosureApproved) return false
  // Where nobody lives of whom anybody could be counted, everybody knows without a release.
  const collected = parts.filter((cell) => status[cell] !== NOT_COLLECTED && caps[cell] !== 0)
  return collected.length > 1 && collected.filter((cell) => outer.high[cell]! > 0).length === 1
}

export function linkedTables(scene: Scene, intervals: readonly CellInterval[]): AttackResult {
  const { system } = scene
  const total = system.cellOf.reduce((sum, cellOf) => sum + cellOf.length, 0)
  if (system.shapes.length < 2 || total === system.cells)
    return notApplicable('5', 'No two tables share records’ sums.')
  const failing = intervals.filter((one) => tooNarrow(scene, one)).length
  return ran('5', failing > 0, { tables: system.shapes.length, shared: total - system.cells, failing })
}

/** What only overlaps tell: cells that nobody publishes, along an axis on which members overlap or leave gaps. */
export function differences(scene: Scene, intervals: readonly CellInterval[]): AttackResult {
  const { system } = scene
  const implied = new Uint8Array(system.cells)
  system.shapes.forEach(({ axes }, at) => {
    const strides = axes.map((_, axis) => axes.slice(axis + 1).reduce((size, { members }) => size * members.length, 1))
    const pieces = axes.map(({ members }) => members.map(({ code }) => code.startsWith('part:')))
    if (!pieces.some((list) => list.includes(true))) return
    system.cellOf[at]!.forEach((cell, index) => {
      if (axes.some(({ members }, axis) => pieces[axis]![Math.floor(index / strides[axis]!) % members.length]))
        implied[cell] = 1
    })
  })
  const examined = intervals.filter(({ cell }) => implied[cell] && scene.status[cell] === UNPUBLISHED)
  if (!implied.includes(1)) return notApplicable('6', 'No areas and no periods overlap.')
  const failing = examined.filter((one) => tooNarrow(scene, one))
  return ran('6', failing.length > 0, { differences: examined.length, failing: failing.length }, named(scene, failing))
}

/** Counts beside those among whom was counted: the counted, and the rest that anyone can subtract. */
export function percentages(scene: Scene, intervals: readonly CellInterval[]): AttackResult {
  const { system, caps } = scene
  const paired = Uint8Array.from(caps, (cap) => (cap >= 0 ? 1 : 0))
  system.shapes.forEach(({ axes }, at) => {
    if (axes.some(({ name }) => name === 'among')) for (const cell of system.cellOf[at]!) paired[cell] = 1
  })
  if (!paired.includes(1)) return notApplicable('10', 'No denominators are published for these counts.')
  const examined = intervals.filter(({ cell }) => paired[cell])
  const failing = examined.filter((one) => tooNarrow(scene, one))
  const rest = [...caps.keys()].filter((cell) => restTells(scene, cell))
  const worst = [...named(scene, failing), ...rest.map((cell) => `${whereIs(system, cell)}: the rest`)]
  const figures = { examined: examined.length, failing: failing.length + rest.length }
  return ran('10', figures.failing > 0, figures, worst.slice(0, 20))
}

/** Whether nearly all of those among whom was counted are known to be counted: as telling as nearly none. */
function restTells(scene: Scene, cell: number): boolean {
  const { outer, caps, status } = scene
  if (caps[cell]! < 0 || status[cell] === NOT_COLLECTED || outer.low[cell] === 0) return false
  const { leastValues, small, groupDisclosureApproved } = rulesOf(scene, cell)
  const [least, most] = [caps[cell]! - outer.high[cell]!, caps[cell]! - outer.low[cell]!]
  if (most <= 0) return !groupDisclosureApproved
  return least < small && most - least + 1 < leastValues
}

/** Whoever knows the rules in full knows no more than the guarantee: what is published has to follow from the rules alone. */
export function knownAlgorithm(scene: Scene): AttackResult {
  const { system, values, status } = scene
  if (scene.rules.every(({ method }) => method === 'cell-key'))
    return notApplicable('12', 'Cell keys guarantee no interval.')
  const cells = [...values.keys()]
  const odd = cells.filter((cell) => status[cell] === ROUNDED && values[cell]! % (rulesOf(scene, cell).base ?? 1) !== 0)
  const leak = cells.filter((cell) => status[cell] === HIDDEN && values[cell] !== 0)
  const bare = cells.filter((cell) => breaksRules(scene, cell))
  const broken = brokenRows(scene)
  const figures = {
    notMultiples: odd.length,
    hiddenWithValue: leak.length,
    strayed: bare.length,
    broken: broken.length,
  }
  const worst = [...odd, ...leak, ...bare, ...broken].slice(0, 20).map((cell) => whereIs(system, cell))
  return ran('12', worst.length > 0, figures, worst)
}

/** Shown exactly where the rules round, rounded where they show, or small where the rules hide. */
function breaksRules({ status, values, ...scene }: Scene, cell: number): boolean {
  const { method, base, hideTo, zerosShown } = scene.rules[scene.ruleAt[cell]!]!
  const value = values[cell]!
  if (status[cell] === ROUNDED) return method === 'suppression'
  if (status[cell] !== SHOWN) return false
  if (method === 'suppression') return value > 0 && value <= (hideTo ?? 0)
  return base !== null && !(value === 0 && zerosShown)
}

/** Margins of controlled rounding that are not the sum of their published parts. */
function brokenRows(scene: Scene): number[] {
  const { system, values, status } = scene
  const broken: number[] = []
  for (let row = 0; row < system.rows; row++) {
    const [from, to] = [system.rowStart[row]!, system.rowStart[row + 1]!]
    let [sum, whole] = [0, true]
    for (let k = from; k < to && whole; k++) {
      const cell = system.rowCell[k]!
      whole =
        rulesOf(scene, cell).method === 'controlled-rounding' &&
        (status[cell]! < HIDDEN || status[cell] === NOT_COLLECTED)
      sum += system.rowSign[k]! * values[cell]!
    }
    if (whole && sum !== 0) broken.push(system.rowCell[from]!)
  }
  return broken
}
