import { ReleaseError } from '../domain'

/** Parses a JSON file. Throws `ReleaseError` that tells a web page and a file cut short from other faults. */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  const text = new TextDecoder().decode(bytes)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ReleaseError(`${file} cannot be read as JSON.`, {
      where: file,
      found: foundInstead(text, cause),
      expected: 'JSON',
      todo: 'Check the address or the folder, or ask for a whole copy of the release.',
    })
  }
}

function foundInstead(text: string, cause: unknown): string {
  const start = text.trimStart()
  if (start === '') return 'an empty file'
  if (start.startsWith('<')) return 'a web page'
  if (/^(PAR1|PK)/.test(start)) return 'a file of another kind'
  return cause instanceof Error ? cause.message : String(cause)
}
