import { gunzipSync, strFromU8 } from 'fflate'
import { ReleaseError } from '../domain'

/** A file as a browser or a folder hands it over. */
export interface DroppedFile {
  name: string
  text: string | Uint8Array
}

/** The text of a file, unpacked where it is gzip. Throws ReleaseError where it is not UTF-8 text. */
export function decodeText({ name, text }: DroppedFile): string {
  if (typeof text === 'string') return text
  const zipped = text[0] === 0x1f && text[1] === 0x8b
  try {
    const bytes = zipped ? gunzipSync(text) : text
    // A fatal decoder, so that a spreadsheet or a picture is refused and not read as odd letters.
    return bytes.length === 0 ? strFromU8(bytes) : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ReleaseError(`${name} cannot be read as text`, {
      found: zipped ? 'a damaged gzip file' : `bytes that are not UTF-8 text`,
      expected: 'a CSV file, or one packed with gzip',
      todo: /\.xlsx?$/i.test(name) ? 'save the sheet as CSV first' : 'download the file again',
    })
  }
}
