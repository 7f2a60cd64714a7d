import { describe, expect, it } from 'vitest'
import { funnelScene, rankedScene, stripScene, type Scene } from '../../src/charts'
import { heatScene } from '../../src/charts/heat'
import { stackScenes, stackWords } from '../../src/charts/stack'
import { withWords } from '../../src/exports/png'
import { svgOf } from '../../src/exports/svg'
import { standingsOf } from '../../src/state/of-overview'
import { heatCellWords } from '../../src/words/heat'
import { anAnswer, manyGiven } from '../charts/answers'
import { anOverview } from '../charts/overviews'
import { outsideTexts } from '../charts/measure'

const LINK = 'https://example.org/#v=1&release=demo&view=compare&indicator=a'
const clear = anAnswer(manyGiven(24), { synthetic: true })
const names = ['COPD admissions', 'hypertension', 'severe mental illness checks', 'falls']
const several = anOverview(names.map((id, row) => ({ id, values: Object.fromEntries(['S', 'K', 'B', 'a', 'b', 'c'].map((code, at) => [code, at === row ? null : 80 + at * 9 + row])) }))) // prettier-ignore
const size = { width: 960, height: 600, compact: false }

/** Tags that open and close as XML has them; throws where they do not. Gives the texts by tag. */
function parsed(xml: string): Record<string, string[]> {
  const open: string[] = []
  const texts: Record<string, string[]> = {}
  for (const [, close, name = '', attributes = '', end, text = ''] of xml.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>([^<]*)/g,
  )) {
    // prettier-ignore
    if (close && open.pop() !== name) throw new Error(`</${name}> closes another tag`)
    if (!close && !end) open.push(name)
    if (/&(?!(amp|lt|gt|quot|#\d+);)/.test(attributes + text)) throw new Error(`a bare & in ${name}`)
    if (!close) (texts[name] ??= []).push(text)
  }
  if (open.length > 0 || /<(?![/a-zA-Z])/.test(xml)) throw new Error(`left open: ${open.join(', ')}`)
  return texts
}

const words = (scene: Scene, link: string | null) => parsed(svgOf(scene, link, null))

describe('an SVG to take away', () => {
  const scenes: [string, Scene][] = [
    ['ranked', rankedScene(clear, size)],
    ['funnel', funnelScene(clear, size)],
  ]

  it.each(scenes)('%s is XML with title, description, SYNTHETIC, source and link, on a white sheet', (_, scene) => {
    const { title, desc, text = [] } = words(scene, LINK)
    expect(title?.[0]).toContain(scene.title)
    expect(title?.[0]).toContain('SYNTHETIC')
    expect(desc?.[0]).toContain('SYNTHETIC')
    const said = text.join(' ')
    for (const part of [scene.title, scene.source, LINK.replaceAll('&', '&amp;')]) expect(said).toContain(part)
    for (const { label } of scene.legend) expect(said).toContain(label.split(' ')[0])
    expect(svgOf(scene, LINK, null)).toMatch(/<rect width="992" height="[\d.]+" fill="#FFFFFF"\/>/)
  })

  it('carries its font, and breaks a link that is wider than it', () => {
    const long = `${LINK}&areas=${'E08000006.'.repeat(30)}`
    const svg = svgOf(rankedScene(clear, size), long, 'data:font/woff2;base64,AAAA')
    expect(parsed(svg).style?.[0]).toMatch(/@font-face\{font-family:'Atkinson Hyperlegible Next Variable';src:url\(data:font\/woff2;base64,AAAA\)/) // prettier-ignore
    expect(parsed(svg).text?.join('')).toContain(long.replaceAll('&', '&amp;'))
  })
})

describe('pictures of whole views', () => {
  it('stack rows of charts, each with its words, nothing outside', () => {
    const scene = stackScenes(
      several.rows.map((row) => ({
        name: row.indicator.shortName,
        lines: [row.periodLabel],
        scene: stripScene(row, { width: 900 - stackWords(900), height: 36, compact: false }, { axis: true }),
      })),
      900,
      { id: 'strips', title: 'All', subtitle: '', source: '', description: '', legend: [], empty: null },
    )
    expect(outsideTexts(scene)).toEqual([])
    expect(new Set(scene.items.map(({ key }) => key)).size).toBe(scene.items.length)
    expect(scene.items.length).toBe(20)
    for (const { box } of scene.items) expect(box.y + box.height).toBeLessThanOrEqual(scene.height)
  })

  it('draw the heat table with the words of its cells', () => {
    const standings = standingsOf(several)
    const scene = heatScene(standings, several, standings.areas, false, size)
    expect(outsideTexts(scene)).toEqual([])
    expect(scene.items).toHaveLength(standings.areas.length * standings.rows.length)
    const [area] = standings.areas
    const [first] = scene.items
    expect(first?.name).toBe(`${area?.name}, ${standings.rows[0]?.indicator.shortName}: ${heatCellWords(area?.estimates[0] ?? null, standings.rows[0]!, several.context)}`) // prettier-ignore
  })
})

describe('a PNG', () => {
  it('holds its title, description and source as UTF-8 chunks after the header', () => {
    const header = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02', 'hex')
    const end = Buffer.from('0000000049454e44ae426082', 'hex')
    const png = Buffer.from(withWords(new Uint8Array(Buffer.concat([header, end])), { Title: 'Rates “high”', Description: 'SYNTHETIC', Source: '' })) // prettier-ignore
    expect(png.subarray(0, 33)).toEqual(header)
    expect(png.subarray(-12)).toEqual(end)
    // Sum by Python's zlib.crc32 of b'iTXtDescription' + bytes(5) + b'SYNTHETIC'.
    const at = png.indexOf('iTXtDescription')
    expect(png.readUInt32BE(at - 4)).toBe('Description'.length + 5 + 'SYNTHETIC'.length)
    expect(png.readUInt32BE(at + 4 + png.readUInt32BE(at - 4)).toString(16)).toBe('d01825c9')
    expect(png.includes(Buffer.from('Rates “high”', 'utf8'))).toBe(true)
  })
})
