import type { Release, Topology } from '../domain'

/** Names of the areas that are compared and that the boundaries do not draw. */
export function unmapped(release: Release, { objects }: Topology): string[] {
  const drawn = new Set(
    Object.values(objects).flatMap(({ geometries }) => geometries.map(({ properties }) => String(properties.code))),
  )
  const compared = new Set(release.dimensions.areaTypes.flatMap(({ includes }) => includes))
  return release.areas.filter(({ type, code }) => compared.has(type) && !drawn.has(code)).map(({ name }) => name)
}
