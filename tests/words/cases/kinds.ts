/** What every generator of sentences is tried with. */
export const CASES = [
  'clear difference',
  'no difference',
  'hidden',
  'one area',
  'falling trend',
  'broken trend',
  'reversed polarity',
  'no polarity',
] as const
export type Case = (typeof CASES)[number]

export interface Told {
  /** What the generator says. */
  says: string
  /** What it must say, word for word. */
  exactly: string
  /** Parts worked out here from the answer’s own numbers and verdicts; each must stand in what is said. */
  from: readonly string[]
  /** What the answer does not support. */
  never?: RegExp
}

/** What is said in a case, or why the case cannot occur. */
export type Tried = (() => Told) | { cannot: string }

export interface Generator {
  /** The exported functions of `src/words` that speak. */
  speaks: readonly string[]
  cases: Readonly<Record<Case, Tried>>
}

export const JUDGED = /better|worse/i
export const SIDES = /higher|lower|better|worse/i

export const ONE_PERIOD = { cannot: 'it is of one period' }
export const NO_BREAK = { cannot: 'it holds areas of one period against one another, which a break changes alike; the methods tell of it' } // prettier-ignore
export const NO_DIRECTION = { cannot: 'how far areas differ has no good direction' }
