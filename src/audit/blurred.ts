import { ROUNDED, ran, saidRange, whereIs } from '../disclosure'
import type { AttackResult, AuditRules } from '../disclosure'
import { blurReach } from '../domain'
import { periodOf } from './compare'
import type { Attacked, Laid } from './lay'
import type { Sight } from './scene'

/*
 * What two releases blurred by cell keys tell together. With one key and one noise the same records have the same value, and two
 * editions tell no more than one. With two noises they have two quantiles of one number, which leave two or three counts of a dozen;
 * with two keys they have two draws, and the count lies within reach of both.
 */

/** Changed cells of which this many are one that is no draw from the same count: a period is blurred anew up to it, corrected beyond. */
const CORRECTED = 20
/** Of this many cells one has to have changed: records that were corrected leave most as they are, another key next to none. */
const ANEW = 3

/** A cell that both editions blurred. */
interface Twice {
  cell: number
  period: string
  then: Blur
  now: Blur
}

interface Blur {
  value: number
  rules: AuditRules
}

/** Cells, in words, that editions give away together by having been blurred anew, or by another noise. */
export function blurredAnew(sight: Sight): string[] {
  const found = new Set<string>()
  const within = new Map<number, [number, number]>()
  for (const edition of editionsOf(sight)) {
    const twice = blurredTwice(sight, edition)
    for (const { cell, then, now } of twice)
      if (blurReach(then.rules) !== blurReach(now.rules))
        found.add(
          `${whereIs(sight.scene.system, cell)}: noise of ${blurReach(then.rules)} and of ${blurReach(now.rules)}`,
        )
    for (const one of anew(twice)) narrow(within, one)
  }
  for (const [cell, [low, high]] of within) {
    const { leastValues, small } = sight.scene.rules[sight.scene.ruleAt[cell]!]!
    if (low < small && high > 0 && high - low + 1 < leastValues)
      found.add(`${whereIs(sight.scene.system, cell)}: ${low} to ${high}, blurred anew`)
  }
  return [...found]
}

const editionsOf = ({ laid }: Sight): Laid[][] => {
  const earlier = laid.filter(({ stored }) => stored?.party.earlier)
  const identity = ({ stored }: Laid) => stored!.party.open.release.identity
  return [...new Set(earlier.map(identity))].map((own) => earlier.filter((one) => identity(one) === own))
}

/** Cells that an edition blurred and this one too; those that are 0 in both say nothing new. */
function blurredTwice(sight: Sight, edition: readonly Laid[]): Twice[] {
  const now = blursOf(
    sight,
    sight.laid.filter(({ stored }) => stored && !stored.party.earlier),
  )
  return [...blursOf(sight, edition)].flatMap(([cell, then]) => {
    const own = now.get(cell)
    return own && own.value + then.value > 0 ? [{ cell, period: then.period, then, now: own }] : []
  })
}

function blursOf({ scene: { system, rules }, laid }: Sight, own: readonly Laid[]) {
  const found = new Map<number, Blur & { period: string }>()
  for (const one of own)
    system.cellOf[laid.indexOf(one)]!.forEach((cell, index) => {
      const rule = rules[one.ruleAt?.[index] ?? 0]!
      if (rule.method !== 'cell-key' || one.table.status[index] !== ROUNDED) return
      found.set(cell, { value: one.table.values[index]!, rules: rule, period: periodOf(one.table, index) })
    })
  return found
}

/** The changed cells of the periods in which too many changed for records to have been corrected, and nearly all may be one count. */
function anew(twice: readonly Twice[]): Twice[] {
  return [...new Set(twice.map(({ period }) => period))].flatMap((period) => {
    const own = twice.filter((one) => one.period === period)
    const changed = own.filter(({ then, now }) => then.value !== now.value)
    const others = changed.filter((one) => !meets(one)).length
    return changed.length * ANEW >= own.length && others * CORRECTED <= changed.length ? changed.filter(meets) : []
  })
}

const rangeOf = ({ value, rules }: Blur) => saidRange(rules, ROUNDED, value)

function meets({ then, now }: Twice): boolean {
  const [a, b] = [rangeOf(then), rangeOf(now)]
  return a[0] <= b[1] && b[0] <= a[1]
}

function narrow(within: Map<number, [number, number]>, { cell, then, now }: Twice): void {
  const [low, high] = within.get(cell) ?? rangeOf(now)
  const [least, most] = rangeOf(then)
  within.set(cell, [Math.max(low, least), Math.min(high, most)])
}

/**
 * Facilities that blur by cell keys of more than one width: whatever these releases count, the same records may stand in both (attack
 * 7 for earlier ones, 8 for those attacked at once). Within one release a facility has but one: the format knows no other.
 */
export function attackWidths(releases: readonly Attacked[], against: readonly Attacked[]): AttackResult[] {
  const [now, before] = [widthsOf(releases), widthsOf(against)]
  const said = (facility: string, widths: Iterable<number>) => `${facility}: noise of ${[...widths].join(' and of ')}`
  const apart = [...now].filter(([, widths]) => widths.size > 1).map(([one, widths]) => said(one, widths))
  const since = [...now].flatMap(([facility, widths]) => {
    const all = new Set([...(before.get(facility) ?? []), ...widths])
    return before.has(facility) && all.size > 1 ? [said(facility, all)] : []
  })
  const result = (attack: '7' | '8', found: string[], figures: Record<string, number>) =>
    found.length > 0 ? [ran(attack, true, { ...figures, widths: found.length, failing: found.length }, found)] : []
  return [
    ...result('7', since, { editions: against.length }),
    ...result('8', apart, { releases: releases.length, totals: 0 }),
  ]
}

function widthsOf(releases: readonly Attacked[]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const { release } of releases) {
    if (release.protection.kind !== 'protected') continue
    for (const rules of release.protection.rules)
      if (rules.method === 'cell-key')
        found.set(rules.facility, (found.get(rules.facility) ?? new Set()).add(blurReach(rules)))
  }
  return found
}
