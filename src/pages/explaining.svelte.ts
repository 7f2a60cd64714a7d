import { entryOf, type GlossaryEntry, type TermId } from '../words/glossary'

/** Late enough for the pointer to reach the words themselves, and not to flicker on its way across. */
const WAIT = 180

/** Says what a term means to screen readers; Svelte's types do not know the attribute yet. */
export const described = (id: TermId | null) => (node: Element) => {
  if (id) node.setAttribute('aria-description', entryOf(id).meaning)
}

/**
 * Which term is explained, and beside what: by pointer, by focus, or kept open by a press. Stays until what opened it is gone, a
 * press elsewhere or Escape (WCAG 2.2, 1.4.13).
 */
export class Explaining {
  shown = $state.raw<{ entry: GlossaryEntry; anchor: HTMLElement } | null>(null)
  #pinned = false
  #focused = false
  #timer: ReturnType<typeof setTimeout> | undefined

  enter(id: TermId | null, anchor: EventTarget | null): void {
    clearTimeout(this.#timer)
    if (id && anchor instanceof HTMLElement) this.#timer = setTimeout(() => this.#show(id, anchor), WAIT)
  }

  /** The pointer is on the words: they stay. */
  stay = (): void => clearTimeout(this.#timer)

  leave = (): void => {
    clearTimeout(this.#timer)
    if (!this.#pinned && !this.#focused) this.#timer = setTimeout(this.close, WAIT)
  }

  /** The focus is gone, though the pointer may reach the words still. */
  blur = (): void => {
    this.#focused = false
    this.leave()
  }

  /** Of the keyboard; a press focuses a button too, and then says itself what it does. */
  focus(id: TermId | null, anchor: EventTarget | null): void {
    if (!id || !(anchor instanceof HTMLElement) || !anchor.matches(':focus-visible')) return
    this.#show(id, anchor)
    this.#focused = true
  }

  press(id: TermId, anchor: HTMLElement): void {
    if (this.#pinned && this.shown?.anchor === anchor) return this.close()
    this.#show(id, anchor)
    this.#pinned = true
  }

  close = (): void => {
    clearTimeout(this.#timer)
    this.#pinned = false
    this.#focused = false
    this.shown = null
  }

  #show(id: TermId, anchor: HTMLElement): void {
    clearTimeout(this.#timer)
    if (this.shown?.anchor !== anchor) this.#pinned = this.#focused = false
    this.shown = { entry: entryOf(id), anchor }
  }
}
