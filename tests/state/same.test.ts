import { expect, it } from 'vitest'
import { same } from '../../src/state/same'

it('compares questions by what they say', () => {
  expect(same({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true)
  expect(same({ a: 1, b: undefined }, { a: 1 })).toBe(true)
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
  expect(same({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
  expect(same({ a: 1 }, { b: 1 })).toBe(false)
  expect(same(undefined, null)).toBe(false)
})
