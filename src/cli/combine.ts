import { resolve } from 'node:path'
import { passed, publicResults, readTotals } from '../audit'
import { agreementLines, combine, jointAudit, provenFromParts } from '../centre'
import type { Top } from '../centre'
import { loadSolver } from '../disclosure'
import type { AttackResult } from '../disclosure'
import type { AuditLine } from '../domain'
import { memorySource, openRelease, parseBoundaries, parseLayout } from '../release'
import { folderSource } from '../release/folder'
import { mustKeepLists } from '../release/signing'
import { writeRelease } from '../release/write'
import { attackTable } from './attack-table'
import { defineCommand, UsageError, type Terminal } from './command'
import { readParts } from './combine-parts'
import type { PartFolder } from './combine-parts'
import { publish } from './combine-publish'
import { readText } from './read-file'
import { keyFrom } from './release-folder'

/** `cairn combine`: the regions' releases become one, beside them and first in the catalogue. */
export const combineCommand = defineCommand({
  name: 'combine',
  summary:
    'Brings the releases of several regions together: says where they agree, attacks them jointly, and lists them with the whole. 1, and nothing written, where an attack succeeds.',
  positionals: { name: 'RELEASE', help: 'folder of a region’s release', min: 2, max: Number.POSITIVE_INFINITY },
  options: {
    out: { type: 'string', value: 'DIR', required: true, help: 'folder for all of them and their catalogue' },
    id: { type: 'string', value: 'ID', help: 'id of the whole, short lower-case words' },
    title: { type: 'string', value: 'TEXT', help: 'its title' },
    description: { type: 'string', value: 'TEXT', help: 'what it is, in a sentence or two' },
    date: { type: 'string', value: 'YYYY-MM-DD', help: 'its date (that of the latest part)' },
    top: {
      type: 'string',
      value: 'CODE,TYPE,NAME',
      help: 'the area that the regions make up, such as N,north,the North',
    },
    boundaries: { type: 'string', value: 'FILE', help: 'TopoJSON of all areas (those of the parts)' },
    layout: { type: 'string', value: 'FILE', help: 'HexJSON of all areas (those of the parts)' },
    totals: { type: 'string', value: 'FILE', help: 'CSV of counts known from elsewhere: indicator, period, sex, age, area, count' }, // prettier-ignore
    against: { type: 'string', value: 'EARLIER', many: true, help: 'folder of an earlier edition' },
    keys: { type: 'string', value: 'FILE', many: true, help: 'keys that count, keys.json or a .pub file (the keys.json beside each release)' }, // prettier-ignore
    unsigned: { type: 'boolean', help: 'take releases that nobody known has signed' },
    key: { type: 'string', value: 'FILE', help: 'the centre’s key, which signs the whole and the list' },
  },
  async run({ positionals, out, totals, against, keys, unsigned, key, ...said }, terminal) {
    const known = totals === undefined ? [] : readTotals(await readText(totals, 'a CSV file that exists'))
    const signer = key === undefined ? null : await keyFrom(key)
    if (signer) mustKeepLists(signer)
    const parts = await readParts(positionals, { keys, unsigned })
    const { whole, origins } = await bringTogether(parts, said, terminal)
    const source = memorySource(whole, 'the whole')
    const opened = await openRelease(source)
    const proof = await provenFromParts(
      opened,
      parts.map(({ open }) => open),
      origins,
    )
    terminal.print(`\n${proof.cells} cells in ${proof.tables} tables: each as its region released it.\n`)
    const results = await jointAudit(source, {
      solver: await loadSolver(),
      totals: known,
      against: against.map(folderSource),
      onProgress: ({ what, done, total }) => terminal.warn(what ? `${done + 1} of ${total}: ${what}` : 'done'),
    })
    for (const line of attackTable(results, false)) terminal.print(line)
    if (!passed(results)) return failed(terminal)
    const listed = await publish(out, {
      parts,
      whole,
      release: opened.release,
      audit: audited(results),
      signer,
    })
    for (const { id, label, path } of listed) terminal.print(`${id}: ${label}, in ${path}`)
    terminal.print(`Wrote ${resolve(out)}`)
    return 0
  },
})

function failed(terminal: Terminal): number {
  terminal.print('\nAn attack on all releases together succeeded, so nothing was written.')
  return 1
}

const audited = (results: readonly AttackResult[]): AuditLine[] =>
  publicResults(results).map(({ attack, name, outcome, detail }) => ({ attack, name, outcome, detail }))

interface Said {
  id: string | undefined
  title: string | undefined
  description: string | undefined
  date: string | undefined
  top: string | undefined
  boundaries: string | undefined
  layout: string | undefined
}

async function bringTogether(parts: readonly PartFolder[], said: Said, terminal: Terminal) {
  const releases = parts.map(({ open }) => open.release)
  const dates = releases.map(({ date }) => date).sort()
  const { id = 'all-regions', title = releases.map((release) => release.title).join(', '), description = '' } = said
  const date = said.date ?? dates.at(-1) ?? ''
  checkWords(id, date)
  const { draft, agreement, origins } = await combine(
    parts.map(({ open }) => open),
    { id, title, description, date, top: topOf(said.top), ...(await shapesOf(said)) },
  )
  for (const line of agreementLines(agreement)) terminal.print(line)
  return { whole: await writeRelease(draft), origins }
}

async function shapesOf({ boundaries, layout }: Said) {
  const json = async (file: string): Promise<unknown> => JSON.parse(await readText(file, 'a JSON file that exists'))
  return {
    boundaries: boundaries === undefined ? undefined : parseBoundaries(await json(boundaries), boundaries),
    layout: layout === undefined ? undefined : parseLayout(await json(layout), layout),
  }
}

function topOf(text: string | undefined): Top | null {
  if (text === undefined) return null
  const [code, type, ...name] = text.split(',').map((word) => word.trim())
  if (code && type && name.length > 0) return { code, type, name: name.join(', ') }
  throw new UsageError(`cairn combine: --top is “${text}”; expected CODE,TYPE,NAME`)
}

function checkWords(id: string, date: string): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new UsageError(`cairn combine: --id is “${id}”; expected lower-case letters, digits and hyphens`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new UsageError(`cairn combine: --date is “${date}”; expected YYYY-MM-DD`)
}
