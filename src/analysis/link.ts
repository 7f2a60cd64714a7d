import type { EngineState } from './route'
import type { EngineService } from './service'

/** A running engine: its service, how it says that it died, and how to be rid of it. */
export interface EngineHost {
  service: EngineService
  /** Called once when the engine dies by itself. */
  onDeath(tell: (why: string) => void): void
  terminate(): void
}

export interface LinkOptions {
  /** Starts an engine that has been given its release. Rejects where none can be had. */
  spawn(): Promise<EngineHost>
  /** Milliseconds after which a call is given up for dead: a running query cannot be cancelled. */
  deadline: number
  onChange?(state: EngineState, reason: string | null): void
}

/** The engine died, did not answer in time, or cannot be had. Callers turn to columns. */
export class EngineGone extends Error {
  override readonly name = 'EngineGone'
}

/** How often an engine may die without having answered anything in between: started anew once, then let go. */
const DEATHS = 2

/**
 * A disposable engine. One that dies or does not answer in time is ended, started anew, and asked again, once; then
 * it counts as unavailable. Nothing is lost, because nothing but the engine's copy of the tables lived in it.
 */
export class EngineLink {
  state: EngineState = 'columns'
  /** Why the engine is unavailable or was started anew; null while all is well. */
  reason: string | null = null
  #starting: Promise<EngineHost> | null = null
  #running: EngineHost | null = null
  /** Rejects when the running engine dies. */
  #death: Promise<never> = new Promise(() => undefined)
  #deaths = 0

  constructor(readonly options: LinkOptions) {}

  /** Resolves when the engine runs or is known to be unavailable. Never rejects. */
  async start(): Promise<void> {
    await this.#host().catch(() => undefined)
  }

  /** Asks the engine, twice at most. Rejects with the service's own error, or with `EngineGone`. */
  async call<T>(ask: (service: EngineService) => Promise<T>): Promise<T> {
    const host = await this.#host()
    try {
      return await this.#askOne(host, ask)
    } catch (error) {
      if (!(error instanceof EngineGone)) throw error
      return this.#askOne(await this.#host(), ask)
    }
  }

  close(): void {
    this.#running?.terminate()
    this.#change('unavailable', 'closed')
  }

  async #askOne<T>(host: EngineHost, ask: (service: EngineService) => Promise<T>): Promise<T> {
    try {
      const answer = await within(this.options.deadline, Promise.race([ask(host.service), this.#death]))
      this.#deaths = 0
      return answer
    } catch (error) {
      if (error instanceof EngineGone) this.#bury(host, error.message)
      throw error
    }
  }

  #host(): Promise<EngineHost> {
    if (this.state === 'unavailable') return Promise.reject(new EngineGone(this.reason ?? 'unavailable'))
    return (this.#starting ??= this.#spawn())
  }

  async #spawn(): Promise<EngineHost> {
    this.#change('starting', this.reason)
    try {
      const host = await this.options.spawn()
      if (this.#closed()) throw new EngineGone((host.terminate(), 'closed'))
      this.#running = host
      this.#death = new Promise((_, reject) => host.onDeath((why) => reject(new EngineGone(`it died: ${why}`))))
      this.#death.catch((error: EngineGone) => this.#bury(host, error.message))
      this.#change('duckdb', this.reason)
      return host
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (!this.#closed()) this.#change('unavailable', why)
      throw new EngineGone(why)
    }
  }

  /** Ends an engine, if that has not been done, and starts the next unless too many have died. */
  #bury(host: EngineHost, why: string): void {
    if (this.#running !== host) return
    host.terminate()
    this.#running = null
    this.#starting = null
    this.#deaths++
    if (this.#closed()) return
    if (this.#deaths >= DEATHS) return this.#change('unavailable', why)
    this.reason = why
    void this.start()
  }

  #closed(): boolean {
    return this.state === 'unavailable'
  }

  #change(state: EngineState, reason: string | null): void {
    this.state = state
    this.reason = reason
    this.options.onChange?.(state, reason)
  }
}

/** What was promised; rejects with `EngineGone` where it takes longer than so many milliseconds. */
export async function within<T>(milliseconds: number, promised: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const ring = () => reject(new EngineGone(`it did not answer within ${milliseconds} ms`))
    timer = setTimeout(ring, milliseconds)
  })
  try {
    return await Promise.race([promised, late])
  } finally {
    clearTimeout(timer)
  }
}
