import type { AttackResult } from '../../disclosure'
import type { RecordsReport } from '../report'

/* What the page hears of a release in the making: plain data, since it crosses from a worker. */

/** Why something could not be done, with the line and the path where a file is wrong. Never with a value of a record. */
export interface Fault {
  /** The first line is a sentence; further ones are its details. */
  message: string
  found?: string
  expected?: string
  todo?: string
}

/** One thing that the recipe names, and which of the dropped files it is; none where it is missing. */
export interface Part {
  what: 'records' | 'populations' | 'areas' | 'boundaries' | 'layout' | 'policy'
  /** As the recipe names it. */
  name: string
  files: readonly { name: string; bytes: number }[]
}

/** What was made of the files so far. */
export interface Recognised {
  recipe: { file: string; title: string; facilities: readonly string[]; indicators: number; synthetic: boolean } | null
  policy: { file: string | null; label: string; version: string } | null
  key: { file: string; name: string; role: string; demo: boolean } | null
  parts: readonly Part[]
  /** Files that the recipe does not name: they are not read. */
  extra: readonly string[]
  faults: readonly Fault[]
  /** Whether a release can be made of these. */
  ready: boolean
}

/** What one attack found. `worst` names cells, so it stays in this tab. */
export type Attack = Pick<AttackResult, 'attack' | 'name' | 'outcome' | 'detail' | 'worst'>

export type Step =
  | { kind: 'reading'; what: string }
  | { kind: 'counted'; reports: readonly RecordsReport[] }
  | { kind: 'protecting'; total: number }
  | { kind: 'protected'; indicator: string; cells: number; rounded: number; hidden: number }
  | { kind: 'attacking'; what: string; done: number; total: number }
  | { kind: 'attacked'; attacks: readonly Attack[] }
  | { kind: 'writing' }

/** What came of it. */
export type Made =
  | { outcome: 'made'; release: MadeRelease }
  /** An attack got through: nothing is written. */
  | { outcome: 'broken' }
  /** The files, the records or the policy do not allow it. */
  | { outcome: 'refused'; fault: Fault }

export interface MadeRelease {
  title: string
  /** First part of the names of both zip files. */
  id: string
  identity: string
  indicators: number
  tables: number
  cells: number
  files: readonly { path: string; bytes: number }[]
  /** Whoever signed; null where nobody did. */
  signed: string | null
  /** Zip of the folder `release`. */
  zip: Uint8Array<ArrayBuffer>
  /** Zip of the folder `inside`: true counts, for output checkers. Never handed on with the release. */
  inside: Uint8Array<ArrayBuffer>
}

/** Anything thrown, in words. */
export function faultOf(thrown: unknown): Fault {
  const message = thrown instanceof Error ? thrown.message : 'It stopped for a reason that is not known.'
  const said = thrown instanceof Error && 'details' in thrown ? (thrown.details as Partial<Fault>) : {}
  const { found, expected, todo } = said
  return { message, found, expected, todo }
}
