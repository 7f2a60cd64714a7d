import { averaging } from './averaging'
import { intervalsOf } from './audit'
import { DisclosureError } from './errors'
import { certainRows, openZeros } from './groups'
import type { OpenedZeros } from './groups'
import { bestGuess, guessable, guessedPlainly } from './guess'
import { ladderOf, noiseTooNarrow } from './ladder'
import { draft, hide, taskOf } from './making'
import type { Made, Work } from './making'
import { policyBlurs } from './policy'
import { HIDDEN, UNPUBLISHED } from './ranges'
import { ran } from './results'
import type { AttackResult } from './results'
import { observe } from './scene'
import type { Scene } from './scene'
import { primaryCells } from './targets'
import { ownCells } from './tables'

/** Rounds in which zeros are opened. The first opens one for each row; others are needed only where that hides a row's own sum. */
const ROUNDS = 8
/** What is published, and for cell keys how far it was blurred. */
export interface Repaired {
  made: Made
  noise: number | null
}

/**
 * Makes a draft safe and attacks it as it would be published; where an attack gets through that the rules alone do not hold off, more
 * zeros are hidden (attack 4) or the noise of cell keys is widened by one (attacks 1b and 11), until none does.
 * @throws DisclosureError where it never ends: which attack, how often, and what to change.
 */
export function repaired(work: Work): Repaired {
  if (work.policy.method === 'cell-key') return blurredEnough(work)
  const drafted = draft(work)
  const approved = work.policy.groupDisclosureApproved || policyBlurs(work.policy)
  return { made: approved ? hide(work, drafted, null) : withoutGroups(work, drafted), noise: null }
}

/** Zeros are hidden until no sum with somebody in it is known to lie in one category. */
function withoutGroups(work: Work, drafted: Made): Made {
  const telling = (made: Made) =>
    certainRows(sceneOf(work, made), work.counts, work.options.places ?? ['area', 'period'])
  const task = taskOf(work, drafted, false)
  const primary = primaryCells(task)
  const free = zerosThatCouldBe(work, task)
  let rows = telling({ ...drafted, status: drafted.status.map((one, cell) => (primary[cell] ? HIDDEN : one)) })
  let zeros: OpenedZeros | null = null
  let made = rows.length === 0 ? hide(work, drafted, null) : drafted
  for (let round = 0; rows.length > 0 && round < ROUNDS; round++) {
    zeros = openZeros(work, drafted, free, rows, zeros)
    made = hide(work, drafted, zeros)
    rows = telling(made)
  }
  if (rows.length === 0) return made
  throw new DisclosureError('Some sums are known to lie in one category alone, and no zero beside it can be hidden.', {
    found: `${rows.length} of them (attack 4)`,
    expected: 'none',
    todo: 'Publish fewer categories or larger areas, or record the owner’s approval of group disclosure.',
  })
}

/** 1 for stored zeros that might be counts as far as the number of people goes. */
function zerosThatCouldBe(
  { counts, policy }: Work,
  { status, stored, caps }: Pick<ReturnType<typeof taskOf>, 'status' | 'stored' | 'caps'>,
): Uint8Array {
  const room = (cell: number) => !caps || caps[cell]! < 0 || caps[cell]! + 1 >= policy.leastValues
  return stored.map((is, cell) => (is && counts[cell] === 0 && status[cell]! < HIDDEN && room(cell) ? 1 : 0))
}

/** The least noise of the ladder with which nobody guesses too well, be it by averaging. */
function blurredEnough(work: Work): Repaired {
  const { policy, options } = work
  const ladder = options.noise ?? ladderOf(policy)
  let failed: AttackResult | null = null
  for (let noise = ladder.from; noise <= ladder.to; noise++) {
    const blurred = { ...work, policy: { ...policy, noise } }
    const made = hide(blurred, draft(blurred), null)
    failed = guessed(blurred, made)
    if (!failed) return { made, noise }
  }
  throw noiseTooNarrow(`${policy.id}, noise`, ladder, failed!)
}

/** The attack by guessing that gets through; null where none does. The quick ones first. */
function guessed(work: Work, made: Made): AttackResult | null {
  const scene = sceneOf(work, made)
  const averaged = averaging(scene)
  if (averaged.outcome === 'failed') return averaged
  const { low, high } = scene.outer
  const bounds = scene.targets.map((cell) => ({ cell, low: low[cell]!, high: high[cell]! }))
  const plainly = (few: number) => ran('1b', true, { failing: few, limit: work.policy.bestGuess })
  const few = guessedPlainly(scene, bounds)
  if (few > 0) return plainly(few)
  if (work.policy.modelGuess !== undefined) {
    const result = bestGuess(scene, intervalsOf(scene, work.solver))
    return result.outcome === 'failed' ? result : null
  }
  const risky = { ...scene, targets: guessable(scene, bounds) }
  const narrowed = guessedPlainly(scene, intervalsOf(risky, work.solver))
  return narrowed > 0 ? plainly(narrowed) : null
}

/** What everybody could read, were this published; sums that are not stored are nobody's values. */
function sceneOf(work: Work, made: Made): Scene {
  const { system, tables } = work
  const { rules } = taskOf(work, made, made.zerosHidden)
  const seen = tables.map((table, at) => {
    const own = ownCells(table)
    const status = Uint8Array.from(system.cellOf[at]!, (cell, index) => (own[index] ? made.status[cell]! : UNPUBLISHED))
    const values = Int32Array.from(system.cellOf[at]!, (cell, index) =>
      status[index]! < HIDDEN ? made.values[cell]! : 0,
    )
    return { shape: table, values, status }
  })
  return observe(seen, rules, { populations: tables.map(({ population }) => population ?? null) })
}
