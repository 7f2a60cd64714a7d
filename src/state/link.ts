/** Where the view is kept: the fragment of the page's address. Tests give one of their own. */
export interface Link {
  /** The fragment without `#`. */
  read(): string
  /** A new entry in the history. */
  push(fragment: string): void
  /** The same entry, changed. */
  replace(fragment: string): void
  /** Calls back when the reader goes back or forward, follows a link or edits the address. Returns how to stop. */
  listen(changed: () => void): () => void
  /** Address of the page itself, without fragment. */
  address(): string
}

/** The link of a browser's window. `popstate` comes with every `hashchange` and with back and forward. */
export function windowLink(window: Window): Link {
  return {
    read: () => window.location.hash.replace(/^#/, ''),
    push: (fragment) => window.history.pushState(null, '', `#${fragment}`),
    replace: (fragment) => window.history.replaceState(null, '', `#${fragment}`),
    listen(changed) {
      window.addEventListener('popstate', changed)
      return () => window.removeEventListener('popstate', changed)
    },
    address: () => window.location.href.replace(/#.*$/, ''),
  }
}
