import { describe, expect, it } from 'vitest'
import type { Scene } from '../../src/charts/scene'
import { itemAt, MOST_OPTIONS, nextKey, optionsOf } from '../../src/pages/scene-focus'

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
})
