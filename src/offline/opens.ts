/** What a folder of several releases says it opens with, where that is a list of them and not one; no release can be called so. */
export const EVERY = '*'

/** Whoever hosts or packs the app says it there: the id of a release, or `EVERY`; empty where the first of the list opens. */
export const opensWith = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="cairn-opens"]')?.content.trim() ?? ''

/** Fragment of the view that it then opens with, for a visit without a link; empty where nothing is said. */
export function openingFragment(opens: string): string {
  if (opens === EVERY) return '#v=1&view=releases'
  return opens && `#v=1&release=${encodeURIComponent(opens)}`
}
