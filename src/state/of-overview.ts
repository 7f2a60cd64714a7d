// What pages make of an overview that they have already.
export { pairingOf } from '../analysis/pairing'
export { standingsOf } from '../analysis/standing'
