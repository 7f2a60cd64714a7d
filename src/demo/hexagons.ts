import type { HexLayout } from '../domain'
import { places, type Place, type Region } from './places'

/** Which way to go to each of the six neighbours, by whether the row is odd; clockwise from the right. */
const STEPS = [
  [[1, 0], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1]],
  [[1, 0], [1, 1], [0, 1], [-1, 0], [0, -1], [1, -1]],
] as const // prettier-ignore

/** Places whose hexagons share a side with this one's. */
export function neighboursOf(place: Place, among: readonly Place[]): Place[] {
  const { q, r } = place.hex
  const steps = STEPS[r & 1 ? 1 : 0]
  return steps.flatMap(([dq, dr]) => among.filter(({ hex }) => hex.q === q + dq && hex.r === r + dr))
}

/** Corners of a hexagon on the whole-number grid of corners, clockwise from the top: x in half widths, y in quarter heights. */
export function corners({ q, r }: { q: number; r: number }): [number, number][] {
  const [x, y] = [2 * q + (r & 1) + 1, 3 * r + 2]
  return [
    [x, y - 2],
    [x + 1, y - 1],
    [x + 1, y + 1],
    [x, y + 2],
    [x - 1, y + 1],
    [x - 1, y - 1],
  ]
}

/**
 * The hexagon layout as released: pointed tops. HexJSON counts rows upwards, our drawing downwards, so rows are counted
 * from the lowest one; which rows stand half a step to the right follows from that.
 */
export function hexLayout(only?: Region): HexLayout {
  const last = Math.max(...places.map(({ hex }) => hex.r))
  const drawn = places.filter((place) => !only || place.region === only.id)
  const hexes = drawn.map(({ code, name, hex }) => [code, { q: hex.q, r: last - hex.r, n: name }] as const)
  return { layout: last % 2 === 0 ? 'odd-r' : 'even-r', hexes: Object.fromEntries(hexes) }
}
