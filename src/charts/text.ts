/** Widths of the characters from space to ~ in hundredths of an em: the wider of Atkinson Hyperlegible Next and Arial. */
const widths = [
  28, 29, 35, 65, 59, 92, 73, 19, 33, 33, 48, 61, 28, 36, 28, 39, 65, 56, 56, 58, 61, 59, 60, 56, 61, 59, 28, 28, 58,
  63, 58, 56, 102, 67, 67, 72, 72, 67, 61, 78, 72, 39, 51, 67, 56, 83, 72, 78, 67, 78, 72, 67, 61, 72, 67, 94, 67, 67,
  61, 32, 39, 34, 55, 56, 33, 56, 57, 50, 56, 56, 31, 56, 56, 25, 24, 50, 26, 84, 56, 56, 57, 57, 35, 50, 33, 56, 50,
  72, 50, 50, 50, 34, 26, 34, 58,
]
const bolder = 1.06

/** How wide a text will be, in pixels, without asking a browser; errs a little on the wide side. */
export function textWidth(text: string, size: number, weight: 'normal' | 'bold' = 'normal'): number {
  let hundredths = 0
  for (let i = 0; i < text.length; i++) hundredths += widths[text.charCodeAt(i) - 32] ?? 60
  return (hundredths / 100) * size * (weight === 'bold' ? bolder : 1)
}

/** The text, or as much of it as fits with an ellipsis. */
export function fitText(text: string, room: number, size: number, weight: 'normal' | 'bold' = 'normal'): string {
  if (textWidth(text, size, weight) <= room) return text
  let end = text.length - 1
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size, weight) > room) end--
  return `${text.slice(0, end).trimEnd()}…`
}

/** Words broken into lines no wider than the room; null where a single word is wider. */
export function wrapText(
  text: string,
  room: number,
  size: number,
  weight: 'normal' | 'bold' = 'normal',
): string[] | null {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    if (textWidth(word, size, weight) > room) return null
    const last = lines[lines.length - 1]
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && textWidth(longer, size, weight) <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** An address broken before its `&` and `.`, and where even that is too wide anywhere, so that no letter of it is lost. */
export function wrapAddress(address: string, room: number, size: number): string[] {
  const lines: string[] = []
  for (const piece of address
    .split(/(?=[&.])/)
    .flatMap((part) => (textWidth(part, size) <= room ? [part] : [...part]))) {
    const longer = (lines.at(-1) ?? '') + piece
    if (lines.length > 0 && textWidth(longer, size) <= room) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}

/** One line where it fits, else two, the second cut short with an ellipsis where even that is too long. */
export function twoLines(text: string, room: number, size: number, weight: 'normal' | 'bold' = 'normal'): string[] {
  if (textWidth(text, size, weight) <= room) return [text]
  const lines = wrapText(text, room, size, weight)
  if (!lines || lines.length < 2) return [fitText(text, room, size, weight)]
  return [lines[0] ?? '', fitText(lines.slice(1).join(' '), room, size, weight)]
}

/** What a syllable may begin with. */
const onset = /^(?:[bcdfghjklmnpqrstvwz]|[bcdfgpt]r|[bcfgps]l|[cst]h|st)[aeiouy]/i

/** A long word in two with a hyphen, where a syllable begins near its middle (`Northum-` `berland`); null where none fits. */
export function hyphenate(word: string, room: number, size: number): [string, string] | null {
  let best: { parts: [string, string]; cost: number } | null = null
  for (let at = 3; at <= word.length - 3; at++) {
    const parts: [string, string] = [`${word.slice(0, at)}-`, word.slice(at)]
    if (parts.some((part) => textWidth(part, size) > room)) continue
    if (!onset.test(parts[1]) || /(?:[cstpg]h|ck)$/i.test(word.slice(at - 1, at + 1))) continue
    const cost = Math.abs(at - word.length / 2) * 0.5 + (/[aeiouy]/i.test(word[at - 1] ?? '') ? 2 : 0)
    if (!best || cost < best.cost) best = { parts, cost }
  }
  return best?.parts ?? null
}
