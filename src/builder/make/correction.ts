import type { GivenAway } from '../../audit'
import { GUARD_FALLS, GUARD_RISES, cellCount, coordinatesOf, type CountTable, type Policy } from '../../disclosure'
import { ReleaseError } from '../../domain'

/** Times that a correction is made anew around the cells that it would give away, before it is refused. */
const ROUNDS = 3

/** Falls tell whoever presumes that records were only added, rises whoever presumes that they were only taken away. */
const GUARD = { added: GUARD_FALLS, gone: GUARD_RISES } as const

/** Cells that an edition and those before it would give away together, gathered from round to round. */
export class Guarded {
  private readonly cells = new Map<string, GivenAway>()

  /** False where nothing is new: another round would make the same release. */
  add(found: readonly GivenAway[]): boolean {
    const before = this.cells.size
    for (const cell of found) this.cells.set(`${cell.presumes}|${cell.table}|${JSON.stringify(cell.at)}`, cell)
    return this.cells.size > before
  }

  /** For `buildRelease`'s `guarded`: marks of each such cell of a table; null where it has none. */
  of(table: CountTable): Uint8Array | null {
    const own = [...this.cells.values()].filter((cell) => cell.table === table.id)
    if (own.length === 0) return null
    const codesOf = (index: number) =>
      coordinatesOf(table, index).map((member, axis) => table.axes[axis]?.members[member]?.code)
    return Uint8Array.from({ length: cellCount(table) }, (_, index) => {
      const codes = codesOf(index)
      return own
        .filter(({ at }) => table.axes.every(({ name }, axis) => (at[name] ?? codes[axis]) === codes[axis]))
        .reduce((marks, { presumes }) => marks | GUARD[presumes], 0)
    })
  }
}

/**
 * Builds and attacks a release; where it corrects an edition whose pack was given, and the two would give cells away together, anew
 * around these. Without that pack there is nothing to hold on to: the attack’s result stands.
 * @throws ReleaseError where cells are given away all the same.
 */
export async function guardedRelease<B extends object, F extends object>(
  build: (guarded: (table: CountTable) => Uint8Array | null) => B,
  finish: (built: B, onGivenAway: (cell: GivenAway) => void) => Promise<F>,
  corrects: boolean,
  method: Policy['method'],
): Promise<F & { built: B }> {
  const guarded = new Guarded()
  for (let round = 1; ; round++) {
    const lost: GivenAway[] = []
    const built = build((table) => guarded.of(table))
    const finished = await finish(built, (cell) => lost.push(cell))
    if (lost.length === 0 || !corrects) return { ...finished, built }
    // Only rounding can hold on to what stands: by any other method another round would make the same release.
    const again = method === 'controlled-rounding' && round < ROUNDS && guarded.add(lost)
    if (!again) throw refusedCorrection(lost, method)
  }
}

/** Why a correction is not made: how many counts of which periods it would give away, and what to do; never which counts. */
export function refusedCorrection(found: readonly GivenAway[], method: Policy['method']): ReleaseError {
  const periods = [...new Set(found.map(({ at }) => at['period']).filter((code) => code !== undefined))].sort()
  const one = found.length === 1
  return new ReleaseError('Together with the edition before, this one would give small counts away.', {
    where: periods.length > 0 ? `${periods.length === 1 ? 'period' : 'periods'} ${periods.join(', ')}` : 'all periods',
    found: `${found.length} ${one ? 'count that has' : 'counts that have'} fewer possible values than the policy asks, if records were only ${presumption(found)}`,
    expected: 'published values that neither fall nor rise where counts may be small',
    todo: adviceFor(method),
  })
}

const presumption = (found: readonly GivenAway[]) =>
  ({ added: 'added', gone: 'taken away', both: 'added, or only taken away' })[
    new Set(found.map(({ presumes }) => presumes)).size > 1 ? 'both' : (found[0]?.presumes ?? 'added')
  ]

/** What to do where a correction gives counts away. Waiting helps where rounding is: what is hidden or blurred anew tells all the same. */
export const adviceFor = (method: Policy['method']) =>
  method === 'controlled-rounding'
    ? 'Wait until more records have come in and build again, or withdraw the edition before.'
    : 'Withdraw the edition before, or publish the corrected periods with the next edition under a policy that rounds (controlled rounding can leave values where they stand; hiding cannot).'
