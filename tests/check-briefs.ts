/**
 * `npm run check:briefs [folder]`: every area's brief of the committed demo in one command, as HTML and PDF. It times them, holds their
 * pages to two to four, looks for what a tagged file must have, and has axe look at three. Kept in the folder where one is given, with
 * pictures of three page by page (where `pdftoppm` is installed). Says so where there is no browser that prints.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import { cairn } from '../src/cli/cairn'
import { findChromium } from '../src/cli/find-browser'
import { CHROMIUM_FLAGS } from './driver/chromium'

const RELEASE = 'public/releases/demo-north'
const AREAS = 62
/** An ordinary one, one with a hidden value, a rural one. */
const LOOKED_AT = ['brief-salford', 'brief-york', 'brief-westmorland']
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const [kept] = process.argv.slice(2)
const executablePath = findChromium()
if (!executablePath) {
  console.log('– no Chromium is installed here, so no brief was printed')
  process.exit(0)
}
const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'cairn-briefs-'))
const faults: string[] = []
try {
  const done = await cairn(['brief', RELEASE, '--areas', 'all', '--out', folder, '--address', 'https://example.org/cairn/']) // prettier-ignore
  if (done !== 0) faults.push(`cairn brief ended with ${done}`)
  checkPages()
  await lookOver(executablePath)
  if (kept) takePictures()
} finally {
  if (!kept) rmSync(folder, { recursive: true })
}
for (const fault of faults) console.error(`✗ ${fault}`)
process.exit(faults.length === 0 ? 0 : 1)

function filesOf(extension: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(`.${extension}`))
    .sort()
}

function checkPages(): void {
  const pages = new Map<number, number>()
  for (const name of filesOf('pdf')) {
    const text = readFileSync(join(folder, name), 'latin1')
    const many = text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
    pages.set(many, (pages.get(many) ?? 0) + 1)
    if (many < 2 || many > 4) faults.push(`${name} has ${many} pages`)
    for (const mark of ['/MarkInfo', '/StructTreeRoot', '/Outlines', '/Lang']) if (!text.includes(mark)) faults.push(`${name} has no ${mark}`) // prettier-ignore
  }
  if (filesOf('pdf').length !== AREAS || filesOf('html').length !== AREAS) faults.push(`found ${filesOf('pdf').length} PDF and ${filesOf('html').length} HTML files, expected ${AREAS} of each`) // prettier-ignore
  console.log(`Pages: ${[...pages].map(([many, files]) => `${files} of ${many}`).join(', ')}`)
}

async function lookOver(program: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: program, args: CHROMIUM_FLAGS })
  const page = await (await browser.newContext()).newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  for (const name of filesOf('html').filter((one) => LOOKED_AT.some((area) => one.includes(area)))) {
    requests.length = 0
    await page.goto(pathToFileURL(join(folder, name)).href)
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    for (const { id, nodes } of violations) faults.push(`axe, ${name}: ${id} (${nodes.length}): ${nodes[0]?.html}`)
    const foreign = requests.filter((url) => !/^(file|data):/.test(url))
    if (foreign.length > 0) faults.push(`${name} asks for ${foreign.join(', ')}`)
    console.log(`${name}: ${violations.length} violations`)
  }
  await browser.close()
}

function takePictures(): void {
  for (const name of filesOf('pdf').filter((one) => LOOKED_AT.some((area) => one.includes(area)))) {
    try {
      execFileSync('pdftoppm', ['-r', '90', '-png', join(folder, name), join(folder, name.replace(/\.pdf$/, ''))])
    } catch {
      console.log('– pdftoppm is not installed here, so no pictures were made')
      return
    }
  }
}
