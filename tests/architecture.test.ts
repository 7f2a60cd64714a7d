import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { DOORS, usersOf } from './architecture/doors'
import { linksOf, problemsOf, reachableFrom, readRooms, strangersAtTheTop } from './architecture/house'
import { importsOf } from './architecture/imports'

// Every file is parsed, which a busy machine needs more than five seconds for.
vi.setConfig({ testTimeout: 30_000 })

const rooms = readRooms(readFileSync('src/README.md', 'utf8'))

function filesUnder(folder: string): [string, string][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name === 'node_modules') return []
    if (entry.isDirectory()) return filesUnder(path)
    return /\.(ts|svelte|js|css|html)$/.test(entry.name) ? [[path, readFileSync(path, 'utf8')] as [string, string]] : []
  })
}

const house = new Map([...filesUnder('src'), ...filesUnder('tests')])

describe('the house', () => {
  it('follows the table of src/README.md', () => expect(problemsOf(house, rooms)).toEqual([]))

  it('has nothing unexpected at the top', () => expect(strangersAtTheTop(trackedAtTheTop())).toEqual([]))

  it('lets numbers into a release by its doors alone', () => expect(usersOf(house)).toEqual(DOORS))

  it('loads nothing of the machine into a browser', () => {
    const links = linksOf(house)
    const entries = [...house.keys()].filter((path) => /^src\/(main\.ts|.*\/worker\.ts)$/.test(path))
    const loaded = new Set(entries.flatMap((entry) => [...reachableFrom(entry, links)]))
    const machine = links.filter((link) => link.package === 'node:' && link.kind === 'runtime' && loaded.has(link.from))
    expect(machine.map((link) => `${link.from} imports ${link.specifier}`)).toEqual([])
  })
})

/** What git knows or would add: built folders are ignored, so they do not count. */
function trackedAtTheTop(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  return [...new Set(listed.split('\n').flatMap((path) => path.split('/')[0] || []))]
}

describe('the test of the house can fail', () => {
  const plant = (...files: [string, string][]) => problemsOf(new Map(files), rooms)
  const answer: [string, string] = ['src/domain/answer.ts', 'export interface Answer {}\n']
  const engine: [string, string] = ['src/engine/port.ts', 'export interface Engine {}\n']
  const charts = (text: string): [string, string] => ['src/charts/map.ts', text]

  it.each([
    ['a static import', "import { a } from '../engine/port'"],
    ['a type import', "import type { Engine } from '../engine/port'"],
    ['an inline type import', "type A = import('../engine/port').Engine"],
    ['a re-export', "export * from '../engine/port'"],
    ['a dynamic import', "const a = await import('../engine/port')"],
    ['a worker', "new Worker(new URL('../engine/port.ts', import.meta.url))"],
    ['a query', "import A from '../engine/port.ts?worker'"],
  ])('on %s through a wall', (_, text) =>
    expect(plant(engine, charts(text))).toEqual([
      'src/charts/map.ts imports src/engine/port.ts: charts may not import engine',
    ]),
  )

  it('on an import through a wall in a Svelte file, in script and in markup', () => {
    const script = '<script lang="ts">\n  import type { Engine } from \'../engine/port\'\n</script>\n<p>{1}</p>'
    const markup = '<script lang="ts">let a = 1</script>{#await import(\'../engine/port\') then m}{m}{/await}'
    for (const text of [script, markup])
      expect(plant(engine, ['src/pages/Map.svelte', text])).toEqual([
        'src/pages/Map.svelte imports src/engine/port.ts: pages may not import engine',
      ])
  })

  it('on a package that the room may not use', () => {
    expect(plant(charts("import 'svelte'"))).toEqual(['src/charts/map.ts imports package svelte'])
    expect(plant(charts("import { readFile } from 'node:fs/promises'"))).toHaveLength(1)
    expect(plant(charts("import { max } from 'd3-array'"))).toEqual([])
    expect(plant(['src/main.ts', "import 'papaparse'"])).toEqual(['src/main.ts imports package papaparse'])
  })

  it('on a computed import, a glob, and one that leads nowhere', () => {
    expect(plant(charts('const a = await import(name)'))).toHaveLength(1)
    expect(plant(charts("const a = import.meta.glob('../engine/*')"))).toHaveLength(1)
    expect(plant(charts("import { a } from './gone'"))).toHaveLength(1)
    expect(plant(charts("import '../../public/a.css'"))).toHaveLength(1)
  })

  it('on comlink in the wrong file', () => {
    const text = "import { wrap } from 'comlink'"
    expect(plant(['src/analysis/answer.ts', text])).toHaveLength(1)
    expect(plant(['src/analysis/client.ts', text])).toEqual([])
  })

  it('on a circle of files, but not on one of types', () => {
    const a = (word: string): [string, string] => ['src/domain/a.ts', `${word} { b } from './b'`]
    const b: [string, string] = ['src/domain/b.ts', "import { a } from './a'"]
    expect(plant(a('import'), b)).toEqual(['circle of files: src/domain/a.ts → src/domain/b.ts → src/domain/a.ts'])
    expect(plant(a('import type'), b)).toEqual([])
  })

  it('on a circle of rooms and on one in the table itself', () => {
    const open = readRooms('| `a` | A | b | none |\n| `b` | B | a | none |')
    const files = new Map([
      ['src/a/x.ts', "import type { Y } from '../b/y'"],
      ['src/b/y.ts', "import type { Z } from '../a/z'"],
      ['src/a/z.ts', 'export type Z = 1'],
    ])
    expect(problemsOf(files, open)).toEqual(['circle of rooms: a → b → a', 'circle in the table: a → b → a'])
  })

  it.each([
    ['an import', "import { markSafe } from '../release/draft'"],
    ['another name', "import { markSafe as fine } from '../release/draft'"],
    ['a whole module', "import * as draft from '../release/draft'\nexport const a = draft.markSafe"],
    ['a name as text', "import * as draft from '../release/draft'\nexport const a = draft['markSafe']"],
    ['a re-export', "export { markSafe } from '../release/draft'"],
    ['a dynamic import', "const { markSafe } = await import('../release/draft')"],
  ])('on %s of what lets numbers into a release', (_, text) => {
    const stranger = 'src/demo/short-cut.ts'
    expect(usersOf(new Map([...house, [stranger, text]])).markSafe).toEqual([
      'src/centre/combine.ts',
      stranger,
      ...DOORS.markSafe!.slice(1),
    ])
  })

  it('on the same in a Svelte file, but not on a comment', () => {
    const script = '<script lang="ts">\n  import { alreadyPublic } from \'../release/draft\'\n</script>'
    const files = new Map([
      ['src/pages/Make.svelte', script],
      ['src/pages/make.ts', '// alreadyPublic is not for pages\n'],
    ])
    expect(usersOf(files).alreadyPublic).toEqual(['src/pages/Make.svelte'])
  })

  it('on a long file unless it is a generated table', () => {
    const long = 'export const a = 1\n'.repeat(401)
    expect(plant(['src/domain/long.ts', long])).toEqual(['src/domain/long.ts has 401 lines; 400 is the wall'])
    expect(plant(['tests/long.ts', long])).toHaveLength(1)
    expect(plant(['src/domain/long.ts', `// Generated from a list.\n${long}`])).toEqual([])
  })

  it('on a room that the table does not know and on a stranger at the top', () => {
    expect(plant(answer, ['src/misc/a.ts', ''])).toEqual(['src/misc is not in the table of src/README.md'])
    expect(strangersAtTheTop(['src', '.ci', 'eslint.config.js'])).toEqual(['unexpected at the top: eslint.config.js'])
  })

  it('on a table that cannot be read', () => expect(() => readRooms('# nothing here')).toThrow('no table'))
})

describe('what is read from a file', () => {
  it('takes no import from a comment or a string', () =>
    expect(importsOf('a.ts', "// import 'x'\nconst a = \"import 'y'\"\nconst b = `from 'z'`")).toEqual([]))
})
