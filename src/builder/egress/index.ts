/* The pack for output checkers, which stays inside the facility; and what the next edition takes from it. */
export { egressPack, type EgressInput } from './pack'
export { provenEqual, type Proof } from './proof'
export { mustBePackOf, standingFrom } from './counts'
export type { EarlierEdition, EditionDifference } from './editions'
