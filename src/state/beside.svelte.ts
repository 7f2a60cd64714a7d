import { untrack } from 'svelte'
import { StudyCancelled } from '../analysis/studies/cancelled'
import { failureOf, type Failure } from './failure'
import { same } from './same'

/** How whoever works something out tells how far it is, and hears that nobody wants it any more. */
export interface Asking {
  onProgress(share: number): void
  signal: AbortSignal
}

/**
 * What a view asks for beside its answer: a series, a study. Keeps the last that came, whether it still fits what is asked, how far
 * the next one is, and why there is none. What comes late, to a question no longer asked, is dropped; its work is cancelled.
 */
export class Beside<T> {
  value = $state.raw<T | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** 0 to 1; null while nothing is being worked out. */
  progress = $state<number | null>(null)
  /** Whether `value` is what was last asked for. */
  current = $state(false)
  #wanted: unknown = null
  #stop: AbortController | null = null

  /** Asks, unless just that was asked already. `wanted` is plain data that says what; call it from an effect. */
  want(wanted: unknown, ask: (asking: Asking) => Promise<T>): void {
    if (same(wanted, this.#wanted)) return
    this.#stop?.abort()
    this.#wanted = wanted
    const stop = (this.#stop = new AbortController())
    untrack(() => {
      this.current = false
      this.failure = null
      this.progress = 0
    })
    const asked = { onProgress: (share: number) => this.#stop === stop && (this.progress = share), signal: stop.signal }
    void ask(asked as Asking).then(
      (value) => this.#settle(stop, () => ((this.value = value), (this.current = true))),
      (thrown: unknown) => this.#settle(stop, () => (this.failure = reasonOf(thrown))),
    )
  }

  /** Stops what is being worked out; the same may be asked for again. */
  cancel(): void {
    this.#stop?.abort()
    this.#stop = null
    this.#wanted = null
    this.progress = null
  }

  #settle(stop: AbortController, take: () => void): void {
    if (this.#stop !== stop) return
    this.progress = null
    take()
  }
}

/** Who cancelled knows it. */
const reasonOf = (thrown: unknown): Failure | null =>
  thrown instanceof StudyCancelled ? null : failureOf('question', thrown)
