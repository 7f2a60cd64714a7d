import { proxy, transfer, wrap } from 'comlink'
import type { Check } from '../domain'
import type { OpenRelease } from '../release'
import { appSource } from '../release/source'
import { AttackCancelled } from './attack'
import type { AttackProgress } from './attack'
import type { PublicResult } from './public'
import type { AttackService, Lender } from './service'
import { readSolver } from './wasm'

export type { PublicResult } from './public'
export type { AttackProgress } from './attack'

export interface RunningAttack {
  /** Rejects with AttackCancelled once `stop` was called, else with the reason why it could not run. */
  readonly results: Promise<PublicResult[]>
  stop(): void
}

/** What is read of a release to attack it; its checks so far serve for attack 14. */
export type Attackable = Pick<OpenRelease, 'release' | 'table' | 'summary' | 'checks'>

/** Attacks a release in a worker of its own, with nothing but what every reader has. */
export function attackInWorker(open: Attackable, onProgress: (progress: AttackProgress) => void): RunningAttack {
  let end = (): void => {}
  const stopped = new Promise<never>((_, reject) => {
    end = () => reject(new AttackCancelled('The attack was stopped.'))
  })
  let worker: Worker | null = null
  let over = false
  const run = async (): Promise<PublicResult[]> => {
    const wasm = await readSolver(__HIGHS_WASM__, (path) => appSource().read(path))
    const { default: AuditWorker } = await import('./worker?worker&inline')
    if (over) throw new AttackCancelled('The attack was stopped.')
    worker = new AuditWorker({ name: 'cairn-audit' })
    const died = new Promise<never>((_, reject) =>
      worker?.addEventListener('error', (event) => reject(new Error(event.message || 'its script was refused'))),
    )
    const service = wrap<AttackService>(worker) as unknown as AttackService
    const lender: Lender = { table: (id) => open.table(id), summary: () => open.summary(), told: onProgress }
    const attack = service.attack(open.release, transfer(wasm.buffer, [wasm.buffer]), proxy(lender))
    return (await Promise.race([attack, died])).map((result) =>
      result.attack === '14' ? ofChecks(open.checks) : result,
    )
  }
  const stop = (): void => {
    over = true
    worker?.terminate()
    end()
  }
  const results = Promise.race([run(), stopped]).finally(() => worker?.terminate())
  return { results, stop }
}

/** Attack 14 as the page made it when it read the release. */
function ofChecks(checks: readonly Check[]): PublicResult {
  const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
  return {
    attack: '14',
    name: 'Changed, replayed or renamed files',
    outcome: failed.length > 0 ? 'failed' : 'passed',
    detail:
      failed.length > 0
        ? `Not as they should be: ${failed.join(', ')}.`
        : 'All that was read is as the description says; who vouches for that stands under Signature.',
  }
}
