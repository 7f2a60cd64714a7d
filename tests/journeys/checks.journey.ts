import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDriver, type Driver } from '../driver'
import { faultsOfPage } from '../pictures/checks'

const BARS = '<rect x="1" y="30" width="50" height="9" fill="#12436D"/><path d="M0 60h90" stroke="#000"/><line x1="0" y1="80" x2="90" y2="80" stroke="#000"/>' // prettier-ignore
const chart = (inside: string) =>
  `<main><h1>Finding</h1><svg role="listbox" aria-label="A chart" width="300" height="200"><g class="drawn">${inside}</g></svg></main>`
const text = (words: string, x = 100, y = 20, more = 'fill="#0B0C0C"') =>
  `<text x="${x}" y="${y}" font-size="13" ${more}>${words}</text>`

describe('what looks over pictures', () => {
  let folder: string
  let driver: Driver
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cairn-checks-'))
    driver = await startDriver('chromium', { width: 400, height: 400 })
  })
  afterAll(async () => {
    await driver?.close()
    await rm(folder, { recursive: true })
  })

  async function faultsOf(body: string): Promise<string[]> {
    await writeFile(join(folder, 'page.html'), `<!doctype html><body style="margin:0;background:#fff">${body}`)
    await driver.open(pathToFileURL(join(folder, 'page.html')).href)
    return driver.evaluate(faultsOfPage, undefined)
  }

  it('is content with a page in order', async () => expect(await faultsOf(chart(BARS + text('Bury')))).toEqual([]))

  it.each([
    ['a page wider than its window', `${chart(BARS)}<div style="width:900px">wide</div>`, /900 px wide.*wide/],
    [
      'text cut off',
      `${chart(BARS)}<p style="overflow:hidden;width:40px;white-space:nowrap">a long sentence</p>`,
      /cut off.*long sentence/,
    ],
    ['a label outside its chart', chart(BARS + text('Westmorland and Furness', 250)), /outside its chart.*Westmorland/],
    ['labels over each other', chart(BARS + text('Bury') + text('Bolton', 104, 22)), /“Bury” and “Bolton”/],
    ['a blank chart', chart(text('Bury')), /a blank chart/],
    ['faint text', chart(BARS + text('Bury', 100, 20, 'fill="#999"')), /2\.8:1: “Bury”/],
    ['text that its own bar makes faint', chart(BARS + text('Bury', 10, 39)), /1\.\d:1: “Bury”/],
    ['small text', chart(BARS + text('Bury').replace('13', '9')), /9px: “Bury”/],
    ['no headline', chart(BARS).replaceAll('h1', 'p'), /no headline/],
  ])('sees %s', async (_, body, fault) => {
    const faults = await faultsOf(body)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(fault)
  })
})
