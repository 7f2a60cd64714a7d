import { comparatorSpecs } from './comparators'
import { kindSpecs } from './kinds'
import { publishedSpecs } from './published'
import { selectionSpecs } from './selections'
import type { Spec } from './spec'
import { statusSpecs } from './statuses'

/** Every spec; each is run on every engine. */
export const specs: Spec[] = [...kindSpecs, ...selectionSpecs, ...comparatorSpecs, ...statusSpecs, ...publishedSpecs]

export * from './spec'
