import { KeepError, ReleaseError } from '../domain'
import type { KeptRelease } from '../domain'
import type { App } from './app.svelte'
import type { Keeping } from './opener'

/** What became of the last thing that was asked for, in plain words. */
export interface KeepTold {
  kind: 'done' | 'failed'
  text: string
}

const NO_PROMISE = 'Kept on this device. The browser did not promise to hold it when the disk is full.'

/** Releases kept on this device, and what the reader does with them. */
export class Kept {
  /** Null until it is read. */
  list = $state.raw<readonly KeptRelease[] | null>(null)
  /** Bytes that came so far, of how many; null where nothing is being kept. */
  busy = $state.raw<{ done: number; total: number | null } | null>(null)
  told = $state.raw<KeepTold | null>(null)
  /** Whether the app itself opens without a network; null while it is on its way to this device. */
  appHere = $state.raw<boolean | null>(null)

  constructor(readonly app: App) {}

  /** The kept edition of the open release, which need not be the one that is listed; null where none is. */
  readonly here: KeptRelease | null = $derived.by(() => {
    const { release } = this.app
    return this.list?.find(({ identity }) => identity === release?.identity) ?? null
  })

  /** What is to be kept of the open release: its own files, or the edition that the list names; null where it makes no sense. */
  get offer(): 'own' | 'listed' | null {
    const { app } = this
    if (!app.release || !app.opener.keeping) return null
    if (app.fromFiles) return 'own'
    return app.opener.fetches && app.list.find(app.release.id) ? 'listed' : null
  }

  read = (): Promise<void> => this.#try(this.#list)

  async keep(): Promise<void> {
    const { offer } = this
    this.busy = { done: 0, total: null }
    await this.#try(async (keeping) => {
      const lasting = keeping.lasting()
      await (offer === 'own' ? this.#keepOwn(keeping) : this.#keepListed(keeping))
      await this.#list(keeping)
      const told: KeepTold = { kind: 'done', text: 'Kept on this device.' }
      this.told = told
      // Some browsers ask the reader first, who may take their time.
      void lasting.then((promised) => {
        if (!promised && this.told === told) this.told = { kind: 'done', text: NO_PROMISE }
      })
    })
    this.busy = null
  }

  async remove({ identity, title }: KeptRelease): Promise<void> {
    await this.#try(async (keeping) => {
      await keeping.remove(identity)
      await this.#list(keeping)
      this.told = { kind: 'done', text: `${title} is no longer kept on this device.` }
    })
  }

  /** What is kept is of use without a network only beside the app. */
  #list = async (keeping: Keeping): Promise<void> => {
    this.list = await keeping.list()
    if (this.list.length > 0) void this.#keepApp()
  }

  async #keepApp(): Promise<void> {
    const { keepApp } = this.app.opener
    this.appHere = keepApp ? await keepApp() : true
  }

  async #keepOwn(keeping: Keeping): Promise<void> {
    const { app } = this
    if (!app.release || !app.analysis) return
    await keeping.keepOwn(app.release, app.own.originOf(app.analysis) ?? 'file', app.own.filesOf(app.analysis))
  }

  async #keepListed(keeping: Keeping): Promise<void> {
    const { release, list } = this.app
    const entry = release && list.find(release.id)
    if (entry) await keeping.keepListed(entry, release.synthetic, (done, total) => (this.busy = { done, total }))
  }

  async #try(run: (keeping: Keeping) => Promise<void>): Promise<void> {
    this.told = null
    try {
      const keeping = await this.app.opener.keeping?.()
      if (keeping) await run(keeping)
    } catch (thrown) {
      this.told = { kind: 'failed', text: failed(thrown) }
    }
  }
}

function failed(thrown: unknown): string {
  const known = thrown instanceof KeepError || thrown instanceof ReleaseError
  if (!known) return `That did not work: ${thrown instanceof Error ? thrown.message : String(thrown)}`
  const { found, todo } = thrown.details
  return [thrown.message, todo, found && `(${found})`].filter(Boolean).join(' ')
}
