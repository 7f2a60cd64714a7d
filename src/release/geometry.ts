import * as v from 'valibot'
import { ReleaseError } from '../domain'
import type { HexLayout, Topology } from '../domain'
import { wrongProperty } from './descriptor'

const properties = v.looseObject({ code: v.pipe(v.string(), v.nonEmpty('the code of an area')) })
const ring = v.array(v.number())
const geometry = v.variant('type', [
  v.object({ type: v.literal('Polygon'), arcs: v.array(ring), properties }),
  v.object({ type: v.literal('MultiPolygon'), arcs: v.array(v.array(ring)), properties }),
])
const pair = v.tuple([v.number(), v.number()])
const topology = v.object({
  type: v.literal('Topology'),
  objects: v.record(v.string(), v.object({ type: v.literal('GeometryCollection'), geometries: v.array(geometry) })),
  // Tens of thousands of points: looked at by hand below, since a schema would take longer than drawing them.
  arcs: v.array(v.custom<number[][]>(isArc, 'a line of two points or more')),
  transform: v.optional(v.object({ scale: pair, translate: pair })),
  bbox: v.optional(v.tuple([v.number(), v.number(), v.number(), v.number()])),
})
const layout = v.object({
  layout: v.picklist(['odd-r', 'even-r', 'odd-q', 'even-q']),
  hexes: v.record(v.string(), v.object({ q: v.number(), r: v.number(), n: v.optional(v.string()) })),
})

/** Boundaries from parsed JSON; unknown properties of objects are dropped. `file` is for messages. Throws `ReleaseError`. */
export function parseBoundaries(json: unknown, file: string): Topology {
  const result = v.safeParse(topology, json)
  if (!result.success) throw wrongProperty(file, result.issues)
  checkArcs(result.output, file)
  return result.output
}

/** A hexagon layout from parsed JSON (HexJSON). Throws `ReleaseError`. */
export function parseLayout(json: unknown, file: string): HexLayout {
  const result = v.safeParse(layout, json)
  if (result.success) return result.output
  throw wrongProperty(file, result.issues)
}

/** Codes of areas that are drawn, in order, each once. */
export function drawnCodes(shapes: Topology | HexLayout): string[] {
  if ('hexes' in shapes) return Object.keys(shapes.hexes)
  const all = Object.values(shapes.objects).flatMap(({ geometries }) =>
    geometries.map((shape) => shape.properties.code),
  )
  return [...new Set(all)]
}

function isArc(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.every((point) => Array.isArray(point) && typeof point[0] === 'number')
  )
}

/** An arc that is not there would draw a shape of nothing. Negative numbers run an arc backwards. */
function checkArcs({ objects, arcs }: Topology, file: string): void {
  for (const { geometries } of Object.values(objects))
    for (const shape of geometries)
      for (const arc of (shape.arcs as unknown[]).flat(2) as number[])
        if (!arcs[arc < 0 ? ~arc : arc])
          throw new ReleaseError(`${file} draws ${shape.properties.code} with a line that it does not hold.`, {
            where: `${file}, ${shape.properties.code}`,
            found: `line ${arc}`,
            expected: `one of ${arcs.length} lines`,
            todo: 'Ask whoever made the release to make it again.',
          })
}
