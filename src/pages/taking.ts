import { onMount } from 'svelte'
import type { Answer, Question } from '../domain'
import type { Scene, Size } from '../charts/scene'
import type { Listing } from '../exports'
import type { ShownTable } from '../exports/table-listing'
import { getTaking } from './context'
import type { SlideData } from './taken-slide'

/** One table that a view shows, for files. */
export interface TakenTable {
  table: ShownTable
  /** What the code of its rows is; `Area code` where nothing is said. */
  code?: string
  /** How its figures were calculated, and what has to be known of them. */
  notes: readonly string[]
}

/** What a file in the layout of another tool needs: an answer, of which period and people. */
export type TakenFigures = Pick<Answer, 'indicator' | 'estimates' | 'comparator'> & {
  question: Pick<Question, 'period' | 'sex' | 'ages' | 'category' | 'comparator'>
}

/** What a view shows, for those who take it away. Asked for when they do, and not before. */
export interface Taken {
  /** Words for the names of files, after the view's own. */
  names: readonly string[]
  /** The view's own table first; a listing where a view makes its files by itself. */
  tables: readonly TakenTable[] | Promise<readonly (TakenTable | Listing)[]>
  /** What the tables were made from, by name. */
  data: SlideData & Readonly<Record<string, unknown>>
  /** Empty where a view has none by area. */
  figures: readonly TakenFigures[] | Promise<readonly TakenFigures[]>
}

/** A chart on the page: where it stands, and how it is drawn at any size. */
export interface TakenChart {
  node: () => HTMLElement | null
  /** Null where there is nothing to draw. */
  draw: (size: Size) => Scene | null | Promise<Scene | null>
  height: (width: number) => number
}

/** Knows what the page shows now: views say it here, and those who make files ask. */
export class Taking {
  #views: (() => Taken | null)[] = []
  #charts: TakenChart[] = []

  /** What the view shows; null while it shows nothing. */
  get taken(): Taken | null {
    return this.#views.at(-1)?.() ?? null
  }

  /** The charts in the order in which they stand on the page. */
  get charts(): readonly TakenChart[] {
    const follows = (one: HTMLElement, other: HTMLElement) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING // prettier-ignore
    const placed = this.#charts.flatMap((chart) => {
      const node = chart.node()
      return node ? [{ chart, node }] : []
    })
    return placed.sort((a, b) => (follows(a.node, b.node) ? -1 : 1)).map(({ chart }) => chart)
  }

  /** Returns how to take it back. */
  offer(view: () => Taken | null): () => void {
    this.#views.push(view)
    return () => void (this.#views = this.#views.filter((one) => one !== view))
  }

  /** Returns how to take it back. */
  offerChart(chart: TakenChart): () => void {
    this.#charts.push(chart)
    return () => void (this.#charts = this.#charts.filter((one) => one !== chart))
  }
}

/** Says what a view shows as long as it stands. Call it while the view is set up. */
export function offers(view: () => Taken | null): void {
  const taking = getTaking()
  onMount(() => taking.offer(view))
}

/** The same of a picture of a whole view that is no chart of its own on the page; it takes the height that it needs. */
export function offersPicture(draw: TakenChart['draw']): void {
  const taking = getTaking()
  onMount(() => taking.offerChart({ node: () => document.getElementById('main'), draw, height: () => 0 }))
}
