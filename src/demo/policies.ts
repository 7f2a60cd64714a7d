import type { PolicyInput } from '../builder'
import type { Region } from './places'

/** Which of the made-up facilities forbids every count under 10; the others allow rounding to 5, with their owner's approval. */
const HIDES = 'cy'

/** The rules of a region's made-up facility, as its policy file. */
export function policyOf({ id, facility }: Pick<Region, 'id' | 'facility'>): PolicyInput {
  const approval = { by: `Data owner of ${facility} (made up)`, on: '2026-02-02' }
  if (id !== HIDES) return { policy: 1, id: 'demo-controlled-5', version: '1', preset: 'controlled-5', approval }
  // That a sum lies in one age group, sex or fifth alone tells nothing that these owners would hide: where no zero is hidden,
  // nearly every sum of small counts does.
  return {
    policy: 1,
    id: 'demo-under-10',
    version: '1',
    preset: 'hide-under-10',
    groupDisclosureApproved: true,
    approval,
  }
}
