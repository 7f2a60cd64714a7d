import { describe, expect, it, vi } from 'vitest'
import {
  GAIN_LIMIT,
  averagingGain,
  buildSystem,
  expectedGain,
  gatherCounts,
  noiseTable,
  observe,
  perturb,
  preset,
} from '../../src/disclosure'
import type { CountTable, Policy } from '../../src/disclosure'
import { averaging } from '../../src/disclosure/averaging'
import { scatter } from '../release/fixture'
import { table } from './tiny'

vi.setConfig({ testTimeout: 60_000 })

const noise = noiseTable(5, 2.5)
const keyed: Policy = preset('cell-key')

function drawn(sizes: Record<string, number>, seed: number) {
  const random = scatter(seed * 7 + 1)
  const cells = Object.values(sizes).reduce((product, size) => product * size, 1)
  const counts = Array.from({ length: cells }, () => Math.floor(-8 * Math.log(1 - random.next().value)))
  const made = table(sizes, counts)
  const system = buildSystem([made])
  const truth = gatherCounts(system, [made])
  const keys = Uint32Array.from({ length: system.cells }, () => Math.floor(random.next().value * 2 ** 32))
  return { made, system, truth, values: perturb(truth, keys, noise) }
}

/** Shares over some tables of one shape: what the truth says that averaging gains, and what the attacker expects. */
function gains(sizes: Record<string, number>, seeds: number) {
  const found = { cells: 0, alone: 0, together: 0, expected: 0 }
  for (let seed = 1; seed <= seeds; seed++) {
    const { system, truth, values } = drawn(sizes, seed)
    const { cells, alone, together } = averagingGain(system, truth, [values], noise)
    found.cells += cells
    found.alone += alone * cells
    found.together += together * cells
    found.expected += expectedGain(system, values, new Uint8Array(system.cells).fill(1), noise).gain / seeds
  }
  return { ...found, gain: (found.together - found.alone) / found.cells }
}

/** The shape as published, sums blurred apart or not published at all. */
function scene(sizes: Record<string, number>, sums: boolean) {
  const { made, values } = drawn(sizes, 3)
  const { id, of, axes }: CountTable = made
  const bare = axes.map((axis) => ({ ...axis, members: axis.members.filter(({ parts }) => !parts?.length) }))
  const status = Uint8Array.from(values, () => 1)
  if (sums) return observe([{ shape: { id, of, axes }, values, status }], keyed)
  const cells = bare.reduce((product, { members }) => product * members.length, 1)
  const own = Int32Array.from({ length: cells }, (_, cell) => values[cell]!)
  return observe([{ shape: { id, of, axes: bare }, values: own, status: status.slice(0, cells) }], keyed)
}

describe('averaging cell keys (attack 11)', () => {
  it('recovers at most the prior and one point where sums are of many cells', () => {
    const { cells, gain, expected } = gains({ a: 60, b: 60 }, 6)
    expect(cells).toBeGreaterThan(18_000)
    expect(gain).toBeLessThanOrEqual(GAIN_LIMIT)
    expect(expected).toBeLessThanOrEqual(GAIN_LIMIT)
  })

  it.each<Record<string, number>>([
    { a: 2, b: 300 },
    { a: 2, b: 3, c: 100 },
    { a: 5, b: 100 },
  ])('recovers more where sums are of few (%o), which the attack sees without the truth', (sizes) => {
    const { gain, expected } = gains(sizes, 6)
    expect(gain).toBeGreaterThan(GAIN_LIMIT)
    expect(expected).toBeGreaterThan(GAIN_LIMIT)
    expect(Math.abs(gain - expected)).toBeLessThan(0.015)
  })

  it('fails such a release, and passes it without the sums, which then tell nothing', () => {
    const narrow = { a: 2, b: 3, c: 100 }
    expect(averaging(scene(narrow, true)).outcome).toBe('failed')
    const bare = averaging(scene(narrow, false))
    expect(bare.outcome).toBe('passed')
    expect(bare.figures['together']).toBe(bare.figures['alone'])
    expect(averaging(scene({ a: 60, b: 60 }, true)).outcome).toBe('passed')
  })

  it('does not apply where nothing is blurred', () => {
    const { made } = drawn({ a: 3, b: 3 }, 1)
    const shown = { shape: made, values: made.counts, status: new Uint8Array(made.counts.length) }
    expect(averaging(observe([shown], preset('controlled-10'))).outcome).toBe('not-applicable')
  })
})
