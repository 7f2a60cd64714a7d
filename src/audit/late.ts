import { AMONG, HIDDEN, OPEN, UNPUBLISHED, cellCount, coordinatesOf, impossibleIn, intervalsOf, observe, propagate, publishedPoint, tooNarrow, whereIs } from '../disclosure' // prettier-ignore
import type { AuditRules, CellInterval, Ranges, Scene, Solver, System, SystemMember } from '../disclosure'
import type { Laid } from './lay'
import { unchanged } from './said'

/** A cell that two editions give away together: where it stands in the newest table that has it. */
export interface GivenAway {
  table: string
  /** Codes of its members, by axis. */
  at: Readonly<Record<string, string>>
  /** Its name with its interval, for inside the facility. */
  said: string
}

/** What an attacker learns who presumes that late records only add: that no count is less than in the edition before. */
export interface LateFindings {
  /** Cells of either edition that were attacked, and numbers of late records that are known not to be 0. */
  examined: number
  /** Those with fewer possible values than the rules ask. */
  narrowed: readonly GivenAway[]
  /** Of those examined, cells of large parts, of which only bounds were propagated. */
  bounded: number
  /** Parts of the editions in which no such counts exist: records were taken away there as well, so nothing can be presumed. */
  void: number
}

/**
 * Attacks what was corrected in a series of editions (oldest first): all of them are one system, with the late records between two as
 * cells of their own, of which none is below 0 and which add up as counts do. `rules`: those that the tables' `ruleAt` names.
 */
export function attackLate(
  editions: readonly (readonly Laid[])[],
  rules: readonly AuditRules[],
  solver: Solver,
): LateFindings {
  const laid = editions.flatMap((tables, at) => tables.map((one) => withEditions(one, at)))
  const options = { populations: laid.map(({ populations }) => populations), ruleAt: laid.map(({ ruleAt }) => ruleAt) }
  const tables = laid.map(({ table }) => table)
  const scene = observe(tables, rules, options)
  const { system } = scene
  const added = addedCells(system)
  const corrected = correctedIn(scene, added)
  const found = presume(scene, added, corrected, solver)
  const targets = scene.targets.filter(
    (cell) => corrected.has(system.component[cell]!) && (!added.has(cell) || found.outer.low[cell]! > 0),
  )
  const large = targets.filter((cell) => corrected.get(system.component[cell]!)!.large)
  const others = targets.filter((cell) => !corrected.get(system.component[cell]!)!.large)
  const bounded = large.map((cell) => boundedBy(found.outer, cell)).filter((one) => tooNarrow(scene, one))
  const narrow = [...bounded, ...solved(scene, { ...found, targets: others }, corrected, solver)]
  return {
    examined: targets.length,
    narrowed: narrow.map((one) => ({
      ...placeOf(laid, system, one.cell),
      said: `${whereIs(system, one.cell)}: ${one.low} to ${one.high} if late records only add`,
    })),
    bounded: large.length,
    void: found.void,
  }
}

/** Cells of a component in which a value fell above which bounds alone are propagated: programs would take hours. */
const LARGE = 1_500

function boundedBy({ low, high }: Ranges, cell: number): CellInterval {
  const range = { low: low[cell]!, high: high[cell]! }
  return { cell, ...range, seenLow: range.low, seenHigh: range.high, reached: 'propagation' }
}

/** Cells that linear and whole-number programs find too narrow, where these are not too large. */
function solved(
  scene: Scene,
  { known, targets }: Presumed & { targets: number[] },
  corrected: Corrected,
  solver: Solver,
): CellInterval[] {
  const { system } = scene
  const open = (cell: number) => corrected.get(system.component[cell]!)?.large === false
  const only = (values: Int32Array) => values.map((value, cell) => (open(cell) ? value : 0))
  const ranges = { low: only(known.low), high: only(known.high) }
  const attacked = { ...scene, known: ranges, outer: propagate(system, ranges), targets }
  const point = publishedPoint(scene)
  return intervalsOf(attacked, solver, point && only(point)).filter((one) => tooNarrow(scene, one))
}

const EDITION = 'edition'

/** A table as the edition at this place of the series, which is the edition before and late records together. */
function withEditions({ table, populations, ruleAt, stored }: Laid, at: number): Laid {
  const before: SystemMember[] =
    at === 0
      ? []
      : [
          { code: `${at - 1}`, covers: atomsOf(at - 1), unpublished: true },
          { code: `late ${at}`, unpublished: true },
        ]
  const own: SystemMember = { code: `${at}`, parts: before.map(({ code }) => code) }
  const planes = before.length
  const shape = { ...table.shape, axes: [{ name: EDITION, members: [...before, own] }, ...table.shape.axes] }
  const size = table.values.length
  const last = <T extends Int32Array | Uint8Array>(all: T, from: T): T => (all.set(from, planes * size), all)
  const cells = size * (planes + 1)
  const rules = ruleAt && new Uint8Array(cells).map((_, cell) => ruleAt[cell % size]!)
  return {
    table: {
      shape,
      values: last(new Int32Array(cells), table.values),
      status: last(new Uint8Array(cells).fill(UNPUBLISHED), table.status),
    },
    populations: populations && last(new Int32Array(cells).fill(-1), populations),
    ruleAt: rules,
    stored,
  }
}

/** Where a cell of any edition stands in the newest table that has it, or the edition before it. */
function placeOf(laid: readonly Laid[], { cellOf }: System, cell: number): Pick<GivenAway, 'table' | 'at'> {
  const at = laid.findLastIndex((_, table) => cellOf[table]!.includes(cell))
  const { table, stored } = laid[at]!
  const places = coordinatesOf(table.shape, cellOf[at]!.indexOf(cell))
  const codes = table.shape.axes.map(({ name, members }, axis) => [name, members[places[axis]!]!.code] as const)
  return { table: stored!.table.id, at: Object.fromEntries(codes.slice(1)) }
}

const atomsOf = (edition: number) => ['0', ...Array.from({ length: edition }, (_, at) => `late ${at + 1}`)]

/** A number of late records: between which cells, and whether it is of people who are in the denominator alone. */
interface Added {
  before: number
  after: number
  rest: boolean
}

function addedCells({ shapes, cellOf }: System): Map<number, Added> {
  const found = new Map<number, Added>()
  shapes.forEach((shape, at) => {
    if (shape.axes[0]!.members.length < 3) return
    const size = cellCount(shape) / 3
    const third = shape.axes[1]?.name === AMONG ? size / 3 : 0
    for (let index = 0; index < size; index++) {
      const [before, added, after] = [0, 1, 2].map((plane) => cellOf[at]![plane * size + index]!)
      found.set(added!, { before: before!, after: after!, rest: third > 0 && Math.floor(index / third) === 1 })
    }
  })
  return found
}

/** Components in which a published value changed: whether any fell, and whether there is too much in it for programs. */
type Corrected = Map<number, { fell: boolean; large: boolean }>

function correctedIn({ system, values, status, ruleAt, rules }: Scene, added: ReadonlyMap<number, Added>): Corrected {
  const found: Corrected = new Map()
  const sizes = new Int32Array(system.components)
  for (const component of system.component) sizes[component]!++
  const said = (cell: number) => ({ value: values[cell]!, status: status[cell]!, rule: ruleAt[cell]! })
  for (const { before, after } of added.values()) {
    if (status[before]! >= HIDDEN || status[after]! >= HIDDEN) continue
    if (unchanged(rules, said(after), said(before))) continue
    const component = system.component[after]!
    const fell = found.get(component)?.fell === true || values[after]! < values[before]!
    found.set(component, { fell, large: fell && sizes[component]! > LARGE })
  }
  return found
}

interface Presumed {
  known: Ranges
  outer: Ranges & { contradiction: number }
  void: number
}

/**
 * What is known where no late record takes away. Components that were not corrected, and those that cannot be so, are left out of
 * `corrected` and known to be 0, which all equations allow. Of those in the denominator alone some may be counted later.
 */
function presume(
  { system, known: read }: Scene,
  added: ReadonlyMap<number, Added>,
  corrected: Corrected,
  solver: Solver,
): Presumed {
  const known = { low: read.low.slice(), high: read.high.slice() }
  for (const [cell, { rest }] of added) if (rest) known.low[cell] = -OPEN
  const close = () =>
    system.component.forEach((component, cell) => {
      if (!corrected.has(component)) known.low[cell] = known.high[cell] = 0
    })
  const all = corrected.size
  const isSolved = (component: number) => corrected.get(component)?.fell === true && !corrected.get(component)!.large
  for (;;) {
    close()
    const outer = propagate(system, known)
    const broken =
      outer.contradiction >= 0
        ? [system.rowCell[system.rowStart[outer.contradiction]!]!]
        : impossibleIn(system, outer, solver, (cell) => isSolved(system.component[cell]!))
    if (broken.length === 0) return { known, outer, void: all - corrected.size }
    for (const cell of broken) corrected.delete(system.component[cell]!)
  }
}
