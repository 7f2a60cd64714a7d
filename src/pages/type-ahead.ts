import type { Scene } from '../charts/scene'
import { plain } from '../state/plain'

/**
 * The item whose name begins as was typed: the one at hand where it still does, else the next, from the first again after the last;
 * one letter again and again goes on from name to name, as in a native list. Null: no name does.
 */
export function itemNamed({ items }: Scene, from: string, typed: string): string | null {
  const wanted = plain(typed)
  if (wanted === '') return null
  const begins = (letters: string, start: number) => {
    const round = [...items.slice(start), ...items.slice(0, start)]
    return round.find(({ name, called = name }) => plain(called).startsWith(letters))?.key ?? null
  }
  const at = Math.max(0, items.findIndex(({ key }) => key === from)) // prettier-ignore
  const [first = ''] = wanted
  const again = [...wanted].every((letter) => letter === first)
  return (wanted.length > 1 ? begins(wanted, at) : null) ?? (again ? begins(first, at + 1) : null)
}

/** Letters that follow one another so fast, ms, are one beginning. */
const PAUSE = 1000

/** What was typed without a pause. */
export class Typed {
  #text = ''
  #last = -Infinity

  /** Whether a space now belongs to a name: `St H`. */
  within(now: number): boolean {
    return this.#text !== '' && now - this.#last < PAUSE
  }

  add(letter: string, now: number): string {
    this.#text = this.within(now) ? this.#text + letter : letter
    this.#last = now
    return this.#text
  }
}
