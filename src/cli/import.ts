import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { ReleaseError } from '../domain'
import { decodeText, importFingertips, refuseRecordsIn, sayReport } from '../imports'
import { isFingertips } from '../imports/plain'
import { writeFolder } from '../release/folder'
import { writeRelease } from '../release/write'
import { defineCommand } from './command'
import { importPlainTable } from './import-plain'
import { readBytes } from './read-file'
import { refuseForeign } from './release-folder'

/** `cairn import`: a Fingertips download or a plain table becomes a release folder, with its report beside it. */
export const importCommand = defineCommand({
  name: 'import',
  summary:
    'Makes a release from a Fingertips CSV download or any table of areas, and a report of what was decided on the way.',
  options: {
    csv: { type: 'string', value: 'FILE', required: true, help: 'the download or table, .csv or .csv.gz' },
    out: {
      type: 'string',
      value: 'DIR',
      required: true,
      help: 'folder to write; a release that stands there is replaced',
    },
    areas: { type: 'string', value: 'FILE', help: 'CSV of areas: code, name, type, parents' },
    indicators: {
      type: 'string',
      value: 'FILE',
      help: 'CSV of indicators: indicator_id, name, value_type, polarity, …',
    },
    mapping: {
      type: 'string',
      value: 'FILE',
      help: 'what the columns of a plain table mean (JSON; guessed if not given)',
    },
    boundaries: {
      type: 'string',
      value: 'FILE',
      help: 'TopoJSON with a property areacd or code; beside a plain table GeoJSON or HexJSON too',
    },
    id: { type: 'string', value: 'WORD', help: 'short name for links (fingertips, or the title of the table)' },
    title: { type: 'string', value: 'TEXT', help: 'title of the release' },
    date: { type: 'string', value: 'YYYY-MM-DD', help: 'date of the release (last day of its latest period)' },
  },
  async run({ csv, out, areas, indicators, mapping, boundaries, id, title, date }, terminal) {
    checkName(id)
    checkDate(date)
    await refuseForeign('import', out)
    if (mapping !== undefined || !isFingertips(await readBytes(csv)))
      return importPlainTable({ csv, out, areas, mapping, boundaries, id, title, date }, terminal)
    const files = {
      csv: await readTable(csv),
      areas: areas === undefined ? undefined : await readTable(areas),
      indicators: indicators === undefined ? undefined : await readTable(indicators),
      boundaries: boundaries === undefined ? undefined : await readText(boundaries),
    }
    const named = Object.fromEntries(Object.entries({ id, title, date }).filter(([, value]) => value !== undefined))
    const { draft, report } = importFingertips(files, named)
    const written = await writeRelease(draft)
    await writeFolder(written, out)
    const reportFile = `${resolve(out)}.report.json`
    await writeFile(reportFile, `${JSON.stringify({ file: basename(csv), ...report }, null, 1)}\n`)
    const bytes = [...written.values()].reduce((sum, file) => sum + file.length, 0)
    terminal.print(sayReport(report))
    terminal.print(
      [
        '',
        `Wrote ${written.size} files, ${(bytes / 1e6).toFixed(2)} MB, to ${out}`,
        `The whole report is in ${reportFile}`,
        `On a USB stick: npm run usb -- --release ${out}`,
      ].join('\n'),
    )
    return 0
  },
})

/** A CSV file without records of patients. Throws `ReleaseError`. */
async function readTable(path: string): Promise<string> {
  const text = await readText(path)
  refuseRecordsIn(basename(path), text)
  return text
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => {
    throw new ReleaseError(`Cannot read ${path}`, { where: dirname(resolve(path)), expected: 'a file that exists', todo: 'check the path' }) // prettier-ignore
  })
  return decodeText({ name: basename(path), text: bytes })
}

function checkName(id: string | undefined): void {
  if (id === undefined || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return
  throw new ReleaseError('import: this id cannot stand in links', { found: `--id ${id}`, expected: 'lower-case letters, digits and hyphens' }) // prettier-ignore
}

function checkDate(date: string | undefined): void {
  if (date === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)))) return
  throw new ReleaseError('import: this is not a date', { found: `--date ${date}`, expected: 'YYYY-MM-DD' })
}
