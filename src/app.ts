import { mount } from 'svelte'
import { openAnalysis, type Analysis } from './analysis/client'
import App from './pages/App.svelte'
import { paintSheet } from './pages/paints'
import { prefetchViews } from './pages/views'
import { openList, openRelease, within, type OpenList } from './release'
import { appSource } from './release/source'
import { App as State, chainMemory, Theme, windowLink, type Opener } from './state'
import { showsAll, type View } from './view'
import './pages/tokens.css'
import './pages/base.css'

const source = appSource()
const releases = within(source, 'releases')

/** Tables of the first answer, so that they are fetched beside the areas and not after them. */
function ahead(view: View, indicators: readonly { id: string; tables: readonly string[] }[]): string[] {
  if (showsAll(view.page)) return []
  const indicator = indicators.find(({ id }) => id === view.indicator) ?? indicators[0]
  return [...(indicator?.tables.slice(0, 1) ?? []), 'population']
}

let list: OpenList | null = null

const opener: Opener = {
  publicAddress: publicAddress(),
  async catalogue() {
    list = await openList(releases)
    return list.catalogue
  },
  verifyList: async () => (await list?.verify({ keysFrom: releases })) ?? { state: 'none', signers: [], strangers: [] },
  async open(entry, view, onProgress): Promise<Analysis> {
    const open = await openRelease(within(releases, entry.path), {
      onProgress,
      expectIdentity: entry.identity,
      expectId: entry.id,
      signatures: { keysFrom: releases, signed: entry.signed, signers: entry.signers },
      ahead: ({ indicators }) => ahead(view, indicators),
    })
    return openAnalysis(open, { source })
  },
  async openFiles(files, onProgress): Promise<Analysis> {
    const { openFiles } = await import('./imports/open-files')
    const open = await openFiles(files, onProgress, { keysFrom: releases })
    await open.verify()
    return openAnalysis(open, { source })
  },
}

/** Configured by whoever hosts or packs the app. */
function publicAddress(): string | null {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="cairn-public-address"]')
  return meta?.content.trim() || null
}

/** Signatures, font, other views and DuckDB come when the first picture stands. */
function later(state: State): void {
  // `npm run bench` reads the two marks.
  performance.mark('cairn:first-chart')
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200))
  idle(() => {
    state.startChecks()
    void import('./pages/font')
    void prefetchViews()
      .then(() => state.startEngine())
      .then(() => performance.mark('cairn:engine-ready'))
  })
}

const theme = new Theme()
theme.apply()
document.adoptedStyleSheets = [...document.adoptedStyleSheets, paintSheet()]
const state = new State(opener, windowLink(window), chainMemory(window))
const target = document.getElementById('app')
if (target) {
  target.replaceChildren()
  mount(App, { target, props: { app: state, theme, onpainted: () => later(state) } })
}
