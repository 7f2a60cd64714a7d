import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import { packFolder } from '../../src/cli/pack'
import { writePreviews, type Previews } from '../../src/cli/previews'
import { publicAddress } from '../../src/cli/previews-address'
import { standingsOf } from '../../src/analysis/standing'
import { parseView, resolveView } from '../../src/view'
import { finding } from '../../src/words'
import { profileFinding } from '../../src/words/profile'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import { demoAnswer, demoOverview } from '../exports/demo-answers'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const ADDRESS = 'https://cairn.example/app/'
const folder = mkdtempSync(join(tmpdir(), 'cairn-previews-'))
const [dist, cache] = [join(folder, 'dist'), join(folder, 'cache')]
let first: Previews

beforeAll(async () => {
  const list = JSON.parse(readFileSync('public/releases/catalogue.json', 'utf8')) as { releases: { id: string }[] }
  mkdirSync(join(dist, 'releases'), { recursive: true })
  cpSync('public/releases/demo-gm', join(dist, 'releases/demo-gm'), { recursive: true })
  writeFileSync(join(dist, 'releases/catalogue.json'), JSON.stringify({ format: '1', releases: list.releases.filter(({ id }) => id === 'demo-gm') })) // prettier-ignore
  first = await writePreviews(dist, ADDRESS, cache)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (path: string) => readFileSync(join(dist, 'p', path))
const plain = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>') // prettier-ignore

/** What a program sees that reads a page's head: names and properties, the title, where links lead. */
function headOf(id: string, at = dist): Record<string, string> {
  const html = readFileSync(join(at, 'p', id, 'index.html'), 'utf8')
  const pairs = [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, key = '', value = '']) => [key, plain(value)]) // prettier-ignore
  const one = (pattern: RegExp) => plain(pattern.exec(html)?.[1] ?? '')
  return { ...Object.fromEntries(pairs), title: one(/<title>(.*)<\/title>/), canonical: one(/rel="canonical" href="([^"]*)"/), opens: one(/class="opens" href="([^"]*)"/), heading: one(/<h1>(.*)<\/h1>/) } // prettier-ignore
}

describe('pages for previews of links', () => {
  it('are one with a picture for each indicator and each area, and counted', () => {
    const { ids } = JSON.parse(file('pages.json').toString()) as { ids: string[] }
    expect(ids).toHaveLength(13 + 10 + 1)
    expect(first).toMatchObject({ pages: 24, drawn: 24 })
    for (const id of ids) {
      const png = file(`${id}/picture.png`)
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 628])
    }
    const said = ids.map((id) => headOf(id).description)
    expect(new Set(said).size).toBe(ids.length)
  })

  it('say the finding of the very answer that they open', async () => {
    const head = headOf('demo-gm.copd-admissions')
    const { headline } = finding(await demoAnswer('indicator=copd-admissions', 'demo-gm'))
    expect(head.heading).toBe(headline)
    expect(head.description).toBe(`SYNTHETIC: every number is made up. ${headline}.`)
    expect(head['og:description']).toBe(head.description)
    expect(head.title).toMatch(/^SYNTHETIC: COPD admissions, authorities of Greater Manchester, 2024 · Cairn$/)
    const { release } = await openRelease(folderSource('public/releases/demo-gm'))
    const { view, problems } = parseView(head.opens!.replace('../../', ''))
    const resolved = resolveView(view, release)
    expect([...problems, ...resolved.problems]).toEqual([])
    expect([view.page, view.release, resolved.question.indicator]).toEqual(['map', 'demo-gm', 'copd-admissions'])
  })

  it('say of an area what its profile says', async () => {
    const overview = await demoOverview('', 'demo-gm')
    const standings = standingsOf(overview)
    const salford = standings.areas.find(({ name }) => name === 'Salford')!
    const head = headOf('demo-gm.salford')
    expect(head.heading).toBe(profileFinding(salford, standings, overview).headline)
    expect(head.opens).toBe('../../#v=1&release=demo-gm&view=profile&areas=E08000006')
  })

  it('give their addresses in full where the public one is known', () => {
    const head = headOf('demo-gm.salford')
    expect(head['og:url']).toBe(`${ADDRESS}p/demo-gm.salford/`)
    expect(head.canonical).toBe(head['og:url'])
    expect(head['og:image']).toBe(`${head['og:url']}picture.png`)
    expect(head).toMatchObject({ 'og:image:width': '1200', 'og:image:height': '628', 'twitter:card': 'summary_large_image' }) // prettier-ignore
    expect(head['og:image:alt']).toContain('Salford')
  })

  it('draw nothing twice, and without an address are relative', async () => {
    const again = await writePreviews(dist, null, cache)
    expect(again).toMatchObject({ pages: 24, drawn: 0 })
    const head = headOf('demo-gm.salford')
    expect([head['og:image'], head.canonical, head['og:url']]).toEqual(['./picture.png', './', undefined])
  })

  it('obey a policy under which no script but their own may run', () => {
    const html = file('demo-gm.salford/index.html').toString()
    expect(html).toContain("default-src 'none'; script-src 'self'")
    expect(html).not.toMatch(/<script(?![^>]*src=)|style=|javascript:/)
    expect(existsSync(join(dist, 'p/open.js'))).toBe(true)
  })
})

describe('a copy for a stick', () => {
  const app = join(folder, 'app')
  const packed = async (address: string) => {
    const out = join(folder, 'usb')
    await packFolder({ app, out, address, releases: [join(dist, 'releases/demo-gm')], hosted: dist })
    return readFileSync(join(out, 'packed/index.js'), 'utf8').includes('p/pages.json')
  }

  it('knows of the pages where they stand at its own public address, and nowhere else', async () => {
    mkdirSync(app, { recursive: true })
    writeFileSync(join(app, 'index.html'), '<script type="module" src="./a.js"></script>')
    await writePreviews(dist, ADDRESS, cache)
    expect(await packed('https://cairn.example/app')).toBe(true)
    expect(await packed('https://elsewhere.example/')).toBe(false)
    await writePreviews(dist, null, cache)
    expect(await packed(ADDRESS)).toBe(false)
  })
})

describe('cairn previews', () => {
  it('takes https addresses alone', () => {
    expect(publicAddress('https://cairn.example/app/index.html')).toBe(ADDRESS)
    expect(publicAddress(undefined)).toBeNull()
    for (const wrong of ['http://cairn.example/', 'cairn.example', 'https://a.example/?b', 'https://a.example/#c'])
      expect(() => publicAddress(wrong)).toThrow(/expected one that starts with https/)
  })

  it('says how much it wrote, and what an address is for', async () => {
    const said: string[] = []
    const io = { print: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) }
    expect(await cairn(['previews', dist], { io })).toBe(0)
    expect(said.join('\n')).toMatch(/24 pages for link previews, \d\.\d MB.*CAIRN_ADDRESS/s)
    expect(await cairn(['previews', join(folder, 'nothing')], { io })).toBe(0)
    expect(said.at(-1)).toMatch(/lists no releases/)
  })
})
