import { describe, expect, it } from 'vitest'
import type { Scene } from '../../src/charts/scene'
import { itemNamed, Typed } from '../../src/pages/type-ahead'

const NAMES = ['Salford: 10', 'Stockport: 9', 'Bury: 8', 'St. Helens: 7', 'Sefton: 6', 'Barrow: 5']
const scene = {
  items: NAMES.map((name, at) => ({ key: `k${at}`, name, box: { x: 0, y: 0, width: 1, height: 1 } })),
} as unknown as Scene

describe('letters in a chart', () => {
  const go = (from: number, typed: string) => itemNamed(scene, `k${from}`, typed)

  it('lead to the next name that begins so, from the first again after the last', () => {
    expect([go(0, 'b'), go(2, 'b'), go(5, 'b')]).toEqual(['k2', 'k5', 'k2'])
    expect(go(3, 's')).toBe('k4')
    expect(go(0, 'x')).toBeNull()
  })

  it('keep what is at hand while more is typed of its name', () => {
    expect([go(1, 'st'), go(1, 'sto'), go(1, 'st h')]).toEqual(['k1', 'k1', 'k3'])
    expect([go(0, 'st.'), go(0, 'STOCK'), go(0, 'stoke')]).toEqual(['k1', 'k1', null])
  })

  it('go on from name to name where one letter is typed again and again', () => {
    expect([go(2, 'bb'), go(5, 'bbb')]).toEqual(['k5', 'k2'])
  })

  it('find an area by its own name where another word comes first', () => {
    const items = [{ ...scene.items[2]!, name: '2023, Bury: 8', called: 'Bury' }, scene.items[0]!]
    expect(itemNamed({ ...scene, items }, 'k0', 'bu')).toBe('k2')
    expect(itemNamed({ ...scene, items }, 'k0', '2')).toBeNull()
  })

  it('that follow one another fast are one beginning; a space is one only within it', () => {
    const typed = new Typed()
    expect([typed.within(0), typed.add('s', 0), typed.within(500), typed.add('t', 900)]).toEqual([false, 's', true, 'st']) // prettier-ignore
    expect([typed.within(1900), typed.add('b', 1900), typed.within(1900)]).toEqual([false, 'b', true])
  })
})
