import { describe, expect, it } from 'vitest'
import { nextStop } from '../../src/pages/one-stop'

describe('words of a list as one stop', () => {
  const go = (at: number, key: string) => nextStop(at, key, 4)

  it('are led to by arrows, round at the ends, and by Home and End', () => {
    expect([go(1, 'ArrowRight'), go(1, 'ArrowDown'), go(1, 'ArrowLeft'), go(1, 'ArrowUp')]).toEqual([2, 2, 0, 0])
    expect([go(3, 'ArrowDown'), go(0, 'ArrowUp'), go(2, 'Home'), go(1, 'End')]).toEqual([0, 3, 0, 3])
  })

  it('leave other keys to the page', () =>
    expect([go(1, 'Tab'), go(1, 'a'), go(1, 'Enter')]).toEqual([null, null, null]))
})
