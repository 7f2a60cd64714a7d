type Point = number[]

/** Lines with at most about `most` points in all: those that stray least from the line are left out; ends stay, so shared lines still meet. */
export function simplified(arcs: readonly Point[][], most: number): Point[][] {
  const count = (lines: readonly Point[][]) => lines.reduce((sum, line) => sum + line.length, 0)
  let lines = arcs as Point[][]
  // In degrees: about ten metres, then twice as coarse each time.
  for (let tolerance = 1e-4; count(lines) > most && tolerance < 0.2; tolerance *= 2)
    lines = lines.map((line) => thinned(line, tolerance))
  return lines
}

/** Douglas & Peucker (1973), Cartographica 10, 112–122. A closed line keeps four points, so that it stays an area. */
function thinned(line: Point[], tolerance: number): Point[] {
  if (line.length <= 4) return line
  const keep = new Uint8Array(line.length)
  const last = line.length - 1
  const closed = line[0]![0] === line[last]![0] && line[0]![1] === line[last]![1]
  const anchors = closed ? [0, Math.floor(last / 3), Math.floor((2 * last) / 3), last] : [0, last]
  for (const at of anchors) keep[at] = 1
  const spans = anchors.slice(1).map((to, i): [number, number] => [anchors[i]!, to])
  while (spans.length > 0) {
    const [from, to] = spans.pop()!
    const far = farthest(line, from, to)
    if (far.distance <= tolerance) continue
    keep[far.at] = 1
    spans.push([from, far.at], [far.at, to])
  }
  return line.filter((_, at) => keep[at])
}

function farthest(line: readonly Point[], from: number, to: number): { at: number; distance: number } {
  const [ax = 0, ay = 0] = line[from]!
  const [bx = 0, by = 0] = line[to]!
  const [dx, dy] = [bx - ax, by - ay]
  const length = Math.hypot(dx, dy)
  let found = { at: from, distance: 0 }
  for (let i = from + 1; i < to; i++) {
    const [x = 0, y = 0] = line[i]!
    const distance = length > 0 ? Math.abs(dy * (x - ax) - dx * (y - ay)) / length : Math.hypot(x - ax, y - ay)
    if (distance > found.distance) found = { at: i, distance }
  }
  return found
}
