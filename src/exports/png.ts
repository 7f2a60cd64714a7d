/** What a picture tells those who cannot see it, and those who find it later. */
export interface PictureWords {
  Title: string
  Description: string
  Source: string
}

/** The bytes before the first chunk, and the length of the first, IHDR, as the format fixes it. */
const SIGNATURE = 8
const HEADER = 25

/** A PNG with its words within: `iTXt` chunks in UTF-8 after the header (W3C, Portable Network Graphics, 11.3.3.4). */
export function withWords(png: Uint8Array, words: PictureWords): Uint8Array {
  const at = SIGNATURE + HEADER
  const chunks = Object.entries(words).map(([keyword, text]) => chunk('iTXt', textOf(keyword, text)))
  return joined([png.subarray(0, at), ...chunks, png.subarray(at)])
}

/** Keyword, not compressed, no language, no translated keyword. */
const textOf = (keyword: string, text: string) => new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`)

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([new TextEncoder().encode(type), data])
  return joined([bigEndian(data.length), named, bigEndian(crc32(named))])
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** ISO 3309, as PNG wants it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
