import { termOf, type TermId } from '../words/glossary'

export { default as Label } from './Label.svelte'
export { oneStop } from './one-stop'

/** The term that an entry of a key means; null where shape and word say all, so that keys add few stops for the keyboard. */
export function keyTermOf(label: string): TermId | null {
  const term = termOf(label)
  return term === 'verdict' ? null : term
}
