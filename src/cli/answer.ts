import { writeFile } from 'node:fs/promises'
import { answerWithStudies } from '../analysis/answer'
import { lazyEngine, type LazyEngine } from '../analysis/lazy'
import type { Answer } from '../domain'
import { columnsEngine } from '../engine/columns'
import { answerListing, csv, studyListing, studyTables } from '../exports'
import type { Listing } from '../exports'
import { arrow } from '../exports/arrow'
import { listingChart, type ChartData } from '../exports/chart-data'
import { json } from '../exports/json'
import { powerPoint, pptx } from '../exports/pptx'
import { xlsx, xlsxBook } from '../exports/xlsx'
import { openRelease } from '../release'
import { folderSource } from '../release/folder'
import type { OpenRelease } from '../release/read'
import { formatView, parseView, resolveView } from '../view'
import { viewChart } from './answer-slide'
import { defineCommand, UsageError } from './command'
import { keysBeside } from './release-folder'

const FORMATS = { csv, json, arrow, xlsx, pptx: powerPoint }
type Format = keyof typeof FORMATS
const NAMES = Object.keys(FORMATS) as Format[]
/** Those that a terminal can print. */
const PRINTED: readonly Format[] = ['csv', 'json']
/** The table that every answer has. */
const VALUES = 'values'

/** `cairn answer`: what the app would show for a link, printed. */
export const answerCommand = defineCommand({
  name: 'answer',
  summary: 'Prints exactly what the app shows for a view, given as a whole link or as what stands behind its #.',
  positionals: { name: 'RELEASE VIEW', help: 'folder of the release; link or fragment', min: 2, max: 2 },
  options: {
    format: { type: 'string', value: NAMES.join('|'), help: 'how to print it (csv)' },
    table: { type: 'string', value: 'NAME', help: 'values, or a study the link asks for by `with=`, such as split or split.areas (values; all of them for xlsx, the view’s own chart for pptx)' }, // prettier-ignore
    out: { type: 'string', value: 'FILE', help: 'write it there instead; asked for where it is no text' },
  },
  async run({ positionals: [dir = '', link = ''], format = 'csv', table, out }, terminal) {
    const as = formatOf(format)
    if (!PRINTED.includes(as) && !out)
      throw new UsageError(`cairn answer: ${FORMATS[as].label} is no text; give --out FILE`)
    const open = await openRelease(folderSource(dir), { signatures: { keys: await keysBeside(dir) } })
    await open.verify()
    const { view, question, fragment, problems } = questionOf(link, open)
    for (const problem of problems) terminal.warn(`${problem}.`)
    const engine = engineOf(open)
    const answer = await answerWithStudies(question, open, engine)
    const bytes = await bytesOf(as, answer, table, fragment, () =>
      viewChart(view, answer, open, engine, `#${fragment}`),
    )
    if (out) await writeFile(out, bytes)
    else terminal.print(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\r?\n$/, ''))
    return 0
  },
})

function formatOf(format: string): Format {
  const known = NAMES.find((one) => one === format)
  if (!known) throw new UsageError(`cairn answer: --format ${format} is not known; expected ${NAMES.join(' or ')}`)
  return known
}

/** What a link asks of a release, and its own canonical fragment. */
function questionOf(link: string, { release }: OpenRelease) {
  const { view, problems } = parseView(link.replace(/^[^#]*#/, ''))
  const resolved = resolveView(view, release)
  const other = view.release && view.release !== release.id ? [`The link is to release “${view.release}”; this is “${release.id}”`] : [] // prettier-ignore
  return {
    view,
    question: resolved.question,
    fragment: formatView(view),
    problems: [...problems, ...other, ...resolved.problems],
  }
}

/** The app's own path: columns are summed, and read when they are first needed. */
function engineOf(open: OpenRelease): LazyEngine {
  const tables = new Set(open.release.tables.map(({ id }) => id))
  return lazyEngine(columnsEngine(), (id) => open.table(id), (id) => tables.has(id)) // prettier-ignore
}

/** One table, or where none is named all of them in a workbook; a slide draws the view's own chart, or the named table's. */
async function bytesOf(
  as: Format,
  answer: Answer,
  table: string | undefined,
  fragment: string,
  chart: () => Promise<ChartData>,
): Promise<Uint8Array> {
  if (as === 'pptx') return pptx(table === undefined ? await chart() : tableChart(tableOf(answer, table, fragment)))
  const [first, ...others] = [VALUES, ...studyTables(answer)].map((name) => tableOf(answer, name, fragment))
  if (as === 'xlsx' && table === undefined) return xlsxBook([first!, ...others])
  return FORMATS[as].write(tableOf(answer, table ?? VALUES, fragment))
}

function tableChart(listing: Listing): ChartData {
  const chart = listingChart(listing)
  if (chart) return chart
  throw new UsageError('cairn answer: a slide draws values with their 95 % limits, and the table has none')
}

/** One table of an answer: a file of rows holds no more. */
function tableOf(answer: Answer, name: string, fragment: string): Listing {
  const link = `#${fragment}`
  const listing = name === VALUES ? answerListing(answer, link) : studyListing(answer, name, link)
  if (listing) return listing
  const known = [VALUES, ...studyTables(answer)]
  throw new UsageError(`cairn answer: the view has no table ${name}; found ${known.join(', ')}`)
}
