import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { askedOf } from '../analysis/ask'
import { briefAreas, briefFileName, briefHtml, briefPage, gatherBrief, type BriefWish, type Shapes } from '../brief'
import type { Asked } from '../analysis/ask'
import type { Release } from '../domain'
import { columnsEngine } from '../engine/columns'
import { openRelease } from '../release'
import { folderSource } from '../release/folder'
import { defineCommand, UsageError, type Terminal } from './command'
import { NO_PRINTER, startPrinter, type Printer } from './print-pdf'
import { keysBeside } from './release-folder'

/** The font that charts are measured for, where packages are installed. */
const FONT = 'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2' // prettier-ignore

/** `cairn brief`: pages to print about areas. */
export const briefCommand = defineCommand({
  name: 'brief',
  summary: 'Writes a brief of two to four printed pages for each area, as HTML and PDF.',
  positionals: { name: 'RELEASE', help: 'folder of the release', min: 1, max: 1 },
  options: {
    areas: { type: 'string', value: 'all|CODE,…', required: true, help: 'all of the release’s usual kind, or codes' },
    out: { type: 'string', value: 'DIR', required: true, help: 'folder to write them into' },
    topic: { type: 'string', value: 'TOPIC', help: 'indicators of this topic alone (every indicator)' },
    indicators: { type: 'string', value: 'ID,…', help: 'these indicators alone' },
    only: { type: 'string', value: 'html|pdf', help: 'one kind of file (both)' },
    address: { type: 'string', value: 'https://…', help: 'where the app is public, for links' },
  },
  async run({ positionals: [dir = ''], areas, out, topic, indicators, only, address }, terminal) {
    checkWords({ topic, indicators, only, address })
    const started = performance.now()
    const open = await openRelease(folderSource(dir), { signatures: { keys: await keysBeside(dir) } })
    await open.verify()
    const shapes = { boundaries: await open.boundaries(), layout: await open.layout() }
    const about = { topic, indicators: indicators?.split(',').filter(Boolean) }
    const wishes = codesOf(areas, open.release).map((area) => ({ ...about, area }))
    const printer = only === 'html' ? null : await startPrinter()
    try {
      const maker = { asked: askedOf(open, columnsEngine()), shapes, base: address ?? null, font: await fontOf(), out, printer, html: only !== 'pdf' || !printer } // prettier-ignore
      const written = await makeAll(wishes, maker, terminal)
      terminal.print(`${wishes.length} ${wishes.length === 1 ? 'brief' : 'briefs'} in ${seconds(started)} s, ${sizes(written)}, in ${resolve(out)}`) // prettier-ignore
    } finally {
      await printer?.close()
    }
    if (printer || only === 'html') return 0
    terminal.warn(`No PDF was made: ${NO_PRINTER}.`)
    return 1
  },
})

function checkWords({
  topic,
  indicators,
  only,
  address,
}: {
  topic?: string
  indicators?: string
  only?: string
  address?: string
}): void {
  // prettier-ignore
  if (topic !== undefined && indicators !== undefined) throw new UsageError('cairn brief: found --topic and --indicators; expected one of them') // prettier-ignore
  if (only !== undefined && only !== 'html' && only !== 'pdf') throw new UsageError(`cairn brief: found --only ${only}, expected html or pdf`) // prettier-ignore
  if (address !== undefined && !(URL.canParse(address) && new URL(address).protocol === 'https:')) throw new UsageError(`cairn brief: found --address ${address}, expected an address that starts with https://`) // prettier-ignore
}

/** Codes that are not in the release are refused by whoever makes the brief. */
function codesOf(areas: string, release: Release): string[] {
  const codes = areas === 'all' ? briefAreas(release).map(({ code }) => code) : [...new Set(areas.split(',').map((code) => code.trim()).filter(Boolean))] // prettier-ignore
  if (codes.length === 0) throw new UsageError(`cairn brief: found --areas ${areas}, expected all or codes such as ${release.areas[0]?.code ?? 'E08000006'}`) // prettier-ignore
  return codes
}

interface Maker {
  asked: Asked
  shapes: Shapes
  base: string | null
  font: string | null
  out: string
  printer: Printer | null
  /** Whether the HTML is kept too. */
  html: boolean
}

/** One area after the other, each printed while the next is worked out. Gives bytes by kind of file. */
async function makeAll(wishes: readonly BriefWish[], maker: Maker, terminal: Terminal): Promise<Written[]> {
  await mkdir(maker.out, { recursive: true })
  const written: Written[] = []
  let printing = Promise.resolve()
  for (const [at, wish] of wishes.entries()) {
    const { names, html, area } = await documentOf(wish, maker)
    await printing
    printing = writeBoth(names, html, maker).then((files) => {
      written.push(...files)
      terminal.warn(`${at + 1} of ${wishes.length}: ${area}`)
    })
    // It is awaited above; a failure while the next is worked out must not end the program unheard.
    printing.catch(() => undefined)
  }
  await printing
  return written
}

async function documentOf(wish: BriefWish, { asked, shapes, base, font }: Maker) {
  const brief = await gatherBrief(wish, asked, shapes)
  const page = briefPage(brief, { base, on: new Date().toISOString().slice(0, 10) })
  const names = { html: briefFileName(brief, 'html'), pdf: briefFileName(brief, 'pdf') }
  return { names, html: briefHtml(page, font), area: brief.area.name }
}

interface Written {
  kind: 'HTML' | 'PDF'
  bytes: number
}

async function writeBoth(
  names: { html: string; pdf: string },
  html: string,
  { out, printer, html: kept }: Maker,
): Promise<Written[]> {
  const write = async (kind: Written['kind'], file: string, bytes: Uint8Array): Promise<Written> => {
    await writeFile(join(out, file), bytes)
    return { kind, bytes: bytes.length }
  }
  return [
    ...(kept ? [await write('HTML', names.html, new TextEncoder().encode(html))] : []),
    ...(printer ? [await write('PDF', names.pdf, await printer.print(html))] : []),
  ]
}

async function fontOf(): Promise<string | null> {
  const bytes = await readFile(FONT).catch(() => null)
  return bytes && `data:font/woff2;base64,${bytes.toString('base64')}`
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(0)

/** `62 HTML of 7.8 MB, 62 PDF of 44.1 MB` */
function sizes(written: readonly Written[]): string {
  const of = (kind: Written['kind']) => written.filter((one) => one.kind === kind)
  const said = (['HTML', 'PDF'] as const).flatMap((kind) => of(kind).length === 0 ? [] : [`${of(kind).length} ${kind} of ${(of(kind).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB`]) // prettier-ignore
  return said.join(', ')
}
