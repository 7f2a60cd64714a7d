import type { Shape } from './geometry'
import { hyphenate, textWidth, wrapText } from './text'

export const cellFont = 12
export const cellLine = 13

export interface Cell {
  code: string
  name: string
  shape: Shape
  bold: boolean
}

/**
 * The name of each cell in lines that it has room for: whole, without its tail (`Newcastle`), hyphenated, with
 * directions as letters (`N Tyne-` `side`), else a few letters. No two cells bear the same letters.
 */
export function cellNames(cells: readonly Cell[]): Map<string, readonly string[]> {
  const taken = new Set<string>()
  const found = new Map<string, readonly string[]>()
  const take = ({ code }: Cell, lines: readonly string[]) => {
    taken.add(lines.join(' '))
    found.set(code, lines)
  }
  const rest = cells.filter((cell) => {
    const lines = wordings(cell).find((each) => !taken.has(each.join(' ')))
    if (lines) take(cell, lines)
    return !lines
  })
  const cores = rest.map(({ name }) => directed(coreName(name)))
  rest.forEach((cell, at) => {
    const others = cores.filter((_, other) => other !== at)
    const letters = initials(cores[at] ?? '', others, cell).find((each) => !taken.has(each))
    if (letters) take(cell, [letters])
  })
  return found
}

/** A name without what follows it: `Newcastle`, `Stockton`, `Redcar`, `East Riding`, `Hull`. */
export function coreName(name: string): string {
  if (/^Kingston upon Hull/i.test(name)) return 'Hull'
  return name
    .replace(/,.*$/, '')
    .replace(/^The /i, '')
    .replace(/^(?:(?:Metropolitan|London|Royal) )*(?:City|County|Borough|District) of /i, '')
    .replace(/^(.{3,}?)[\s-](?:upon|on|in|under|le|by|with|and)[\s-].*$/i, '$1')
    .replace(/^(\S+ \S+) of .*$/i, '$1')
}

/** `N Tyneside`, `NE Lincolnshire`. */
function directed(name: string): string {
  const letters: Record<string, string> = { north: 'N', south: 'S', east: 'E', west: 'W' }
  return name
    .replace(/^County /i, '')
    .replace(/\b(?:North|South|East|West)\b(?=.* \S)/gi, (word) => letters[word.toLowerCase()] ?? word)
    .replace(/^([NS]) ([EW]) /, '$1$2 ')
}

function roomOf({ shape }: Cell): number {
  return Math.min(shape.box.width, shape.box.height) - 4
}

function fits(text: string, cell: Cell): boolean {
  return textWidth(text, cellFont, cell.bold ? 'bold' : 'normal') <= roomOf(cell)
}

function wordings(cell: Cell): string[][] {
  const most = Math.floor((roomOf(cell) * 0.82) / cellLine)
  const whole = wrapped(cell.name, cell)
  const core = coreName(cell.name)
  const tries = [
    whole && whole.length < 3 ? whole : null,
    wrapped(core, cell),
    broken(core, cell),
    wrapped(directed(core), cell),
    broken(directed(core), cell),
  ]
  return tries.filter((lines) => lines !== null).filter((lines) => lines.length <= most)
}

function wrapped(text: string, cell: Cell): string[] | null {
  return wrapText(text, roomOf(cell), cellFont, cell.bold ? 'bold' : 'normal')
}

/** Words too long for a line in two with a hyphen. */
function broken(text: string, cell: Cell): string[] | null {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const parts = fits(word, cell) ? [word] : hyphenate(word, roomOf(cell) / (cell.bold ? 1.06 : 1), cellFont)
    if (!parts) return null
    for (const part of parts) {
      const last = lines[lines.length - 1]
      const longer = `${last} ${part}`
      if (last !== undefined && !last.endsWith('-') && fits(longer, cell)) lines[lines.length - 1] = longer
      else lines.push(part)
    }
  }
  return lines
}

/** Its first letters (`Manc`); where others begin so too, consonants and the letter that tells them apart (`Stcp`). */
function initials(name: string, others: readonly string[], cell: Cell): string[] {
  const apart = Math.max(0, ...others.filter((other) => other !== name).map((other) => shared(name, other)))
  const letter = name.slice(apart).trimStart().charAt(0)
  const consonants = name.charAt(0) + name.slice(1, apart).replace(/[aeiou\s]/gi, '')
  const lengths = [5, 4, 3, 2]
  const plain = lengths.filter((length) => length > apart).map((length) => name.slice(0, length).trimEnd())
  const telling = lengths.map((length) => consonants.slice(0, length - 1) + letter)
  const numbered = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => name.slice(0, 2) + n)
  return [...plain, ...telling, ...numbered].filter(
    (letters) => letters.length > 1 && !/^(?:north|south|east|west)$/i.test(letters) && fits(letters, cell),
  )
}

/** How many letters two names begin with alike. */
function shared(one: string, other: string): number {
  let at = 0
  while (at < one.length && one.charAt(at) === other.charAt(at)) at++
  return at
}
