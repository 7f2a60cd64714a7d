export * from '../../src/pages/gallery/overviews'
