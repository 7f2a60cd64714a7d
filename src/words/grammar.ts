import type { AnswerContext } from '../domain'

/** First letter large, the rest as it is. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A name in mid-sentence: its capital goes, unless it opens an acronym (`COPD`) or somebody's name (`Alzheimer's`). */
export function within(text: string): string {
  return /^[A-Z][a-z]+(?![a-z]*[’'A-Z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** Ends a text with one full stop. */
export function stopped(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** `1 authority`, `62 authorities`. */
export function counted(n: number, label: AnswerContext['areaTypeLabel']): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? label.one : label.many}`
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`
}

export function words(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '' && word !== '%').length
}

/** `an authority`, `a practice`. */
export function oneOf(noun: string): string {
  return `${/^(?:[aeio]|un(?!it|iv))/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** `the North's`, `the 3 chosen areas’`. */
export function possessive(label: string): string {
  return /s$/.test(label) ? `${label}’` : `${label}’s`
}

/** The first text short enough for so many words, else the last. */
export function shortest(limit: number, ...texts: readonly string[]): string {
  return texts.find((text) => words(text) <= limit) ?? texts[texts.length - 1] ?? ''
}
