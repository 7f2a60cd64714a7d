export * from '../../src/pages/gallery/people'
