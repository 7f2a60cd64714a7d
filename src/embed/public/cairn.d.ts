/** What a chart is placed from. */
export interface PlaceOptions {
  /** As Share gives it: the address of a view of one indicator: Map, Compare or Variation. */
  link: string
  /** Address of a release’s folder, where it does not lie beside the app of the link. */
  release?: string
  /** `auto`, as the reader’s system is set, where nothing is said. */
  theme?: 'light' | 'dark' | 'auto'
  /** CSS pixels; as wide as the element, and as it changes, where nothing is said. */
  width?: number
}

/** One area’s figures, in the unit that the chart prints; null where there is none, or it is too few to show safely. */
export interface PlacedRow {
  /** Official code. */
  area: string
  name: string
  value: number | null
  /** Limits of the 95 % interval. */
  lower95: number | null
  upper95: number | null
  /** Against the comparator of the link. */
  verdict: 'higher' | 'similar' | 'lower' | 'none'
}

/** A chart that stands in a page. */
export interface Placed {
  /** One sentence that the figures support. */
  readonly finding: string
  readonly rows: readonly PlacedRow[]
  /** Takes it out of the page again. */
  remove(): void
}

/** Why a chart could not be placed. */
export type EmbedReason = 'link' | 'view' | 'release' | 'question'

export declare class EmbedError extends Error {
  readonly name = 'EmbedError'
  readonly reason: EmbedReason
  readonly details: { found?: string; expected?: string }
}

/** Places the chart of a link in an element. Rejects with `EmbedError`, and then leaves the element as it was. */
export declare function place(element: Element | ShadowRoot, options: PlaceOptions): Promise<Placed>

/** `<cairn-chart link="…" theme="…" release="…">`; tells `cairn-placed` (detail: `Placed`) or `cairn-error` (detail: `EmbedError`). */
export declare class CairnChart extends HTMLElement {}

export declare const version: string
