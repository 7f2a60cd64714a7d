import { Gunzip, gunzipSync } from 'fflate'
import { ReleaseError } from '../../domain'

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

/**
 * The text of a table as spreadsheets save it: UTF-8 or UTF-16 with or without a mark, else Windows-1252; unpacked where it is gzip.
 * Throws ReleaseError where the bytes are no text.
 */
export function decodeTable(name: string, given: Uint8Array): { text: string; encoding: Encoding } {
  const bytes = unpacked(name, given)
  const wide = wideOf(bytes)
  if (wide) return { text: decoded(bytes, wide), encoding: 'UTF-16' }
  if (bytes.subarray(0, 4096).includes(0)) throw notText(name)
  try {
    return { text: decoded(bytes, 'utf-8'), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
  }
}

const decoded = (bytes: Uint8Array, label: string) => new TextDecoder(label, { fatal: true }).decode(bytes)

/** More than this unpacked is no table but a trap. */
const MOST_BYTES = 500_000_000

function unpacked(name: string, bytes: Uint8Array): Uint8Array {
  if (!isPacked(bytes)) return bytes
  const damaged = new ReleaseError(`${name} could not be unpacked`, { found: 'a damaged gzip file', expected: 'a table', todo: 'Fetch the file again.' }) // prettier-ignore
  if (bytes.length < 18) throw damaged
  // The last four bytes say how large it gets.
  const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4).getUint32(0, true)
  if (size > MOST_BYTES)
    throw new ReleaseError(`${name} is too large`, { found: `${size} bytes unpacked`, expected: `at most ${MOST_BYTES}` }) // prettier-ignore
  try {
    return gunzipSync(bytes)
  } catch {
    throw damaged
  }
}

/** The first bytes of a file, unpacked where it is gzip; `bytes` may be cut off. Empty where it is damaged. */
export function beginningOf(bytes: Uint8Array): Uint8Array {
  if (!isPacked(bytes)) return bytes
  let first = new Uint8Array()
  try {
    new Gunzip((chunk) => void (first = first.length > 0 ? first : chunk.slice())).push(bytes.slice(0, 65_536), false)
  } catch {
    // Damaged, which reading it whole says better.
  }
  return first
}

const isPacked = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

/** Two bytes a letter: by its mark, or because every other byte of Latin text is nought. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 512)
  const noughts = (from: 0 | 1) => sample.filter((byte, at) => at % 2 === from && byte === 0).length * 2
  if (sample.length < 8) return null
  if (noughts(1) > 0.7 * sample.length && noughts(0) === 0) return 'utf-16le'
  return noughts(0) > 0.7 * sample.length && noughts(1) === 0 ? 'utf-16be' : null
}

const notText = (name: string) =>
  new ReleaseError(`${name} cannot be read as text`, {
    found: 'bytes that are no text',
    expected: 'a table as CSV',
    todo: /\.(xlsx?|ods|numbers)$/i.test(name)
      ? 'Open it in the spreadsheet program and save the sheet as CSV.'
      : 'Save it as CSV first.',
  })
