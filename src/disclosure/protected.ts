import type { Reason } from './primary'
import type { Rounded } from './rounding'
import type { TableShape } from './tables'

/** A table as it may be shown: 0 where nothing is. Status: 0 shown, 1 rounded, 2 hidden, 3 not collected. */
export interface ProtectedTable {
  shape: TableShape
  values: Int32Array
  status: Uint8Array
}

export interface ProtectionReport {
  policy: { id: string; version: string; label: string }
  cells: number
  /** Sensitive cells by reason; a cell may have several. */
  sensitive: Record<keyof typeof Reason, number>
  shown: number
  rounded: number
  hidden: number
  /** Hidden only so that others cannot be worked out. */
  secondaries: number
  /** How many bases a rounded value may lie from the truth: to be published with the base. */
  reach: number
  /** True where some of the hidden are none at all: to be published. */
  zerosHidden: boolean
  /** For cell keys: how far counts were blurred at most, to be published; null for other methods. */
  noise: number | null
  rounding: Omit<Rounded, 'values'> | null
}

export interface ProtectedTables {
  tables: readonly ProtectedTable[]
  report: ProtectionReport
}

declare const brand: unique symbol

/** Numbers that a policy has made safe. Only `protect` makes it. */
export type Protected<T> = T & { readonly [brand]: 'protected' }

const branded = new WeakSet<object>()

/** For `protect` alone: a test holds everybody else off. */
export function markProtected(tables: ProtectedTables): Protected<ProtectedTables> {
  branded.add(tables)
  return tables as Protected<ProtectedTables>
}

/** The type says it at compile time; this says it to callers without types. */
export const isProtected = (value: object): value is Protected<ProtectedTables> => branded.has(value)
