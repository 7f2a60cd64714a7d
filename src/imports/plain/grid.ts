type Point = readonly number[]
export type Projection = 'degrees' | 'British National Grid' | 'Web Mercator'

/** What a list of points is measured in; null where it fits nothing that Cairn knows. */
export function projectionOf(points: Iterable<Point>): Projection | null {
  const [west, south, east, north] = boundsOf(points)
  if (!(east >= west && north >= south)) return null
  if (west >= -180 && east <= 180 && south >= -90 && north <= 90) return 'degrees'
  if (west >= -100_000 && east <= 800_000 && south >= -100_000 && north <= 1_300_000) return 'British National Grid'
  const half = 20_037_509
  return west >= -half && east <= half && south >= -half && north <= half ? 'Web Mercator' : null
}

function boundsOf(points: Iterable<Point>): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x = NaN, y = NaN] of points) {
    if (x < west) west = x
    if (x > east) east = x
    if (y < south) south = y
    if (y > north) north = y
  }
  return [west, south, east, north]
}

/** Turns points of a projection into degrees of longitude and latitude (WGS 84). */
export const toDegrees: Readonly<Record<Projection, (x: number, y: number) => [number, number]>> = {
  degrees: (x, y) => [x, y],
  'British National Grid': fromGrid,
  'Web Mercator': (x, y) => [degrees(x / 6_378_137), degrees(2 * Math.atan(Math.exp(y / 6_378_137)) - Math.PI / 2)],
}

const degrees = (radians: number) => (radians * 180) / Math.PI
const radians = (angle: number) => (angle * Math.PI) / 180

/** The ellipsoids Airy 1830 (British grid) and WGS 84: half axes in metres. */
const AIRY = { a: 6_377_563.396, b: 6_356_256.909 }
const WGS = { a: 6_378_137, b: 6_356_752.3142 }
const SCALE = 0.9996012717
const [LAT0, LON0] = [radians(49), radians(-2)]
const [E0, N0] = [400_000, -100_000]

/**
 * Easting and northing in metres to WGS 84, within five metres. Source: Ordnance Survey, A guide to coordinate systems in Great Britain
 * (2020), annexes B and C and section 6.6.
 */
function fromGrid(easting: number, northing: number): [number, number] {
  const { a, b } = AIRY
  const e2 = 1 - (b * b) / (a * a)
  let lat = LAT0 + (northing - N0) / (a * SCALE)
  for (let i = 0; i < 8; i++) lat += (northing - N0 - meridian(lat)) / (a * SCALE)
  const sin = Math.sin(lat)
  const nu = (a * SCALE) / Math.sqrt(1 - e2 * sin * sin)
  const rho = (a * SCALE * (1 - e2)) / (1 - e2 * sin * sin) ** 1.5
  const eta2 = nu / rho - 1
  const [tan, sec] = [Math.tan(lat), 1 / Math.cos(lat)]
  const [t2, de] = [tan * tan, easting - E0]
  const vii = tan / (2 * rho * nu)
  const viii = (tan / (24 * rho * nu ** 3)) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
  const ix = (tan / (720 * rho * nu ** 5)) * (61 + 90 * t2 + 45 * t2 * t2)
  const x = sec / nu
  const xi = (sec / (6 * nu ** 3)) * (nu / rho + 2 * t2)
  const xii = (sec / (120 * nu ** 5)) * (5 + 28 * t2 + 24 * t2 * t2)
  const phi = lat - vii * de ** 2 + viii * de ** 4 - ix * de ** 6
  return shifted(phi, LON0 + x * de - xi * de ** 3 + xii * de ** 5)
}

/** Metres along the meridian from the true origin. */
function meridian(lat: number): number {
  const { a, b } = AIRY
  const n = (a - b) / (a + b)
  const [sum, difference] = [lat + LAT0, lat - LAT0]
  return b * SCALE * (
    (1 + n + 1.25 * n ** 2 + 1.25 * n ** 3) * difference -
    (3 * n + 3 * n ** 2 + 2.625 * n ** 3) * Math.sin(difference) * Math.cos(sum) +
    (1.875 * n ** 2 + 1.875 * n ** 3) * Math.sin(2 * difference) * Math.cos(2 * sum) -
    (35 / 24) * n ** 3 * Math.sin(3 * difference) * Math.cos(3 * sum)
  ) // prettier-ignore
}

/** From OSGB36 to WGS 84 by seven parameters. */
function shifted(lat: number, lon: number): [number, number] {
  const e2 = 1 - AIRY.b ** 2 / AIRY.a ** 2
  const nu = AIRY.a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2)
  const [x, y, z] = [nu * Math.cos(lat) * Math.cos(lon), nu * Math.cos(lat) * Math.sin(lon), nu * (1 - e2) * Math.sin(lat)] // prettier-ignore
  const [rx, ry, rz] = [0.1502, 0.247, 0.8421].map((seconds) => radians(seconds / 3600)) as [number, number, number]
  const s = 1 - 20.4894e-6
  const x2 = 446.448 + x * s - y * rz + z * ry
  const y2 = -125.157 + x * rz + y * s - z * rx
  const z2 = 542.06 - x * ry + y * rx + z * s
  const w2 = 1 - WGS.b ** 2 / WGS.a ** 2
  const p = Math.hypot(x2, y2)
  let phi = Math.atan2(z2, p * (1 - w2))
  for (let i = 0; i < 6; i++) {
    const v = WGS.a / Math.sqrt(1 - w2 * Math.sin(phi) ** 2)
    phi = Math.atan2(z2 + w2 * v * Math.sin(phi), p)
  }
  return [degrees(Math.atan2(y2, x2)), degrees(phi)]
}
