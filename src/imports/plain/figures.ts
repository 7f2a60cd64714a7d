/** What a mark in place of a figure, or beside one, means. */
export const MEANINGS = ['hidden', 'missing', 'unreliable', 'zero'] as const
export type Meaning = (typeof MEANINGS)[number]

/** A field read as a figure: its number (NaN where none stands there), whether it is a share of a hundred, and its mark. */
export interface Figure {
  number: number
  percent: boolean
  /** As it is listed: `[c]`, `*`, `<5`; empty where there is none. */
  mark: string
  understood: boolean
}

export type Decimal = '.' | ','

const number = { '.': String.raw`\d{1,3}(?:[,\u0020']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`, ',': String.raw`\d{1,3}(?:[.\u0020']\d{3})+(?:,\d+)?|\d+(?:,\d+)?|,\d+` } // prettier-ignore
const forms = Object.fromEntries(
  (['.', ','] as const).map((decimal) => [
    decimal,
    new RegExp(String.raw`^(?<sign>[-+−]?)(?:£ ?)?(?<digits>${number[decimal]})(?<power>e[-+]?\d+)? ?(?<percent>%)? ?(?<mark>[\[(][a-z0-9]{1,6}[\])]|\*+|[†‡#§^]|[a-z])?$`, 'i'), // prettier-ignore
  ]),
) as Record<Decimal, RegExp>

/** Marks that stand where a figure would: symbols of the Analysis Function, of older tables, `fewer than`, and words. */
const markForm =
  /^(\[[a-z0-9 ]{1,12}\]|\*+|\.{1,3}|…|[-–—:~#†‡!]|[<≤] ?\d+|(fewer|less) than \d+|\d+ or (fewer|less)|[a-z]|n\/?a|null|nan|none|nil|suppressed|not available|not applicable|no data|missing|unknown|withheld|redacted)$/i

/** Reads a field that should hold a figure. `decimal` is what divides whole from part in this file. */
export function readFigure(text: string, decimal: Decimal): Figure {
  if (text === '') return { number: NaN, percent: false, mark: '', understood: true }
  const found = forms[decimal].exec(text)?.groups
  if (found) {
    const digits = found['digits']!.replace(decimal === '.' ? /[, ']/g : /[. ']/g, '').replace(',', '.')
    const size = Number(digits + (found['power'] ?? ''))
    const signed = /[-−]/.test(found['sign'] ?? '') ? -size : size
    return { number: signed, percent: Boolean(found['percent']), mark: found['mark'] ?? '', understood: true }
  }
  const isMark = markForm.test(text)
  return { number: NaN, percent: false, mark: isMark ? text : '', understood: isMark }
}

/**
 * The character that divides whole from part: a comma where figures have one that cannot divide thousands and no point does; where
 * semicolons divide fields, as they do where commas divide decimals, points before three digits each are taken for those of thousands.
 */
export function decimalOf(texts: readonly string[], delimiter = ','): Decimal {
  const figures = texts.filter((text) => /^[-+−]?[\d.,]+ ?%?$/.test(text))
  const commas = figures.filter((text) => /^[-+−]?\d*,(\d{1,2}|\d{4,}) ?%?$|^[-+−]?0,\d+|\.\d{3},\d/.test(text)).length
  const points = figures.filter((text) => /\.(\d{1,2}|\d{4,}) ?%?$|^[-+−]?0?\.\d/.test(text) && !/,\d+$/.test(text)).length // prettier-ignore
  const thousands = delimiter === ';' && figures.some((text) => /^[-+−]?[1-9]\d{0,2}(\.\d{3})+$/.test(text))
  return commas > points || (points === 0 && thousands) ? ',' : '.'
}

/** What a mark usually means; Analysis Function, “Symbols in tables” (2023), and the usage before it. */
export function usualMeaning(mark: string): Meaning {
  const word = mark.toLowerCase().replace(/[[\]()]/g, '')
  if (/^(c|s|\*+|suppressed|withheld|redacted|disc)$/.test(word) || /^[<≤]|fewer|less/.test(word)) return 'hidden'
  if (/^(u|low|e|p|r|b|er|est|[†‡#§^!])$/.test(word)) return 'unreliable'
  return word === 'nil' ? 'zero' : 'missing'
}

const SAID: Record<Meaning, string> = {
  hidden: 'Suppressed by the publisher',
  missing: 'Not given by the publisher',
  unreliable: 'Marked by the publisher as less reliable, provisional or revised',
  zero: 'Given by the publisher as none',
}

/** Why a figure is not, or not quite, a figure. */
export const sayMark = (mark: string, meaning: Meaning): string => `${SAID[meaning]} (${mark}).`
