import { groupCode } from '../domain'
import type {
  Answer,
  CatalogueEntry,
  HexLayout,
  Overview,
  OverviewQuestion,
  Question,
  Release,
  Signing,
  Topology,
} from '../domain'
import type { Analysis } from '../analysis/client'
import {
  canonicalView,
  formatView,
  overviewQuestionOf,
  parseView,
  resolveView,
  showsAll,
  START,
  type View,
} from '../view'
import { ask } from './asking'
import type { ChainMemory } from './chain-memory'
import { failureOf, type Failure } from './failure'
import type { Link } from './link'
import { hasFigures, verified } from './opened'
import type { Loading, Opener } from './opener'
import { OwnReleases, type Origin } from './own-releases'
import { isStep, NO_PAST, noted, type Past } from './past'
import { ReleaseList } from './release-list.svelte'
import { same } from './same'
import { soon } from './soon'
import { unmapped } from './unmapped'

/** Milliseconds that a newly opened release has for its first picture before DuckDB starts. */
const ENGINE_WAITS = 1500

/** After so many milliseconds signatures are checked even where no first picture came, as when a question is refused. */
const CHECKS_WAIT = 10_000

const SET_BACK = 'It lacks releases, or reasons for withdrawing one, that it held when this device last read it.'

/**
 * Keeps what the reader looks at (the View, as the link has it) and what is known about it (the Answer).
 * Everything else is derived. Changes come from `go` or from the link, and from nowhere else.
 */
export class App {
  view = $state.raw<View>(START)
  /** What the reader adjusted, to be taken back; kept for this visit alone. */
  past = $state.raw<Past>(NO_PAST)
  /** What could not be read in the link. */
  torn = $state.raw<readonly string[]>([])
  analysis = $state.raw<Analysis | null>(null)
  loading = $state.raw<Loading | null>({ what: 'Starting', done: 0, total: null })
  /** A file of the open release that is on its way. */
  fetching = $state.raw<Loading | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** Concerns the question only; the rest of the app still stands. */
  refusal = $state.raw<Failure | null>(null)
  answer = $state.raw<Answer | null>(null)
  overview = $state.raw<Overview | null>(null)
  engine = $state<Analysis['engine']>('columns')
  /** Changes when the checks of the open release do. */
  signing = $state.raw<Signing | null>(null)

  release: Release | null = $derived(this.analysis?.release ?? null)
  #resolved = $derived(this.release && hasFigures(this.release) ? resolveView(this.view, this.release) : null)
  question: Question | null = $derived(this.#resolved?.question ?? null)
  /** What the view asks for and cannot have, in plain words. */
  problems: readonly string[] = $derived.by(() => [
    ...this.torn,
    ...(this.release ? this.list.problems(this.release, this.view.pin, this.opener.isKept?.(this.release)) : []),
    ...(this.#resolved?.problems ?? []),
  ])
  overviewQuestion: OverviewQuestion | null = $derived(
    this.release && hasFigures(this.release) ? overviewQuestionOf(this.view, this.release) : null,
  )
  /** False while the answer on the screen is to an earlier question. */
  current = $derived(
    showsAll(this.view.page)
      ? same(this.overview?.question, this.overviewQuestion)
      : same(this.answer?.question, this.question),
  )

  readonly own = new OwnReleases()
  #opening = 0
  #engineWanted = false
  /** From the first picture on, a release is shown only when its signatures have been checked. */
  #strict = false
  #stops = () => {}
  readonly list: ReleaseList

  constructor(
    readonly opener: Opener,
    readonly link: Link,
    memory: ChainMemory | null = null,
  ) {
    this.list = new ReleaseList(memory)
    this.#read()
  }

  /** Starts listening to the link and opens what it asks for. Returns how to stop. */
  start(): () => void {
    const deaf = this.link.listen(() => {
      this.#read()
      void this.#openWanted()
    })
    void this.#openWanted()
    return () => {
      deaf()
      this.#stops()
    }
  }

  /** The view with some of it changed. */
  with(change: Partial<View>): View {
    return canonicalView({ ...this.view, ...change })
  }

  /** Its address within this page, for links. */
  href(change: Partial<View>): string {
    return `#${formatView(this.with(change))}`
  }

  /** Goes to a changed view: a step in the history where the page, release, indicator or place changes, else an adjustment, noted in `past` unless that is given. */
  go(change: Partial<View>, past?: Past): void {
    const before = this.view
    const fragment = formatView(this.with(change))
    if (formatView(before) === fragment) return
    this.view = parseView(fragment).view
    const step = isStep(before, this.view)
    this.past = past ?? (step ? this.past : noted(this.past, before, this.view))
    this.torn = []
    if (step) this.link.push(fragment)
    else this.link.replace(fragment)
    void this.#openWanted()
  }

  /** Puts an area, or all of a group, among the chosen ones or takes it away. */
  toggleArea(code: string): void {
    const { areas, groups } = this.view
    const codes = groups?.find((group) => groupCode(group) === code)?.codes ?? [code]
    const left = areas.filter((area) => !codes.includes(area))
    const next = codes.every((one) => areas.includes(one)) ? left : [...left, ...codes]
    const comparesChosen = this.view.against === 'chosen' && next.length === 0
    this.go(comparesChosen ? { areas: next, against: undefined } : { areas: next })
  }

  /** Opens files from the reader's disk, or those that were just made. */
  async openFiles(files: readonly File[], origin: Origin = 'file'): Promise<void> {
    const turn = ++this.#opening
    this.loading = { what: 'Reading the file', done: 0, total: null }
    this.refusal = null
    try {
      const analysis = await this.opener.openFiles(files, (loading) => this.#tell(turn, loading))
      if (turn !== this.#opening) return analysis.close()
      this.list.refuseWithdrawn(analysis.release)
      this.own.keep({ analysis, origin, files })
      this.#adopt(analysis)
      const page = this.release?.indicators.length === 1 ? 'compare' : 'front'
      this.go({ ...START, page, ...this.own.named(analysis) })
    } catch (thrown) {
      if (turn === this.#opening) this.refusal = failureOf('files', thrown)
    } finally {
      if (turn === this.#opening) this.loading = null
    }
  }

  /** True where the open release came from the reader's own files. */
  get fromFiles(): boolean {
    return this.own.originOf(this.analysis) !== null
  }

  /** How the open release came here where no list offers this very edition, so that no link leads to it; else null. */
  get unlisted(): Origin | null {
    return this.release && this.list.offers(this.release) ? null : this.own.originOf(this.analysis)
  }

  /** What draws maps: boundaries, hexagons; null where the release has none. Rejects with `ReleaseError`. */
  shapes(): Promise<[Topology | null, HexLayout | null]> {
    const { analysis } = this
    if (!analysis) return Promise.resolve([null, null])
    return Promise.all([analysis.boundaries(), analysis.layout()])
  }

  /** Names of the areas that the boundaries leave out; null where there are no boundaries. */
  async unmapped(): Promise<string[] | null> {
    const boundaries = await this.analysis?.boundaries()
    return boundaries && this.release ? unmapped(this.release, boundaries) : null
  }

  /** From now on DuckDB takes over from the plain columns in every release that is opened, when nobody waits. */
  async startEngine(): Promise<void> {
    this.#engineWanted = true
    if (this.analysis?.engine === 'columns') await this.analysis.startEngine()
  }

  /** Checks who signed what is shown and the list that offers it, and refuses what does not fit. */
  startChecks(): void {
    this.#strict = true
    if (this.analysis) void this.#check(this.analysis)
  }

  /** Goes on with a list of releases that went back in time, which the reader has an explanation for. */
  acceptList(): void {
    this.list.accept()
    this.retry()
  }

  get catalogue(): readonly CatalogueEntry[] {
    return this.list.releases
  }

  retry(): void {
    this.failure = null
    this.refusal = null
    void this.#openWanted()
  }

  forgetRefusal(): void {
    this.refusal = null
  }

  #read(): void {
    const { view, problems } = parseView(this.link.read())
    this.view = view
    this.torn = problems
    this.refusal = null
  }

  async #openWanted(): Promise<void> {
    const wanted = this.view.release
    const turn = ++this.#opening
    this.failure = null
    if (this.view.page === 'releases') return void (await this.#entry(undefined, turn))
    const own = this.own.find(wanted, this.view.pin)
    const shown = own ? own === this.analysis : !this.fromFiles && (!wanted || wanted === this.release?.id)
    if (this.analysis && shown) {
      this.loading = null
      if (!own) this.#knows(this.analysis.release.id)
    } else if (own) this.#adopt(own)
    else await this.#openFrom(wanted, turn)
  }

  async #openFrom(wanted: string | undefined, turn: number): Promise<void> {
    try {
      const kept = await this.own.kept(this.opener, this.view, (loading) => this.#tell(turn, loading))
      const entry = await this.#entry(kept ? undefined : wanted, turn)
      if (kept && turn === this.#opening) {
        this.list.refuseWithdrawn(kept.analysis.release)
        this.own.keep(kept)
        return this.#adopt(kept.analysis)
      }
      if (!entry || turn !== this.#opening || !this.#knows(entry.id)) return
      this.loading = { what: `Opening ${entry.label}`, done: 0, total: null }
      const analysis = await this.opener.open(entry, this.view, (loading) => this.#tell(turn, loading))
      if (this.#strict) await verified(analysis)
      if (turn !== this.#opening) return analysis.close()
      this.#adopt(analysis)
    } catch (thrown) {
      if (turn === this.#opening) this.#fail(failureOf('release', thrown))
    }
  }

  async #entry(wanted: string | undefined, turn: number): Promise<CatalogueEntry | null> {
    try {
      if (this.catalogue.length === 0) {
        this.loading = { what: 'Reading the list of releases', done: 0, total: null }
        const read = await this.opener.catalogue()
        if (this.#strict) await this.list.check(this.opener.verifyList())
        const fits = this.list.take(read)
        if (!fits && turn === this.#opening) this.#fail(failureOf('set-back', SET_BACK))
        if (!fits) return null
      }
    } catch (thrown) {
      if (turn === this.#opening) this.#fail(failureOf('catalogue', thrown))
      return null
    }
    const entry = this.list.find(wanted)
    if (!entry && turn === this.#opening) this.#fail(this.list.missing(wanted))
    return entry
  }

  /** False, and said, where the link names an edition that the list of releases never held. */
  #knows(id: string): boolean {
    const unknown = this.list.unknownEdition(id, this.view.pin)
    if (unknown) this.#fail(unknown)
    return unknown === null
  }

  /** What does not fit is taken away, whatever of it is on the screen; with the list all that it offered. */
  async #check(analysis: Analysis): Promise<void> {
    const refuse = (kind: Failure['kind'], stands: () => boolean) => (thrown: unknown) => {
      if (stands()) this.#fail(failureOf(kind, thrown))
    }
    await analysis.verify().catch(refuse('release', () => this.analysis === analysis))
    await this.list.check(this.opener.verifyList()).catch(refuse('catalogue', () => !this.fromFiles))
  }

  #adopt(analysis: Analysis): void {
    const before = this.analysis
    this.#stops()
    this.answer = null
    this.overview = null
    this.failure = null
    this.loading = null
    this.fetching = null
    this.analysis = analysis
    this.engine = analysis.engine
    this.signing = analysis.signing
    const stops = [
      analysis.onEngine(() => (this.engine = analysis.engine)),
      analysis.onChecks(() => (this.signing = analysis.signing)),
      soon(ENGINE_WAITS, () => this.#engineWanted && void this.startEngine()),
      soon(CHECKS_WAIT, () => void this.#check(analysis)),
    ]
    this.#stops = () => stops.forEach((stop) => stop())
    if (before && before !== analysis && this.own.originOf(before) === null) before.close()
    if (!this.view.release) {
      this.view = this.with({ release: analysis.release.id })
      this.link.replace(formatView(this.view))
    }
  }

  #fail(failure: Failure): void {
    this.#stops()
    this.loading = null
    this.failure = failure
    if (!this.fromFiles) this.analysis?.close()
    this.analysis = null
    this.answer = null
    this.overview = null
  }

  /**
   * Later than whoever asked for the bytes, which may be a template or a derived value, where nothing may be set.
   * What an open release fetches on demand does not stand in the way of what is shown.
   */
  #tell(turn: number, loading: Loading): void {
    queueMicrotask(() => {
      if (turn !== this.#opening) return
      if (this.loading) this.loading = loading
      else this.fetching = loading.done === loading.total ? null : loading
    })
  }

  /** Asks what the view asks, run by the app's one effect whenever that changes. */
  ask(): void {
    ask(this)
  }
}
