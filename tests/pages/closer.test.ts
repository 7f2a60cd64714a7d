import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shortfall } from '../../src/pages/closer'

it('a frame scrolls no further than it must, and then what has the focus lies within it', () => {
  expect(shortfall(100, 120, 0, 500)).toBe(0)
  const stretch = fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 1, max: 100 }))
  fc.assert(
    fc.property(stretch, fc.integer({ min: 0, max: 300 }), ([start, length], from) => {
      const to = from + 400
      const by = shortfall(start, start + length, from, to)
      expect(start - by).toBeGreaterThanOrEqual(from + 8)
      expect(start + length - by).toBeLessThanOrEqual(to - 8)
      expect(shortfall(start - by, start + length - by, from, to)).toBe(0)
    }),
  )
})
