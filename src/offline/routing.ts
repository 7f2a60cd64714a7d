/** Who answers a request within the app's own place. */
export type Answers =
  /** The network, and what it said last where it is silent: which releases there are, and whose keys are known. */
  | 'list'
  /** Likewise, but gone first where room is short: files of a release that were seen. */
  | 'seen'
  /** A file of an earlier app that a tab still runs, else the network. */
  | 'earlier-app'
  /** Nobody but the network. */
  | 'network'

/**
 * For what the current app is not made of. `scope` is where the app lies, with a slash at its end. Releases' files are
 * never answered from before while the network answers: what the reader keeps is read by the page itself.
 */
export function answersFor(address: string, scope: string): Answers {
  if (!address.startsWith(scope)) return 'network'
  const path = address.slice(scope.length).replace(/[?#].*$/s, '')
  if (path.startsWith('releases/')) return path.includes('/', 'releases/'.length) ? 'seen' : 'list'
  return /^(assets|duckdb|highs|parquet)\//.test(path) ? 'earlier-app' : 'network'
}

/** Whether files of earlier apps may go: only where no more than one tab is open, since another may still run one. */
export const mayTidy = (tabs: readonly { url: string }[], scope: string): boolean =>
  tabs.filter(({ url }) => url.startsWith(scope)).length <= 1
