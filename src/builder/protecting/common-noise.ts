import { DisclosureError, ladderOf, type NoiseLadder, type Policy } from '../../disclosure'

/** How far a facility's counts were blurred in what it published before, and what that was, in words. */
export interface Blurred {
  noise: number
  said: string
}

/**
 * A first release that had to be blurred more widely than its policy asks takes this many times what it needed: later editions cannot
 * have another noise, and what they need comes and goes with their records. Not where the policy names its noise, or what it asks was
 * enough. In a small world that grew by a sixth to a third the next edition passed at the same noise in about 1 case of 4 without a
 * margin, 2 of 3 at 1.5 times, and each of 20 at twice as much.
 */
const MARGIN = 2

/**
 * Makes each part safe, all at one noise: two noises of one key are two quantiles of one number, so that who sees the same records
 * blurred by both cuts their counts out. Without anything earlier the least step at which no part lets an attack through, and a
 * margin; else the step of what was published before, or none. Deterministic.
 * @throws DisclosureError where an attack gets through on every step: which, and what to do.
 */
export function atCommonNoise<P, M>(
  policy: Policy,
  earlier: Blurred | null,
  parts: readonly P[],
  { make, noiseOf }: { make: (part: P, ladder: NoiseLadder) => M; noiseOf: (made: M) => number },
): M[] {
  if (earlier) return parts.map((part) => make(part, { from: earlier.noise, to: earlier.noise, earlier: earlier.said }))
  const ladder = ladderOf(policy)
  const climb = (from: number, to: number) => climbed({ from, to }, parts, make, noiseOf)
  const least = climb(ladder.from, ladder.to)
  const [first] = least
  if (first === undefined || policy.noise !== undefined || noiseOf(first) === ladder.from) return least
  try {
    return climb(MARGIN * noiseOf(first), MARGIN * ladder.to)
  } catch (thrown) {
    // Wider noise hides more as a rule, not by any law: then what was found has to do without a margin.
    if (thrown instanceof DisclosureError) return least
    throw thrown
  }
}

/** The least step at which all are safe: no part is safe below its own least, so all begin again at the widest of these. */
function climbed<P, M>(
  ladder: NoiseLadder,
  parts: readonly P[],
  make: (part: P, ladder: NoiseLadder) => M,
  noiseOf: (made: M) => number,
): M[] {
  let made = parts.map((part) => make(part, ladder))
  for (;;) {
    const from = Math.max(...made.map(noiseOf))
    if (made.every((one) => noiseOf(one) === from)) return made
    made = made.map((one, at) => (noiseOf(one) === from ? one : make(parts[at] as P, { ...ladder, from })))
  }
}
