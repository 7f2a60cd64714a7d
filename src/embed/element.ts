import { EmbedError } from './errors'
import { place, type Placed, type PlaceOptions } from './place'

/**
 * `<cairn-chart link="…" theme="dark" release="…">`: the chart of a link as an element. Tells `cairn-placed` when it stands, and
 * `cairn-error`, with the `EmbedError` as its detail, where it cannot; what stood within it then stays.
 */
export class CairnChart extends HTMLElement {
  static readonly observedAttributes = ['link', 'release', 'theme']
  #placed: Placed | null = null
  #asked = 0
  /** What the page’s author wrote within, as long as no chart stands. */
  readonly #instead = document.createElement('slot')
  readonly #root = this.attachShadow({ mode: 'open' })

  constructor() {
    super()
    const look = new CSSStyleSheet()
    look.replaceSync(':host { display: block }')
    this.#root.adoptedStyleSheets = [look]
    this.#root.append(this.#instead)
  }

  connectedCallback(): void {
    void this.#place()
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.#place()
  }

  disconnectedCallback(): void {
    this.#asked += 1
    this.#placed?.remove()
    this.#placed = null
    this.#root.append(this.#instead)
  }

  async #place(): Promise<void> {
    const turn = ++this.#asked
    try {
      // Attributes that change together are one change.
      await Promise.resolve()
      const placed = turn === this.#asked ? await place(this.#root, this.#options()) : null
      if (turn !== this.#asked) return placed?.remove()
      this.#placed?.remove()
      this.#placed = placed
      this.#instead.remove()
      this.dispatchEvent(new CustomEvent('cairn-placed', { detail: placed, bubbles: true }))
    } catch (error) {
      if (turn !== this.#asked) return
      if (!(error instanceof EmbedError)) throw error
      this.dispatchEvent(new CustomEvent('cairn-error', { detail: error, bubbles: true }))
    }
  }

  #options(): PlaceOptions {
    const [link, release, theme] = ['link', 'release', 'theme'].map((name) => this.getAttribute(name) ?? undefined)
    if (link === undefined) throw new EmbedError('link', 'The chart has no link.', { found: '<cairn-chart>', expected: '<cairn-chart link="…">' }) // prettier-ignore
    return { link, release, theme: theme as PlaceOptions['theme'] }
  }
}
