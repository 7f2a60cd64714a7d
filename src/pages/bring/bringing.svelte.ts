import { ReleaseError, type Area } from '../../domain'
import {
  gazetteerOf,
  guessAgain,
  guessMapping,
  importPlain,
  lookAt,
  readBrought,
  readMapping,
  refuseIndividuals,
  type Brought,
  type Gazetteer,
  type Guess,
  type Look,
  type PlainMapping,
} from '../../imports/plain'
import { zipOfDraft } from '../../imports/save'
import { failureOf, type Failure } from '../../state'
import { parquetWriter } from '../../state/parquet-writer'

/** Rows from which going through the table again waits until the reader pauses. */
const MANY = 20_000
const WAIT = 400

/** A table that a reader brings: what was recognised in it, and what the reader made of that. */
export class Bringing {
  brought = $state.raw<Brought | null>(null)
  guess = $state.raw<Guess | null>(null)
  mapping = $state.raw<PlainMapping | null>(null)
  look = $state.raw<Look | null>(null)
  fault = $state.raw<Failure | null>(null)
  /** What is being done, in plain words; empty while nothing is. */
  busy = $state('')
  #gazetteer: Gazetteer | null = null
  #turn = 0
  /** Whether the reader said how values came about, so that no guess changes it. */
  #measured = false

  /** Reads files afresh. What the reader said about a table of the same columns stays. */
  async read(files: readonly File[], known: readonly Area[]): Promise<void> {
    const turn = ++this.#turn
    this.fault = null
    this.busy = 'Reading the files'
    try {
      const held = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))) // prettier-ignore
      await drawn()
      if (turn !== this.#turn) return
      this.#take(readBrought(held), known)
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(thrown)
    } finally {
      if (turn === this.#turn) this.busy = ''
    }
  }

  #take(brought: Brought, known: readonly Area[]): void {
    const same = this.brought?.table?.header.join('\n') === brought.table?.header.join('\n')
    const gazetteer = gazetteerOf(brought, known)
    const guess = brought.table ? guessMapping(brought.table, gazetteer) : null
    // Before anything of it is shown.
    if (brought.table && guess) refuseIndividuals(brought.table, guess.mapping)
    this.#gazetteer = gazetteer
    this.brought = brought
    this.guess = guess
    const saved = guess && brought.mapping ? readMapping(brought.mapping.text, guess.mapping, brought.mapping.name) : null // prettier-ignore
    const mapping = saved ?? (same ? (this.mapping ?? guess?.mapping) : guess?.mapping)
    this.mapping = mapping ?? null
    this.#measured = saved !== null || (same && this.#measured)
    this.#lookNow()
  }

  #fail(thrown: unknown): void {
    this.fault = failureOf('files', thrown)
    ;[this.brought, this.guess, this.mapping, this.look] = [null, null, null, null]
  }

  /** Changes what the table is taken to mean. */
  change(change: Partial<PlainMapping>): void {
    if (!this.mapping) return
    const { columns, measure, per } = change
    this.#measured ||= measure !== undefined || per !== undefined
    const table = this.brought?.table
    const follows = columns && table ? guessAgain(table, this.mapping, columns) : null
    const { marks } = follows ?? this.mapping
    this.mapping = { ...this.mapping, ...(this.#measured ? {} : follows), marks, ...change }
    const turn = ++this.#turn
    if ((this.brought?.table?.rows.length ?? 0) < MANY) return this.#lookNow()
    setTimeout(() => turn === this.#turn && this.#lookNow(), WAIT)
  }

  #lookNow(): void {
    const table = this.brought?.table
    this.look = table && this.mapping && this.#gazetteer ? lookAt(table, this.mapping, this.#gazetteer) : null
  }

  /** A zipped release of it; null where it could not be made, which `fault` tells. */
  async release(): Promise<File | null> {
    const { brought, mapping } = this
    if (!brought?.table || !mapping || !this.#gazetteer) return null
    this.fault = null
    try {
      this.busy = 'Going through the rows'
      await drawn()
      const { draft, report } = await importPlain(brought.table, mapping, {
        gazetteer: this.#gazetteer,
        shapes: brought.shapes,
        id: '',
        pause: async (done, total) => {
          this.busy = `Going through the rows: ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`
          await drawn()
        },
      })
      this.busy = 'Writing the release'
      await drawn()
      const zip = await zipOfDraft(draft, parquetWriter, { report, mapping })
      return new File([zip], `${draft.id}.zip`, { type: 'application/zip' })
    } catch (thrown) {
      if (!(thrown instanceof ReleaseError)) console.error(thrown)
      this.fault = failureOf('files', thrown)
      return null
    } finally {
      this.busy = ''
    }
  }
}

/** Until what was said is on the screen. */
const drawn = () => new Promise<void>((done) => setTimeout(done, 20))
