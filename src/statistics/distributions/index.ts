// Distributions and draws that the first picture does without.
export { exp } from '../portable'
export * from '../random'
export * from '../draws'
export * from '../normal-tails'
export { betaLower, betaQuantile, betaUpper } from '../beta'
export * from '../student'
export * from '../f-distribution'
export * from '../poisson'
