import { listed } from '../../words/grammar'
import { sourceLine } from '../../words/title'
import type { Listing } from '../file'
import { oneLine } from './sheet-names'
import { SHORTHAND, type Shorthand } from './shorthand'
import type { Style } from './styles'
import type { Cell, Sheet, SheetTable } from './workbook'
import { webAddress } from './address'
import { storable } from './xml'

/** Sheets around the figures. */
export const COVER = 'Cover'
export const CONTENTS = 'Contents'
export const NOTES = 'Notes'

/** Excel's own walls. */
const LONGEST_TEXT = 32_767
const LONGEST_ADDRESS = 2_079

/** In characters: a line of prose, a name, a mark. */
const [PROSE, NAME, MARK] = [90, 36, 20]

export const MADE_UP = 'SYNTHETIC: areas bear real names; every number is made up.'

/** What a table holds, in one line that begins with SYNTHETIC where it is. */
export function titleOf({ title, release }: Pick<Listing, 'title' | 'release'>): string {
  const plain = oneLine(title) || 'Figures'
  return release.synthetic && !plain.startsWith('SYNTHETIC') ? `SYNTHETIC: ${plain}` : plain
}

/** Text that a cell can hold; says so where it holds no more. */
export function said(value: string, style: Style = 'normal'): Cell {
  const text = storable(value)
  if (text.length <= LONGEST_TEXT) return { value: text, style }
  return { value: `${storable(text.slice(0, LONGEST_TEXT - 60))} … (cut: an Excel cell holds no more)`, style }
}

/** Leads to another sheet of the book. */
export function leadsTo(name: string, style: Style = 'link'): Cell {
  return { value: `Go to worksheet ${name}`, style, link: { sheet: name } }
}

/** A link of words where Excel can follow it, else the address as text. */
function linkCell(words: string, link: string): Cell {
  const address = webAddress(link)
  if (!address || address.length > LONGEST_ADDRESS) return said(`${words}: ${link}`)
  return { value: words, style: 'link', link: { address } }
}

const heading = (value: string): Cell => ({ value, style: 'heading2' })

/** What the book is, whose figures they are, and where everything stands; `names` are those of the sheets with figures. */
export function coverSheet(first: Listing, names: readonly string[]): Sheet {
  const { release, link } = first
  const tables = names.length === 1 ? 'one table of figures' : `${names.length} tables of figures, one a worksheet`
  const others = [...(names.length > 1 ? [CONTENTS] : []), NOTES, ...names]
  const cells: Cell[] = [
    said(titleOf(first), 'title'),
    ...(release.synthetic ? [said(MADE_UP)] : []),
    said(
      `This workbook holds ${tables}, and notes on how to read them. Figures are held to 12 significant digits; cells show fewer.`,
    ),
    heading('Source'),
    said(sourceLine(release)),
    said(`Release ${release.id} of ${day(release.date)}`),
    heading('How people are protected'),
    said(release.protection.label),
    heading('Contact'),
    said(`Questions about the figures go to those who released them: ${listed(release.facilities) || release.title}.`),
    ...(link ? [heading('See and check it'), linkCell('Open this view in Cairn', link)] : []),
    heading('Worksheets'),
    ...others.map((name) => leadsTo(name)),
  ]
  return { name: COVER, widths: [PROSE], rows: cells.map((cell) => [cell]) }
}

function day(iso: string): string {
  if (Number.isNaN(Date.parse(iso))) return iso
  const parts = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Date(iso).toLocaleDateString('en-GB', parts)
}

type Prose = Pick<Sheet, 'name' | 'widths'> & { table: Omit<SheetTable, 'at'>; body: readonly (readonly Cell[])[] }

/** A sheet whose table holds words; its name is its title. */
function proseSheet({ name, table, widths, body }: Prose): Sheet {
  const above: Cell[][] = [
    [{ value: name, style: 'heading1' }],
    [{ value: 'This worksheet contains one table.', style: 'overflow' }],
  ]
  const header = table.columns.map((value): Cell => ({ value, style: 'header' }))
  return { name, widths, rows: [...above, header, ...body], table: { ...table, at: above.length } }
}

/** Each sheet with figures, and what it holds. */
export function contentsSheet(listings: readonly Listing[], names: readonly string[]): Sheet {
  const body = names.map((name, at): Cell[] => [
    { value: name, style: 'link', link: { sheet: name } },
    said(titleOf(listings[at]!), 'text'),
  ])
  const columns = ['Worksheet', 'What its table holds']
  const table = { name: CONTENTS, alt: 'Each worksheet with what its table holds', columns }
  return proseSheet({ name: CONTENTS, table, widths: [NAME, PROSE], body })
}

/** Every note once, with the sheets that it is of where there are several; then the shorthand that stands in them. */
export function notesSheet(
  listings: readonly Listing[],
  names: readonly string[],
  used: ReadonlySet<Shorthand>,
): Sheet {
  const several = names.length > 1
  const row = (mark: string, text: string, sheets: readonly string[]): Cell[] => [
    said(mark, 'text'),
    said(text, 'text'),
    ...(several ? [said(sheets.length === names.length ? 'All' : sheets.join(', '), 'text')] : []),
  ]
  const notes = [...sheetsByNote(listings, names)].map(([note, sheets], at) => row(`note ${at + 1}`, note, sheets))
  const marks = (Object.keys(SHORTHAND) as Shorthand[]).filter((mark) => used.has(mark))
  const shorthand = marks.map((mark) => row(mark, SHORTHAND[mark], names))
  const none = notes.length + shorthand.length > 0 ? [] : [row('none', 'There are no notes on these figures.', names)]
  const columns = ['Note or shorthand', 'What it says', ...(several ? ['Worksheets'] : [])]
  const table = { name: NOTES, alt: 'Notes on the figures, and the shorthand in their tables', columns }
  const widths = [MARK, PROSE, ...(several ? [NAME] : [])]
  return proseSheet({ name: NOTES, table, widths, body: [...notes, ...shorthand, ...none] })
}

function sheetsByNote(listings: readonly Listing[], names: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  listings.forEach(({ notes, release }, at) => {
    const lines = [...(release.synthetic ? [MADE_UP] : []), ...notes].map(oneLine)
    for (const note of new Set(lines.filter(Boolean))) found.set(note, [...(found.get(note) ?? []), names[at]!])
  })
  return found
}
