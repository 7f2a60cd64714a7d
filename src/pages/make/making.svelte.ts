import { BuilderStopped, openBuilder, type Attack, type Fault, type MadeRelease, type Recognised, type Step } from '../../builder/browser/client' // prettier-ignore

export type Phase = 'gathering' | 'running' | 'stopped' | 'refused' | 'broken' | 'made'
type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** A release in the making: the files, what they are, what is being done, what came of it. Lasts for the visit, not for the page. */
export class Making {
  files = $state.raw<readonly File[]>([])
  seen = $state.raw<Recognised | null>(null)
  looking = $state(false)
  phase = $state<Phase>('gathering')
  /** What is being done right now, in plain words. */
  now = $state('')
  seconds = $state(0)
  reports = $state.raw<StepOf<'counted'>['reports'] | null>(null)
  indicators = $state.raw<readonly StepOf<'protected'>[]>([])
  total = $state(0)
  attacking = $state.raw<StepOf<'attacking'> | null>(null)
  attacks = $state.raw<readonly Attack[] | null>(null)
  writing = $state(false)
  made = $state.raw<MadeRelease | null>(null)
  fault = $state.raw<Fault | null>(null)

  readonly #builder = openBuilder()
  #turn = 0

  /** Files come in several goes; one with the same path takes the place of the earlier. */
  async add(files: readonly File[]): Promise<void> {
    const newer = files.map(pathOf)
    await this.#show([...this.files.filter((file) => !newer.includes(pathOf(file))), ...files])
  }

  async remove(path: string): Promise<void> {
    await this.#show(this.files.filter((file) => pathOf(file) !== path))
  }

  async #show(files: readonly File[]): Promise<void> {
    const turn = ++this.#turn
    this.files = files
    this.#forget()
    this.looking = true
    try {
      const seen = await this.#builder.look(files)
      if (turn === this.#turn) this.seen = seen
    } catch (thrown) {
      if (turn === this.#turn) this.#failed(thrown)
    } finally {
      if (turn === this.#turn) this.looking = false
    }
  }

  async make(): Promise<void> {
    const turn = ++this.#turn
    this.#forget()
    this.phase = 'running'
    this.now = 'Starting the engines'
    const started = performance.now()
    const tick = () => turn === this.#turn && (this.seconds = (performance.now() - started) / 1000)
    const clock = setInterval(tick, 250)
    try {
      const made = await this.#builder.make(this.files, (step) => turn === this.#turn && this.#take(step))
      tick()
      if (turn !== this.#turn) return
      if (made.outcome === 'made') this.made = made.release
      if (made.outcome === 'refused') this.fault = made.fault
      this.phase = made.outcome
    } catch (thrown) {
      if (turn === this.#turn) this.#failed(thrown)
    } finally {
      clearInterval(clock)
    }
  }

  /** Ends what is being done; nothing of it is left but the files. */
  stop(): void {
    this.#turn++
    this.#builder.stop()
    this.#forget()
    this.phase = 'stopped'
  }

  /** As if nothing had been given. */
  clear(): void {
    this.stop()
    this.files = []
    this.seen = null
    this.phase = 'gathering'
  }

  #take(step: Step): void {
    if (step.kind === 'reading') this.now = step.what
    if (step.kind === 'counted') [this.reports, this.now] = [step.reports, 'Making counts safe']
    if (step.kind === 'protecting') this.total = step.total
    if (step.kind === 'protected') {
      this.indicators = [...this.indicators, step]
      this.now = `Made ${step.indicator} safe`
    }
    if (step.kind === 'attacking')
      [this.attacking, this.now] = [step, step.what ? `Attacking ${step.what}` : 'Telling how the attacks went']
    if (step.kind === 'attacked') [this.attacks, this.now] = [step.attacks, 'The attacks are over']
    if (step.kind === 'writing')
      [this.writing, this.now] = [true, 'Writing the release and the pack for output checkers']
  }

  #failed(thrown: unknown): void {
    if (thrown instanceof BuilderStopped) return
    this.phase = 'refused'
    this.fault = { message: thrown instanceof Error ? thrown.message : 'It stopped for a reason that is not known.' }
  }

  #forget(): void {
    this.phase = 'gathering'
    ;[this.now, this.seconds, this.total, this.writing] = ['', 0, 0, false]
    ;[this.reports, this.attacking, this.attacks, this.made, this.fault] = [null, null, null, null, null]
    this.indicators = []
  }
}

const pathOf = (file: File) => file.webkitRelativePath || file.name

let held: Making | null = null

/** The one of this visit: looking something up elsewhere in the app must not lose a release in the making. */
export const heldMaking = (): Making => (held ??= new Making())
