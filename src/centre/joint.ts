import { attackFiles, attackRelease } from '../audit'
import type { AttackProgress, KnownTotal } from '../audit'
import { ATTACK_IDS, mergeResults } from '../disclosure'
import type { AttackResult, Solver } from '../disclosure'
import { openRelease } from '../release'
import type { OpenRelease, Source } from '../release'
import { refused } from './parts'

export interface JointAudit {
  solver: Solver
  /** Counts known exactly from elsewhere, such as national figures of the area that the regions make up. */
  totals?: readonly KnownTotal[]
  /** Earlier editions of the whole or of a part. */
  against?: readonly Source[]
  onProgress?(progress: AttackProgress): void
}

/**
 * Attacks the whole: what stands in its files, each facility's part under its own rules, and what totals from elsewhere tell of several, as
 * exact equations. That the whole is nothing but its parts is proven apart (`provenFromParts`).
 * @throws ReleaseError where a total is of no indicator, period, sex, age or area of the whole.
 */
export async function jointAudit(
  files: Source,
  { totals = [], against = [], ...options }: JointAudit,
): Promise<AttackResult[]> {
  const whole = await openRelease(files)
  for (const [at, total] of totals.entries()) checkTotal(total, at, whole.release)
  const earlier = await Promise.all(against.map((source) => openRelease(source)))
  const found = [
    ...(await attackFiles(files)),
    ...(await attackRelease([whole], { ...options, totals, against: earlier })),
  ]
  return ATTACK_IDS.map((attack) =>
    mergeResults(
      attack,
      found.filter((one) => one.attack === attack),
    ),
  )
}

/** A total that meets nothing would let everything pass. */
function checkTotal(total: KnownTotal, at: number, { indicators, dimensions, areas }: OpenRelease['release']): void {
  const known = (codes: readonly { code: string }[], code: string | null) =>
    code === null || codes.some((one) => one.code === code)
  const held = {
    indicator: indicators.some(({ id }) => id === total.indicator),
    period: known(dimensions.periods, total.period),
    sex: known(dimensions.sexes, total.sex),
    age: known(dimensions.ages, total.age),
    area: known(areas, total.area),
  }
  const strange = (Object.keys(held) as (keyof typeof held)[]).find((name) => !held[name])
  if (!strange) return
  const apart = indicators.filter(({ id }) => id.startsWith(`${total.indicator}-`)).map(({ id }) => id)
  const todo = strange === 'indicator' && apart.length > 0 ? `The regions count it otherwise: ${apart.join(', ')}. Leave the total out.` : 'Correct the total, or leave it out.' // prettier-ignore
  throw refused(`Total ${at + 1} is of a ${strange} that the releases do not hold.`, `${total[strange]}`, `a known ${strange}`, todo) // prettier-ignore
}
