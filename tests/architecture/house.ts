import { posix } from 'node:path'
import { importsOf } from './imports'

/** One row of the table in `src/README.md`. */
export interface Room {
  name: string
  mayImport: readonly string[]
  packages: readonly string[]
}

/** Files by path from the project's root, with forward slashes. */
export type Files = ReadonlyMap<string, string>

/** An import that was found to lead to a file of the project, to a package, or nowhere. */
export interface Link {
  from: string
  kind: 'runtime' | 'type'
  file: string | null
  package: string | null
  specifier: string
}

const FILE_LIMIT = 400
const TOP_LEVEL =
  'package.json package-lock.json vite.config.ts tsconfig.json src public tests README.md LICENSE'.split(' ')
/** The only files outside `cli` that may touch the machine: they are never part of what a browser loads. */
const NODE_ONLY = ['node.ts', 'folder.ts']

/** Reads the table of rooms. Throws where there is none, so that an unreadable table cannot pass for an empty one. */
export function readRooms(markdown: string): Room[] {
  const rows = markdown.split('\n').filter((line) => /^\| `\w+` \|/.test(line))
  if (rows.length === 0) throw new Error('src/README.md: found no table of rooms')
  return rows.map(readRoom)
}

function readRoom(row: string): Room {
  const cells = row.split('|').map((cell) => cell.trim())
  if (cells.length !== 6) throw new Error(`src/README.md: expected four columns, found ${cells.length - 2}: ${row}`)
  const [, name = '', , mayImport = '', packages = ''] = cells
  return { name: name.replaceAll('`', ''), mayImport: listed(mayImport), packages: listed(packages) }
}

const listed = (cell: string) =>
  /^(nothing|none)$/.test(cell) ? [] : cell.split(',').map((word) => word.trim().replaceAll('`', ''))

/** The room a file stands in; null for the front door (`src/main.ts` and its like). */
export const roomOf = (path: string): string | null => /^src\/([^/]+)\//.exec(path)?.[1] ?? null

/** All imports of all files under `src`, with what they lead to. */
export function linksOf(files: Files): Link[] {
  return [...files]
    .filter(([path]) => path.startsWith('src/') && /\.(ts|svelte)$/.test(path))
    .flatMap(([path, text]) => importsOf(path, text).map((one) => resolve(path, one, files)))
}

function resolve(from: string, { specifier, kind }: { specifier: string; kind: Link['kind'] }, files: Files): Link {
  if (!/^[./]/.test(specifier)) return { from, kind, specifier, file: null, package: packageName(specifier) }
  const target = posix.join(posix.dirname(from), specifier)
  const file = [target, `${target}.ts`, `${target}/index.ts`].find((path) => files.has(path)) ?? null
  return { from, kind, specifier, file, package: null }
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:'
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Everything in which the house differs from its own table, one sentence each. */
export function problemsOf(files: Files, rooms: readonly Room[]): string[] {
  const links = linksOf(files)
  return [
    ...links.flatMap((link) => forbidden(link, rooms, files)),
    ...links.flatMap(strayComlink),
    ...strayRooms(files, rooms),
    ...circles(fileGraph(links)).map((circle) => `circle of files: ${circle}`),
    ...circles(roomGraph(links)).map((circle) => `circle of rooms: ${circle}`),
    ...circles(new Map(rooms.map((room) => [room.name, room.mayImport]))).map((c) => `circle in the table: ${c}`),
    ...longFiles(files),
  ]
}

function forbidden(link: Link, rooms: readonly Room[], files: Files): string[] {
  const name = roomOf(link.from)
  if (name === null) return link.file ? [] : strangerAtTheDoor(link, files)
  const room = rooms.find((one) => one.name === name)
  if (!room) return []
  if (link.package !== null) return allowsPackage(room, link) ? [] : [`${link.from} imports package ${link.specifier}`]
  if (link.file === null) return leadsNowhere(link, files)
  const to = roomOf(link.file)
  const allowed = to === name || (to !== null && room.mayImport.includes(to))
  return allowed ? [] : [`${link.from} imports ${link.file}: ${name} may not import ${to ?? 'the front door'}`]
}

/** `src/main.ts` opens any room, but needs nothing from outside except what mounts the page. */
const strangerAtTheDoor = (link: Link, files: Files) =>
  link.package === 'svelte'
    ? []
    : link.package
      ? [`${link.from} imports package ${link.specifier}`]
      : leadsNowhere(link, files)

/** Styles, JSON and the like are not read here, but must not lie outside `src`. */
const leadsNowhere = (link: Link, files: Files) =>
  /\.(css|json|svg|woff2)$/.test(link.specifier) && !leavesSource(link) && files.size > 0
    ? []
    : [`${link.from} imports ${link.specifier}, which leads nowhere in src`]

const leavesSource = (link: Link) => !posix.join(posix.dirname(link.from), link.specifier).startsWith('src/')

function allowsPackage(room: Room, link: Link): boolean {
  if (link.package === 'node:') return room.name === 'cli' || NODE_ONLY.includes(posix.basename(link.from))
  return room.packages.some(
    (name) => link.package === name || link.package?.startsWith(`${name}/`) || sameFamily(name, link),
  )
}

/** `d3` in the table stands for its modules (`d3-array`) too. */
const sameFamily = (name: string, link: Link) => name === 'd3' && /^d3-[a-z-]+$/.test(link.package ?? '')

const strayComlink = (link: Link) =>
  link.package === 'comlink' && !/(^|\/)(worker|client)\.ts$/.test(link.from)
    ? [`${link.from} imports comlink, which belongs in worker.ts and client.ts alone`]
    : []

function strayRooms(files: Files, rooms: readonly Room[]): string[] {
  const found = new Set([...files.keys()].flatMap((path) => roomOf(path) ?? []))
  return [...found]
    .filter((name) => !rooms.some((room) => room.name === name))
    .map((name) => `src/${name} is not in the table of src/README.md`)
}

type Graph = ReadonlyMap<string, readonly string[]>

function graph(pairs: readonly (readonly [string, string])[]): Graph {
  const all = new Map<string, string[]>()
  for (const [from, to] of pairs) all.set(from, [...(all.get(from) ?? []), to])
  return all
}

/** What runs, and when: types are not part of it. */
const fileGraph = (links: readonly Link[]) =>
  graph(links.flatMap((link) => (link.kind === 'runtime' && link.file ? [[link.from, link.file] as const] : [])))

function roomGraph(links: readonly Link[]): Graph {
  return graph(
    links.flatMap((link) => {
      const [from, to] = [roomOf(link.from), link.file ? roomOf(link.file) : null]
      return from && to && from !== to ? [[from, to] as const] : []
    }),
  )
}

/** The circles that a walk in depth meets, each as `a → b → a`. */
export function circles(all: Graph): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const walk = (node: string, path: readonly string[]) => {
    if (path.includes(node)) return void found.push([...path.slice(path.indexOf(node)), node].join(' → '))
    if (done.has(node)) return
    for (const next of all.get(node) ?? []) walk(next, [...path, node])
    done.add(node)
  }
  for (const node of all.keys()) walk(node, [])
  return found
}

/** Generated tables say so in their first line. */
const longFiles = (files: Files) =>
  [...files].flatMap(([path, text]) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
    const generated = /^(\/\/|\/\*|<!--).*\bgenerated\b/i.test(text)
    return lines > FILE_LIMIT && !generated ? [`${path} has ${lines} lines; ${FILE_LIMIT} is the wall`] : []
  })

/** What stands at the top of the project and is neither expected nor a dot-file. */
export const strangersAtTheTop = (names: readonly string[]) =>
  names
    .filter((name) => !name.startsWith('.') && !TOP_LEVEL.includes(name))
    .map((name) => `unexpected at the top: ${name}`)

/** Files that the given one pulls into a browser, itself included. */
export function reachableFrom(start: string, links: readonly Link[]): Set<string> {
  const all = fileGraph(links)
  const seen = new Set<string>()
  const walk = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const next of all.get(file) ?? []) walk(next)
  }
  walk(start)
  return seen
}
