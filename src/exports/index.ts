import { csv } from './csv'
import type { Export } from './file'

export { fileName } from './name'
export { csv }
export { answerListing } from './answer-listing'
export { studyListing, studyTables } from './study-listing'
export { twelveDigits } from './digits'
export type { Export, Listing } from './file'

/** Every way to take figures away, in the order offered. */
export const EXPORTS: readonly Export[] = [csv]
