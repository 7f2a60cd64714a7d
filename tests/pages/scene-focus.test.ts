import { describe, expect, it } from 'vitest'
import type { Scene, SceneItem } from '../../src/charts/scene'
import { itemAt, itemNear, keysWords, MOST_OPTIONS, nextKey, optionsOf } from '../../src/pages/scene-focus'

function scene(count: number, neighbours?: Scene['neighbours']): Scene {
  return {
    id: 's',
    title: '',
    subtitle: '',
    source: '',
    description: '',
    width: 100,
    height: count * 10,
    marks: [],
    legend: [],
    empty: null,
    items: Array.from({ length: count }, (_, i) => ({
      key: `k${i}`,
      name: `n${i}`,
      box: { x: 0, y: i * 10, width: 100, height: 10 },
    })),
    ...(neighbours ? { neighbours } : {}),
  }
}

/** With those of some places standing out. */
const standing = (chart: Scene, ...places: number[]): Scene => ({
  ...chart,
  items: chart.items.map((item, at) => (places.includes(at) ? { ...item, standsOut: true } : item)),
})

describe('walking a chart', () => {
  it('goes by value and stops at the ends', () => {
    const chart = scene(30)
    expect(nextKey(chart, 'k3', 'ArrowDown')).toBe('k4')
    expect(nextKey(chart, 'k3', 'ArrowLeft')).toBe('k2')
    expect(nextKey(chart, 'k0', 'ArrowUp')).toBe('k0')
    expect(nextKey(chart, 'k29', 'ArrowRight')).toBe('k29')
    expect(nextKey(chart, 'k5', 'Home')).toBe('k0')
    expect(nextKey(chart, 'k5', 'End')).toBe('k29')
    expect(nextKey(chart, 'k5', 'PageDown')).toBe('k15')
    expect(nextKey(chart, 'k5', 'a')).toBeNull()
  })

  it('goes to the next that stands out, and no further than the last', () => {
    const chart = standing(scene(30), 2, 9, 20)
    const from = (key: string) => [nextKey(chart, key, 'PageUp'), nextKey(chart, key, 'PageDown')]
    expect(from('k0')).toEqual(['k0', 'k2'])
    expect(from('k2')).toEqual(['k2', 'k9'])
    expect(from('k15')).toEqual(['k9', 'k20'])
    expect(from('k25')).toEqual(['k20', 'k25'])
  })

  it('says what the keys do, and of Enter only where it does something', () => {
    expect(keysWords(scene(3), 'marks an area')).toBe('Arrow keys move, letters find a name, Enter marks an area.')
    expect(keysWords(scene(3), null)).toBe('Arrow keys move, letters find a name.')
    expect(keysWords(standing(scene(3), 1), null)).toBe('Arrow keys move, Page Down and Page Up go to what stands out, letters find a name.') // prettier-ignore
    expect(keysWords(scene(1), 'opens its profile')).toBe('Enter opens its profile.')
    expect(keysWords(scene(1), null)).toBe('')
    expect(keysWords(scene(0), 'marks an area')).toBe('')
  })

  it('goes between neighbours on a map', () => {
    const map = scene(3, { k0: { right: 'k2' } })
    expect(nextKey(map, 'k0', 'ArrowRight')).toBe('k2')
    expect(nextKey(map, 'k0', 'ArrowUp')).toBe('k0')
  })

  it('puts a stretch of a crowded chart into the page, and tells where it lies', () => {
    const crowded = scene(MOST_OPTIONS + 1)
    const shown = optionsOf(crowded, 'k700')
    expect(shown).toHaveLength(41)
    expect(shown[0]).toMatchObject({ at: 681, item: { key: 'k680' } })
    expect(optionsOf(scene(10), null)).toHaveLength(10)
  })

  it('finds what lies under a point', () => {
    expect(itemAt(scene(5), 50, 24)?.key).toBe('k2')
    expect(itemAt(scene(5), 50, 200)).toBeNull()
  })

  it('means a small mark near the pointer before a large one under it', () => {
    const chart = scene(3)
    const [large, small, other] = chart.items as [SceneItem, SceneItem, SceneItem]
    small.reach = { cx: 50, cy: 50, r: 12 }
    other.reach = { cx: 66, cy: 50, r: 12 }
    expect(itemNear(chart, 60, 50, large)).toBe(other)
    expect(itemNear(chart, 60, 50, small)).toBe(small)
    expect(itemNear(chart, 20, 50, large)).toBe(large)
    expect(itemNear(chart, 32, 50, null)).toBeNull()
    expect(itemNear(chart, 32, 50, null, 10)).toBe(small)
  })

  it('means the smallest of marks that lie over one another, of equally small ones the nearest', () => {
    const chart: Scene = { ...scene(3), overlaid: true }
    const [large, small, other] = chart.items as [SceneItem, SceneItem, SceneItem]
    large.reach = { cx: 50, cy: 50, r: 40 }
    small.reach = { cx: 50, cy: 50, r: 12 }
    other.reach = { cx: 60, cy: 50, r: 12 }
    expect(itemNear(chart, 50, 50, large)).toBe(small)
    expect(itemNear(chart, 58, 50, large)).toBe(other)
    expect(itemNear(chart, 50, 70, large)).toBe(large)
  })
})
