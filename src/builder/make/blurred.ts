import type { Policy } from '../../disclosure'
import { ReleaseError, blurReach } from '../../domain'
import type { OpenRelease } from '../../release'
import type { Blurred } from '../protecting/common-noise'

type Edition = Pick<OpenRelease, 'release'>

/**
 * How far counts of these facilities were blurred by cell keys before; null where they were not, or where the policy uses another method.
 * @throws ReleaseError where what went before was not blurred alike, or less widely than the policy asks now.
 */
export function blurredBefore(
  facilities: readonly string[],
  policy: Policy,
  against: readonly Edition[],
): Blurred | null {
  if (policy.method !== 'cell-key') return null
  const found = against.flatMap((edition) => noisesOf(edition, facilities))
  const [first] = found
  if (first === undefined) return null
  const other = found.find(({ noise }) => noise !== first.noise)
  if (other)
    throw refused(
      `${policy.id}, noise`,
      `${first.noise} in ${first.said}, ${other.noise} in ${other.said}`,
      'one for all',
    )
  if (policy.noise === undefined || policy.noise <= first.noise) return first
  throw refused(`${policy.id}, noise`, `${policy.noise}, and ${first.noise} in ${first.said}`, `at most ${first.noise}`)
}

function noisesOf({ release: { title, date, protection } }: Edition, facilities: readonly string[]): Blurred[] {
  if (protection.kind !== 'protected') return []
  return protection.rules
    .filter(({ facility, method }) => method === 'cell-key' && facilities.includes(facility))
    .map((one) => ({ noise: blurReach(one), said: `“${title}” of ${date}` }))
}

const refused = (where: string, found: string, expected: string) =>
  new ReleaseError('Cell keys blur all that a facility publishes alike, or two releases together give counts away.', {
    where,
    found,
    expected,
    todo: 'Withdraw what was published before and begin anew with a new secret (cellKey), or leave the policy’s noise out.',
  })
