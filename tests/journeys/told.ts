/** An answer worked out apart from the page. */
export interface Told {
  /** All of them are said, in any order. */
  words?: readonly string[]
  /** Said in this order, each rounded as it is printed. */
  numbers?: readonly number[]
  /** So many different things said match: nothing is lacking, and nothing too much. */
  times?: { of: RegExp; is: number }
}

const plain = (text: string) => text.replace(/\s+/g, ' ').replaceAll('−', '-').toLowerCase()

/** What of an answer has not been said; null where all has. */
export function lacking(heard: readonly string[], { words = [], numbers = [], times }: Told): string | null {
  const text = plain(heard.join(' '))
  const word = words.find((one) => !text.includes(plain(one)))
  if (word !== undefined) return `“${word}”`
  const number = firstUnsaid(text, numbers)
  if (number !== null) return `the number ${number}`
  const found = times ? [...new Set(heard)].filter((one) => times.of.test(one)).length : 0
  return times && found !== times.is ? `${times.is} × ${times.of} (found ${found})` : null
}

function firstUnsaid(text: string, numbers: readonly number[]): number | null {
  const printed = [...text.matchAll(/(?<![\w.])-?\d[\d,]*(?:\.(\d+))?/g)].map(([all, decimals = '']) => ({
    value: Number(all.replaceAll(',', '')),
    half: 0.5 * 10 ** -decimals.length,
  }))
  let at = -1
  for (const wanted of numbers) {
    at = printed.findIndex(({ value, half }, place) => place > at && Math.abs(value - wanted) <= half * 1.0001)
    if (at < 0) return wanted
  }
  return null
}
