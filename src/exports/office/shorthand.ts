import { statusWord } from '../../words/verdict'

/** Shorthand that the Government Analysis Function gives for cells without a figure. */
export type Shorthand = '[c]' | '[u]' | '[x]' | '[z]'

/** What each says, for the Notes sheet. */
export const SHORTHAND: Readonly<Record<Shorthand, string>> = {
  '[c]': `Confidential: ${statusWord.hidden}.`,
  '[u]': `Unreliable: ${statusWord.unreliable}.`,
  '[x]': 'Not available: no figure is given here. Where there is a Status column, it says why.',
  '[z]': 'Not applicable: there is nothing to say here.',
}

/** Text that reads as shorthand, wherever it comes from. */
export const isShorthand = (text: unknown): text is Shorthand => typeof text === 'string' && text in SHORTHAND

/**
 * What stands in the empty cells of a row: by its status where the listing has one; else for a figure `[x]`, for words `[z]`.
 * The status speaks the words of every table of Cairn, or the codes that releases hold.
 */
export function shorthandOf(
  row: readonly (string | number | null)[],
  columns: readonly string[],
): (figures: boolean) => Shorthand {
  const at = columns.findIndex((column) => column.trim().toLowerCase() === 'status')
  const status = at < 0 ? '' : String(row[at] ?? '')
  if (status.includes(statusWord.hidden) || /\bhidden\b/.test(status)) return () => '[c]'
  if (status.includes(statusWord.unreliable) || status === 'unreliable') return () => '[u]'
  return (figures) => (figures ? '[x]' : '[z]')
}
