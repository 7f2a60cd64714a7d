export * from '../../src/pages/gallery/answers'
