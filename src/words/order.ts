import type { Estimate } from '../domain'

/** Highest value first; areas without a value last, by name. Equal values stay in the release's order. */
export function ranked(estimates: readonly Estimate[]): Estimate[] {
  const valued = estimates.filter((e) => e.value !== null)
  const rest = estimates.filter((e) => e.value === null)
  valued.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  rest.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return [...valued, ...rest]
}
