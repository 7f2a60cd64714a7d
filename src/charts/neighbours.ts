import type { Geometry, Shape } from './geometry'
import type { Scene } from './scene'

type Way = 'up' | 'down' | 'left' | 'right'
type Steps = Partial<Record<Way, string>>

const ways: Readonly<Record<Way, readonly [number, number]>> = {
  up: [0, -1],
  down: [0, 1],
  left: [-1, 0],
  right: [1, 0],
}
const opposite: Readonly<Record<Way, Way>> = { up: 'down', down: 'up', left: 'right', right: 'left' }
const found = new WeakMap<Geometry, NonNullable<Scene['neighbours']>>()

/**
 * Where each arrow key leads: to the area across the border that lies most nearly that way. Areas that no arrow reaches,
 * islands among them, are linked with the nearest one that can be reached, so that the arrows lead everywhere.
 */
export function arrowNeighbours(geometry: Geometry): NonNullable<Scene['neighbours']> {
  const kept = found.get(geometry)
  if (kept) return kept
  const steps = new Map<string, Steps>()
  for (const shape of geometry.shapes.values()) steps.set(shape.code, acrossBorders(shape, geometry))
  connect(steps, geometry)
  const result = Object.fromEntries(steps)
  found.set(geometry, result)
  return result
}

function acrossBorders(from: Shape, { shapes, borders }: Geometry): Steps {
  const steps: Steps = {}
  const best: Partial<Record<Way, number>> = {}
  for (const code of borders.get(from.code) ?? []) {
    const to = shapes.get(code)
    if (!to || to === from) continue
    for (const way of Object.keys(ways) as Way[]) {
      const fitness = along(from, to, way)
      if (fitness > Math.max(0.5, best[way] ?? 0)) [steps[way], best[way]] = [code, fitness]
    }
  }
  return steps
}

/** Cosine of the angle between the way and the direction of the other area. */
function along(from: Shape, to: Shape, way: Way): number {
  const [dx, dy] = [to.cx - from.cx, to.cy - from.cy]
  return (dx * ways[way][0] + dy * ways[way][1]) / (Math.hypot(dx, dy) || 1)
}

/** Adds steps until all areas can be reached from the first. */
function connect(steps: Map<string, Steps>, { shapes }: Geometry): void {
  const all = [...shapes.values()]
  const [first] = all
  if (!first) return
  const reached = new Set<string>()
  spread(first.code, steps, reached)
  for (const lost of all) {
    if (reached.has(lost.code)) continue
    const bridge = nearestWithRoom(lost, all, reached, steps)
    if (!bridge) continue
    const { from, way } = bridge
    steps.set(from.code, { ...steps.get(from.code), [way]: lost.code })
    const back = steps.get(lost.code) ?? {}
    if (!back[opposite[way]]) steps.set(lost.code, { ...back, [opposite[way]]: from.code })
    spread(lost.code, steps, reached)
  }
}

function spread(start: string, steps: ReadonlyMap<string, Steps>, reached: Set<string>): void {
  const queue = [start]
  reached.add(start)
  for (let code = queue.pop(); code !== undefined; code = queue.pop())
    for (const next of Object.values(steps.get(code) ?? {}))
      if (!reached.has(next)) {
        reached.add(next)
        queue.push(next)
      }
}

/** The nearest reached area with a free arrow that points towards the lost one, or any free arrow. */
function nearestWithRoom(
  lost: Shape,
  all: readonly Shape[],
  reached: ReadonlySet<string>,
  steps: ReadonlyMap<string, Steps>,
) {
  let best: { from: Shape; way: Way; cost: number } | null = null
  for (const from of all) {
    if (!reached.has(from.code)) continue
    const distance = Math.hypot(from.cx - lost.cx, from.cy - lost.cy)
    if (best && distance >= best.cost) continue
    for (const way of Object.keys(ways) as Way[]) {
      if (steps.get(from.code)?.[way]) continue
      const cost = distance * (along(from, lost, way) > 0.3 ? 1 : 4)
      if (!best || cost < best.cost) best = { from, way, cost }
    }
  }
  return best
}
