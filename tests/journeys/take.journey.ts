import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, it } from 'vitest'
import { readTable } from './read-table'
import { journeys, type Set, HOSTED, ON_DISK } from './stage'
import { settled } from './steps'

/** Every view, its link, and whether it draws a chart. */
const VIEWS = [
  ['front', '', true],
  ['map', '', true],
  ['compare', '', true],
  ['variation', '', true],
  ['trend', '', true],
  ['inequality', '', true],
  ['profile', '', true],
  ['heat', '', true],
  ['need', '&and=hypertension', true],
  ['population', '', true],
  ['data', '', true],
  ['about', '', false],
] as const

async function openDialog(set: Set, view: string, more: string): Promise<void> {
  await set.open(`view=${view}&release=demo-gm&indicator=copd-admissions&areas=E08000006${more}`)
  await settled(set)
  await openTables(set)
  await set.driver.click('button', 'Take it away')
  await set.driver.waitForRole('button', 'CSV', 30_000)
}

/** Tables stand closed until somebody asks for them. */
async function openTables({ driver }: Set): Promise<void> {
  const opened = await driver.evaluate(() => {
    const table = [...document.querySelectorAll<HTMLElement>('main details.more > summary')].find((summary) => /^Table/.test(summary.innerText)) // prettier-ignore
    table?.click()
    return table !== undefined
  }, null)
  if (opened) await driver.waitForSelector('main details.more[open] tbody tr')
}

const download = ({ driver }: Set, format: string) => driver.download(() => driver.click('button', format))

/** What the view's own table prints, cell by cell, rows as they stand; About has facts instead. */
const printed = ({ driver }: Set) =>
  driver.evaluate(() => {
    const table = document.querySelector('main details.more[open] table, main .data table') ?? document.querySelector('main table') // prettier-ignore
    return [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())) // prettier-ignore
  }, null)

/** Figures that a cell prints, such as both of `345 to 393`; a minus as JavaScript has it. */
const figuresIn = (text: string): string[] =>
  text
    .replaceAll('−', '-')
    .replaceAll(',', '')
    .match(/-?\d+(?:\.\d+)?/g) ?? []

/** Whether one of a row's figures rounds to what is printed, as it is or as a share. */
function holds(row: readonly string[], figure: string): boolean {
  const decimals = /\.(\d+)/.exec(figure)?.[1]?.length ?? 0
  const near = (value: number) => Math.abs(value - Number(figure)) <= 0.5000001 * 10 ** -decimals
  return row.some((cell) => cell !== '' && (near(Number(cell)) || near(100 * Number(cell)))) || row.some((cell) => figuresIn(cell).includes(figure)) // prettier-ignore
}

/** In the page, whose policy refuses styles in what it parses: whether a text is XML, its title and description, its size and the words that it draws. */
const asXml = (text: string) => {
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml')
  const said = (tag: string) => svg.querySelector(tag)?.textContent ?? ''
  return { whole: svg.querySelector('parsererror') === null, title: said('title'), desc: said('desc'), width: Number(svg.documentElement.getAttribute('width')), height: Number(svg.documentElement.getAttribute('height')), words: [...svg.querySelectorAll('text')].map((one) => one.textContent ?? '') } // prettier-ignore
}

/** In the page: size of a picture, and how many colours it has at its corner and in all. */
const asPicture = async (base64: string) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const canvas = new OffscreenCanvas(image.width, image.height)
  const context = canvas.getContext('2d')!
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const colours = new Map<string, number>()
  for (let at = 0; at < data.length; at += 4 * 97) colours.set(data.slice(at, at + 4).join(), (colours.get(data.slice(at, at + 4).join()) ?? 0) + 1) // prettier-ignore
  return { width: image.width, height: image.height, corner: [...data.slice(0, 4)], colours: colours.size }
}

/** What is taken away of some views, read back and compared with what the page prints. */
const takenOf = (views: readonly (typeof VIEWS)[number][]) => (set: Set) => {
  it.each(views)('gives the figures of %s as CSV and JSON, and its picture', async (view, more, drawn) => {
    await openDialog(set, view, more)
    const shown = await printed(set)
    const saved = await download(set, 'CSV')
    expect(saved.name).toMatch(/^SYNTHETIC-.*\.csv$/)
    const { header, rows, notes } = readTable(saved.content)
    expect(notes.join('\n')).toMatch(/^SYNTHETIC[\s\S]*Source/)
    expect(rows.length).toBeGreaterThan(3)
    if (view !== 'about') {
      expect(rows).toHaveLength(shown.length)
      for (const [at, row] of shown.entries())
        for (const figure of row.slice(1).flatMap(figuresIn))
          expect(holds(rows[at]!, figure), `${figure} of “${row.join(' | ')}” in ${rows[at]!.join(' | ')}`).toBe(true)
    }

    const json = await download(set, 'JSON')
    const read = JSON.parse(json.content.toString('utf8')) as { view: string; release: { synthetic: boolean }; columns: string[]; rows: (string | number | null)[][] } // prettier-ignore
    expect(read.release.synthetic).toBe(true)
    expect(read.view).toContain(view === 'front' ? 'release=demo-gm' : `view=${view}`)
    expect(read.columns).toEqual(header)
    expect(read.rows.map((row) => row.map((cell) => String(cell ?? '')))).toEqual(rows.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@])/, '')))) // prettier-ignore

    if (drawn) await comparePictures(set)
    else expect(await set.driver.has('button', 'PNG picture')).toBe(false)
  })

  it('writes Parquet and Fingertips’ columns of the same figures', async () => {
    await openDialog(set, 'compare', '')
    const { header, rows } = readTable((await download(set, 'CSV')).content)
    const bytes = new Uint8Array((await download(set, 'Parquet')).content)
    const read = await parquetReadObjects({ file: bytes.buffer })
    const said = read.map((row) => header.map((name) => (typeof row[name] === 'number' ? String(Number(row[name].toPrecision(12))) : (row[name] ?? '')))) // prettier-ignore
    expect(said).toEqual(rows)
    expect(parquetMetadata(bytes.buffer).key_value_metadata).toContainEqual({ key: 'synthetic', value: 'true' })
    const fingertips = (await download(set, 'Fingertips CSV')).content.toString('utf8')
    const lines = fingertips.split('\r\n')
    expect(lines[0]).toMatch(/^Indicator ID,Indicator Name,/)
    for (const [code = '', , value = ''] of rows) expect(lines.find((line) => line.includes(`,${code},`))).toContain(`,${value},`) // prettier-ignore
  })

  it('closes by Escape, and has a way to paper', async () => {
    await set.driver.evaluate(() => void (window.print = () => document.body.setAttribute('data-printed', 'yes')), null)
    await set.driver.press('Escape')
    expect(await set.driver.count('dialog[open]')).toBe(0)
    await set.driver.click('button', 'Take it away')
    await set.driver.click('button', 'Print or PDF')
    await set.driver.waitForSelector('body[data-printed]')
    expect(await set.driver.count('dialog[open]')).toBe(0)
  })
}

journeys('take it away', takenOf(VIEWS), { stages: HOSTED })
journeys('take it away from a disk', takenOf(VIEWS.filter(([view]) => view === 'compare' || view === 'heat')), {
  stages: ON_DISK,
})

async function comparePictures(set: Set): Promise<void> {
  const svg = await download(set, 'SVG drawing')
  const text = svg.content.toString('utf8')
  const drawing = await set.driver.evaluate(asXml, text.replace(/<style>.*?<\/style>/, ''))
  expect(drawing.whole).toBe(true)
  expect(drawing.title).toContain('SYNTHETIC')
  expect(drawing.desc.length).toBeGreaterThan(20)
  expect(text).toMatch(/<style>@font-face\{[^<]*data:font\/woff2;base64,[^<]*<\/style>/)
  expect(drawing.words.join(' ')).toMatch(/SYNTHETIC.*Source: /)
  if (set.stage.from === 'http') expect(drawing.words.join(' ')).toMatch(/http:\/\/.*#v=1/)
  const png = await download(set, 'PNG picture')
  expect(png.name).toBe(svg.name.replace(/svg$/, 'png'))
  expect(png.content.includes(Buffer.from('iTXtDescription'))).toBe(true)
  const picture = await set.driver.evaluate(asPicture, png.content.toString('base64'))
  expect(Math.abs(picture.width - 2 * drawing.width)).toBeLessThanOrEqual(1)
  expect(Math.abs(picture.height - 2 * drawing.height)).toBeLessThanOrEqual(1)
  expect(picture.corner).toEqual([255, 255, 255, 255])
  expect(picture.colours).toBeGreaterThan(5)
}
