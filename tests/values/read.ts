import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

type Column = readonly (number | string | null)[]

export interface ValueCase {
  name: string
  /** Where inputs come from and what computed the expected values. */
  provenance: string
  inputs: Readonly<Record<string, Column>>
  expected: Readonly<Record<string, Column | number>>
}

export interface ValueFile {
  method: string
  tolerance: Readonly<Record<string, number | string>>
  cases: readonly ValueCase[]
}

export function readValues(file: string): ValueFile {
  return JSON.parse(readFileSync(new URL(`${file}.json`, import.meta.url), 'utf8')) as ValueFile
}

export function caseNamed(file: ValueFile, name: string): ValueCase {
  const found = file.cases.find((one) => one.name === name)
  if (!found) throw new Error(`No case ${name} among ${file.cases.map((one) => one.name).join(', ')}`)
  return found
}

/** A column of numbers; `NaN` and `Inf` are written as strings, a missing value as null. */
export function numbers(column: Column | number | undefined): (number | null)[] {
  if (!Array.isArray(column)) throw new Error('not a column')
  return column.map((value: number | string | null) =>
    value === null ? null : typeof value === 'number' ? value : Number(value.replace('Inf', 'Infinity')),
  )
}

/** Largest relative error of a column against what was expected; where null or NaN is expected nothing is compared. */
export function largestError(found: ArrayLike<number>, expected: readonly (number | null)[], absolute = 0): number {
  expect(found.length).toBe(expected.length)
  let largest = 0
  expected.forEach((value, i) => {
    if (value === null || Number.isNaN(value)) return
    const distance = Math.abs(found[i]! - value)
    if (!(distance <= absolute)) largest = Math.max(largest, distance / Math.abs(value))
    expect(found[i]).not.toBeNaN()
  })
  return largest
}

/** Rows of a long table by the value of one column, in order of appearance. */
export function groups(keys: Column): Map<string, number[]> {
  const found = new Map<string, number[]>()
  keys.forEach((key, row) => {
    const rows = found.get(String(key)) ?? []
    rows.push(row)
    found.set(String(key), rows)
  })
  return found
}
