/**
 * Line (from 1) of each value of a JSON text, by its path joined with points (`indicators.3.count.where`). The text must be
 * JSON that `JSON.parse` takes. A small scanner, since `JSON.parse` tells nobody where anything stood.
 */
export function linesOf(json: string): Map<string, number> {
  const lines = new Map<string, number>()
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,\n]|[^\s{}[\]:,"]+/g
  const open: { path: string; list: boolean; at: number; key: string | null }[] = []
  let line = 1
  const pathHere = () => {
    const top = open.at(-1)
    if (!top) return ''
    const step = top.list ? String(top.at) : (top.key ?? '')
    return top.path === '' ? step : `${top.path}.${step}`
  }
  for (const [found] of json.matchAll(token)) {
    const top = open.at(-1)
    if (found === '\n') line++
    else if (found === '}' || found === ']') open.pop()
    else if (found === ':') continue
    else if (found === ',') {
      if (top) Object.assign(top, { at: top.at + 1, key: null })
    } else if (top && !top.list && top.key === null) top.key = JSON.parse(found) as string
    else {
      const path = pathHere()
      lines.set(path, line)
      if (found === '{' || found === '[') open.push({ path, list: found === '[', at: 0, key: null })
    }
  }
  return lines
}

/** Line of the value at a path or, where it is missing, of the nearest thing that holds it. */
export function lineAt(lines: ReadonlyMap<string, number>, path: readonly string[]): number {
  for (let length = path.length; length >= 0; length--) {
    const line = lines.get(path.slice(0, length).join('.'))
    if (line !== undefined) return line
  }
  return 1
}
