import type { Component } from 'svelte'
import type { Answer, Overview, Question, Release } from '../domain'
import { standsAlone, type Page } from '../view'
import CompareView from './views/CompareView.svelte'

/** A view and what it is a view of. */
export type LoadedView =
  | { of: 'answer'; view: Component<{ answer: Answer; release: Release }> }
  | { of: 'overview'; view: Component<{ overview: Overview }> }
  | { of: 'release'; view: Component<{ release: Release; question: Question | null }> }
  /** Needs no open release. */
  | { of: 'nothing'; view: Component }

/** Each view is a file of its own that comes when it is first looked at; the lightest comes with the app. */
const LOADERS: Record<Page, () => Promise<LoadedView>> = {
  front: async () => ({ of: 'overview', view: (await import('./views/FrontView.svelte')).default }),
  map: async () => ({ of: 'answer', view: (await import('./views/MapView.svelte')).default }),
  compare: async () => ({ of: 'answer', view: CompareView }),
  profile: async () => ({ of: 'overview', view: (await import('./views/ProfileView.svelte')).default }),
  heat: async () => ({ of: 'overview', view: (await import('./views/HeatView.svelte')).default }),
  variation: async () => ({ of: 'answer', view: (await import('./views/VariationView.svelte')).default }),
  trend: async () => ({ of: 'answer', view: (await import('./views/TrendView.svelte')).default }),
  need: async () => ({ of: 'overview', view: (await import('./views/NeedView.svelte')).default }),
  inequality: async () => ({ of: 'answer', view: (await import('./views/InequalityView.svelte')).default }),
  population: async () => ({ of: 'answer', view: (await import('./views/PopulationView.svelte')).default }),
  data: async () => ({ of: 'answer', view: (await import('./views/DataView.svelte')).default }),
  about: async () => ({ of: 'release', view: (await import('./views/AboutView.svelte')).default }),
  gallery: async () => ({ of: 'release', view: (await import('./gallery/GalleryView.svelte')).default }),
  releases: async () => ({ of: 'nothing', view: (await import('./views/ReleasesView.svelte')).default }),
  make: async () => ({ of: 'nothing', view: (await import('./make/MakePage.svelte')).default }),
}

const loaded = new Map<Page, Promise<LoadedView>>()

/** The view of a page; fetched once, and again only after a failure. */
export function loadView(page: Page): Promise<LoadedView> {
  const known = loaded.get(page)
  if (known) return known
  const coming = LOADERS[page]()
  loaded.set(page, coming)
  coming.catch(() => loaded.delete(page))
  return coming
}

/** Fetches the other views while nobody waits, so that the next step is at once; what few readers want comes when asked for. */
export async function prefetchViews(): Promise<void> {
  const wanted = (Object.keys(LOADERS) as Page[]).filter((page) => !standsAlone(page) && page !== 'gallery')
  for (const page of wanted) await loadView(page).catch(() => undefined)
  await Promise.all([
    import('./ChoicePanel.svelte'),
    import('./ShareDialog.svelte'),
    import('./ValuesTable.svelte'),
    import('./HowSure.svelte'),
    import('./ReleaseFooter.svelte'),
  ]).catch(() => undefined)
}
