import { describe, expect, it } from 'vitest'
import { closeness, nearly, plain } from '../../src/state/search'

describe('search', () => {
  it('takes names as people type them', () => {
    expect(plain('St. Helens')).toBe('st helens')
    expect(plain('King’s Lynn & West Norfolk')).toBe('kings lynn west norfolk')
    expect(plain('Château')).toBe('chateau')
  })

  it('ranks beginnings before words before parts', () => {
    expect(closeness('Salford', 'sal')).toBe(0)
    expect(closeness('City of Salford', 'sal')).toBe(1)
    expect(closeness('Salford', 'ford')).toBe(2)
    expect(closeness('Cheshire West and Chester', 'chester west')).toBe(3)
    expect(closeness('Salford', 'bury')).toBeNull()
  })

  it('forgives one letter that is wrong, missing, too many or swapped', () => {
    expect(closeness('Salford', 'sali')).toBe(4)
    expect(nearly('salford', 'safor')).toBe(true)
    expect(nearly('salford', 'sallfo')).toBe(true)
    expect(nearly('salford', 'saflo')).toBe(true)
    expect(nearly('salford', 'sxlxo')).toBe(false)
    expect(closeness('Salford', 'sxl')).toBeNull()
  })
})
