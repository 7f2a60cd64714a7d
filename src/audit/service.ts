import { loadSolver } from '../disclosure'
import type { Release, SummaryRow } from '../domain'
import type { DecodedTable } from '../release'
import { attackRelease } from './attack'
import type { AttackProgress } from './attack'
import { publicResults } from './public'
import type { PublicResult } from './public'

/** What the worker asks the page for. */
export interface Lender {
  table(id: string): Promise<DecodedTable>
  summary(): Promise<readonly SummaryRow[] | null>
  told(progress: AttackProgress): void
}

/** What the page asks the worker for. */
export interface AttackService {
  /** Attacks a release with the solver of these bytes; gives only what everybody may know. */
  attack(release: Release, wasm: ArrayBuffer, lender: Lender): Promise<PublicResult[]>
}

/** HiGHS 1.15.3 takes neither bytes nor a module, though its types say so; it does take whoever makes the instance. */
export async function compiled(wasm: ArrayBuffer): Promise<NonNullable<Parameters<typeof loadSolver>[0]>> {
  const module = await WebAssembly.compile(wasm)
  const instantiateWasm = (imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void) =>
    void WebAssembly.instantiate(module, imports).then(ready)
  return { instantiateWasm } as object
}

export const attackService: AttackService = {
  async attack(release, wasm, lender) {
    const solver = await loadSolver(await compiled(wasm))
    const open = { release, table: (id: string) => lender.table(id), summary: () => lender.summary() }
    return publicResults(await attackRelease([open], { solver, onProgress: (progress) => lender.told(progress) }))
  },
}
