import type { Scene, SceneItem } from '../charts/scene'

/** Up to this many items stand in the page as options; of more, only those around the active one. */
export const MOST_OPTIONS = 1500
const AROUND = 20

/**
 * Where a key leads from an item; null where it is not one of the chart's keys. By value, on maps between neighbours; page keys to
 * what stands out, or by ten where nothing does.
 */
export function nextKey(scene: Scene, from: string, key: string): string | null {
  const at = scene.items.findIndex((item) => item.key === from)
  const to = (index: number) => scene.items[Math.max(0, Math.min(index, scene.items.length - 1))]?.key ?? from
  const beside = scene.neighbours?.[from]
  switch (key) {
    case 'ArrowUp':
      return scene.neighbours ? (beside?.up ?? from) : to(at - 1)
    case 'ArrowDown':
      return scene.neighbours ? (beside?.down ?? from) : to(at + 1)
    case 'ArrowLeft':
      return scene.neighbours ? (beside?.left ?? from) : to(at - 1)
    case 'ArrowRight':
      return scene.neighbours ? (beside?.right ?? from) : to(at + 1)
    case 'PageUp':
      return standingOut(scene, at, -1) ?? to(at - 10)
    case 'PageDown':
      return standingOut(scene, at, 1) ?? to(at + 10)
    case 'Home':
      return to(0)
    case 'End':
      return to(scene.items.length - 1)
    default:
      return null
  }
}

/** The next item, that way, that stands out; the same where there is no other. Null where none of the chart does. */
function standingOut({ items }: Scene, at: number, way: 1 | -1): string | null {
  if (!items.some(({ standsOut }) => standsOut)) return null
  for (let i = at + way; i >= 0 && i < items.length; i += way) if (items[i]!.standsOut) return items[i]!.key
  return items[at]?.key ?? null
}

/** What the keys do, as heard before the chart is entered; `choosing` is what Enter does, null where it does nothing. */
export function keysWords({ items }: Scene, choosing: string | null): string {
  const many = items.length > 1
  const does = [
    many ? 'arrow keys move' : '',
    many && items.some(({ standsOut }) => standsOut) ? 'Page Down and Page Up go to what stands out' : '',
    many ? 'letters find a name' : '',
    items.length > 0 && choosing ? `Enter ${choosing}` : '',
  ]
  const said = does.filter(Boolean).join(', ')
  return said && `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

export interface Placed {
  item: SceneItem
  /** Position among all, from 1. */
  at: number
}

/** The items that stand in the page as options. */
export function optionsOf(scene: Scene, active: string | null): Placed[] {
  const placed = scene.items.map((item, index) => ({ item, at: index + 1 }))
  if (placed.length <= MOST_OPTIONS) return placed
  const here = Math.max(
    0,
    placed.findIndex(({ item }) => item.key === active),
  )
  return placed.slice(Math.max(0, here - AROUND), here + AROUND + 1)
}

/**
 * The item that a pointer means which stands at a point over `under`. A small mark within reach comes before a large one
 * under it; `slack`, px, widens the reach where nothing lies under.
 */
export function itemNear(scene: Scene, x: number, y: number, under: SceneItem | null, slack = 0): SceneItem | null {
  // Of areas that do not overlap, a small one right under the pointer is meant itself.
  if (under?.reach && !scene.overlaid) return under
  let best: { item: SceneItem; r: number; away: number } | null = null
  for (const item of scene.items) {
    if (!item.reach) continue
    const { cx, cy, r } = item.reach
    const away = Math.hypot(x - cx, y - cy)
    if (away > r + (under ? 0 : slack)) continue
    if (!best || r < best.r || (r === best.r && away < best.away)) best = { item, r, away }
  }
  return best?.item ?? under
}

/** The item under a point, where there are too many for each to catch the pointer itself: the nearest of those hit. */
export function itemAt(scene: Scene, x: number, y: number, slack = 3): SceneItem | null {
  let best: SceneItem | null = null
  let nearest = Infinity
  for (const item of scene.items) {
    const { box } = item
    if (x < box.x - slack || x > box.x + box.width + slack || y < box.y - slack || y > box.y + box.height + slack)
      continue
    const away = Math.hypot(x - box.x - box.width / 2, y - box.y - box.height / 2)
    if (away < nearest) [best, nearest] = [item, away]
  }
  return best
}
