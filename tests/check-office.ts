/**
 * `npm run check:office [folder]`: Excel files and slides of the committed demo, opened by LibreOffice without a window. It gives
 * every figure of each sheet back (as CSV), every chart with its sheet and error bars (as ODP), and pages to look at (PDF, and PNG
 * where `pdftoppm` is installed), which are kept in the folder where one is given. Says so where there is no LibreOffice.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { answerListing, studyListing, studyTables, type Listing } from '../src/exports'
import { answerChart, listingChart, overviewChart, seriesChart, type ChartData } from '../src/exports/chart-data'
import { pptx } from '../src/exports/pptx'
import { xlsxBook } from '../src/exports/xlsx'
import { demoAnswer, demoOverview, demoSeries } from './exports/demo-answers'
import { checklist } from './exports/excel-checklist'
import { readWorkbook } from './exports/read-workbook'
import { all, readXml } from './exports/read-xml'

/** A view of the demo as both kinds of file. */
interface Case {
  name: string
  listings: readonly [Listing, ...Listing[]]
  chart: ChartData
}

const LINK = 'https://example.org/cairn/#v=1&release=demo-north'
/** Sheets whole, figures unrounded, every sheet a file (LibreOffice, filter options for CSV). */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'

const [kept] = process.argv.slice(2)
const soffice = process.env.SOFFICE ?? 'soffice'
if (!runs(soffice, '--version')) {
  console.log('– LibreOffice (soffice) is not installed here, so no office file was opened')
  process.exit(0)
}
const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'cairn-office-'))
mkdirSync(folder, { recursive: true })
let faults = 0
try {
  await checkAll(await cases())
} finally {
  if (!kept) rmSync(folder, { recursive: true })
}
process.exit(faults === 0 ? 0 : 1)

function runs(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function cases(): Promise<Case[]> {
  const most = await demoAnswer('indicator=copd-admissions&areas=E08000006.E06000008&with=spread.space')
  const region = await demoAnswer('indicator=copd-admissions&in=CR-GM&areas=E08000006')
  const hidden = await demoAnswer('indicator=liver-disease&in=CR-CY')
  const series = await demoSeries('indicator=copd-admissions&areas=E08000006.E06000008', 'period')
  const fifths = await demoSeries('indicator=copd-admissions&areas=E08000006', 'deprivation')
  const alone = { ...region, estimates: region.estimates.slice(0, 1) }
  const table = answerListing(region, LINK)
  const last = series.points.at(-1)!.answer!
  const studies = studyTables(most).flatMap((name) => studyListing(most, name, LINK) ?? [])
  return [
    { name: 'most-areas', listings: [answerListing(most, LINK), ...studies], chart: answerChart(most, LINK) },
    { name: 'region', listings: [table], chart: answerChart(region, LINK) },
    { name: 'hidden', listings: [answerListing(hidden, LINK)], chart: answerChart(hidden, LINK) },
    { name: 'one-area', listings: [answerListing(alone, LINK)], chart: answerChart(alone, LINK) },
    { name: 'lines', listings: [answerListing(last, LINK)], chart: seriesChart(series, null, LINK)! },
    { name: 'fifths', listings: [table], chart: seriesChart(fifths, null, LINK)! },
    { name: 'overview', listings: [table], chart: overviewChart(await demoOverview(), LINK) },
    { name: 'table', listings: [table], chart: listingChart(table)! },
  ]
}

async function checkAll(made: readonly Case[]): Promise<void> {
  for (const { name, listings, chart } of made) {
    writeFileSync(join(folder, `${name}.xlsx`), xlsxBook(listings))
    const slide = await pptx(chart)
    writeFileSync(join(folder, `${name}.pptx`), slide)
    writeFileSync(join(folder, `${name}-chart.xlsx`), unzipSync(slide)['ppt/embeddings/Microsoft_Excel_Sheet1.xlsx']!)
  }
  const names = made.map(({ name }) => name)
  convert(CSV, [...names, ...names.map((name) => `${name}-chart`)].map((name) => `${name}.xlsx`)) // prettier-ignore
  convert('odp', names.map((name) => `${name}.pptx`)) // prettier-ignore
  for (const one of made) tell(one.name, [...checkBook(one), ...checkSlide(one)])
  picture(names)
}

/** One start of LibreOffice, with settings of its own, for all files of a kind. */
function convert(to: string, files: readonly string[]): void {
  const own = `-env:UserInstallation=file://${join(folder, '.office')}`
  execFileSync(soffice, [own, '--headless', '--convert-to', to, '--outdir', folder, ...files], { cwd: folder, stdio: 'ignore', timeout: 300_000 }) // prettier-ignore
}

/** Pages to look at: Excel and PowerPoint apart, since both have the same name. */
function picture(names: readonly string[]): void {
  for (const kind of ['xlsx', 'pptx']) {
    convert('pdf', names.map((name) => `${name}.${kind}`)) // prettier-ignore
    for (const name of names) {
      execFileSync('mv', [join(folder, `${name}.pdf`), join(folder, `${name}.${kind}.pdf`)])
      if (runs('pdftoppm', '-v')) execFileSync('pdftoppm', ['-r', '80', '-png', join(folder, `${name}.${kind}.pdf`), join(folder, `${name}.${kind}`)]) // prettier-ignore
    }
  }
  if (kept) console.log(`Pages to look at are in ${folder}`)
}

function tell(name: string, problems: readonly string[]): void {
  faults += problems.length
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}${problems.map((one) => `\n    ${one}`).join('')}`)
}

function twelve(value: number): number {
  return Number(value.toPrecision(12)) + 0
}

/** Rows of a sheet as LibreOffice reads it. */
function sheetRows(file: string, sheet: string): string[][] {
  const text = readFileSync(join(folder, `${file}-${sheet}.csv`), 'utf8').replace(/^\ufeff/, '')
  return Papa.parse<string[]>(text, { skipEmptyLines: false }).data
}

function checkBook({ name, listings }: Case): string[] {
  const bytes = readFileSync(join(folder, `${name}.xlsx`))
  const sheets = readWorkbook(bytes).sheets.slice(-listings.length)
  let compared = 0
  const wrong = listings.flatMap(({ rows }, at) => {
    const { name: sheet, tables } = sheets[at]!
    const found = sheetRows(name, sheet).slice(tables[0]!.from)
    return rows.flatMap((row, y) =>
      row.flatMap((value, x) => {
        if (typeof value !== 'number' || !Number.isFinite(value)) return []
        compared += 1
        return twelve(Number(found[y]?.[x])) === twelve(value) ? [] : [`${sheet}, row ${y + 1}, column ${x + 1}: ${found[y]?.[x]}, not ${value}`] // prettier-ignore
      }),
    )
  })
  console.log(`  ${name}.xlsx: ${compared} figures of ${listings.length} tables`)
  return [...checklist(bytes, { synthetic: true }), ...wrong, ...(compared === 0 ? ['no figures compared'] : [])]
}

/** The chart as LibreOffice knows it once the slide is open: its own sheet's figures and its error bars. */
function checkSlide({ name, chart }: Case): string[] {
  const files = unzipSync(readFileSync(join(folder, `${name}.odp`)))
  const objects = Object.keys(files).filter((path) => /^Object \d+\/content\.xml$/.test(path))
  const content = objects.map((path) => readXml(strFromU8(files[path]!))).find((xml) => all(xml, 'chart:chart').length > 0) // prettier-ignore
  if (!content) return ['the slide has no chart']
  const held = new Set(all(content, 'table:table-cell').flatMap(({ attributes }) => Number(attributes['office:value']))) // prettier-ignore
  const bars = all(content, 'chart:error-indicator').length
  const own = chart.series.filter(({ role, lower }) => role === undefined && lower.some((limit) => limit !== null))
  const drawn = chart.series.filter(({ role }) => role !== 'beside')
  const missing = drawn.flatMap(({ values }) => values.filter((value) => value !== null && !held.has(twelve(value)))) // prettier-ignore
  const inSheet = new Set(sheetRows(`${name}-chart`, 'Data').flat().filter((cell) => cell !== '').map((cell) => twelve(Number(cell)))) // prettier-ignore
  const figures = chart.series.flatMap(({ values, lower, upper }) => [...values, ...lower, ...upper].flatMap((value) => value ?? [])) // prettier-ignore
  const absent = figures.filter((value) => !inSheet.has(twelve(value)))
  console.log(`  ${name}.pptx: ${figures.length} figures in its sheet, ${bars} error bars`)
  return [
    ...missing.map((value) => `the chart lacks ${value}`),
    ...absent.map((value) => `the chart’s sheet lacks ${value}`),
    ...(bars < own.length ? [`${bars} error bars for ${own.length} series`] : []),
    ...(figures.length === 0 ? ['no figures compared'] : []),
  ]
}
