/** What is passed on: the finding as read aloud, where it comes from, and its link. */
export interface Message {
  headline: string
  whole: string
  source: string
  link: string
  synthetic: boolean
}

const SYNTHETIC = 'SYNTHETIC: areas bear real names; every number is made up.'

/** The text of a message, its link on a line of its own so that it can be followed. */
export const textOf = ({ whole, source, link, synthetic }: Message): string =>
  [...(synthetic ? [SYNTHETIC] : []), whole, link, source].filter(Boolean).join('\n\n')

export const subjectOf = ({ headline, synthetic }: Message): string =>
  (synthetic ? 'SYNTHETIC: ' : '') + (headline || 'A view in Cairn')

/** A `mailto:` address to nobody yet, with subject and text; lines end as mail asks (RFC 6068). */
export const mailto = (message: Message): string =>
  `mailto:?subject=${encodeURIComponent(subjectOf(message))}&body=${encodeURIComponent(textOf(message).replaceAll('\n', '\r\n'))}` // prettier-ignore

/** Up to so many characters behind the # a link can still be read to somebody. */
export const ALOUD = 150

/** How long a link is, in a sentence. */
export function lengthWords(fragment: string): string {
  const { length } = fragment
  return length < ALOUD
    ? `${length} characters behind the #: short enough to read aloud.`
    : `${length} characters behind the #: better copied than read aloud.`
}
