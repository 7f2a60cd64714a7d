import { describe, expect, it } from 'vitest'
import type { Area } from '../../src/domain'
import { markedWords } from '../../src/state/marked-words'

const names = ['Salford', 'Bury', 'Bolton', 'Wigan', 'Tameside']
const release = { areas: names.map((name) => ({ code: name.slice(0, 2), name }) as Area) }
const said = (before: string[], now: string[]) => markedWords(before, now, release)

describe('marking, as it is announced', () => {
  it('names the area and tells how many are marked now', () => {
    expect(said([], ['Sa'])).toBe('Salford is marked. 1 area is marked.')
    expect(said(['Sa'], ['Sa', 'Bu'])).toBe('Bury is marked. 2 areas are marked.')
    expect(said(['Sa'], [])).toBe('Salford is no longer marked. None is marked now.')
  })

  it('tells both where one stands in for another, and counts where there are many', () => {
    expect(said(['Sa'], ['Bu', 'Bo'])).toBe('Bury, Bolton are marked; Salford is no longer marked. 2 areas are marked.')
    expect(said([], ['Sa', 'Bu', 'Bo', 'Wi'])).toBe('4 more areas are marked. 4 areas are marked.')
    expect(said([], ['XX'])).toBe('XX is marked. 1 area is marked.')
  })

  it('is silent where nothing changed, whatever the order', () => expect(said(['Sa', 'Bu'], ['Bu', 'Sa'])).toBe(''))
})
