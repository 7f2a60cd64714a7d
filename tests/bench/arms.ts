/** One way of doing the work of a contest. It returns what it worked out, for comparison before times count. */
export interface Arm<T> {
  name: string
  run(): T
}

export interface ArmTimes {
  name: string
  /** Milliseconds. */
  p50: number
  p95: number
  /** Time ∕ the first arm's, of the medians; and its 95 % interval from resampled rounds. */
  ratio: number
  ratio95: [number, number]
}

/**
 * Times the arms in turn, so that a busy machine slows all alike. The first arm is the yardstick. Throws where `same`
 * finds that an arm worked out something else.
 */
export function contest<T>(arms: readonly Arm<T>[], same: (one: T, other: T) => boolean, rounds = 30): ArmTimes[] {
  const [first, ...others] = arms
  const expected = first!.run()
  for (const arm of others) if (!same(arm.run(), expected)) throw new Error(`${arm.name} differs from ${first!.name}`)
  for (let warm = 0; warm < 5; warm++) for (const arm of arms) arm.run()
  const times = arms.map(() => new Float64Array(rounds))
  for (let round = 0; round < rounds; round++) arms.forEach((arm, a) => (times[a]![round] = timed(arm)))
  return arms.map((arm, a) => ({
    name: arm.name,
    p50: quantile(times[a]!, 0.5),
    p95: quantile(times[a]!, 0.95),
    ratio: quantile(times[a]!, 0.5) / quantile(times[0]!, 0.5),
    ratio95: ratioInterval(times[a]!, times[0]!),
  }))
}

function timed<T>(arm: Arm<T>): number {
  const start = performance.now()
  arm.run()
  return performance.now() - start
}

export function quantile(times: Float64Array, share: number): number {
  const sorted = times.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

/** Bootstrap of whole rounds, 500 times, from a fixed seed. */
function ratioInterval(times: Float64Array, yardstick: Float64Array): [number, number] {
  let seed = 1
  const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const ratios = Float64Array.from({ length: 500 }, () => {
    const picks = Array.from(times, () => Math.floor(next() * times.length))
    const median = (all: Float64Array) =>
      quantile(
        Float64Array.from(picks, (pick) => all[pick]!),
        0.5,
      )
    return median(times) / median(yardstick)
  })
  return [quantile(ratios, 0.025), quantile(ratios, 0.975)]
}

/** A table in text: arm, p50, p95, ratio with its interval. */
export function printed(title: string, times: readonly ArmTimes[]): string {
  const rows = times.map((arm) => [
    arm.name,
    `${arm.p50.toFixed(2)} ms`,
    `${arm.p95.toFixed(2)} ms`,
    `${arm.ratio.toFixed(2)}× (${arm.ratio95.map((end) => end.toFixed(2)).join(' to ')})`,
  ])
  const all = [['arm', 'p50', 'p95', 'ratio'], ...rows]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  const line = (row: string[]) =>
    '  ' +
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd()
  return [title, ...all.map(line)].join('\n')
}
