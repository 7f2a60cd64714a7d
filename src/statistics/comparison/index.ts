export * from './false-discovery'
export * from './quantiles'
