import type { AttackResult } from '../disclosure'
import type { Protection, Release } from '../domain'
import { publicResults } from './public'
import type { PublicResult } from './public'

/** Version of this record's form; a reader refuses a higher whole number. */
const RECORD_FORMAT = '1.0'

interface Checked {
  id: string
  title: string
  date: string
  identity: string
  protection: Protection
}

/** What `cairn check` leaves for machines. Figures are for checkers; `worst` stands only in a record that stays inside. */
export interface CheckRecord {
  format: string
  made: string
  releases: Checked[]
  against: Checked[]
  totals: number
  passed: boolean
  results: (PublicResult & { figures?: AttackResult['figures']; worst?: readonly string[] })[]
}

export interface RecordInput {
  releases: readonly Release[]
  against: readonly Release[]
  totals: number
  results: readonly AttackResult[]
  /** Whether the record stays inside the facility: figures and cells are told. */
  inside: boolean
  version: string
}

export function checkRecord({ releases, against, totals, results, inside, version }: RecordInput): CheckRecord {
  const outward = publicResults(results)
  return {
    format: RECORD_FORMAT,
    made: `Cairn ${version}`,
    releases: releases.map(checked),
    against: against.map(checked),
    totals,
    passed: passed(results),
    results: inside ? results.map((result, at) => ({ ...outward[at]!, ...result })) : outward,
  }
}

const checked = ({ id, title, date, identity, protection }: Release): Checked => ({
  id,
  title,
  date,
  identity,
  protection,
})

/** Whether no attack succeeded. */
export const passed = (results: readonly AttackResult[]) => results.every(({ outcome }) => outcome !== 'failed')
