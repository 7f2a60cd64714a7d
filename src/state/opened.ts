import type { Release } from '../domain'
import type { Analysis } from '../analysis/client'

/** The signatures of what was opened; what does not fit them is closed. Rejects with `ReleaseError`. */
export async function verified(analysis: Analysis): Promise<void> {
  try {
    await analysis.verify()
  } catch (thrown) {
    analysis.close()
    throw thrown
  }
}

/** A release of no indicators or areas opens, and says so; there is nothing to ask of it. */
export function hasFigures(release: Release): boolean {
  return release.indicators.length > 0 && release.areas.length > 0
}
