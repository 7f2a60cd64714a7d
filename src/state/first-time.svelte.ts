const KEY = 'cairn-been-here'

/** Whether hints for first-time readers are wanted; that they are not is kept on this device where the browser allows. */
export class FirstTime {
  fresh = $state(!remembered())
  /** Who shows the one hint of a page; null while nobody does. */
  #shownBy = $state.raw<string | null>(null)

  /** Asks to show the hint; it is shown by the first to ask. Returns how to let go of it. */
  claim(who: string): () => void {
    this.#shownBy ??= who
    return () => {
      if (this.#shownBy === who) this.#shownBy = null
    }
  }

  /** Whether the hint stands with this one. */
  hintsAt(who: string): boolean {
    return this.fresh && this.#shownBy === who
  }

  dismiss(): void {
    this.fresh = false
    remember()
  }
}

/** Where storage is forbidden the hint comes back at the next visit. */
function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === '1'
  } catch {
    return false
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, '1')
  } catch {
    return
  }
}
