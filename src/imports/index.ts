import Papa from 'papaparse'
import { ReleaseError } from '../domain'
import { refuseRecords } from '../release/records'
import { decodeText, type DroppedFile } from './files'
import { fingertipsImporter } from './fingertips-importer'
import type { ImportOptions } from './fingertips/draft'
import type { Importer, ReadFile } from './importer'

export { decodeText, type DroppedFile } from './files'
export { importFingertips, type FingertipsFiles, type Imported } from './fingertips'
export type { ImportOptions } from './fingertips/draft'
export { sayReport, type ImportReport, type IndicatorReport } from './fingertips/report'
export type { Importer, ReadFile } from './importer'

/** Every kind of published file that Cairn makes a release of. One file, one line. */
const importers: readonly Importer[] = [fingertipsImporter]

/** Columns whose values are codes of places or indicators, different in every row of a list. */
const placeColumns = /^(code|name|area code|area name|parents?|indicator_id|indicator id|areacd|areanm)$/i

/**
 * A release from files that were dropped onto the app. Throws ReleaseError where they look like records of patients,
 * or are of no kind that Cairn knows: with what was found and what was expected.
 */
export function importDropped(files: readonly DroppedFile[], options: ImportOptions = {}) {
  if (files.length === 0) throw new ReleaseError('No file was dropped', { expected: expected() })
  const read = files.map(readDropped)
  const importer = importers.find((candidate) => candidate.recognises(read))
  if (importer) return importer.run(read, options)
  throw new ReleaseError(`${files.map((file) => file.name).join(', ')}: Cairn does not know this kind of file`, {
    found: read.map(({ name, columns }) => `${name}: ${columns.length > 1 ? `columns ${columns.slice(0, 12).join(', ')}` : 'no columns'}`).join('; '), // prettier-ignore
    expected: expected(),
    todo: 'Drop a Fingertips CSV download, or a release folder made by Cairn.',
  })
}

const expected = () => importers.map((importer) => `${importer.label}: ${importer.expects}`).join('; ')

function readDropped(file: DroppedFile): ReadFile {
  const text = decodeText(file)
  if (/^\s*[{[]/.test(text)) return { name: file.name, text, columns: [] }
  return { name: file.name, text, columns: refuseRecordsIn(file.name, text) }
}

/** Looks through every row of a CSV text for records of patients; gives its columns. Throws `ReleaseError`. */
export function refuseRecordsIn(file: string, text: string): string[] {
  const rows = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: true }).data
  const columns = (rows[0] ?? []).map((name) => name.trim())
  const places = columns.filter((name) => placeColumns.test(name))
  refuseRecords(file, columns, rows.slice(1), { places })
  return columns
}
