import { describe, expect, it } from 'vitest'
import { leading } from '../../src/words/leading'

const long = 'Nothing is said here that would be worth a reader’s time, so it may wait.'

describe('the first sentences of a text', () => {
  it('are whole, as many as fit', () => {
    expect(leading(`One is 1.5. Two follow. ${long}`, 30)).toEqual(['One is 1.5. Two follow.', long])
    expect(leading(`One is 1.5. Two follow. ${long}`, 20)).toEqual(['One is 1.5.', `Two follow. ${long}`])
    expect(leading(`One. 23 areas stand out. ${long}`, 4)[0]).toBe('One.')
  })

  it('are one at least, and all where little would be left', () => {
    expect(leading(`${long} ${long}`, 5)).toEqual([long, long])
    expect(leading(`${long} Short.`, 5)).toEqual([`${long} Short.`, ''])
    expect(leading('', 5)).toEqual(['', ''])
  })

  it('do not end in a name', () => {
    expect(leading(`From 1 in St. Helens to 2. ${long}`, 5)).toEqual(['From 1 in St. Helens to 2.', long])
  })
})
