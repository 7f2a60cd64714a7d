/** The sentence on the screen, which names the tab too: whatever shows it tells it here. */
export class Headline {
  #shown = $state.raw<{ text: string; detail: string } | null>(null)

  /** Empty while no sentence stands. */
  get text(): string {
    return this.#shown?.text ?? ''
  }

  /** The sentence and what stands right under it, as read aloud. */
  get whole(): string {
    return [this.text, this.#shown?.detail ?? ''].filter(Boolean).join('. ')
  }

  /** Returns how to take it back; by then another may stand, which stays. */
  tell(text: string, detail = ''): () => void {
    const mine = { text, detail }
    this.#shown = mine
    return () => {
      if (this.#shown === mine) this.#shown = null
    }
  }
}
