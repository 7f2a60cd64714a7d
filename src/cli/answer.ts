import { writeFile } from 'node:fs/promises'
import { answerWithStudies } from '../analysis/answer'
import { lazyEngine } from '../analysis/lazy'
import type { Answer, Question } from '../domain'
import { columnsEngine } from '../engine/columns'
import { answerListing, csv, studyListing, studyTables, twelveDigits } from '../exports'
import type { Listing } from '../exports'
import { arrow } from '../exports/arrow'
import { openRelease } from '../release'
import { folderSource } from '../release/folder'
import type { OpenRelease } from '../release/read'
import { formatView, parseView, resolveView } from '../view'
import { defineCommand, UsageError } from './command'
import { keysBeside } from './release-folder'

const FORMATS = ['csv', 'json', 'arrow'] as const
type Format = (typeof FORMATS)[number]
/** The table that every answer has. */
const VALUES = 'values'

/** `cairn answer`: what the app would show for a link, printed. */
export const answerCommand = defineCommand({
  name: 'answer',
  summary: 'Prints exactly what the app shows for a view, given as a whole link or as what stands behind its #.',
  positionals: { name: 'RELEASE VIEW', help: 'folder of the release; link or fragment', min: 2, max: 2 },
  options: {
    format: { type: 'string', value: FORMATS.join('|'), help: 'how to print it (csv)' },
    table: { type: 'string', value: 'NAME', help: 'values, or a study the link asks for by `with=`, such as split or split.areas (values)' }, // prettier-ignore
    out: { type: 'string', value: 'FILE', help: 'write it there instead; asked for where it is Arrow' },
  },
  async run({ positionals: [dir = '', link = ''], format = 'csv', table = VALUES, out }, terminal) {
    const as = formatOf(format)
    if (as === 'arrow' && !out) throw new UsageError('cairn answer: Arrow is no text; give --out FILE')
    const open = await openRelease(folderSource(dir), { signatures: { keys: await keysBeside(dir) } })
    await open.verify()
    const { question, fragment, problems } = questionOf(link, open)
    for (const problem of problems) terminal.warn(`${problem}.`)
    const answer = await answered(question, open)
    const bytes = as === 'json' ? json(answer, fragment) : (as === 'csv' ? csv : arrow).write(tableOf(answer, table, fragment)) // prettier-ignore
    if (out) await writeFile(out, bytes)
    else terminal.print(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\r?\n$/, ''))
    return 0
  },
})

function formatOf(format: string): Format {
  const known = FORMATS.find((one) => one === format)
  if (!known) throw new UsageError(`cairn answer: --format ${format} is not known; expected ${FORMATS.join(' or ')}`)
  return known
}

/** What a link asks of a release, and its own canonical fragment. */
function questionOf(link: string, { release }: OpenRelease) {
  const { view, problems } = parseView(link.replace(/^[^#]*#/, ''))
  const resolved = resolveView(view, release)
  const other = view.release && view.release !== release.id ? [`The link is to release “${view.release}”; this is “${release.id}”`] : [] // prettier-ignore
  return {
    question: resolved.question,
    fragment: formatView(view),
    problems: [...problems, ...other, ...resolved.problems],
  }
}

/** The app's own path: columns are summed, and read when they are first needed. */
function answered(question: Question, open: OpenRelease): Promise<Answer> {
  const tables = new Set(open.release.tables.map(({ id }) => id))
  return answerWithStudies(question, open, lazyEngine(columnsEngine(), (id) => open.table(id), (id) => tables.has(id))) // prettier-ignore
}

function json(answer: Answer, fragment: string): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(twelveDigits({ view: fragment, answer }), null, 2)}\n`)
}

/** One table of an answer: a file of rows holds no more. */
function tableOf(answer: Answer, name: string, fragment: string): Listing {
  const link = `#${fragment}`
  const listing = name === VALUES ? answerListing(answer, link) : studyListing(answer, name, link)
  if (listing) return listing
  const known = [VALUES, ...studyTables(answer)]
  throw new UsageError(`cairn answer: the view has no table ${name}; found ${known.join(', ')}`)
}
