// Estimates and intervals that the first picture does without.
export * from '../clopper-pearson'
export * from '../fay-feuer'
export * from '../life-expectancy'
