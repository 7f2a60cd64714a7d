import { describe, expect, it, vi } from 'vitest'
import { Beliefs, NEARLY_CERTAIN, mergeResults, observe, preset, suppressionPolicy } from '../../src/disclosure'
import type { CellInterval, Policy, Scene } from '../../src/disclosure'
import { intervalAttack, tooNarrow } from '../../src/disclosure/attacks'
import { bestGuess } from '../../src/disclosure/guess'
import { scatter } from '../release/fixture'
import { table } from './tiny'

vi.setConfig({ testTimeout: 60_000 })

const SIZES = { period: 8, sex: 2, age: 4, area: 12 }
const AGES = [0.08, 0.5, 2, 5]

/** Counts that follow a rate by age, area, sex and year, by chance alone: as sparse as `level` says. */
function drawn(seed: number, level: number): Int32Array {
  const random = scatter(seed * 977 + 5)
  const areas = Array.from({ length: SIZES.area }, () => 0.4 + 2 * random.next().value)
  const cells = Object.values(SIZES).reduce((product, size) => product * size, 1)
  return Int32Array.from({ length: cells }, (_, cell) => {
    const [area, age, sex] = [cell % 12, Math.floor(cell / 12) % 4, Math.floor(cell / 48) % 2]
    const year = 1 + 0.05 * Math.floor(cell / 96)
    return chance(level * areas[area]! * AGES[age]! * (sex ? 1.3 : 0.8) * year, () => random.next().value)
  })
}

/** Poisson by counting exponential steps. */
function chance(mean: number, roll: () => number): number {
  let [sum, count] = [0, -1]
  while (sum < mean) {
    sum -= Math.log(1 - roll())
    count++
  }
  return count
}

const hidden: Policy = preset('hide-under-10')
const rounded: Policy = { ...preset('controlled-5'), approval: null }
const decoyed: Policy = { ...hidden, zerosShown: false }

type Publish = (count: number, cell: number) => [value: number, status: number]

const hide: Publish = (count) =>
  count > 0 && count < 10 ? [0, 2] : [5 * Math.floor(count / 5 + 0.5), count === 0 ? 0 : 1]
/** The same, with one in so many zeros hidden too. */
const decoy =
  (every: number): Publish =>
  (count, cell) =>
    count === 0 && (cell * 7919) % every === 0 ? [0, 2] : hide(count, cell)
/** Up with odds that fall with distance, as controlled rounding goes. */
function roundAtRandom(seed: number): Publish {
  const random = scatter(seed)
  return (count) => [5 * (Math.floor(count / 5) + (random.next().value < (count % 5) / 5 ? 1 : 0)), 1]
}

interface Told {
  scene: Scene
  intervals: CellInterval[]
  truth: Int32Array
}

/** What is published of counts and of nothing else: no sums. */
function published(counts: Int32Array, policy: Policy, publish: Publish): Told {
  const { counts: _, ...shape } = table(SIZES, [...counts])
  const axes = shape.axes.map((axis) => ({ ...axis, members: axis.members.filter(({ code }) => code !== 'all') }))
  const cells = [...counts].map((count, cell) => publish(count, cell))
  const values = Int32Array.from(cells, ([value]) => value)
  const status = Uint8Array.from(cells, ([, one]) => one)
  const scene = observe([{ shape: { ...shape, axes }, values, status }], policy)
  const intervals = scene.targets.map((cell): CellInterval => {
    const [low, high] = [scene.outer.low[cell]!, scene.outer.high[cell]!]
    return { cell, low, high, seenLow: low, seenHigh: high, reached: 'witness' }
  })
  const truth = new Int32Array(counts.length)
  scene.system.cellOf[0]!.forEach((cell, index) => (truth[cell] = counts[index]!))
  return { scene, intervals, truth }
}

/** Claims about small counts from 1 up: how sure, and whether right. */
function claims({ scene, intervals, truth }: Told): { odds: number; right: boolean }[] {
  const beliefs = new Beliefs(scene, intervals)
  return intervals.map(({ cell }) => {
    const { low, odds } = beliefs.of(cell)
    const small = [...odds].map((part, at) => (low + at > 0 && low + at < 10 ? part : -1))
    const most = Math.max(...small)
    return { odds: most, right: low + small.indexOf(most) === truth[cell] }
  })
}

const SEEDS = [1, 2, 3, 4, 5, 6]
const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length

describe('the best guess with a model (attack 1b)', () => {
  it.each([
    ['hidden', 0.4, (seed: number) => published(drawn(seed, 0.4), hidden, hide)],
    ['hidden, denser', 1.5, (seed: number) => published(drawn(seed, 1.5), hidden, hide)],
    ['rounded', 0.4, (seed: number) => published(drawn(seed, 0.4), rounded, roundAtRandom(seed))],
    ['rounded, denser', 1.5, (seed: number) => published(drawn(seed, 1.5), rounded, roundAtRandom(seed))],
    ['hidden with decoys', 0.4, (seed: number) => published(drawn(seed, 0.4), decoyed, decoy(6))],
  ])('is right as often as it says: %s, level %d', (_name, _level, make) => {
    const all = SEEDS.flatMap((seed) => claims(make(seed)))
    for (const [from, to] of [
      [0.1, 0.3],
      [0.3, 0.5],
      [0.5, 0.7],
      [0.7, 0.9],
      [0.9, 1],
    ] as const) {
      const some = all.filter(({ odds }) => odds >= from && odds < to)
      if (some.length < 60) continue
      const [said, right] = [mean(some.map(({ odds }) => odds)), mean(some.map((one) => (one.right ? 1 : 0)))]
      const chanceOfIt = Math.sqrt((said * (1 - said)) / some.length)
      expect(Math.abs(said - right), `${from}: ${some.length} said ${said}, right ${right}`).toBeLessThan(
        0.05 + 3 * chanceOfIt,
      )
    }
    expect(all.length).toBeGreaterThan(1_000)
  })

  it('beats the guess without one, and names rare counts nearly surely where no zero is hidden', () => {
    const told = published(drawn(1, 0.4), hidden, hide)
    const all = claims(told)
    expect(all.filter(({ right }) => right).length / all.length).toBeGreaterThan(3 / 9)
    const { outcome, figures } = bestGuess(told.scene, told.intervals)
    expect(outcome).toBe('passed')
    expect(figures['probability']).toBeLessThan(0.2)
    expect(figures['modelled']).toBeGreaterThan(NEARLY_CERTAIN)
    expect(figures['certain']).toBeGreaterThan(10)
    expect(figures['likely']).toBeGreaterThan(figures['right']!)
  })

  it('can be stopped by hiding few zeros beside them, and by the owner’s own limit', () => {
    const count = (policy: Policy, publish: Publish) => {
      const told = published(drawn(2, 0.4), policy, publish)
      return bestGuess(told.scene, told.intervals)
    }
    expect(count(hidden, hide).figures['certain']).toBeGreaterThan(10)
    expect(count({ ...decoyed, modelGuess: 0.9 }, decoy(6))).toMatchObject({
      outcome: 'passed',
      figures: { certain: 0 },
    })
    expect(count({ ...hidden, modelGuess: 0.9 }, hide).outcome).toBe('failed')
    expect(count({ ...hidden, modelGuess: 1 }, hide)).toMatchObject({ outcome: 'passed', figures: { beyond: 0 } })
    expect(count({ ...hidden, modelGuess: 0.5 }, hide).outcome).toBe('failed')
  })

  it('does not call it a disclosure to guess that nobody is there', () => {
    const told = published(drawn(3, 0.02), rounded, roundAtRandom(3))
    const beliefs = new Beliefs(told.scene, told.intervals)
    const zeros = told.intervals.filter(({ cell }) => beliefs.of(cell).low === 0 && beliefs.of(cell).odds[0]! > 0.6)
    expect(zeros.length).toBeGreaterThan(100)
    const { figures } = bestGuess(told.scene, zeros)
    expect(figures).toMatchObject({ certain: 0, likely: 0 })
  })

  it('adds figures of several tables up, but for the surest', () => {
    const results = [1, 2].map((seed) => {
      const told = published(drawn(seed, 0.4), hidden, hide)
      return bestGuess(told.scene, told.intervals)
    })
    const merged = mergeResults('1b', results)
    const of = (name: string) => results.map(({ figures }) => figures[name]!)
    expect(merged.figures['certain']).toBe(of('certain')[0]! + of('certain')[1]!)
    expect(merged.figures['modelled']).toBe(Math.max(...of('modelled')))
    expect(merged.detail).toContain(`${merged.figures['examined']!.toLocaleString('en-GB')} (`)
  })
})

describe('cells whose interval could not be confirmed (attack 1)', () => {
  const told = published(drawn(1, 0.4), suppressionPolicy('own', 6), (count) =>
    count > 0 && count < 6 ? [0, 2] : [count, 0],
  )
  const wide = { ...told.intervals[0]!, low: 1, high: 40, seenLow: 2, seenHigh: 3 }

  it('fail, since what is left are outer bounds; others of that width pass', () => {
    expect(tooNarrow(told.scene, wide)).toBe(false)
    expect(tooNarrow(told.scene, { ...wide, unconfirmed: true })).toBe(true)
    const attacked = intervalAttack(told.scene, [wide, { ...wide, unconfirmed: true }])
    expect(attacked).toMatchObject({ outcome: 'failed', figures: { failing: 1, unconfirmed: 1 } })
    expect(attacked.detail).toContain('could not be confirmed')
  })

  it('pass where they cannot be small at all', () => {
    expect(tooNarrow(told.scene, { ...wide, low: 6, unconfirmed: true })).toBe(false)
  })
})
