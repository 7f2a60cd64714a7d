import { untrack } from 'svelte'
import { StudyCancelled } from '../analysis/studies/cancelled'
import { failureOf, type Failure } from './failure'
import { same } from './same'

/** How whoever works something out tells how far it is, and hears that nobody wants it any more. */
export interface Asking {
  onProgress(share: number): void
  signal: AbortSignal
}

/** Something wanted beside an answer, and how to have it. */
export interface Wish<T> {
  /** Plain data that says what: an equal one is not asked for again. */
  of: object
  /** The part of it that the last may not differ in to hold true until the next is there; all of it where absent. */
  about?: object
  ask(asking: Asking): Promise<T>
}

/**
 * What a view asks for beside its answer: a series, a study. It knows at any time what is wished, so that what came to an earlier
 * wish is never taken for what is wished now. What comes late is dropped; its work is cancelled.
 */
export class Beside<T> {
  /** The last that came, whether or not it fits what is wished: for what stands by itself, and is shown as stale. */
  last = $state.raw<T | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** 0 to 1; null while nothing is being worked out. */
  progress = $state<number | null>(null)
  /** The reader stopped what is wished now; `again` starts it. */
  stopped = $state(false)
  readonly #wish: () => Wish<T> | null
  /** The wish that `last` came to. */
  #granted = $state.raw<Wish<T> | null>(null)
  #asked: object | null = null
  #work: AbortController | null = null

  /** `wish` is read in effects and templates alike; null where nothing is wished now. */
  constructor(wish: () => Wish<T> | null) {
    this.#wish = wish
  }

  /** Whether `last` is what is wished now. */
  get current(): boolean {
    const wish = this.#wish()
    return wish !== null && same(this.#granted?.of, wish.of)
  }

  /** What is wished now, or the last where that holds true of it; else null until it is there. */
  get value(): T | null {
    const wish = this.#wish()
    return wish && this.#granted && same(aboutOf(this.#granted), aboutOf(wish)) ? this.last : null
  }

  /** Asks for what is wished, unless just that was asked already, and drops the work on what is wished no more. Call it from an effect. */
  ask(): void {
    const wish = this.#wish()
    untrack(() => {
      if (!wish) this.cancel()
      else if (!same(wish.of, this.#asked)) this.#start(wish)
    })
  }

  /** Starts again what was stopped. */
  again(): void {
    const wish = this.#wish()
    if (wish) this.#start(wish)
  }

  /** Stops what is being worked out, until the reader starts it again or wishes something else. */
  stop(): void {
    if (!this.#work) return
    this.#drop()
    this.stopped = true
  }

  /** Drops what is being worked out, as when nobody is there to see it; the same may be asked for again. */
  cancel(): void {
    this.#drop()
    this.#asked = null
    this.stopped = false
    this.failure = null
  }

  #start(wish: Wish<T>): void {
    this.#drop()
    this.#asked = wish.of
    this.stopped = false
    this.failure = null
    if (same(this.#granted?.of, wish.of)) return
    const work = (this.#work = new AbortController())
    this.progress = 0
    const onProgress = (share: number) => {
      if (this.#work === work) this.progress = share
    }
    void wish.ask({ onProgress, signal: work.signal }).then(
      (value) => this.#settle(work, () => ((this.last = value), (this.#granted = wish))),
      (thrown: unknown) => this.#settle(work, () => this.#refuse(thrown)),
    )
  }

  #drop(): void {
    this.#work?.abort()
    this.#work = null
    this.progress = null
  }

  #refuse(thrown: unknown): void {
    if (thrown instanceof StudyCancelled) this.stopped = true
    else this.failure = failureOf('question', thrown)
  }

  #settle(work: AbortController, take: () => void): void {
    if (this.#work !== work) return
    this.#work = null
    this.progress = null
    take()
  }
}

const aboutOf = ({ of, about = of }: Wish<unknown>) => about
