import type {
  Answer,
  AreaGroup,
  Check,
  Division,
  HexLayout,
  OwnGroups,
  Overview,
  OverviewQuestion,
  People,
  ProtectionCost,
  Question,
  Release,
  Series,
  SeriesOver,
  Signing,
  Study,
  StudyId,
  Topology,
} from '../domain'
import { columnsEngine } from '../engine/columns'
import type { DenseTable, Rows, RowQuery } from '../engine/port'
import type { OpenRelease } from '../release/read'
import { answer, overviewLater, tablesFor, tablesForOverview } from './answer'
import { lazyEngine } from './lazy'
import type { LazyEngine, LoadTable } from './lazy'
import { EngineLink } from './link'
import type { EngineHost } from './link'
import { cellsOf, routeAnswer } from './route'
import type { EngineState } from './route'
import { cellRows, planRows } from './rows'
import type { CellRows, RowsOptions } from './rows'
import type { EngineService } from './service'
import type { StudyDesk } from './studies/desk'
import type { StudyOptions, StudyWorkers } from './studies/run'

/** One open release and whatever answers questions about it. */
export interface Analysis {
  readonly release: Release
  /** The release as it was read, for whoever attacks it. */
  readonly open: OpenRelease
  /** Grows while files are read. */
  readonly checks: Check[]
  /** Who signed the release; `checking` until `verify` has settled. */
  readonly signing: Signing
  /** Checks the signatures; ask for it when the first picture stands. Rejects with `ReleaseError` where they do not fit. */
  verify(): Promise<Signing>
  /** Tells when the signatures are checked; returns how to stop. */
  onChecks(tell: () => void): () => void
  /** Rejects with `QuestionError` where the release cannot answer, `ReleaseError` where a file is no good. */
  answer(question: Question): Promise<Answer>
  /** At once, where the tables are decoded (no promise, no message); else null: ask `answer`. Throws as `answer` rejects. */
  answerNow(question: Question): Answer | null
  overview(question: OverviewQuestion): Promise<Overview>
  /**
   * Works out a study of the answer, in workers where there are some; at once where it was worked out before. Rejects as `answer` does, and
   * with `StudyCancelled` once the signal says so.
   */
  study(question: Question, id: StudyId, options?: StudyOptions): Promise<Study>
  /**
   * The same question for every member of an axis: `period`, `sex`, `age` or a category type (`seriesOffers`). Rejects as `answer`
   * does, and with `QuestionError` where the tables are not divided by it.
   */
  series(question: Question, over: SeriesOver): Promise<Series>
  /** The same question taken apart by deprivation, sex, age or another group, with how far groups are apart; `by` as in `Series.over`, null for what suits best. */
  division(question: Question, by: SeriesOver | null): Promise<Division>
  /** Who lives in the marked areas and in the comparator, by sex and age, in the question's period. */
  people(question: Question): Promise<People>
  /** The reader's own groups of areas, each as if it were one of the question's areas. Rejects as `answer` does. */
  groups(question: Question, groups: readonly AreaGroup[]): Promise<OwnGroups>
  /** What protecting people costs each indicator; empty where nothing was protected. */
  costs(): Promise<ProtectionCost[]>
  boundaries(): Promise<Topology | null>
  layout(): Promise<HexLayout | null>
  /** The stored cells behind the answer, for the Data view. */
  rows(question: Question, options?: RowsOptions): Promise<CellRows>
  readonly engine: EngineState
  /** Why DuckDB is unavailable or was started anew; null while all is well. */
  readonly engineReason: string | null
  /** Tells when `engine` changes; returns how to stop. */
  onEngine(tell: () => void): () => void
  /** Starts DuckDB behind the page's back; ask for it when the first picture stands. Never rejects. */
  startEngine(): Promise<void>
  close(): void
}

export interface AnalysisParts {
  /** Starts an engine for a release, to be asked for tables by `load`. Rejects where none can be had. */
  spawn(release: Release, load: LoadTable): Promise<EngineHost>
  /** Milliseconds that an answer of DuckDB may take once it has its tables. */
  deadline: number
  /** Where studies are worked out. */
  workers: StudyWorkers
}

/** Columns answer from the first moment; DuckDB joins when started, unseen, and columns step in wherever it fails. */
export class ReleaseAnalysis implements Analysis {
  readonly release: Release
  readonly open: OpenRelease
  readonly #columns = columnsEngine()
  readonly #load: LoadTable
  readonly #lazy: LazyEngine
  readonly #link: EngineLink
  readonly #listeners = new Set<() => void>()
  readonly #workers: StudyWorkers
  #desk: Promise<StudyDesk> | null = null

  constructor(open: OpenRelease, { spawn, deadline, workers }: AnalysisParts) {
    this.open = open
    this.#workers = workers
    this.release = open.release
    this.#load = remembering((id) => open.table(id))
    const tables = new Set(open.release.tables.map((table) => table.id))
    this.#lazy = lazyEngine(this.#columns, this.#load, (id) => tables.has(id))
    this.#link = new EngineLink({
      deadline,
      spawn: () => spawn(open.release, this.#load),
      onChange: () => this.#listeners.forEach((tell) => tell()),
    })
  }

  get checks(): Check[] {
    return this.open.checks
  }

  get signing(): Signing {
    return this.open.signing
  }

  verify(): Promise<Signing> {
    return this.open.verify()
  }

  onChecks(tell: () => void): () => void {
    return this.open.onChecks(tell)
  }

  answerNow(question: Question): Answer | null {
    const tables = tablesFor(question, this.release)
    const ready = tables.every((table) => this.#columns.has(table)) && this.#suits(tables) === 'columns'
    return ready ? answer(question, this.release, this.#columns) : null
  }

  async answer(question: Question): Promise<Answer> {
    const tables = tablesFor(question, this.release)
    await this.#fetch(tables)
    const locally = () => answer(question, this.release, this.#columns)
    return this.#suits(tables) === 'columns' ? locally() : this.#ask((service) => service.answer(question), locally)
  }

  async overview(question: OverviewQuestion): Promise<Overview> {
    // Side by side, and before the engine's deadline runs. What fails here fails again, and is told, when it is read.
    await this.#fetch(tablesForOverview(question, this.release)).catch(() => undefined)
    const locally = () => overviewLater(question, this.release, this.#lazy)
    return this.#ask((service) => service.overview(question), locally)
  }

  async study(question: Question, id: StudyId, options: StudyOptions = {}): Promise<Study> {
    const opened = async () => new (await import('./studies/desk')).StudyDesk(this.open, this.#lazy, this.#workers)
    const desk = await (this.#desk ??= opened().catch((error) => {
      this.#desk = null
      throw error
    }))
    return desk.ask(question, id, options)
  }

  async series(question: Question, over: SeriesOver): Promise<Series> {
    const { seriesLater } = await import('./series')
    return seriesLater(question, this.release, over, this.#lazy)
  }

  async division(question: Question, by: SeriesOver | null): Promise<Division> {
    const { divisionLater } = await import('./division')
    return divisionLater(question, this.release, by, this.#lazy)
  }

  async people(question: Question): Promise<People> {
    const { peopleLater } = await import('./people')
    return peopleLater(question, this.release, this.#lazy)
  }

  async groups(question: Question, groups: readonly AreaGroup[]): Promise<OwnGroups> {
    const { groupsLater } = await import('./groups')
    return groupsLater(question, this.release, groups, this.#lazy)
  }

  async costs(): Promise<ProtectionCost[]> {
    const { protectionCosts } = await import('./cost')
    return protectionCosts(this.release, this.#lazy)
  }

  async rows(question: Question, options: RowsOptions = {}): Promise<CellRows> {
    const plan = planRows(question, this.release, options)
    const { id, shape } = plan.table
    await this.#fetch([id])
    const found = await this.#rowsOf(plan.query)
    const notes = shape === 'published' ? await this.open.cellNotes(id) : []
    return cellRows(question, this.release, plan, found, { population: await this.#population(), notes })
  }

  boundaries(): Promise<Topology | null> {
    return this.open.boundaries()
  }

  layout(): Promise<HexLayout | null> {
    return this.open.layout()
  }

  get engine(): EngineState {
    return this.#link.state
  }

  get engineReason(): string | null {
    return this.#link.reason
  }

  onEngine(tell: () => void): () => void {
    this.#listeners.add(tell)
    return () => void this.#listeners.delete(tell)
  }

  startEngine(): Promise<void> {
    return this.#link.start()
  }

  close(): void {
    this.#listeners.clear()
    this.#link.close()
    this.#columns.close()
  }

  /** Asks DuckDB where it runs; else, or where it fails, columns, which also say in full what is wrong with a question. */
  async #ask<T>(ask: (service: EngineService) => Promise<T>, locally: () => T | Promise<T>): Promise<T> {
    if (this.#link.state !== 'duckdb') return locally()
    return this.#link.call(ask).catch(locally)
  }

  #rowsOf(query: RowQuery): Promise<Rows & { engine: string }> {
    const remotely = async (service: EngineService) => ({ ...(await service.rows(query)), engine: 'duckdb' })
    return this.#ask(remotely, () => ({ ...this.#columns.rows(query), engine: 'columns' }))
  }

  #suits(tables: readonly string[]): 'columns' | 'duckdb' {
    return routeAnswer(cellsOf(tables, this.release), this.#link.state)
  }

  async #fetch(tables: readonly string[]): Promise<void> {
    await Promise.all(tables.map((table) => this.#lazy.ready(table)))
  }

  async #population() {
    const table = this.release.tables.find((one) => one.shape === 'population')
    return table ? { table, cells: await this.#load(table.id) } : null
  }
}

/** Tables are decoded once, and kept for an engine that is started anew; a failure is not kept. */
function remembering(read: LoadTable): LoadTable {
  const tables = new Map<string, Promise<DenseTable>>()
  return (id) => {
    const table = tables.get(id) ?? read(id)
    tables.set(id, table)
    table.catch(() => tables.delete(id))
    return table
  }
}
