export * from './false-discovery'
export * from './flag-count'
export * from './quantiles'
export * from './spearman'
