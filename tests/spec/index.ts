import { comparatorSpecs } from './comparators'
import { kindSpecs } from './kinds'
import { protectionSpecs } from './protection'
import { publishedSpecs } from './published'
import { selectionSpecs } from './selections'
import type { Spec } from './spec'
import { statusSpecs } from './statuses'

/** Every spec; each is run on every engine. */
export const specs: Spec[] = [
  ...kindSpecs,
  ...selectionSpecs,
  ...comparatorSpecs,
  ...statusSpecs,
  ...protectionSpecs,
  ...publishedSpecs,
]

export * from './spec'
