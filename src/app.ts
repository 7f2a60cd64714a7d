import { mount } from 'svelte'
import type { Release } from './domain'
import { openAnalysis, type Analysis } from './analysis/client'
import type { Keeping } from './offline/keeping'
import { markHere, placeHere } from './offline/kept-mark'
import { opensWith } from './offline/opens'
import App from './pages/App.svelte'
import { paintSheet } from './pages/paints'
import { prefetchViews } from './pages/views'
import { openList, openRelease, within, type OpenList } from './release'
import { appSource } from './release/source'
import { App as State, chainMemory, Theme, windowLink, type Opener } from './state'
import { showsAll, type View } from './view'
import './pages/tokens.css'
import './pages/base.css'
import './pages/print.css'

const source = appSource()
const releases = within(source, 'releases')
const mark = markHere()

/** What keeps releases on this device; one for the visit, fetched when something is kept or is to be. */
let coming: Promise<Keeping> | null = null
const keeping = () =>
  (coming ??= import('./offline/keeping').then(({ Keeping }) => new Keeping(placeHere(), releases, mark.set)))

/** Tables of the first answer, so that they are fetched beside the areas and not after them. */
function ahead(view: View, indicators: readonly { id: string; tables: readonly string[] }[]): string[] {
  if (showsAll(view.page)) return []
  const indicator = indicators.find(({ id }) => id === view.indicator) ?? indicators[0]
  return [...(indicator?.tables.slice(0, 1) ?? []), 'population']
}

let list: OpenList | null = null
const copies = new WeakSet<Release>()

/** The app itself on its way to this device, for visits without a network; begun once a visit. */
let appComing: Promise<boolean> | null = null
const keepApp = () =>
  (appComing ??= import('./offline/install').then(({ install }) => install(announce)).catch(() => false))

const opener: Opener = {
  publicAddress: meta('cairn-public-address'),
  launches: opensWith() !== '',
  isKept: (release) => copies.has(release),
  keeping,
  keepApp: __SERVICE_WORKER__ ? keepApp : undefined,
  fetches: !('cairnPack' in globalThis),
  async catalogue() {
    list = await openList(releases)
    if (!mark.any()) return list.catalogue
    const alone = await (await keeping()).alone(list.catalogue)
    return { ...list.catalogue, releases: [...list.catalogue.releases, ...alone] }
  },
  verifyList: async () => (await list?.verify({ keysFrom: releases })) ?? { state: 'none', signers: [], strangers: [] },
  async open(entry, view, onProgress): Promise<Analysis> {
    const history = list?.catalogue.history ?? []
    const copy = mark.any() ? await (await keeping()).copyOf({ entry, pin: view.pin }, history) : null
    const { identity, signed, signers } = copy?.entry ?? entry
    const open = await openRelease(copy?.source ?? within(releases, entry.path), {
      onProgress,
      expectIdentity: identity,
      expectId: entry.id,
      signatures: { keysFrom: releases, signed, signers },
      ahead: ({ indicators }) => ahead(view, indicators),
    })
    if (copy) copies.add(open.release)
    return openAnalysis(open, { source })
  },
  async openFiles(files, onProgress): Promise<Analysis> {
    const { openFiles } = await import('./imports/open-files')
    const open = await openFiles(files, onProgress, { keysFrom: releases })
    await open.verify()
    return openAnalysis(open, { source })
  },
  async openKept(id, pin, onProgress) {
    const kept = mark.any() ? await (await keeping()).own(id, pin) : null
    return kept && { ...kept, analysis: await opener.openFiles(kept.files, onProgress) }
  },
  async packedFacts() {
    return opener.launches && !opener.fetches
      ? JSON.parse(new TextDecoder().decode(await releases.read('facts.json')))
      : null
  },
  previews: async () => JSON.parse(new TextDecoder().decode(await source.read('p/pages.json'))).ids,
}

/** Configured by whoever hosts or packs the app. */
function meta(name: string): string | null {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content.trim() || null
}

/** In a frame of somebody’s own page nothing is kept on the reader’s device, and nothing fetched that the view does not need. */
const embedded = /[#&]embed=1(&|$)/.test(location.hash)

/** Whether the reader told the browser to spare a metered line. Only Chromium says so. */
const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

/** Signatures, font, other views, DuckDB and, last, what visits without a network need come when the first picture stands. */
function later(state: State): void {
  // `npm run bench` reads the two marks.
  performance.mark('cairn:first-chart')
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200))
  idle(() => {
    state.startChecks()
    void import('./pages/font')
    if (embedded) return
    // The columns answer all; what keeps the app is asked for by whoever keeps a release, and where it is there only renewed.
    if (savesData()) return void (navigator.serviceWorker?.controller && opener.keepApp?.())
    void prefetchViews()
      .then(() => state.startEngine())
      .then(() => performance.mark('cairn:engine-ready'))
      .then(() => opener.keepApp?.())
  })
}

/** A newer app stands ready; beside the app and not in it, since it concerns no view. */
async function announce(renew: () => void): Promise<void> {
  const { default: UpdateBar } = await import('./pages/UpdateBar.svelte')
  mount(UpdateBar, { target: document.body, props: { onrenew: renew } })
}

const theme = new Theme()
theme.apply()
document.adoptedStyleSheets = [...document.adoptedStyleSheets, paintSheet()]
const state = new State(opener, windowLink(window), embedded ? null : chainMemory(window))
const target = document.getElementById('app')
if (target) {
  target.replaceChildren()
  mount(App, { target, props: { app: state, theme, onpainted: () => later(state) } })
}
