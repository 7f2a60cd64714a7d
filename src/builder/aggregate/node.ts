import type { Aggregates } from '../aggregates'
import type { Plan } from '../plan/plan'
import type { RecordsReport } from '../report'
import { folderPlace, type DatabaseOptions } from '../run/node'
import { sumRecords, type SumOptions } from './sum'

export interface AggregateOptions extends DatabaseOptions, SumOptions {
  /** Folder in which the recipe's files lie. */
  dir: string
  /** Further folders that may be read or written. */
  folders?: readonly string[]
}

/** Sums records that lie in a folder, out of core: see `sumRecords`. */
export async function aggregateRecords(
  plan: Plan,
  { dir, onProgress, onResult, folders = [], passes, ...options }: AggregateOptions,
): Promise<{ aggregates: Aggregates; reports: RecordsReport[] }> {
  return sumRecords(plan, folderPlace(dir, options, folders), { passes, onProgress, onResult })
}
