import { HIDDEN, UNPUBLISHED, impossibleIn } from '../disclosure'
import type { Scene, Solver } from '../disclosure'
import type { Laid } from './lay'
import { LARGE, sizesOf } from './narrow'
import { countsOf, unchanged } from './said'
import type { Said } from './said'
import { without } from './scene'
import type { Sight } from './scene'

/** A cell of which two editions say what cannot be of one count. */
export interface Changed {
  then: Said
  now: Said
}

/** Periods of a part of the system that were corrected; null: all that is connected. */
type Periods = ReadonlySet<string> | null

/** How the cells that two editions share compare. */
export interface Comparison {
  same: number
  /** By their place in the joint system. */
  changed: Map<number, Changed>
  /** Components of the joint system with a changed cell. */
  corrected: Map<number, Periods>
  /** Components in which two editions say different things that may be of one count: together they tell more than each alone. */
  differing: Set<number>
}

/** What is hidden in one edition and has a value in the other compares as what each may stand for. */
export function compare({ scene, laid }: Sight): Comparison {
  const { system, rules } = scene
  const found = { same: 0, changed: new Map<number, Changed>(), differing: new Set<number>() }
  const corrected = new Map<number, Set<string>>()
  const published = new Map<number, Said>()
  for (const earlier of [false, true])
    laid.forEach(({ table, stored, ruleAt }, at) => {
      if (!stored || stored.party.earlier !== earlier) return
      system.cellOf[at]!.forEach((cell, index) => {
        const then = { value: table.values[index]!, status: table.status[index]!, rule: ruleAt?.[index] ?? 0 }
        if (then.status > HIDDEN) return
        const now = published.get(cell)
        if (!earlier) published.set(cell, then)
        else if (!now || (now.status === HIDDEN && then.status === HIDDEN)) return
        else if (unchanged(rules, now, then)) {
          found.same++
          if (!isAlike(rules, now, then)) found.differing.add(system.component[cell]!)
        } else {
          found.changed.set(cell, { then, now })
          addTo(corrected, system.component[cell]!, periodOf(table, index))
        }
      })
    })
  return { ...found, corrected }
}

function isAlike(rules: Scene['rules'], a: Said, b: Said): boolean {
  const [mine, theirs] = [countsOf(rules, a), countsOf(rules, b)]
  return mine[0] === theirs[0] && mine[1] === theirs[1]
}

function addTo(corrected: Map<number, Set<string>>, component: number, period: string): void {
  const periods = corrected.get(component)
  if (periods) periods.add(period)
  else corrected.set(component, new Set([period]))
}

/** Code of a cell's period; empty in a table without periods. */
export function periodOf({ shape }: Laid['table'], index: number): string {
  const axis = shape.axes.findIndex(({ name }) => name === 'period')
  if (axis < 0) return ''
  const inner = shape.axes.slice(axis + 1).reduce((size, { members }) => size * members.length, 1)
  const { members } = shape.axes[axis]!
  return members[Math.floor(index / inner) % members.length]!.code
}

/** All editions as one, of the earlier ones only what was not corrected since. */
export interface Joint {
  scene: Scene
  /** One a table: 1 where an earlier edition's cell was corrected. */
  masks: readonly (Uint8Array | null)[]
  /** Components of which only bounds can be propagated: large ones in which editions say different things. */
  large: ReadonlySet<number>
}

/**
 * Unchanged values are taken to count the same records, but for what equations connect with a changed cell of the same period. Where
 * editions contradict each other though no cell shows it, all that is connected is taken as corrected.
 */
export function joined(sight: Sight, { corrected: known, differing }: Comparison, solver: Solver): Joint {
  const corrected = new Map(known)
  const { component } = sight.scene.system
  const sizes = sizesOf(sight.scene.system)
  const large = new Set([...differing].filter((part) => sizes[part]! > LARGE))
  const isSolved = (cell: number) => differing.has(component[cell]!) && !large.has(component[cell]!)
  for (;;) {
    const masks = masksOf(sight, corrected)
    const scene = corrected.size > 0 ? without(sight, masks) : sight.scene
    const broken = contradictedIn(scene, solver, isSolved)
    const parts = broken.map((cell) => component[cell]!).filter((part) => corrected.get(part) !== null)
    if (parts.length === 0) return { scene, masks, large }
    for (const part of parts) corrected.set(part, null)
  }
}

/** One cell of each part that no counts fit; bounds are looked at everywhere, fractions where `asked`. */
function contradictedIn(scene: Scene, solver: Solver, asked: (cell: number) => boolean): number[] {
  const { system, outer, clashes } = scene
  if (clashes.length > 0) return clashes
  if (outer.contradiction >= 0) return [system.rowCell[system.rowStart[outer.contradiction]!]!]
  return impossibleIn(system, outer, solver, asked)
}

function masksOf({ scene: { system }, laid }: Sight, corrected: ReadonlyMap<number, Periods>): (Uint8Array | null)[] {
  return laid.map(({ table, stored }, at) => {
    if (!stored?.party.earlier || corrected.size === 0) return null
    const isCorrected = (cell: number, index: number) => {
      const periods = corrected.get(system.component[cell]!)
      return periods === null || periods?.has(periodOf(table, index)) === true
    }
    return Uint8Array.from(system.cellOf[at]!, (cell, index) => (isCorrected(cell, index) ? 1 : 0))
  })
}

/** Codes of the periods in which something of an earlier edition was corrected. */
export function periodsOf({ laid }: Sight, { masks }: Joint): Set<string> {
  const found = new Set<string>()
  laid.forEach(({ table }, at) =>
    masks[at]?.forEach((mark, index) => {
      if (mark && table.status[index] !== UNPUBLISHED) found.add(periodOf(table, index))
    }),
  )
  return found
}
