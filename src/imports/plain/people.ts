/** Words for sexes and ages as tables use them, in the words that the importers know; null for anything else. */

const sexes: readonly (readonly [RegExp, string])[] = [
  [/^(f|females?|wom[ae]n|girls?)$/i, 'Female'],
  [/^(m|males?|m[ae]n|boys?)$/i, 'Male'],
  [/^(p|t|all|both|persons?|people|total|all persons|all people|both sexes|all sexes|males? (and|&|\+) females?|females? (and|&|\+) males?)$/i, 'Persons'],
] // prettier-ignore

export const sexWord = (text: string): string | null => sexes.find(([form]) => form.test(text))?.[1] ?? null

/** `65+ yrs`, `<18 yrs`, `0-4 yrs`, `All ages`. */
export function ageWord(text: string): string | null {
  const plain = text.toLowerCase().replace(/\b(aged?|ages|years?|yrs?|old|of age)\b\.?/g, ' ').replace(/\s+/g, ' ').trim() // prettier-ignore
  if (/^(all|total|any|persons|all people)?$/.test(plain)) return text === '' ? null : 'All ages'
  const open = /^(\d{1,3}) ?(\+|plus|(and|&|or) (over|above|older))$|^(?:>=|≥) ?(\d{1,3})$/.exec(plain)
  if (open) return `${Number(open[1] ?? open[5])}+ yrs`
  const under = /^(?:under|below|<|less than) ?(\d{1,3})s?$/.exec(plain)
  if (under) return `<${Number(under[1])} yrs`
  const range = /^(\d{1,3}) ?(?:-|–|—|to|_) ?(\d{1,3})$/.exec(plain)
  if (range && Number(range[1]) <= Number(range[2])) return `${Number(range[1])}-${Number(range[2])} yrs`
  return /^\d{1,3}$/.test(plain) ? `${Number(plain)} yrs` : null
}

/** Whether a member of a grouping is everybody, so that it is no group. */
export const isEverybody = (text: string) =>
  /^(all|total|everyone|everybody|all (people|persons|groups)|england)?$/i.test(text)
