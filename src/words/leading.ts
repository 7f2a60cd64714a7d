/** After a full stop, before the next sentence; no sentence ends in `St. Helens`. */
const BETWEEN = /(?<=(?<!\bSt)[.!?]) (?=[A-Z0-9“])/

/** Less than this, letters, is not worth a button that shows it. */
const WORTH = 60

/**
 * Whole sentences of a text from its first, as many as fit so many letters, and the rest; at least one. The rest is empty where
 * little would be left.
 */
export function leading(text: string, most: number): [first: string, rest: string] {
  const sentences = text.split(BETWEEN)
  let many = 1
  while (many < sentences.length && sentences.slice(0, many + 1).join(' ').length <= most) many++
  const rest = sentences.slice(many).join(' ')
  return rest.length < WORTH ? [text, ''] : [sentences.slice(0, many).join(' '), rest]
}
