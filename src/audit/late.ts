import {
  AMONG,
  HIDDEN,
  OPEN,
  UNPUBLISHED,
  cellCount,
  coordinatesOf,
  impossibleIn,
  observe,
  propagate,
  whereIs,
} from '../disclosure'
import type { AuditRules, Ranges, Scene, Solver, System, SystemMember } from '../disclosure'
import type { Laid } from './lay'
import { LARGE, narrowIn, sizesOf } from './narrow'
import { countsOf, unchanged } from './said'

/** A cell that two editions give away together: where it stands in the newest table that has it. */
export interface GivenAway {
  table: string
  /** Codes of its members, by axis. */
  at: Readonly<Record<string, string>>
  /** What somebody has to presume to whom they do. */
  presumes: Presumption
  /** Its name with its interval, for inside the facility. */
  said: string
}

/**
 * What somebody may presume of the records between two editions: that late ones were only added, so that no count is less than before; or
 * that some were only taken away, such as those that stood twice, so that none is more.
 */
export type Presumption = 'added' | 'gone'

/** What an attacker learns under a presumption. */
export interface LateFindings {
  /** Cells of either edition that were attacked, and numbers of such records that are known not to be 0. */
  examined: number
  /** Those with fewer possible values than the rules ask. */
  narrowed: readonly GivenAway[]
  /** Of those examined, cells of large parts, of which only bounds were propagated. */
  bounded: number
  /** Parts of the editions in which no such counts exist, so that nobody can presume it there. */
  void: number
}

interface LateAttack {
  presumes: Presumption
  /** Those that the tables' `ruleAt` names. */
  rules: readonly AuditRules[]
  /** 1 for cells of each table that were corrected since. */
  maskOf: ReadonlyMap<Laid, Uint8Array | null>
  solver: Solver
}

/**
 * Attacks what was corrected in a series of editions (oldest first): all of them are one system, with the records between two as
 * cells of their own, of which none is below 0 and which add up as counts do. Records that were taken away are late records of the
 * series backwards.
 */
export function attackLate(series: readonly (readonly Laid[])[], options: LateAttack): LateFindings {
  const { presumes, rules, maskOf, solver } = options
  const backwards = presumes === 'gone'
  const editions = backwards ? [...series].reverse() : series
  const plain = editions.flat()
  const laid = editions.flatMap((tables, at) => tables.map((one) => withEditions(one, at)))
  const scene = observe(
    laid.map(({ table }) => table),
    rules,
    { populations: laid.map(({ populations }) => populations), ruleAt: laid.map(({ ruleAt }) => ruleAt) },
  )
  const { system } = scene
  const added = addedCells(system)
  const corrected = correctedIn(
    scene,
    added,
    plain.map((one) => maskOf.get(one) ?? null),
  )
  if (backwards) unlikely(corrected).forEach((component) => corrected.delete(component))
  const found = presume(scene, added, corrected, solver)
  const targets = scene.targets.filter(
    (cell) => corrected.has(system.component[cell]!) && (!added.has(cell) || found.outer.low[cell]! > 0),
  )
  const { narrow, bounded } = narrowIn({ ...scene, ...found, targets }, solver, (component) => {
    const known = corrected.get(component)
    return known ? (known.large ? 'bounds' : 'programs') : 'none'
  })
  return {
    examined: targets.length,
    narrowed: narrow.map((one) => ({
      ...placeOf(laid, system, one.cell, backwards),
      presumes,
      said: `${whereIs(system, one.cell)}: ${one.low} to ${one.high} if records were only ${backwards ? 'taken away' : 'added'}`,
    })),
    bounded,
    void: found.void,
  }
}

/**
 * Components that are not attacked as if records were only taken away (the series is backwards here): where no value fell in all that was
 * corrected, nobody presumes it of those in which values rose, since records come late everywhere.
 */
function unlikely(corrected: Corrected): number[] {
  const all = [...corrected]
  return all.some(([, { rose }]) => rose) ? [] : all.filter(([, { fell }]) => fell).map(([component]) => component)
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
function placeOf(
  laid: readonly Laid[],
  { cellOf }: System,
  cell: number,
  backwards: boolean,
): Pick<GivenAway, 'table' | 'at'> {
  const has = (_: Laid, table: number) => cellOf[table]!.includes(cell)
  const at = backwards ? laid.findIndex(has) : laid.findLastIndex(has)
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

/** Components in which a published value changed or was masked, seen in the order of the series. */
type Corrected = Map<number, Correction>
interface Correction {
  fell: boolean
  rose: boolean
  /** True where the published values are no solution themselves. */
  open: boolean
  /** True where there is too much in it for programs. */
  large: boolean
}

function correctedIn(
  { system, values, status, ruleAt, rules }: Scene,
  added: ReadonlyMap<number, Added>,
  masks: readonly (Uint8Array | null)[],
): Corrected {
  const found: Corrected = new Map()
  const at = (component: number) => {
    const known = found.get(component) ?? { fell: false, rose: false, open: false, large: false }
    found.set(component, known)
    return known
  }
  const said = (cell: number) => ({ value: values[cell]!, status: status[cell]!, rule: ruleAt[cell]! })
  for (const { before, after } of added.values()) {
    if (status[before]! > HIDDEN || status[after]! > HIDDEN) continue
    if (status[before] === HIDDEN && status[after] === HIDDEN) continue
    const [then, now] = [said(before), said(after)]
    if (unchanged(rules, now, then)) continue
    const component = at(system.component[after]!)
    if (countsOf(rules, now)[1] < countsOf(rules, then)[1]) component.fell = true
    else component.rose = true
  }
  masks.forEach((mask, table) => {
    const own = mask ? system.cellOf[table]!.subarray(-mask.length) : []
    own.forEach((cell, index) => mask![index] && at(system.component[cell]!))
  })
  return measured(found, { system, values, status }, added)
}

/** Where something is hidden, or a value lies below the one before it, a solution is yet to be found. */
function measured(
  found: Corrected,
  { system, values, status }: Pick<Scene, 'system' | 'values' | 'status'>,
  added: ReadonlyMap<number, Added>,
): Corrected {
  const { component } = system
  const sizes = sizesOf(system)
  const falls = new Set<number>()
  for (const { before, after } of added.values())
    if (status[before]! < HIDDEN && status[after]! < HIDDEN && values[after]! < values[before]!)
      falls.add(component[after]!)
  component.forEach((part, cell) => {
    const known = found.get(part)
    if (known && (status[cell] === HIDDEN || falls.has(part))) known.open = true
  })
  for (const [part, known] of found) known.large = falls.has(part) && sizes[part]! > LARGE
  return found
}

interface Presumed {
  known: Ranges
  outer: Ranges & { contradiction: number }
  void: number
}

/**
 * What is known where no record between two editions takes away. Components that were not corrected, and those that cannot be so, are left out of
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
  const isSolved = (component: number) => corrected.get(component)?.open === true && !corrected.get(component)!.large
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
