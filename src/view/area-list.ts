/**
 * Area codes as one short, readable word: `E06000006-9.49.E08000001-10`. A token that starts with a letter is a whole
 * code; a bare number takes the first three characters and the width of the last whole code before it; `a-b` is a run.
 * Codes of another form stand as they are, those that could be misread behind a `~`.
 */

const OFFICIAL = /^([A-Z]\d{2})(\d{2,8})$/
const OFFICIAL_RUN = /^([A-Z]\d{2})(\d{2,8})(?:-(\d+))?$/
const BARE_RUN = /^(\d+)(?:-(\d+))?$/
/** A link is no place for a list longer than any release's. */
const MOST_AREAS = 100_000

const escapeCode = (code: string) => encodeURIComponent(code).replaceAll('.', '%2E')

function plainToken(code: string): string {
  const readable = escapeCode(code)
  return /^[A-Za-z]/.test(readable) && !OFFICIAL_RUN.test(readable) ? readable : `~${readable}`
}

/** Shortens a sorted list of distinct codes. */
export function formatAreas(codes: readonly string[]): string {
  const tokens: string[] = []
  let group = ''
  for (let at = 0; at < codes.length;) {
    const parts = OFFICIAL.exec(codes[at]!)
    if (!parts) {
      tokens.push(plainToken(codes[at]!))
      group = ''
      at += 1
      continue
    }
    const [, prefix, digits] = parts as unknown as [string, string, string]
    const first = Number(digits)
    let length = 1
    while (codes[at + length] === prefix + String(first + length).padStart(digits.length, '0')) length += 1
    const here = `${prefix}${digits.length}`
    const head = here === group ? String(first) : prefix + digits
    tokens.push(length > 2 ? `${head}-${first + length - 1}` : head)
    if (length === 2) tokens.push(String(first + 1))
    group = here
    at += length
  }
  return tokens.join('.')
}

/** Reads what `formatAreas` wrote, and plain lists of codes. `broken` names tokens that make no sense. */
export function parseAreas(text: string): { codes: string[]; broken: string[] } {
  const codes = new Set<string>()
  const broken: string[] = []
  let prefix = ''
  let width = 0
  for (const token of text.split('.').filter(Boolean)) {
    const whole = OFFICIAL_RUN.exec(token)
    const bare = BARE_RUN.exec(token)
    if (whole) {
      prefix = whole[1]!
      width = whole[2]!.length
      addRun(prefix, width, whole[2]!, whole[3], token)
    } else if (bare && width > 0) addRun(prefix, width, bare[1]!, bare[2], token)
    else addPlain(token)
  }
  return { codes: [...codes].sort(), broken }

  function addRun(head: string, digits: number, from: string, to: string | undefined, token: string) {
    const first = Number(from)
    const last = to === undefined ? first : Number(to)
    if (last < first || String(last).length > digits || codes.size + last - first > MOST_AREAS)
      return broken.push(token)
    for (let number = first; number <= last; number += 1) codes.add(head + String(number).padStart(digits, '0'))
    return 0
  }
  function addPlain(token: string) {
    width = 0
    try {
      const code = decodeURIComponent(token.replace(/^~/, ''))
      if (code === '' || BARE_RUN.test(token)) broken.push(token)
      else codes.add(code)
    } catch {
      broken.push(token)
    }
  }
}
